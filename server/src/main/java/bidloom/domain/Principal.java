package bidloom.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Who is asking, once that is proven.
 *
 * @param account whose rights these are
 * @param role what may be done now: no more than the account may, nor more than the token may
 * @param until when the proof ends by itself; none for the token of the first start
 * @param mustChange whether nothing else is open before the password is changed
 */
public record Principal(
    Actor actor,
    LoginName account,
    Role role,
    Optional<String> businessLine,
    Optional<Instant> until,
    boolean mustChange) {}
