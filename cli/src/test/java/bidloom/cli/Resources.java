package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a server's process holds, where the system tells (Linux; nothing elsewhere).
 *
 * @param files open files and sockets
 * @param threads those of the system
 */
record Resources(long files, long threads) {
  private static final int SLACK = 30;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  static Resources of(ServerProcess server) throws IOException {
    Path process = Path.of("/proc", String.valueOf(server.pid()));
    return Files.isDirectory(process)
        ? new Resources(count(process.resolve("fd")), count(process.resolve("task")))
        : new Resources(0, 0);
  }

  /** Waits until a server holds no more than it did, but for a little. */
  static void returnTo(Resources before, ServerProcess server) throws Exception {
    long begun = System.nanoTime();
    Resources now = of(server);
    while (now.files > before.files + SLACK || now.threads > before.threads + SLACK) {
      assertThat(System.nanoTime() - begun)
          .as("%s became %s", before, now)
          .isLessThan(PATIENCE_NANOS);
      Http.send(server, "GET", "/actuator/health", "");
      now = of(server);
    }
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    }
  }
}
