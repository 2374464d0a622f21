package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.protocol.Json;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logging in as the page does, against the packaged server. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionIT {
  private static final String FIRST = "green lamps over water";
  private static final String PASSWORD = "slow trains in november";

  private ServerProcess server;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    server = ServerProcess.start("jdbc:sqlite:" + directory.resolve("bidloom.db"));
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private Http.Answer admin(String method, String path, Map<String, ?> body) throws Exception {
    String[] head = {"Authorization", "Bearer " + ServerProcess.TOKEN};
    return Http.send(server, method, path, body.isEmpty() ? "" : Json.write(body), head);
  }

  private Http.Answer login(String name, String password, String... head) throws Exception {
    String body = Json.write(Map.of("name", name, "password", password));
    return Http.send(server, "POST", "/api/session", body, head);
  }

  /** A cookie and its token, of an account that has set its own password. */
  private record Browser(String cookie, String csrf) {
    String[] reading(String... more) {
      return headers(more, "Cookie", "bidloom_session=" + cookie);
    }

    String[] writing(String... more) {
      return headers(more, "Cookie", "bidloom_session=" + cookie, "X-CSRF-Token", csrf);
    }

    private static String[] headers(String[] more, String... own) {
      String[] all = java.util.Arrays.copyOf(own, own.length + more.length);
      System.arraycopy(more, 0, all, own.length, more.length);
      return all;
    }
  }

  private Browser browser(String name, String role) throws Exception {
    Http.Answer made =
        admin("POST", "/api/users", Map.of("name", name, "role", role, "password", FIRST));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo("/api/users/" + name);
    Http.Answer first = login(name, FIRST);
    Browser new1 = new Browser(first.cookie("bidloom_session"), first.text("csrfToken"));
    String change = Json.write(Map.of("current", FIRST, "password", PASSWORD));
    assertThat(Http.send(server, "GET", "/api/bids", "", new1.reading()).text("type"))
        .isEqualTo("/problems/password-change-required");
    assertThat(Http.send(server, "POST", "/api/me/password", change, new1.writing()).status())
        .isEqualTo(204);
    return new1;
  }

  @Test
  void aSessionIsMadeByPasswordAndHeldByACookieThatScriptsAndOtherSitesCannotUse()
      throws Exception {
    browser("ada", "bd");
    Http.Answer answer = login("Ada", PASSWORD);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Set-Cookie"))
        .contains("HttpOnly", "SameSite=Strict", "Path=/")
        .doesNotContain("Secure");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    Browser ada = new Browser(answer.cookie("bidloom_session"), answer.text("csrfToken"));
    assertThat(ada.cookie()).hasSize(43);
    Http.Answer me = Http.send(server, "GET", "/api/me", "", ada.reading());
    assertThat(me.body())
        .containsEntry("name", "ada")
        .containsEntry("role", "bd")
        .containsEntry("kind", "user")
        .containsEntry("csrfToken", ada.csrf());

    Http.Answer again = login("ada", PASSWORD, "Cookie", "bidloom_session=" + ada.cookie());
    assertThat(Http.send(server, "GET", "/api/me", "", ada.reading()).status()).isEqualTo(401);
    Browser now = new Browser(again.cookie("bidloom_session"), again.text("csrfToken"));
    assertThat(Http.send(server, "DELETE", "/api/session", "", now.writing()).status())
        .isEqualTo(204);
    assertThat(Http.send(server, "GET", "/api/me", "", now.reading()).status()).isEqualTo(401);
  }

  @Test
  void whatChangesSomethingByCookieNeedsTheTokenOfItsOwnSession() throws Exception {
    Browser bo = browser("bo", "bd");
    Browser eve = browser("eve", "bd");
    String body = Json.write(Map.of("title", "Road signs"));
    assertThat(Http.send(server, "POST", "/api/bids", body, bo.reading()).text("type"))
        .isEqualTo("/problems/forbidden");
    assertThat(
            Http.send(server, "POST", "/api/bids", body, bo.reading("X-CSRF-Token", eve.csrf()))
                .status())
        .isEqualTo(403);
    assertThat(Http.send(server, "DELETE", "/api/session", "", bo.reading()).status())
        .isEqualTo(403);
    Http.Answer made = Http.send(server, "POST", "/api/bids", body, bo.writing());
    assertThat(made.status()).isEqualTo(201);
    Http.Answer history =
        Http.send(server, "GET", "/api/bids/" + made.text("id") + "/history", "", bo.reading());
    assertThat(history.raw().body()).contains("\"actor\":\"user:bo\"");
  }

  @Test
  void aStreamThatStartsARunIsOpenedByCookieFromThePageOnly() throws Exception {
    Browser cy = browser("cy", "bd");
    String bid = Scene.reviewed(server.client());
    String path = "/api/bids/" + bid + "/evaluate/stream";
    assertThat(Http.send(server, "GET", path, "", cy.reading()).status()).isEqualTo(403);
    for (String site : new String[] {"cross-site", "same-site"}) {
      Http.Answer refused = Http.send(server, "GET", path, "", cy.reading("Sec-Fetch-Site", site));
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    }
    assertThat(
            Http.send(server, "GET", path, "", cy.reading("Origin", "http://evil.example"))
                .status())
        .isEqualTo(403);
    assertThat(runs(bid)).doesNotContain("\"evaluation\"");
    assertThat(
            Http.send(server, "GET", path, "", cy.reading("Origin", server.base().toString()))
                .raw()
                .body())
        .contains("event: complete");
    assertThat(
            Http.send(server, "GET", path, "", cy.reading("Sec-Fetch-Site", "same-origin"))
                .status())
        .isEqualTo(200);
    assertThat(runs(bid)).contains("\"evaluation\"", "user:cy");
  }

  private String runs(String bid) throws Exception {
    return admin("GET", "/api/bids/" + bid + "/runs", Map.of()).raw().body();
  }

  @Test
  void whoLosesARoleOrTheAccountLosesItAtOnce() throws Exception {
    Browser di = browser("di", "bd");
    String token =
        Http.send(server, "POST", "/api/tokens", "{\"name\":\"di-ci\"}", di.writing())
            .text("token");
    String[] byToken = {"Authorization", "Bearer " + token};
    assertThat(Http.send(server, "GET", "/api/tokens", "", byToken).status()).isEqualTo(200);
    assertThat(admin("PATCH", "/api/users/di", Map.of("role", "viewer")).status()).isEqualTo(200);
    assertThat(Http.send(server, "GET", "/api/tokens", "", byToken).status()).isEqualTo(403);
    assertThat(Http.send(server, "GET", "/api/tokens", "", di.reading()).status()).isEqualTo(403);
    assertThat(admin("PATCH", "/api/users/di", Map.of("disabled", true)).status()).isEqualTo(200);
    assertThat(Http.send(server, "GET", "/api/bids", "", byToken).status()).isEqualTo(401);
    assertThat(Http.send(server, "GET", "/api/bids", "", di.reading()).status()).isEqualTo(401);
    assertThat(admin("PATCH", "/api/users/admin", Map.of("disabled", true)).status())
        .isEqualTo(422);
  }

  @Test
  void guessesCostTimeAndTellNothing() throws Exception {
    browser("flo", "bd");
    Http.Answer wrong = login("flo", "wrong");
    Http.Answer nobody = login("nobody-at-all", "wrong");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.header("WWW-Authenticate")).startsWith("Bearer ");
    assertThat(nobody.text("detail")).isEqualTo(wrong.text("detail"));
    assertThat(nobody.text("type")).isEqualTo(wrong.text("type"));
    Http.Answer last = wrong;
    for (int i = 0; i < 6 && last.status() == 401; i++) {
      last = login("flo", "wrong");
    }
    assertThat(last.status()).isEqualTo(429);
    assertThat(last.text("type")).isEqualTo("/problems/rate-limited");
    assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
  }

  @Test
  void anotherSiteCannotLogSomebodyIn() throws Exception {
    browser("gil", "bd");
    assertThat(login("gil", PASSWORD, "Sec-Fetch-Site", "cross-site").status()).isEqualTo(403);
    assertThat(login("gil", PASSWORD, "Origin", "http://evil.example").status()).isEqualTo(403);
  }

  @Test
  void badMembersAreNamed() throws Exception {
    for (Map<String, ?> body :
        java.util.List.of(
            Map.of("name", "x:y", "role", "bd"),
            Map.of("name", "hal", "role", "god"),
            Map.of("name", "hal", "role", 1),
            Map.of("name", "hal"),
            Map.of("name", "hal", "role", "bd", "password", "short"),
            Map.of("name", "hal", "role", "bd", "more", 1))) {
      Http.Answer answer = admin("POST", "/api/users", body);
      assertThat(answer.status()).as(body.toString()).isEqualTo(422);
      assertThat(answer.body()).containsKey("errors");
    }
    assertThat(admin("POST", "/api/tokens", Map.of("name", "x", "expiresInDays", 366)).status())
        .isEqualTo(422);
    assertThat(admin("GET", "/api/users/admin", Map.of()).body()).containsEntry("role", "admin");
    assertThat(admin("GET", "/api/users/x%3Ay", Map.of()).status()).isEqualTo(404);
  }
}
