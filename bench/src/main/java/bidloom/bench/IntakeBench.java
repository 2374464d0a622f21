package bidloom.bench;

import bidloom.domain.Refusal;
import bidloom.intake.Intake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many notices a second the intake reads, on one thread: over the real notices beside the
 * project where they are there, over the examples otherwise.
 */
final class IntakeBench {
  private static final int ROUNDS = 10;

  private IntakeBench() {}

  static void run() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path real = here.resolveSibling("shared").resolve("data/dev");
    Path folder = Files.isDirectory(real) ? real : here.resolve("examples");
    List<byte[]> documents = documents(folder);
    int notices = read(documents);
    long before = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      read(documents);
    }
    double seconds = (System.nanoTime() - before) / 1e9;
    System.out.printf(
        "intake: %d notices in %d documents, %.0f notices/s on one thread (%d rounds after a warm-up;"
            + " goal: above 100)%n",
        notices, documents.size(), notices * ROUNDS / seconds, ROUNDS);
  }

  private static List<byte[]> documents(Path folder) throws IOException {
    List<byte[]> documents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.toString().endsWith(".jsonl")) {
          documents.add(Files.readAllBytes(file));
        }
      }
    }
    return documents;
  }

  private static int read(List<byte[]> documents) {
    int notices = 0;
    for (byte[] document : documents) {
      try {
        notices += Intake.read(document).size();
      } catch (Refusal unreadable) {
        notices += 0; // refused documents take their time too, and count for nothing
      }
    }
    return notices;
  }
}
