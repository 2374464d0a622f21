package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.client.Bidloom;
import bidloom.client.Bidloom.Answer;
import bidloom.client.EventStream.Event;
import bidloom.protocol.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All commands that work against a server, against the packaged one. */
@Timeout(180)
class RemoteIT {
  private static final Path APPLICATION = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final Path EXAMPLES = Path.of("../examples");

  @TempDir static Path folder;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    server =
        ServerProcess.start("jdbc:sqlite:" + folder.resolve("bidloom.db"), "--agent-pace", "700ms");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  /** What a command said, and its exit code. */
  private record Said(int code, String out, String err) {
    Part document() {
      return Wire.part(Json.readObject(out));
    }

    String id() {
      return out.split("\\s", 2)[0];
    }
  }

  private static List<String> words(String... words) {
    List<String> line = new ArrayList<>(Arrays.asList(words));
    line.addAll(List.of("--server", server.base().toString(), "--token", ServerProcess.TOKEN));
    return line;
  }

  private static Said say(String... words) throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            words(words), new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)));
    return new Said(code, out.toString(), err.toString());
  }

  private static Said done(String... words) throws Exception {
    Said said = say(words);
    assertThat(said.code()).as("%s: %s", List.of(words), said).isZero();
    return said;
  }

  private static String example(String name) {
    return EXAMPLES.resolve(name).toString();
  }

  /** Waits on the stream of a bid. */
  private static void until(String bid, Predicate<Event> wanted) throws Exception {
    server.client().stream("/api/bids/" + bid + "/events").follow(event -> !wanted.test(event));
  }

  private static boolean running(Event event) {
    return event.type().equals("run") && "running".equals(event.data().get("state"));
  }

  @Test
  void everyExampleIsImportedOnceHoweverOftenItIsSentAndThenListed() throws Exception {
    List<String> line = new ArrayList<>(List.of("import", "--extract", "--json"));
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      files
          .filter(file -> !file.endsWith("README.md") && Files.isRegularFile(file))
          .forEach(file -> line.add(file.toString()));
    }
    int files = line.size() - 3;
    assertThat(files).isGreaterThan(8);
    List<Part> first = done(line.toArray(String[]::new)).out().lines().map(RemoteIT::part).toList();
    List<Part> again = done(line.toArray(String[]::new)).out().lines().map(RemoteIT::part).toList();
    assertThat(first).hasSize(files).noneMatch(made -> made.flag("importedBefore"));
    assertThat(again).hasSize(files).allMatch(made -> made.flag("importedBefore"));
    assertThat(again.stream().map(made -> made.at("bid").text("id")))
        .isEqualTo(first.stream().map(made -> made.at("bid").text("id")).toList());

    done("watch", "--until-idle");
    Part page = done("bids", "--json", "--status", "reviewing", "--limit", "200").document();
    assertThat(page.list("items").stream().map(bid -> bid.text("id")))
        .containsAll(first.stream().map(made -> made.at("bid").text("id")).toList());
    String table = done("bids", "--q", "Cloud Operations", "--sort", "deadline").out();
    assertThat(table.lines()).hasSize(2);
    assertThat(table)
        .startsWith("ID ")
        .contains("reviewing", "2031-03-17 17:00", "Cloud Operations and Application Support");
  }

  private static Part part(String line) {
    return Wire.part(Json.readObject(line));
  }

  @Test
  void aBidGoesFromItsImportToItsDecisionAndCanBeReadAsItWas() throws Exception {
    Path absent = folder.resolve("absent.txt");
    Said imported = say("import", absent.toString(), example("learning-platform.md"));
    assertThat(imported.code()).isOne();
    assertThat(imported.err()).contains("There is no file");
    String bid = imported.id();

    Said early = say("run", "evaluate", bid);
    assertThat(early.code()).isOne();
    assertThat(early.err()).contains("can't become evaluating", "It can become: extracting");
    assertThat(done("run", "extract", bid).out()).isNotBlank();
    assertThat(done("run", "evaluate", bid).out()).contains("score", "Scores", "Evidence");
    Part run = done("run", "evaluate", bid, "--json").document();
    assertThat(run.text("state")).contains("committed");
    assertThat(run.text("kind")).contains("evaluation");

    assertThat(done("show", bid).out())
        .contains("bit decided", "Requirements", "submissionDeadline", "Scores", "created");
    assertThat(done("show", bid, "--version", "1").out())
        .contains("draft")
        .doesNotContain("Scores");
    assertThat(done("show", bid, "--json").document().text("id")).contains(bid);
    String history = done("history", bid).out();
    assertThat(history).contains("evaluation committed", "status: evaluating → bit_decided");
    assertThat(done("history", bid, "--limit", "2", "--json").document().list("items")).hasSize(2);
    assertThat(say("show", "nowhere").err()).startsWith("There is no bid");
  }

  @Test
  void twoStartsAreOneRunUnlessItIsRefusedOrReplacedAndACancelEndsIt() throws Exception {
    String bid = Scene.reviewed(server.client());
    String run = done("run", "evaluate", bid, "--detach").id();
    assertThat(done("run", "evaluate", bid, "--detach").id()).isEqualTo(run);
    Said rejected = say("run", "evaluate", bid, "--on-active", "reject");
    assertThat(rejected.code()).isOne();
    assertThat(rejected.err()).contains(run, "is active on this bid", "bidloom cancel " + run);
    assertThat(say("run", "quick-scan", bid).err()).contains(run, "is active on this bid");
    assertThat(done("show", bid).out()).contains("Active run", run);

    String other = done("run", "evaluate", bid, "--on-active", "replace", "--detach").id();
    assertThat(other).isNotEqualTo(run);
    assertThat(done("cancel", run).out()).contains(run, "is cancelled");
    assertThat(done("cancel", other).out()).contains(other);
    done("watch", bid, "--until-idle");
    assertThat(done("show", bid).out()).contains("reviewing").doesNotContain("Active run");
  }

  @Test
  void aRunWhoseInputsChangedSaysWhichAndHowItsResultIsApplied() throws Exception {
    Bidloom client = server.client();
    String bid = Scene.reviewed(client);
    try (ExecutorService person = Executors.newSingleThreadExecutor()) {
      Future<Said> followed = person.submit(() -> say("run", "evaluate", bid));
      until(bid, RemoteIT::running);
      Answer seen = client.get("/api/bids/" + bid);
      Map<String, Object> budget = Map.of("max", 90_000, "currency", "EUR");
      client
          .patch(
              "/api/bids/" + bid,
              seen.etag().orElseThrow(),
              Map.of("requirements", Map.of("budget", budget)))
          .orRefused();
      Said stale = followed.get(60, TimeUnit.SECONDS);

      assertThat(stale.code()).isOne();
      assertThat(stale.out())
          .contains("Not applied", "requirements.budget: ", "90000", "token:admin", "If-Match");
      String etag = stale.out().replaceAll("(?s).*If-Match: (\"\\d+\").*", "$1");
      String path = stale.out().replaceAll("(?s).*(/api/runs/\\S+/apply).*", "$1");
      Answer applied = client.postIfMatch(path, etag, Map.of()).orRefused();
      assertThat(applied.text("status")).isEqualTo("bit_decided");
    }
  }

  @Test
  void aWatcherSeesWhoChangesWhatAndEndsWithTheRun() throws Exception {
    Bidloom client = server.client();
    String bid = Scene.reviewed(client);
    done("run", "evaluate", bid, "--detach");
    try (ExecutorService watcher = Executors.newSingleThreadExecutor()) {
      Future<Said> watched = watcher.submit(() -> say("watch", bid, "--until-idle"));
      until(bid, event -> event.data().toString().contains("client=cli-"));
      Answer seen = client.get("/api/bids/" + bid);
      client
          .patch("/api/bids/" + bid, seen.etag().orElseThrow(), Map.of("stage", "first talk"))
          .orRefused();
      assertThat(watched.get(60, TimeUnit.SECONDS).out())
          .contains(
              "present: token:admin",
              "stage: (nothing) → first talk",
              "committed",
              "status: evaluating → bit_decided");
    }
  }

  @Test
  void whoLeavesDoesNotStopTheRunAndIsToldSo() throws Exception {
    String bid = Scene.reviewed(server.client());
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-jar", APPLICATION.toString()));
    line.addAll(words("run", "evaluate", bid));
    Process command = new ProcessBuilder(line).start();
    until(bid, RemoteIT::running);
    command.toHandle().destroy(); // and its streams stay open
    assertThat(new String(command.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("goes on");
    done("watch", bid, "--until-idle");
    assertThat(done("show", bid).out()).contains("bit decided");
  }
}
