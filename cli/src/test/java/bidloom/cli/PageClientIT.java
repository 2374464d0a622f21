package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.protocol.Json;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The modules behind the page, which other pages may use, where they run: in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class PageClientIT {
  /** Base, mine, theirs, and what both wanted: null where they want different things. */
  private static final Object[][] MERGES = {
    {"a b c", "A b c", "a b C", "A b C"},
    {"a b c", "A b c", "a b c", "A b c"},
    {"a b c", "a b c", "a x c", "a x c"},
    {"a b c", "a x c", "a y c", null},
    {"a b c", "a x c", "a x c", "a x c"},
    {"a b c", "x b c", "a y c", null}, // changes that touch are one place
    {"one two three four", "one three four", "one two three four five", "one three four five"},
    {null, "mine", "theirs", null},
    {"base", null, "theirs", null},
    {List.of("a", "b"), List.of("a", "b", "c"), List.of("b", "d"), List.of("b", "c", "d")},
    {List.of("a"), List.of("a", "x"), List.of("a", "x"), List.of("a", "x")},
    {null, List.of("x"), List.of("y"), List.of("x", "y")},
    {Map.of("max", 1), Map.of("max", 2), Map.of("max", 3), null},
    {Map.of("max", 1), Map.of("max", 1), Map.of("max", 3), Map.of("max", 3)},
    {1, 2, 3, null},
  };

  private People people;
  private Page page;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    people = People.at(directory);
    page = people.person("ada", "bd");
    page.evaluate(
        """
        async () => {
          const main = document.querySelector("script[type=module]").src;
          window.bidloom = await import(main.replace("app/main.js", "bidloom.js"));
          window.frames_ = (await import(main.replace("app/main.js", "client/sse.js"))).Frames;
        }
        """);
  }

  @AfterAll
  void stop() throws Exception {
    if (people != null) {
      people.close();
    }
  }

  @Test
  void valuesAreMergedAsBothWanted() {
    List<String> wrong = new ArrayList<>();
    for (Object[] merge : MERGES) {
      String merged =
          String.valueOf(
              page.evaluate(
                  "([base, mine, theirs]) =>"
                      + " JSON.stringify(bidloom.mergeValues(base, mine, theirs)?.merged ?? null)",
                  new Object[] {merge[0], merge[1], merge[2]}));
      if (!merged.equals(Json.write(merge[3]))) {
        wrong.add(Json.write(merge) + " but was " + merged);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void valuesAreComparedAsTheServerDoes() {
    for (Object[] pair :
        new Object[][] {
          {Map.of("a", 1, "b", List.of(1)), Map.of("b", List.of(1), "a", 1.0), true},
          {List.of("a", "b"), List.of("b", "a"), false},
          {"", null, false},
          {"1", 1, false}
        }) {
      assertThat(page.evaluate("([a, b]) => bidloom.same(a, b)", new Object[] {pair[0], pair[1]}))
          .isEqualTo(pair[2]);
    }
    assertThat(page.evaluate("() => bidloom.same({a: null, b: [null, 1]}, {b: [1]})"))
        .isEqualTo(true);
  }

  @Test
  void aDiffIsTheTextItIsOf() {
    Object parts =
        page.evaluate(
            "() => bidloom.diff('a portal with ten services', 'the portal with ten')"
                + ".map(({kind, text}) => kind + ':' + text).join('|')");
    assertThat(parts).isEqualTo("gone:a |new:the |same:portal with |gone:ten services|new:ten");
  }

  /** Every problem that the server can answer, as the protocol writes it down. */
  @Test
  void problemsOfTheProtocolAreUnderstood() throws Exception {
    Path folder = Path.of("../protocol/src/main/resources/bidloom/protocol/problems");
    try (Stream<Path> files = java.nio.file.Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        Map<String, Object> golden = Json.readObject(java.nio.file.Files.readString(file));
        int status = ((Number) golden.get("status")).intValue();
        Object read =
            page.evaluate(
                "([status, text]) => bidloom.Problem.of(new Response(text, {status}))"
                    + ".then((p) => [p.kind, p.status, p.message, p.passing].join('|'))",
                new Object[] {status, Json.write(golden)});
        String kind = file.getFileName().toString().replace(".json", "");
        boolean passing = status == 429 || status >= 500 || kind.equals("in-flight");
        assertThat(read)
            .isEqualTo(
                String.join("|", kind, "" + status, "" + golden.get("detail"), "" + passing));
      }
    }
  }

  @Test
  void framesAreReadHoweverTheyAreCutAndEnded() {
    String stream =
        """
        : hello
        retry: 2000

        id: 1
        event: start
        data: {"a":1}

        event: note\r
        data: {\r
        data: }\r
        \r
        data: last, unfinished
        """;
    for (int size : new int[] {1, 2, 7, 1000}) {
      assertThat(
              page.evaluate(
                  """
                  ([text, size]) => {
                    const frames = new frames_();
                    const found = [];
                    for (let i = 0; i < text.length; i += size) found.push(...frames.take(text.slice(i, i + size)));
                    return JSON.stringify(found.filter(({ data }) => data !== undefined));
                  }
                  """,
                  new Object[] {stream, size}))
          .as("pieces of " + size)
          .isEqualTo(
              "[{\"type\":\"start\",\"id\":\"1\",\"data\":\"{\\\"a\\\":1}\"},"
                  + "{\"type\":\"note\",\"data\":\"{\\n}\"}]");
    }
  }

  @Test
  void whoeverWantsTheSameStreamSharesItsConnectionAndWhoComesLateSeesAll() {
    Object told =
        page.evaluate(
            """
            async () => {
              const { Hub } = await import(
                document.querySelector("script[type=module]").src.replace("app/main.js", "client/hub.js"));
              const network = window.fetch;
              let connections = 0;
              let send;
              window.fetch = async () => {
                connections++;
                const body = new ReadableStream({ start: (controller) => (send = (text) => controller.enqueue(new TextEncoder().encode(text))) });
                return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
              };
              try {
                const hub = new Hub();
                const ports = [[], []];
                const both = () => new Promise((done) => {
                  const look = () => (ports.every((port) => port.length === 2) ? done() : setTimeout(look));
                  look();
                });
                const take = (port) => ({ event }) => event && port.push(event.id);
                hub.subscribe("/one", { keep: "all" }, take(ports[0]));
                await new Promise((done) => { const look = () => (send ? done() : setTimeout(look)); look(); });
                send('id: 1\\ndata: {}\\n\\n');
                send('id: 2\\ndata: {}\\n\\n');
                await new Promise((done) => { const look = () => (ports[0].length === 2 ? done() : setTimeout(look)); look(); });
                hub.subscribe("/one", { keep: "all" }, take(ports[1]));
                await both();
                return JSON.stringify({ connections, ports });
              } finally {
                window.fetch = network;
              }
            }
            """);
    assertThat(told).isEqualTo("{\"connections\":1,\"ports\":[[\"1\",\"2\"],[\"1\",\"2\"]]}");
  }

  @Test
  void aPostThatLosesItsAnswerHasItsEffectOnce() throws Exception {
    boolean[] lost = {false};
    page.route(
        "**/api/bids",
        route -> {
          if (!lost[0] && route.request().method().equals("POST")) {
            lost[0] = true;
            route.fetch(); // the server does it, and its answer gets lost
            route.abort();
          } else {
            route.resume();
          }
        });
    page.evaluate(
        """
        async () => {
          const server = new bidloom.Server();
          await server.session();
          await server.post("/api/bids", { title: "Only one of these" });
        }
        """);
    page.unroute("**/api/bids");
    assertThat(lost[0]).isTrue();
    assertThat((List<?>) people.server().client().get("/api/bids?q=only").body().get("items"))
        .hasSize(1);
  }
}
