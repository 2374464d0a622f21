package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.protocol.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what: every operation of the OpenAPI document, asked by everybody. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {
  private static final List<String> ROLES = List.of("viewer", "bd", "bl", "admin");

  /** The least role for each operation, written down once more, by hand. */
  private static final Map<String, String> LEAST =
      Map.ofEntries(
          Map.entry("GET /api/session", "nobody"),
          Map.entry("POST /api/session", "nobody"),
          Map.entry("DELETE /api/session", "viewer"),
          Map.entry("GET /api/session/oidc", "nobody"),
          Map.entry("GET /api/session/oidc/callback", "nobody"),
          Map.entry("GET /api/me", "viewer"),
          Map.entry("POST /api/me/password", "viewer"),
          Map.entry("GET /api/me/data", "viewer"),
          Map.entry("GET /api/bids", "viewer"),
          Map.entry("GET /api/bids/{id}", "viewer"),
          Map.entry("GET /api/board", "viewer"),
          Map.entry("GET /api/bids/{id}/duplicates", "viewer"),
          Map.entry("GET /api/bids/{id}/notice", "viewer"),
          Map.entry("GET /api/bids/{id}/notice/document", "viewer"),
          Map.entry("GET /api/bids/{id}/history", "viewer"),
          Map.entry("GET /api/bids/{id}/versions/{version}", "viewer"),
          Map.entry("GET /api/bids/{id}/events", "viewer"),
          Map.entry("PUT /api/bids/{id}/presence", "viewer"),
          Map.entry("DELETE /api/bids/{id}/presence", "viewer"),
          Map.entry("GET /api/events", "viewer"),
          Map.entry("GET /api/export/bids.csv", "viewer"),
          Map.entry("GET /api/export/bids.json", "viewer"),
          Map.entry("GET /api/export/deadlines.ics", "viewer"),
          Map.entry("GET /api/numbers", "viewer"),
          Map.entry("GET /api/profile", "viewer"),
          Map.entry("GET /api/profile/history", "viewer"),
          Map.entry("PATCH /api/profile", "admin"),
          Map.entry("GET /api/bids/{id}/runs", "viewer"),
          Map.entry("GET /api/runs/{id}", "viewer"),
          Map.entry("GET /api/runs/{id}/events", "viewer"),
          Map.entry("POST /api/bids", "bd"),
          Map.entry("PATCH /api/bids/{id}", "bd"),
          Map.entry("DELETE /api/bids/{id}", "bd"),
          Map.entry("POST /api/bids/{id}/transitions", "bd"),
          Map.entry("POST /api/bids/{id}/decision", "bd"),
          Map.entry("POST /api/bids/{id}/restore", "bd"),
          Map.entry("POST /api/bids/{id}/extract", "bd"),
          Map.entry("POST /api/bids/{id}/quick-scan", "bd"),
          Map.entry("POST /api/bids/{id}/evaluate", "bd"),
          Map.entry("GET /api/bids/{id}/extract/stream", "bd"),
          Map.entry("GET /api/bids/{id}/quick-scan/stream", "bd"),
          Map.entry("GET /api/bids/{id}/evaluate/stream", "bd"),
          Map.entry("POST /api/runs/{id}/cancel", "bd"),
          Map.entry("POST /api/runs/{id}/apply", "bd"),
          Map.entry("POST /api/runs/{id}/discard", "bd"),
          Map.entry("GET /api/tokens", "bd"),
          Map.entry("POST /api/tokens", "bd"),
          Map.entry("DELETE /api/tokens/{id}", "bd"),
          Map.entry("GET /api/users", "admin"),
          Map.entry("POST /api/users", "admin"),
          Map.entry("GET /api/users/{name}", "admin"),
          Map.entry("PATCH /api/users/{name}", "admin"),
          Map.entry("POST /api/users/{name}/password", "admin"),
          Map.entry("GET /api/users/{name}/data", "admin"),
          Map.entry("POST /api/users/{name}/erase", "admin"));

  /** Whoever may read it reads for ever. */
  private static final String ENDLESS = "GET /api/events";

  private final Map<String, String> tokens = new HashMap<>();
  private ServerProcess server;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    server = ServerProcess.start("jdbc:sqlite:" + directory.resolve("bidloom.db"));
    for (String role : ROLES) {
      Http.Answer issued =
          Http.send(
              server,
              "POST",
              "/api/tokens",
              Json.write(Map.of("name", "a-" + role, "role", role)),
              "Authorization",
              "Bearer " + ServerProcess.TOKEN);
      assertThat(issued.status()).isEqualTo(201);
      assertThat(issued.header("Location")).isEqualTo("/api/tokens/" + issued.text("id"));
      tokens.put(role, issued.text("token"));
    }
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private List<String> operations() throws Exception {
    return Contract.of(server).operations().stream()
        .map(Contract.Operation::name)
        .filter(operation -> operation.contains(" /api/"))
        .toList();
  }

  @Test
  void everyOperationIsRefusedToThoseBelowItsRoleAndToNobodyElse() throws Exception {
    List<String> operations = operations();
    assertThat(new TreeSet<>(operations)).isEqualTo(new TreeSet<>(LEAST.keySet()));
    List<String> wrong = new ArrayList<>();
    for (String operation : operations) {
      String least = LEAST.get(operation);
      check(wrong, operation, "nobody", least.equals("nobody") ? 0 : 401);
      for (String role : ROLES) {
        boolean enough = ROLES.indexOf(role) >= ROLES.indexOf(least);
        check(wrong, operation, role, enough ? 0 : 403);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private void check(List<String> wrong, String operation, String who, int refused)
      throws Exception {
    String[] words = operation.split(" ", -1);
    String path = words[1].replaceAll("\\{\\w+}", "no-such-thing");
    String body = words[0].equals("GET") || words[0].equals("DELETE") ? "" : "{}";
    String[] head =
        who.equals("nobody")
            ? new String[0]
            : new String[] {"Authorization", "Bearer " + tokens.get(who)};
    if (operation.equals(ENDLESS)) {
      int status = Http.statusOfStream(server, path, head);
      if (refused == 0 ? status != 200 : status != refused) {
        wrong.add(who + " " + operation + " -> " + status);
      }
      return;
    }
    Http.Answer answer = Http.send(server, words[0], path, body, head);
    boolean isRefusal = answer.status() == 401 || answer.status() == 403;
    boolean asExpected = refused == 0 ? !isRefusal : answer.status() == refused;
    boolean problem =
        !isRefusal || answer.header("Content-Type").startsWith("application/problem+json");
    if (!asExpected || !problem || answer.status() >= 500) {
      wrong.add(who + " " + operation + " -> " + answer.status() + " " + answer.body());
    }
  }

  @Test
  void whatIsNotInTheTableIsNotThere() throws Exception {
    String[] admin = {"Authorization", "Bearer " + tokens.get("admin")};
    Http.Answer unknown = Http.send(server, "GET", "/api/secrets", "", admin);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text("type")).isEqualTo("/problems/not-found");
    assertThat(Http.send(server, "PUT", "/api/bids/x", "{}", admin).status()).isEqualTo(404);
    assertThat(Http.send(server, "GET", "/api/secrets", "").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/users",
        "//api/users",
        "/api//users",
        "/api/users/",
        "/api/./users",
        "/x/../api/users",
        "/api;x=1/users",
        "/api/users;x=1",
        "/;/api/users",
        "/%61pi/users",
        "/api/%75sers",
        "/api%2Fusers",
        "/API/users",
        "/api/bids/..%2fusers",
        "/api/users?x=/public",
        "/api/users%00",
        "/api/users%3Fx"
      })
  void noWayOfWritingAPathGetsAroundTheTable(String path) throws Exception {
    for (String role : List.of("", "viewer", "bl")) {
      String[] head =
          role.isEmpty()
              ? new String[0]
              : new String[] {"Authorization", "Bearer " + tokens.get(role)};
      Http.Answer answer = Http.send(server, "GET", path, "", head);
      assertThat(answer.status()).as(role + " " + path).isIn(400, 401, 403, 404);
      assertThat(answer.raw().body()).doesNotContain("displayName");
    }
  }
}
