package bidloom.domain;

import java.time.Instant;
import java.util.List;

/**
 * The immutable record of one version step (guarantee G2): replaying the changes of revisions 1..k
 * gives the bid at version k.
 *
 * @param reason why, in a few words: {@code edited}, {@code evaluation started}, ...
 */
public record Revision(
    BidId bidId, long version, Instant at, Actor actor, String reason, List<FieldChange> changes) {}
