package bidloom.http;

import bidloom.domain.Refusal;
import bidloom.service.ForeignLogins;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/**
 * The identity provider, asked by the authorization code flow with PKCE (OpenID Connect Core 1.0,
 * RFC 7636). What it is and its keys are looked up once (OpenID Connect Discovery 1.0); keys are
 * looked up again when they change. The one place beside the scan that opens connections: to where
 * the operator said, never to where a request says.
 */
final class OpenIdProvider {
  private static final System.Logger LOGGER = System.getLogger(OpenIdProvider.class.getName());
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int MOST_KEY_BYTES = 256 * 1024;

  /** Only keys that the provider alone has: no shared secret, and never no signature at all. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final OpenIdConfig.Client client;
  private final OIDCProviderMetadata metadata;
  private final IDTokenValidator validator;

  private OpenIdProvider(
      OpenIdConfig.Client client, OIDCProviderMetadata metadata, IDTokenValidator validator) {
    this.client = client;
    this.metadata = metadata;
    this.validator = validator;
  }

  /** Looks the provider up; {@link Refusal.Unavailable} where it does not answer. */
  static OpenIdProvider discover(OpenIdConfig.Client client) {
    try {
      Issuer issuer = new Issuer(client.issuer());
      OIDCProviderMetadata metadata =
          OIDCProviderMetadata.resolve(issuer, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
      JWKSource<SecurityContext> keys =
          JWKSourceBuilder.<SecurityContext>create(
                  metadata.getJWKSetURI().toURL(),
                  new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_KEY_BYTES))
              .refreshAheadCache(false)
              .build();
      IDTokenValidator validator =
          new IDTokenValidator(
              issuer,
              new ClientID(client.id()),
              new JWSVerificationKeySelector<>(ALGORITHMS, keys),
              null);
      return new OpenIdProvider(client, metadata, validator);
    } catch (GeneralException | IOException failed) {
      throw away(failed);
    }
  }

  /** Where to send the browser. */
  URI question(ForeignLogins.Begun login, URI redirect) {
    return new AuthenticationRequest.Builder(
            new ResponseType(ResponseType.Value.CODE),
            new Scope("openid", "profile", "email"),
            new ClientID(client.id()),
            redirect)
        .endpointURI(metadata.getAuthorizationEndpointURI())
        .state(new State(login.state()))
        .nonce(new Nonce(login.nonce()))
        .codeChallenge(new CodeVerifier(login.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /** What the provider vouches for, proven to be its word, for us, for this login, and fresh. */
  IDTokenClaimsSet answer(ForeignLogins.Begun login, String code, URI redirect) {
    try {
      HTTPRequest request = request(login, code, redirect);
      TokenResponse response = OIDCTokenResponseParser.parse(request.send());
      if (!(response instanceof OIDCTokenResponse tokens)) {
        throw refused("The provider gave no token.");
      }
      return validator.validate(tokens.getOIDCTokens().getIDToken(), new Nonce(login.nonce()));
    } catch (BadJOSEException | JOSEException | ParseException unproven) {
      LOGGER.log(System.Logger.Level.WARNING, "An ID token was refused", unproven);
      throw refused("The provider's word can't be relied on.");
    } catch (IOException failed) {
      throw away(failed);
    }
  }

  private HTTPRequest request(ForeignLogins.Begun login, String code, URI redirect) {
    HTTPRequest request =
        new TokenRequest.Builder(
                metadata.getTokenEndpointURI(),
                new ClientSecretBasic(new ClientID(client.id()), new Secret(client.secret())),
                new AuthorizationCodeGrant(
                    new AuthorizationCode(code), redirect, new CodeVerifier(login.verifier())))
            .build()
            .toHTTPRequest();
    request.setConnectTimeout(TIMEOUT_MILLIS);
    request.setReadTimeout(TIMEOUT_MILLIS);
    request.setFollowRedirects(false);
    return request;
  }

  private static Refusal refused(String why) {
    return new Refusal.Unauthenticated(why);
  }

  private static Refusal away(Exception failed) {
    LOGGER.log(System.Logger.Level.WARNING, "The identity provider does not answer", failed);
    return new Refusal.Unavailable("The identity provider does not answer.");
  }
}
