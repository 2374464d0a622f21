package bidloom.bench.torture;

import bidloom.client.Bidloom;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One packaged server, its processes one after the other, and the network around it. */
final class Server implements AutoCloseable {
  private static final String TOKEN = "torture";

  /** One caller plays all the people: what one of them may do a minute is not enough. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "BIDLOOM_BOOTSTRAP_TOKEN", TOKEN,
          "BIDLOOM_LIMITS_STARTS_PER_MINUTE", "1000000",
          "BIDLOOM_LIMITS_WRITES_PER_MINUTE", "1000000",
          "BIDLOOM_LIMITS_STREAMS_PER_MINUTE", "1000000",
          "BIDLOOM_LIMITS_OPEN_STREAMS", "10000");

  private static final long START_SECONDS = 90;
  private static final int KEPT_LINES = 50;

  private final Path application;
  private final String database;
  private final int port;
  private final Proxy front;
  private final Optional<Proxy> back;
  private final Deque<String> output = new ArrayDeque<>();
  private @Nullable Process process;

  /**
   * A server that is not started yet.
   *
   * @param database its JDBC URL
   * @param back the way to its database, where that goes over a network
   */
  Server(Path application, String database, Optional<Proxy> back) throws IOException {
    this.application = application;
    this.database = database;
    this.back = back;
    this.port = Ports.free();
    this.front = Proxy.to(port);
  }

  /** A client that reaches it over the network. */
  Bidloom client() {
    return new Bidloom(URI.create("http://127.0.0.1:" + front.port()), TOKEN);
  }

  Proxy front() {
    return front;
  }

  Optional<Proxy> back() {
    return back;
  }

  void start() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-jar",
            application.toString(),
            "serve",
            "--port",
            String.valueOf(port),
            "--db",
            database,
            "--agent-pace",
            "400ms",
            "--lease",
            Stage.LEASE_SECONDS + "s");
    builder.environment().putAll(ENVIRONMENT);
    Process started = builder.redirectErrorStream(true).start();
    process = started;
    CountDownLatch listening = new CountDownLatch(1);
    Thread.ofVirtual().start(() -> read(started, listening));
    if (!listening.await(START_SECONDS, TimeUnit.SECONDS) || !started.isAlive()) {
      close();
      throw new IllegalStateException("a server did not start:\n" + String.join("\n", output));
    }
  }

  private void read(Process started, CountDownLatch listening) {
    try (BufferedReader lines = started.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        keep(line);
        if (line.contains("Listening on")) {
          listening.countDown();
        }
      }
    } catch (IOException killed) {
      keep("(output ended)");
    } finally {
      listening.countDown();
    }
  }

  private synchronized void keep(String line) {
    output.add(line);
    if (output.size() > KEPT_LINES) {
      output.remove();
    }
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }

  /** As an operator stops it; for good where it does not. */
  void stop() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroy();
      if (!running.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a server did not stop:\n" + String.join("\n", output));
      }
    }
  }

  /** Stops its time, or lets it go on: {@code STOP} and {@code CONT}. */
  void signal(String name) throws IOException, InterruptedException {
    Process running = process;
    if (running != null) {
      new ProcessBuilder(List.of("kill", "-" + name, String.valueOf(running.pid())))
          .start()
          .waitFor();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    kill();
    front.close();
    if (back.isPresent()) {
      back.get().close();
    }
  }
}
