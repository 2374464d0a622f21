package bidloom.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that is held about somebody, beside their account and tokens. */
public sealed interface Trace {
  /** Who they are to an identity provider. */
  record Vouched(String issuer, String subject) implements Trace {}

  /** The times of an open session. */
  record Visit(Instant createdAt, Instant seenAt, Instant expiresAt) implements Trace {}

  /** Where they are present. */
  record Seat(BidId bid, String client, Optional<String> field, Instant since) implements Trace {}

  /** A bid that they own. */
  record Owned(BidId bid, BidStatus status, Optional<String> title) implements Trace {}

  /** A run that they started or cancelled. */
  record Errand(
      RunId run, BidId bid, RunKind kind, Instant startedAt, boolean started, boolean cancelled)
      implements Trace {}

  /** A version of the company's profile that they made. */
  record Edition(long version, Instant at, Actor actor) implements Trace {}

  /** A change that they made, without the values. */
  record Change(
      BidId bid, long version, Instant at, Actor actor, String reason, List<String> fields)
      implements Trace {
    public static Change of(Revision revision) {
      return new Change(
          revision.bidId(),
          revision.version(),
          revision.at(),
          revision.actor(),
          revision.reason(),
          revision.changes().stream().map(FieldChange::field).toList());
    }
  }
}
