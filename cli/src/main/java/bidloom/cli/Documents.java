package bidloom.cli;

import bidloom.client.Refused;
import bidloom.domain.Refusal;
import bidloom.http.Problems;
import bidloom.intake.Intake;
import bidloom.protocol.Json;
import bidloom.protocol.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The files that a command is given. */
final class Documents {
  private static final int UNAUTHENTICATED = 401;

  private Documents() {}

  /** What a command does with one file; false where it came to no good end. */
  @FunctionalInterface
  interface Work {
    boolean on(Path file) throws IOException, InterruptedException;
  }

  /**
   * Works through files; one that is refused does not keep the others from being read.
   *
   * @return the exit code
   */
  static int each(List<Path> files, boolean json, Terminal terminal, Work work)
      throws IOException, InterruptedException {
    boolean allDone = true;
    for (Path file : files) {
      try {
        allDone &= work.on(file);
      } catch (Refusal refusal) {
        allDone = false;
        tell(file, Problems.of(refusal, ""), json, terminal);
      } catch (Refused refused) {
        if (refused.status() == UNAUTHENTICATED) {
          throw refused; // and so it would be for every other file
        }
        allDone = false;
        tell(file, refused.problem(), json, terminal);
      }
    }
    return allDone ? 0 : 1;
  }

  private static void tell(Path file, Problem problem, boolean json, Terminal terminal) {
    if (json) {
      terminal.out().println(Json.write(Map.of("file", file.toString(), "problem", problem)));
    } else {
      terminal.err().println(file + ": " + Advice.on(problem));
    }
  }

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
}
