package bidloom.bench.torture;

import bidloom.client.Bidloom;
import bidloom.client.Bidloom.Answer;
import bidloom.domain.Bid;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Somebody who edits, starts, cancels, applies and watches, through whichever server, and writes
 * down what came of it.
 */
final class Person implements Runnable {
  /** The first is read by every evaluation and written by every extraction. */
  private static final List<String> FIELDS =
      List.of("requirements.description", "title", "stage", "source", "customerName");

  private static final List<String> KINDS = List.of("extract", "quick-scan", "evaluate");
  private static final List<String> POLICIES = List.of("join", "join", "reject", "replace");
  private static final int OK = 200;
  private static final int CLIENT_FAULT = 400;
  private static final int SERVER_FAULT = 500;

  private final String name;
  private final Random random;
  private final List<Bidloom> servers;
  private final List<String> bids;
  private final Journal journal;
  private final Watchers watchers;
  private final BooleanSupplier goesOn;
  private int number;

  Person(String name, long seed, Scene scene, Watchers watchers, BooleanSupplier goesOn) {
    this.name = name;
    this.random = new Random(seed);
    this.servers = scene.clients();
    this.bids = scene.bids();
    this.journal = scene.journal();
    this.watchers = watchers;
    this.goesOn = goesOn;
  }

  /** What all persons share. */
  record Scene(List<Bidloom> clients, List<String> bids, Journal journal) {}

  @Override
  public void run() {
    while (goesOn.getAsBoolean()) {
      try {
        act();
        Thread.sleep(10 + random.nextInt(60));
      } catch (IOException cutOff) {
        journal.count("requests cut off");
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private void act() throws IOException, InterruptedException {
    String bid = bids.get(random.nextInt(bids.size()));
    int choice = random.nextInt(100);
    if (choice < 55) {
      edit(bid);
    } else if (choice < 80) {
      start(bid);
    } else if (choice < 86) {
      cancel(bid);
    } else if (choice < 92) {
      apply(bid);
    } else {
      server().get("/api/bids/" + bid + "/history?limit=20");
    }
  }

  private Bidloom server() {
    return servers.get(random.nextInt(servers.size()));
  }

  private void edit(String bid) throws IOException, InterruptedException {
    Answer seen = server().get("/api/bids/" + bid);
    if (seen.status() != OK) {
      return;
    }
    Thread.sleep(random.nextInt(3) == 0 ? 300 : random.nextInt(40));
    String field = FIELDS.get(random.nextInt(FIELDS.size()));
    String value = name + "-" + ++number;
    boolean merge = random.nextInt(10) < 6;
    String path = "/api/bids/" + bid + (merge ? "?onConflict=merge" : "");
    long base = version(seen);
    Journal.Outcome outcome = Journal.Outcome.UNKNOWN;
    long version = 0;
    try {
      Answer answer = server().patch(path, seen.etag().orElse(""), patch(field, value));
      outcome = outcome(answer);
      version = version(answer);
    } finally {
      journal.edit(new Journal.Edit(bid, field, value, base, merge, outcome, version));
    }
  }

  private static Map<String, Object> patch(String field, String value) {
    return field.startsWith(Bid.REQUIREMENTS_PREFIX)
        ? Map.of("requirements", Map.of(field.substring(Bid.REQUIREMENTS_PREFIX.length()), value))
        : Map.of(field, value);
  }

  private static long version(Answer answer) {
    return answer.body().get("version") instanceof Number number ? number.longValue() : 0;
  }

  /** A 5xx may have been written before it was said. */
  private Journal.Outcome outcome(Answer answer) {
    if (answer.status() >= SERVER_FAULT) {
      journal.count("answers " + answer.status());
      return Journal.Outcome.UNKNOWN;
    }
    return answer.status() < CLIENT_FAULT ? Journal.Outcome.DONE : Journal.Outcome.REFUSED;
  }

  private void start(String bid) throws IOException, InterruptedException {
    String kind = KINDS.get(random.nextInt(KINDS.size()));
    String policy = POLICIES.get(random.nextInt(POLICIES.size()));
    Answer answer =
        server().post("/api/bids/" + bid + "/" + kind, Map.<String, Object>of("onActive", policy));
    journal.count("starts " + answer.status());
    if (answer.status() < CLIENT_FAULT) {
      watchers.watch(answer.text("id"), random.nextLong());
    }
  }

  private void cancel(String bid) throws IOException, InterruptedException {
    Answer seen = server().get("/api/bids/" + bid);
    if (seen.body().get("activeRun") instanceof Map<?, ?> run) {
      Answer answer = server().post("/api/runs/" + run.get("id") + "/cancel", Map.of());
      journal.count("cancels " + answer.status());
    }
  }

  private void apply(String bid) throws IOException, InterruptedException {
    Answer runs = server().get("/api/bids/" + bid + "/runs?limit=20");
    Answer seen = server().get("/api/bids/" + bid);
    if (runs.body().get("items") instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> run && "stale".equals(run.get("state"))) {
          String path = "/api/runs/" + run.get("id") + "/apply";
          Answer answer = server().postIfMatch(path, seen.etag().orElse(""), Map.of());
          journal.count("applies " + answer.status());
          return;
        }
      }
    }
  }
}
