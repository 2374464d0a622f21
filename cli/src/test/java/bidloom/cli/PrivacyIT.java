package bidloom.cli;

import static bidloom.cli.Scene.FIELDS;
import static org.assertj.core.api.Assertions.assertThat;

import bidloom.cli.Http.Answer;
import bidloom.protocol.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person's data taken along, and their name taken out, over real HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class PrivacyIT {
  private static final String FIRST = "green lamps over water";
  private static final String PASSWORD = "slow trains in november";
  private static final String[] ADMIN = {"Authorization", "Bearer " + ServerProcess.TOKEN};

  private ServerProcess server;
  private String db = "";

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    db = "jdbc:sqlite:" + directory.resolve("bidloom.db");
    server = ServerProcess.start(db, "--keep-raw-input", "30");
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private Answer send(String method, String path, Map<String, ?> body, String... head)
      throws Exception {
    return Http.send(server, method, path, body.isEmpty() ? "" : Json.write(body), head);
  }

  /** A token of somebody who has just come. */
  private String[] come(String name, String role) throws Exception {
    Map<String, String> account = Map.of("name", name, "role", role, "password", FIRST);
    assertThat(send("POST", "/api/users", account, ADMIN).status()).isEqualTo(201);
    Answer session = send("POST", "/api/session", Map.of("name", name, "password", FIRST));
    String[] browser = {
      "Cookie",
      "bidloom_session=" + session.cookie("bidloom_session"),
      "X-CSRF-Token",
      session.text("csrfToken")
    };
    Map<String, String> change = Map.of("current", FIRST, "password", PASSWORD);
    assertThat(send("POST", "/api/me/password", change, browser).status()).isEqualTo(204);
    Answer token = send("POST", "/api/tokens", Map.of("name", name + "-laptop"), browser);
    assertThat(token.status()).isEqualTo(201);
    return new String[] {"Authorization", "Bearer " + token.text("token")};
  }

  @Test
  void everybodyGetsTheirOwnDataAndAdministratorsThatOfOthers() throws Exception {
    String[] reed = come("reed", "bd");
    String bid = "/api/bids/" + send("POST", "/api/bids", FIELDS, reed).text("id");
    send("PATCH", bid, Map.of("owner", "reed"), with(reed, "If-Match", "\"1\""));
    send("POST", "/api/bids", FIELDS, ADMIN);
    Answer own = send("GET", "/api/me/data", Map.of(), reed);
    assertThat(own.status()).isEqualTo(200);
    assertThat(own.header("Cache-Control")).isEqualTo("no-store");
    assertThat(own.header("Content-Disposition")).contains("reed.json");
    assertThat(own.body().keySet())
        .containsExactlyInAnyOrder(
            "account",
            "sessions",
            "presence",
            "tokens",
            "bidsOwned",
            "runs",
            "changes",
            "profileVersions");
    assertThat((List<?>) own.body().get("changes")).hasSize(2);
    assertThat((List<?>) own.body().get("bidsOwned")).hasSize(1);
    assertThat((List<?>) own.body().get("tokens")).hasSize(1);
    assertThat((List<?>) own.body().get("sessions")).hasSize(1);
    assertThat(own.raw().body())
        .contains("\"fields\":[\"owner\"]")
        .doesNotContain("argon2", "hash");
    Answer admins = send("GET", "/api/users/reed/data", Map.of(), ADMIN);
    assertThat(admins.body().get("changes")).isEqualTo(own.body().get("changes"));
    assertThat(send("GET", "/api/users/nobody/data", Map.of(), ADMIN).status()).isEqualTo(404);
  }

  private static String[] with(String[] head, String name, String value) {
    return new String[] {head[0], head[1], name, value};
  }

  @Test
  void whoIsErasedIsOutAndStaysInNoAnswer() throws Exception {
    String[] sedge = come("sedge", "bd");
    String bid = "/api/bids/" + send("POST", "/api/bids", FIELDS, sedge).text("id");
    send("PATCH", bid, Map.of("owner", "sedge"), with(sedge, "If-Match", "\"1\""));
    Answer erased = send("POST", "/api/users/sedge/erase", Map.of(), ADMIN);
    assertThat(erased.status()).isEqualTo(200);
    String pseudonym = erased.text("pseudonym");
    assertThat(send("GET", "/api/me", Map.of(), sedge).status()).isEqualTo(401);
    assertThat(send("GET", bid, Map.of(), ADMIN).text("owner")).isEqualTo(pseudonym);
    for (String path :
        List.of(bid, bid + "/history", bid + "/versions/2", "/api/users", "/api/tokens?owner=*")) {
      Answer answer = send("GET", path, Map.of(), ADMIN);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.raw().body()).as(path).doesNotContain("sedge");
    }
    assertThat(send("GET", bid + "/history", Map.of(), ADMIN).raw().body())
        .contains("token:" + pseudonym);
    Answer again = send("POST", "/api/users/sedge/erase", Map.of(), ADMIN);
    assertThat(again.text("pseudonym")).isEqualTo(pseudonym);
    Map<String, String> same = Map.of("name", "sedge", "role", "bd", "password", FIRST);
    assertThat(send("POST", "/api/users", same, ADMIN).status()).isEqualTo(409);
    assertThat(send("POST", "/api/users/admin/erase", Map.of(), ADMIN).status()).isEqualTo(422);
  }
}
