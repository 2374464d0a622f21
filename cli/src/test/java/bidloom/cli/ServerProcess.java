package bidloom.cli;

import bidloom.client.Bidloom;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The packaged server in a process of its own, as a user runs it. */
final class ServerProcess implements AutoCloseable {
  static final String TOKEN = "a-token-for-tests";
  private static final Path APPLICATION = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final long START_SECONDS = 60;

  private final Process process;
  private final int port;
  private final String db;
  private final String[] options;
  private final CountDownLatch listening = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<String> output = new ConcurrentLinkedQueue<>();

  private ServerProcess(Process process, int port, String db, String... options) {
    this.process = process;
    this.port = port;
    this.db = db;
    this.options = options;
    Thread.ofPlatform().daemon().start(this::readOutput);
  }

  static ServerProcess start(String db, String... options) throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      int port = free.getLocalPort();
      free.close();
      return start(port, db, options);
    }
  }

  /** Stops it as an operator does, and starts it again at the same address. */
  ServerProcess restarted() throws Exception {
    close();
    return start(port, db, options);
  }

  /** With variables of the environment, as an operator sets them. */
  static ServerProcess start(String db, Map<String, String> environment, String... options)
      throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      int port = free.getLocalPort();
      free.close();
      return start(port, db, environment, options);
    }
  }

  private static ServerProcess start(int port, String db, String... options) throws Exception {
    return start(port, db, Map.of(), options);
  }

  private static ServerProcess start(
      int port, String db, Map<String, String> environment, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                APPLICATION.toString(),
                "serve",
                "--port",
                String.valueOf(port),
                "--db",
                db));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("BIDLOOM_BOOTSTRAP_TOKEN", TOKEN);
    builder.environment().putAll(environment);
    ServerProcess server = new ServerProcess(builder.start(), port, db, options);
    if (!server.listening.await(START_SECONDS, TimeUnit.SECONDS)) {
      server.close();
      throw new IllegalStateException(
          "the server did not start:\n" + String.join("\n", server.output));
    }
    ContractClient.learn(server.base());
    return server;
  }

  private void readOutput() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      reader
          .lines()
          .forEach(
              line -> {
                output.add(line);
                if (line.contains("Listening on")) {
                  listening.countDown();
                }
              });
    } catch (IOException | UncheckedIOException ended) {
      output.add("(output ended)");
    }
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + port);
  }

  long pid() {
    return process.pid();
  }

  Bidloom client() {
    return client(TOKEN);
  }

  Bidloom client(String token) {
    return new Bidloom(base(), token, new ContractClient(HttpClient.newHttpClient()));
  }

  /** As {@code kill -9}: no shutdown hook runs. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
