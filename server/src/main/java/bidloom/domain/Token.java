package bidloom.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A bearer token as it is listed; the secret itself is nowhere.
 *
 * @param name the name under which its changes are attributed; no other token ever has it
 * @param role the most that it may do; what its owner may do bounds it too
 * @param expiresAt none for the token of the first start
 * @param lastUsedAt to the minute or so
 */
public record Token(
    String id,
    LoginName name,
    Role role,
    LoginName owner,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> lastUsedAt,
    Optional<Instant> revokedAt) {}
