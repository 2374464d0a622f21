package bidloom.http;

import bidloom.domain.Actor;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.Locale;

/** Who is calling, as the one to whom changes are attributed. */
final class Caller {
  static final String KIND = "bidloom.kind";

  private Caller() {}

  static Actor of(SecurityIdentity identity) {
    String kind = identity.<String>getAttribute(KIND);
    return new Actor(
        Actor.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), identity.getPrincipal().getName());
  }
}
