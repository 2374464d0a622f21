package bidloom.bench.torture;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A PostgreSQL that falls and comes back with the same data at the same port. */
final class Postgres implements AutoCloseable {
  private final Path data;
  private final int port;
  private EmbeddedPostgres running;

  Postgres(Path folder) throws IOException {
    this.data = folder.resolve("postgresql");
    this.port = Ports.free();
    this.running = start();
  }

  private EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setServerConfig("max_connections", "200")
        // A commit that was answered survives the fall, as in earnest.
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("fsync", "on")
        .start();
  }

  int port() {
    return port;
  }

  /** As a client reaches it through a port. */
  static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  /** Lets it fall, as {@code pg_ctl stop -m immediate} does: no goodbye, recovery at the start. */
  void crash() throws IOException, InterruptedException {
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip();
    new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
    ProcessHandle.of(Long.parseLong(pid)).ifPresent(postmaster -> postmaster.onExit().join());
    running.close();
  }

  void restart() throws IOException {
    running = start();
  }

  @Override
  public void close() throws IOException {
    running.close();
  }
}
