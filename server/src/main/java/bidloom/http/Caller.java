package bidloom.http;

import bidloom.domain.Actor;
import bidloom.domain.Principal;
import bidloom.domain.Refusal;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.Optional;

/** Who is calling. */
final class Caller {
  /** The attribute that holds the {@link Principal}. */
  static final String PRINCIPAL = "bidloom.principal";

  /** The attribute that holds the secret of the session, where it is one. */
  static final String SESSION = "bidloom.session";

  private Caller() {}

  /** As the one to whom changes are attributed. */
  static Actor of(SecurityIdentity identity) {
    return principal(identity).actor();
  }

  /** With what they may do. */
  static Principal principal(SecurityIdentity identity) {
    return find(identity).orElseThrow(Refusal.Unauthenticated::new);
  }

  static Optional<Principal> find(SecurityIdentity identity) {
    return Optional.ofNullable(identity.<Principal>getAttribute(PRINCIPAL));
  }

  /** The secret of the session, where the caller came by cookie. */
  static Optional<String> session(SecurityIdentity identity) {
    return Optional.ofNullable(identity.<String>getAttribute(SESSION));
  }
}
