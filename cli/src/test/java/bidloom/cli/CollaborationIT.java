package bidloom.cli;

import static bidloom.cli.Scene.FIELDS;
import static bidloom.cli.Scene.all;
import static bidloom.cli.Scene.repeated;
import static bidloom.cli.Scene.reviewed;
import static org.assertj.core.api.Assertions.assertThat;

import bidloom.client.Bidloom;
import bidloom.client.Bidloom.Answer;
import bidloom.client.EventStream.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** People and agents on one bid, over real HTTP, against the packaged server. */
@Timeout(120)
class CollaborationIT {
  @TempDir Path directory;

  private String database() {
    return "jdbc:sqlite:" + directory.resolve("bidloom.db");
  }

  @Test
  void twoClientsThatStartTheSameEvaluationGetOneRunAndTwoIdenticalStreams() throws Exception {
    try (ServerProcess server = ServerProcess.start(database(), "--agent-pace", "500ms");
        ExecutorService people = Executors.newFixedThreadPool(2)) {
      String bid = reviewed(server.client());
      CountDownLatch together = new CountDownLatch(2);
      List<Future<List<Event>>> streams = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Bidloom client = server.client();
        streams.add(
            people.submit(
                () -> {
                  together.countDown();
                  together.await();
                  return all(client, "/api/bids/" + bid + "/evaluate/stream");
                }));
      }
      List<Event> first = streams.get(0).get(60, TimeUnit.SECONDS);
      List<Event> second = streams.get(1).get(60, TimeUnit.SECONDS);

      assertThat(first).isEqualTo(second);
      assertThat(first.getLast().type()).isEqualTo("complete");
      assertThat(runs(server.client(), bid)).filteredOn("kind", "evaluation").hasSize(1);
    }
  }

  @Test
  void anEditOfAnInputDuringTheRunEndsInConflictAndKeepsTheResultAsAProposal() throws Exception {
    try (ServerProcess server = ServerProcess.start(database(), "--agent-pace", "1s")) {
      Bidloom client = server.client();
      String bid = reviewed(client);
      Answer started = client.post("/api/bids/" + bid + "/evaluate", Map.of());
      Answer during = client.get("/api/bids/" + bid);
      Answer edited =
          client.patch(
              "/api/bids/" + bid,
              during.etag().orElseThrow(),
              Map.of("requirements", Map.of("budget", Map.of("max", 90_000, "currency", "EUR"))));
      assertThat(edited.status()).isEqualTo(200);
      assertThat(edited.text("staleRun")).isEqualTo(started.text("id"));

      Event last = all(client, "/api/runs/" + started.text("id") + "/events").getLast();

      assertThat(last.type()).isEqualTo("conflict");
      Map<?, ?> conflict = (Map<?, ?>) last.data().get("conflict");
      Map<?, ?> field = (Map<?, ?>) ((List<?>) conflict.get("fields")).getFirst();
      assertThat(field.get("field")).isEqualTo("requirements.budget");
      assertThat(field.get("by")).isEqualTo("token:admin");
      Answer run = client.get("/api/runs/" + started.text("id"));
      assertThat(run.text("state")).isEqualTo("stale");
      Map<?, ?> proposal = (Map<?, ?>) run.body().get("proposal");
      assertThat(((Map<?, ?>) proposal.get("changes")).containsKey("bitEvaluation")).isTrue();
      Answer after = client.get("/api/bids/" + bid);
      assertThat(after.text("status")).isEqualTo("reviewing");

      Answer applied =
          client.postIfMatch(
              "/api/runs/" + started.text("id") + "/apply", after.etag().orElseThrow(), Map.of());
      assertThat(applied.status()).isEqualTo(200);
      assertThat(applied.text("status")).isEqualTo("bit_decided");
    }
  }

  @Test
  void anEditOfAnotherFieldDuringTheRunIsKeptBesideTheResult() throws Exception {
    try (ServerProcess server = ServerProcess.start(database(), "--agent-pace", "1s")) {
      Bidloom client = server.client();
      String bid = reviewed(client);
      Answer started = client.post("/api/bids/" + bid + "/evaluate", Map.of());
      Answer during = client.get("/api/bids/" + bid);
      Answer edited =
          client.patch(
              "/api/bids/" + bid, during.etag().orElseThrow(), Map.of("stage", "first talk"));
      assertThat(edited.status()).isEqualTo(200);

      Event last = all(client, "/api/runs/" + started.text("id") + "/events").getLast();

      assertThat(last.type()).isEqualTo("complete");
      Answer after = client.get("/api/bids/" + bid);
      assertThat(after.text("status")).isEqualTo("bit_decided");
      assertThat(after.text("stage")).isEqualTo("first talk");
      assertThat(after.body().get("bitEvaluation")).isNotNull();
    }
  }

  @Test
  void aServerKilledInTheMiddleOfARunFinishesItAfterTheRestartWithoutRepeatingFinishedAgents()
      throws Exception {
    String run;
    List<Event> before = new ArrayList<>();
    try (ServerProcess server =
        ServerProcess.start(database(), "--agent-pace", "1s", "--lease", "2s")) {
      Bidloom client = server.client();
      String bid = reviewed(client);
      run = client.post("/api/bids/" + bid + "/evaluate", Map.of()).text("id");
      client.stream("/api/runs/" + run + "/events")
          .follow(
              event -> {
                before.add(event);
                return !event.type().equals("agent-complete");
              });
      server.kill();
    }
    try (ServerProcess server =
        ServerProcess.start(database(), "--agent-pace", "1s", "--lease", "2s")) {
      Bidloom client = server.client();
      List<Event> all = all(client, "/api/runs/" + run + "/events");

      assertThat(all.subList(0, before.size())).isEqualTo(before);
      assertThat(all).extracting(event -> event.id().orElseThrow()).doesNotHaveDuplicates();
      assertThat(all.getLast().type()).isEqualTo("complete");
      assertThat(client.get("/api/runs/" + run).body().get("attempt")).isEqualTo(2);
      assertThat(repeated(all)).isEmpty();
      assertThat(all).filteredOn(e -> e.type().equals("agent-complete")).hasSizeGreaterThan(1);
    }
  }

  @Test
  void aStreamGoesOnAfterItsCursorIsResetBeyondItAndEndsOnceAllIsSeen() throws Exception {
    try (ServerProcess server = ServerProcess.start(database())) {
      Bidloom client = server.client();
      String bid = reviewed(client);
      String run = client.post("/api/bids/" + bid + "/evaluate", Map.of()).text("id");
      List<Event> whole = all(client, "/api/runs/" + run + "/events");
      String path = "/api/runs/" + run + "/events";

      List<Event> rest = new ArrayList<>();
      client.stream(path).after(whole.get(2).id().orElseThrow()).follow(rest::add);
      assertThat(rest).isEqualTo(whole.subList(3, whole.size()));

      List<Event> reset = new ArrayList<>();
      client.stream(path).after("999").follow(reset::add);
      assertThat(reset.getFirst().type()).isEqualTo("reset");
      assertThat(reset.subList(1, reset.size())).isEqualTo(whole);

      List<Event> none = new ArrayList<>();
      client.stream(path).after(whole.getLast().id().orElseThrow()).follow(none::add);
      assertThat(none).isEmpty();
    }
  }

  @Test
  void twoPeopleOnOneBidLoseNothing() throws Exception {
    try (ServerProcess server = ServerProcess.start(database())) {
      Bidloom client = server.client();
      String path = "/api/bids/" + client.post("/api/bids", FIELDS).text("id");
      assertThat(client.patch(path, "\"1\"", Map.of("stage", "a")).status()).isEqualTo(200);

      Answer strict = client.patch(path, "\"1\"", Map.of("source", "b"));
      assertThat(strict.status()).isEqualTo(412);
      assertThat(strict.text("type")).isEqualTo("/problems/conflict");

      Answer merged = client.patch(path + "?onConflict=merge", "\"1\"", Map.of("source", "b"));
      assertThat(merged.status()).isEqualTo(200);
      assertThat(merged.body()).containsEntry("merged", true).containsEntry("stage", "a");

      Answer overlap = client.patch(path + "?onConflict=merge", "\"1\"", Map.of("stage", "c"));
      assertThat(overlap.status()).isEqualTo(412);
      Map<?, ?> field = (Map<?, ?>) ((List<?>) overlap.body().get("fields")).getFirst();
      assertThat(field.get("yours")).isEqualTo("c");
      assertThat(field.get("theirs")).isEqualTo("a");
      assertThat(field.get("by")).isEqualTo("token:admin");
    }
  }

  @Test
  void withoutATokenNothingIsToldAndWithoutIfMatchNothingIsWritten() throws Exception {
    try (ServerProcess server = ServerProcess.start(database())) {
      Bidloom stranger = server.client("another-token");
      assertThat(stranger.get("/api/bids").status()).isEqualTo(401);
      Answer refused = stranger.get("/api/bids/x/evaluate/stream");
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.text("type")).isEqualTo("/problems/unauthenticated");

      Bidloom client = server.client();
      String path = "/api/bids/" + client.post("/api/bids", FIELDS).text("id");
      assertThat(client.patch(path, " ", Map.of("stage", "a")).status()).isEqualTo(428);
      assertThat(client.get(path).body()).containsEntry("version", 1);
    }
  }

  private static List<Map<String, Object>> runs(Bidloom client, String bid) throws Exception {
    List<Map<String, Object>> runs = new ArrayList<>();
    for (Object run : (List<?>) client.get("/api/bids/" + bid + "/runs").body().get("items")) {
      Map<String, Object> typed = new HashMap<>();
      ((Map<?, ?>) run).forEach((key, value) -> typed.put((String) key, value));
      runs.add(typed);
    }
    return runs;
  }
}
