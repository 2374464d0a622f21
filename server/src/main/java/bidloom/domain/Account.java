package bidloom.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who may log in.
 *
 * @param businessLine the line that a {@code bl} leads
 * @param mustChange whether the password was set by somebody else and only opens the way to a new
 *     one
 */
public record Account(
    LoginName name,
    String displayName,
    Role role,
    Optional<String> businessLine,
    boolean disabled,
    boolean mustChange,
    Instant createdAt) {

  /** Whether it counts among those who can still administer the installation. */
  public boolean administers() {
    return role == Role.ADMIN && !disabled;
  }
}
