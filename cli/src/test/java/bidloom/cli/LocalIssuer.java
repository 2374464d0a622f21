package bidloom.cli;

import bidloom.protocol.Json;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** An identity provider on loopback, as honest as a test wants it. */
final class LocalIssuer implements AutoCloseable {
  static final String CLIENT = "bidloom";
  static final String SECRET = "a secret between the two of them, long enough for any MAC";

  /** How an ID token comes about, from its claims to its text. */
  interface Signing {
    String sign(JWTClaimsSet claims) throws JOSEException;
  }

  private final HttpServer server;
  private final RSAKey key;
  private final RSAKey strange;
  final ConcurrentLinkedQueue<String> challenges = new ConcurrentLinkedQueue<>();
  volatile UnaryOperator<JWTClaimsSet.Builder> claims = honest -> honest;
  volatile Signing signing = this::signed;
  volatile String nonce = "";
  volatile boolean refusing = false;
  volatile Optional<Boolean> verifierFits = Optional.empty();

  LocalIssuer() throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID("one").generate();
    strange = new RSAKeyGenerator(2048).keyID("one").generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/.well-known/openid-configuration", this::configuration);
    server.createContext(
        "/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.start();
  }

  /** The variables by which a server is its client, and more of them. */
  Map<String, String> client(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("BIDLOOM_OIDC_ISSUER", issuer());
    variables.put("BIDLOOM_OIDC_CLIENT_ID", CLIENT);
    variables.put("BIDLOOM_OIDC_CLIENT_SECRET", SECRET);
    return variables;
  }

  /** For a browser another site than a server at 127.0.0.1. */
  String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void configuration(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        Json.write(
            Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "jwks_uri",
                issuer() + "/keys",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"))));
  }

  /** Knows who sits in front of the browser and asks them nothing. */
  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, List<String>> asked =
        URLUtils.parseParameters(exchange.getRequestURI().getRawQuery());
    nonce = asked.get("nonce").getFirst();
    challenges.add(asked.get("code_challenge").getFirst());
    String said = refusing ? "error=access_denied" : "code=c";
    String back = asked.get("redirect_uri").getFirst();
    String state = asked.get("state").getFirst();
    exchange.getResponseHeaders().set("Location", back + "?" + said + "&state=" + state);
    exchange.sendResponseHeaders(303, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String verifier = URLUtils.parseParameters(body).get("code_verifier").getFirst();
    CodeChallenge challenge =
        CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier));
    verifierFits = Optional.of(challenges.contains(challenge.getValue()));
    try {
      String token = signing.sign(claims.apply(honest()).build());
      answer(
          exchange,
          Json.write(Map.of("access_token", "x", "token_type", "Bearer", "id_token", token)));
    } catch (JOSEException failed) {
      throw new IOException(failed);
    }
  }

  private JWTClaimsSet.Builder honest() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .subject("subject-1")
        .audience(CLIENT)
        .issueTime(Date.from(Instant.now()))
        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
        .claim("nonce", nonce)
        .claim("email", "ida@example.com")
        .claim("email_verified", true)
        .claim("preferred_username", "ida")
        .claim("groups", List.of("bidders"));
  }

  String signed(JWTClaimsSet of) throws JOSEException {
    return signed(of, key);
  }

  /** Signed by somebody else under the same key id. */
  String forged(JWTClaimsSet of) throws JOSEException {
    return signed(of, strange);
  }

  private static String signed(JWTClaimsSet of, RSAKey by) throws JOSEException {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), of);
    token.sign(new RSASSASigner(by));
    return token.serialize();
  }

  static String unsigned(JWTClaimsSet of) {
    return new PlainJWT(of).serialize();
  }

  /** Signed with the secret that the client has too. */
  static String shared(JWTClaimsSet of) throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), of);
    token.sign(new MACSigner(SECRET));
    return token.serialize();
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
