package bidloom.cli;

import bidloom.domain.Refusal;
import bidloom.intake.Intake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads the files that a command is given. */
final class Documents {
  private Documents() {}

  static byte[] read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new Refusal.UnsupportedInput(file + " is a directory; name the files in it.");
    }
    if (!Files.exists(file)) {
      throw new Refusal.NotFound("file", file.toString());
    }
    if (Files.size(file) > Intake.MAX_BYTES) {
      throw new Refusal.TooLarge(
          "%s has more than %d MB.".formatted(file, Intake.MAX_BYTES / 1024 / 1024));
    }
    return Files.readAllBytes(file);
  }

  /** A refusal as the JSON document of a file. */
  static Map<String, Object> problem(Path file, Refusal refusal) {
    String type =
        switch (refusal) {
          case Refusal.NotFound r -> "/problems/not-found";
          case Refusal.TooLarge r -> "/problems/too-large";
          case Refusal.UnsupportedInput r -> "/problems/unsupported-input";
          default -> "/problems/refused";
        };
    return Map.of(
        "file",
        file.toString(),
        "problem",
        Map.of("type", type, "detail", String.valueOf(refusal.getMessage())));
  }
}
