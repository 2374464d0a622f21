package bidloom.http;

import bidloom.domain.LoginName;
import bidloom.domain.Refusal;
import bidloom.domain.Role;
import bidloom.service.Accounts;
import bidloom.service.ForeignLogins;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a verified ID token says of somebody, held to the operator's rules. */
record OpenIdClaims(Map<String, Object> claims) {

  /** Who they are here. */
  ForeignLogins.Vouched vouched(OpenIdConfig.Rules rules) {
    rules.domain().ifPresent(this::requireDomain);
    LoginName name =
        Stream.of("preferred_username", "email")
            .flatMap(claim -> text(claim).stream())
            .flatMap(text -> LoginName.parse(text).stream())
            .findFirst()
            .orElseThrow(() -> new Refusal.Forbidden("The provider told no name to use here."));
    Accounts.Draft account =
        new Accounts.Draft(name, text("name").orElse(name.value()), role(rules), Optional.empty());
    return new ForeignLogins.Vouched(text("iss").orElseThrow(), text("sub").orElseThrow(), account);
  }

  private void requireDomain(String domain) {
    String address = text("email").orElse("").toLowerCase(Locale.ROOT);
    boolean inside = address.endsWith("@" + domain.toLowerCase(Locale.ROOT));
    if (!inside || !Boolean.TRUE.equals(claims.get("email_verified"))) {
      throw new Refusal.Forbidden("Only verified addresses of %s are let in.".formatted(domain));
    }
  }

  private Role role(OpenIdConfig.Rules rules) {
    return rules.roleClaim().stream()
        .flatMap(claim -> words(claim).stream())
        .flatMap(word -> Optional.ofNullable(rules.roles().get(word)).stream())
        .max(Role::compareTo)
        .or(rules::defaultRole)
        .orElseThrow(() -> new Refusal.Forbidden("The provider gives you no role here."));
  }

  private List<String> words(String claim) {
    Object value = claims.get(claim);
    if (value == null) {
      value = claims;
      for (String part : claim.split("\\.", -1)) {
        value = value instanceof Map<?, ?> map ? inside(map, part) : "";
      }
    }
    return value instanceof Collection<?> many
        ? many.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  private static Object inside(Map<?, ?> map, String part) {
    @Nullable Object value = map.get(part);
    return value == null ? "" : value;
  }

  private Optional<String> text(String claim) {
    return Optional.ofNullable(claims.get(claim))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(text -> !text.isBlank());
  }
}
