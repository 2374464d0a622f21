package bidloom.bench.torture;

import bidloom.client.Bidloom;
import bidloom.client.Bidloom.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The servers and the database of one run of the torture. */
final class Stage implements AutoCloseable {
  static final int LEASE_SECONDS = 3;
  private static final int BIDS = 5;
  private static final int CREATED = 201;

  private final Optional<Postgres> postgres;
  private final List<Server> servers;
  private final String url;

  private Stage(Optional<Postgres> postgres, List<Server> servers, String url) {
    this.postgres = postgres;
    this.servers = servers;
    this.url = url;
  }

  /** Several servers on one PostgreSQL, each with a network between. */
  static Stage postgres(Path application, Path folder, int count) throws Exception {
    Postgres postgres = new Postgres(folder);
    List<Server> servers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Proxy back = Proxy.to(postgres.port());
      servers.add(new Server(application, Postgres.url(back.port()), Optional.of(back)));
    }
    return started(new Stage(Optional.of(postgres), servers, Postgres.url(postgres.port())));
  }

  /** One server on an SQLite file. */
  static Stage sqlite(Path application, Path folder) throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("bidloom.db");
    return started(
        new Stage(Optional.empty(), List.of(new Server(application, url, Optional.empty())), url));
  }

  private static Stage started(Stage stage) throws Exception {
    boolean started = false;
    try {
      for (Server server : stage.servers) {
        server.start();
      }
      started = true;
      return stage;
    } finally {
      if (!started) {
        stage.close();
      }
    }
  }

  /** The database's own address, past every proxy. */
  String url() {
    return url;
  }

  List<Bidloom> clients() {
    return servers.stream().map(Server::client).toList();
  }

  Faults faults(long seed, Journal journal) {
    return new Faults(servers, postgres, seed, journal);
  }

  /** Bids whose requirements are extracted, so that every kind of run can start. */
  List<String> bids() throws IOException, InterruptedException {
    Bidloom client = clients().getFirst();
    List<String> bids = new ArrayList<>();
    for (int i = 0; i < BIDS; i++) {
      Map<String, Object> fields =
          Map.of(
              "title", "Bid " + i,
              "customerName", "Musterstadt",
              "rawInput", "Title: A web portal\nCustomer: Musterstadt\nBudget: EUR 300,000\n");
      Answer created = client.post("/api/bids?extract=true", fields);
      if (created.status() != CREATED) {
        throw new IllegalStateException("no bid: " + created);
      }
      bids.add(created.text("id"));
    }
    for (String bid : bids) {
      while (!client.get("/api/bids/" + bid).text("status").equals("reviewing")) {
        Thread.sleep(100);
      }
    }
    return bids;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (Server server : servers) {
      server.signal("CONT");
      server.close();
    }
    if (postgres.isPresent()) {
      postgres.get().close();
    }
  }
}
