package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Logging in at an identity provider, honest or not, against the packaged server. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenIdIT {
  private static final String BEGIN = "/api/session/oidc";

  private LocalIssuer issuer;
  private ServerProcess server;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    issuer = new LocalIssuer();
    server =
        ServerProcess.start(
            "jdbc:sqlite:" + directory.resolve("bidloom.db"),
            issuer.client(
                Map.of(
                    "BIDLOOM_OIDC_ROLE_CLAIM",
                    "groups",
                    "BIDLOOM_OIDC_ROLES",
                    "bidders=bd,leads=bl",
                    "BIDLOOM_OIDC_ALLOWED_DOMAIN",
                    "example.com")));
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    issuer.close();
  }

  @BeforeEach
  void beHonest() {
    issuer.claims = honest -> honest;
    issuer.signing = issuer::signed;
  }

  /** What the browser has after it was sent to the provider. */
  private record Asked(String state, String cookie, Map<String, List<String>> question) {
    String one(String parameter) {
      return question.get(parameter).getFirst();
    }
  }

  private Asked begin(String to) throws Exception {
    Http.Answer answer = Http.send(server, "GET", BEGIN + to, "");
    assertThat(answer.status()).isEqualTo(303);
    URI question = URI.create(answer.header("Location"));
    Asked asked =
        new Asked(
            answer.cookie("bidloom_login"),
            answer.cookie("bidloom_login"),
            URLUtils.parseParameters(question.getRawQuery()));
    issuer.nonce = asked.one("nonce");
    issuer.challenges.add(asked.one("code_challenge"));
    return asked;
  }

  private Http.Answer finish(String state, String cookie) throws Exception {
    return Http.send(
        server,
        "GET",
        BEGIN + "/callback?code=c&state=" + state,
        "",
        "Cookie",
        "bidloom_login=" + cookie,
        "Sec-Fetch-Site",
        "cross-site");
  }

  private Http.Answer login() throws Exception {
    Asked asked = begin("");
    return finish(asked.state(), asked.cookie());
  }

  private Map<String, Object> me(Http.Answer login) throws Exception {
    String cookie = "bidloom_session=" + login.cookie("bidloom_session");
    return Http.send(server, "GET", "/api/me", "", "Cookie", cookie).body();
  }

  @Test
  void whoTheProviderVouchesForGetsASessionOfOurs() throws Exception {
    Asked asked = begin("?to=/bids/7");
    assertThat(asked.one("response_type")).isEqualTo("code");
    assertThat(asked.one("code_challenge_method")).isEqualTo("S256");
    assertThat(asked.one("state")).isEqualTo(asked.cookie());
    assertThat(asked.one("redirect_uri")).isEqualTo(server.base() + BEGIN + "/callback");
    Http.Answer done = finish(asked.state(), asked.cookie());
    assertThat(done.status()).isEqualTo(303);
    assertThat(URI.create(done.header("Location")).getPath()).isEqualTo("/bids/7");
    assertThat(issuer.verifierFits).contains(true);
    assertThat(me(done))
        .containsEntry("name", "ida")
        .containsEntry("kind", "user")
        .containsEntry("role", "bd")
        .containsKey("csrfToken");
  }

  @Test
  void aRoleFollowsTheProvidersWordAtEachLogin() throws Exception {
    assertThat(me(login())).containsEntry("role", "bd");
    issuer.claims = honest -> honest.claim("groups", List.of("bidders", "leads"));
    assertThat(me(login())).containsEntry("role", "bl");
    issuer.claims = honest -> honest.claim("groups", List.of("strangers"));
    assertThat(login().status()).isEqualTo(403);
  }

  /** What is wrong with an ID token. */
  enum Wrong {
    NONCE,
    NO_NONCE,
    AUDIENCE,
    EXPIRED,
    ISSUER,
    NO_SUBJECT;

    private JWTClaimsSet.Builder in(JWTClaimsSet.Builder claims) {
      return switch (this) {
        case NONCE -> claims.claim("nonce", "another");
        case NO_NONCE -> claims.claim("nonce", null);
        case AUDIENCE -> claims.audience("another");
        case EXPIRED -> claims.expirationTime(Date.from(Instant.now().minusSeconds(3_600)));
        case ISSUER -> claims.issuer("https://issuer.example");
        case NO_SUBJECT -> claims.subject(null);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void anIdTokenThatIsNotForThisLoginIsRefused(Wrong wrong) throws Exception {
    issuer.claims = wrong::in;
    assertRefused(login(), 401);
  }

  @Test
  void anIdTokenThatTheProviderDidNotSignIsRefused() throws Exception {
    for (LocalIssuer.Signing signing :
        List.<LocalIssuer.Signing>of(
            LocalIssuer::unsigned, LocalIssuer::shared, issuer::forged, claims -> "no token")) {
      issuer.signing = signing;
      assertRefused(login(), 401);
    }
  }

  private static void assertRefused(Http.Answer answer, int status) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.cookie("bidloom_session")).isEmpty();
  }

  @Test
  void aLoginIsFinishedOnceAndInTheBrowserThatBeganIt() throws Exception {
    Asked asked = begin("");
    assertRefused(finish(asked.state(), "another"), 401);
    assertRefused(finish("another", asked.cookie()), 401);
    assertRefused(
        Http.send(server, "GET", BEGIN + "/callback?code=c&state=" + asked.state(), ""), 401);
    assertThat(finish(asked.state(), asked.cookie()).status()).isEqualTo(303);
    assertRefused(finish(asked.state(), asked.cookie()), 401);
    assertRefused(finish("made-up", "made-up"), 401);
  }

  @Test
  void aReplyInTheNameOfAnotherProviderIsRefused() throws Exception {
    Asked asked = begin("");
    assertRefused(finish(asked.state() + "&iss=https%3A%2F%2Fevil.example", asked.cookie()), 401);
  }

  @Test
  void onlyVerifiedAddressesOfTheDomainAreLetIn() throws Exception {
    issuer.claims = honest -> honest.claim("email_verified", false);
    assertRefused(login(), 403);
    issuer.claims = honest -> honest.claim("email", "ida@example.com.evil.example");
    assertRefused(login(), 403);
    issuer.claims = honest -> honest.claim("email", "ida@evil-example.com");
    assertRefused(login(), 403);
  }

  @Test
  void anAccountThatWasMadeHereIsNobodysBecauseOfItsName() throws Exception {
    issuer.claims = honest -> honest.subject("subject-2").claim("preferred_username", "admin");
    assertRefused(login(), 403);
  }

  @ParameterizedTest
  @CsvSource({
    "//evil.example, /",
    "/%5Cevil.example, /%5Cevil.example",
    "https://evil.example, /",
    "/a%0d%0aSet-Cookie:x, /",
    "/bids?status=draft, /bids"
  })
  void theWayBackLeadsNowhereElse(String to, String path) throws Exception {
    Asked asked =
        begin("?to=" + java.net.URLEncoder.encode(to, java.nio.charset.StandardCharsets.UTF_8));
    URI location = URI.create(finish(asked.state(), asked.cookie()).header("Location"));
    assertThat(location.getRawPath()).isEqualTo(path);
    assertThat(location.getHost()).isIn(null, "127.0.0.1");
  }

  @Test
  void withoutAProviderThereIsNoSuchWayIn(@TempDir Path directory) throws Exception {
    try (ServerProcess plain =
        ServerProcess.start("jdbc:sqlite:" + directory.resolve("bidloom.db"))) {
      assertThat(Http.send(plain, "GET", BEGIN, "").status()).isEqualTo(404);
      assertThat(Http.send(plain, "GET", BEGIN + "/callback?state=x", "").status()).isEqualTo(404);
    }
  }
}
