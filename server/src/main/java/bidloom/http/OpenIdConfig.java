package bidloom.http;

import bidloom.domain.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which identity provider vouches for people, as the operator sets it: {@code bidloom.oidc.*}. */
@ApplicationScoped
class OpenIdConfig {
  private final Optional<Client> client;
  private final Rules rules;
  private final Optional<String> publicUrl;

  /** This server, as the provider knows it. */
  record Client(String issuer, String id, String secret) {}

  /**
   * Whom it lets in, as what.
   *
   * @param roleClaim where the ID token has the words that {@code roles} are given for; dots lead
   *     into objects
   * @param defaultRole the role of those without such a word; without it they are not let in
   * @param domain the only domain of verified mail addresses that is let in
   */
  record Rules(
      Optional<String> roleClaim,
      Map<String, Role> roles,
      Optional<Role> defaultRole,
      Optional<String> domain) {}

  OpenIdConfig(
      @ConfigProperty(name = "bidloom.oidc.issuer") Optional<String> issuer,
      @ConfigProperty(name = "bidloom.oidc.client-id") Optional<String> clientId,
      @ConfigProperty(name = "bidloom.oidc.client-secret") Optional<String> clientSecret,
      @ConfigProperty(name = "bidloom.oidc.role-claim") Optional<String> roleClaim,
      @ConfigProperty(name = "bidloom.oidc.roles") Optional<String> roles,
      @ConfigProperty(name = "bidloom.oidc.default-role") Optional<String> defaultRole,
      @ConfigProperty(name = "bidloom.oidc.allowed-domain") Optional<String> domain,
      @ConfigProperty(name = "bidloom.public-url") Optional<String> publicUrl) {
    this.client = issuer.map(name -> client(name, clientId, clientSecret));
    this.rules =
        new Rules(
            roleClaim,
            roles.map(OpenIdConfig::mapping).orElse(Map.of()),
            defaultRole.map(OpenIdConfig::role),
            domain);
    this.publicUrl = publicUrl.map(url -> url.replaceAll("/+$", ""));
  }

  private static Client client(String issuer, Optional<String> id, Optional<String> secret) {
    return new Client(
        issuer,
        id.orElseThrow(() -> new IllegalStateException("bidloom.oidc.client-id is missing")),
        secret.orElseThrow(
            () -> new IllegalStateException("bidloom.oidc.client-secret is missing")));
  }

  /** Pairs such as {@code bid-team=bd,bid-leads=bl}. */
  private static Map<String, Role> mapping(String text) {
    Map<String, Role> mapping = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.lastIndexOf('=');
      if (equals < 1) {
        throw new IllegalStateException("bidloom.oidc.roles is word=role,... and not " + text);
      }
      mapping.put(pair.substring(0, equals).strip(), role(pair.substring(equals + 1).strip()));
    }
    return mapping;
  }

  private static Role role(String name) {
    return Role.parse(name)
        .orElseThrow(() -> new IllegalStateException("bidloom.oidc: there is no role " + name));
  }

  Optional<Client> client() {
    return client;
  }

  Rules rules() {
    return rules;
  }

  /** Where browsers reach this server, without a slash at the end, where that is set. */
  Optional<String> publicUrl() {
    return publicUrl;
  }
}
