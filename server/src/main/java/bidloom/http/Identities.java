package bidloom.http;

import bidloom.domain.Account;
import bidloom.domain.Principal;
import bidloom.domain.Token;
import bidloom.protocol.Page;
import bidloom.service.Sessions;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Accounts, tokens and callers as they are told. No secret is among it. */
final class Identities {
  private Identities() {}

  /** A page in the order of names; where it is full, the next begins after its last name. */
  static <T> Page<Map<String, Object>> page(
      List<T> found, int most, Function<T, Map<String, Object>> shown) {
    List<Map<String, Object>> items = found.stream().map(shown).toList();
    boolean full = items.size() == most;
    return new Page<>(
        items, full ? Optional.of(String.valueOf(items.getLast().get("name"))) : Optional.empty());
  }

  /** A caller, with what the page has to send along with every change where it came by cookie. */
  static Map<String, Object> me(SecurityIdentity caller) {
    Map<String, Object> view = me(Caller.principal(caller));
    Caller.session(caller).ifPresent(secret -> view.put("csrfToken", Sessions.csrfTokenOf(secret)));
    return view;
  }

  static Map<String, Object> me(Principal principal) {
    Map<String, Object> view = new TreeMap<>();
    view.put("name", principal.actor().name());
    view.put("kind", principal.actor().kind().wireName());
    view.put("account", principal.account().value());
    view.put("role", principal.role().wireName());
    view.put("roles", List.of(principal.role().wireName()));
    view.put("mustChangePassword", principal.mustChange());
    principal.businessLine().ifPresent(line -> view.put("businessLine", line));
    principal.until().ifPresent(until -> view.put("expiresAt", until));
    return view;
  }

  static Map<String, Object> account(Account account) {
    Map<String, Object> view = new TreeMap<>();
    view.put("name", account.name().value());
    view.put("displayName", account.displayName());
    view.put("role", account.role().wireName());
    view.put("disabled", account.disabled());
    view.put("mustChangePassword", account.mustChange());
    view.put("createdAt", account.createdAt());
    account.businessLine().ifPresent(line -> view.put("businessLine", line));
    return view;
  }

  static Map<String, Object> token(Token token) {
    Map<String, Object> view = new TreeMap<>();
    view.put("id", token.id());
    view.put("name", token.name().value());
    view.put("role", token.role().wireName());
    view.put("owner", token.owner().value());
    view.put("createdAt", token.createdAt());
    token.expiresAt().ifPresent(at -> view.put("expiresAt", at));
    token.lastUsedAt().ifPresent(at -> view.put("lastUsedAt", at));
    token.revokedAt().ifPresent(at -> view.put("revokedAt", at));
    return view;
  }
}
