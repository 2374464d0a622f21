package bidloom.service;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidStatus;
import bidloom.domain.FieldChange;
import bidloom.domain.Revision;
import bidloom.domain.Transition;
import bidloom.service.Verification.Subject;
import bidloom.store.BidInspection.BidRow;
import bidloom.store.BidInspection.RevisionRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds a bid to its revisions. A chain that is broken or can't be read is told once: what follows
 * on the break is not judged.
 */
final class ChainAudit {
  private static final Set<String> LEGAL =
      Transition.pairs().stream()
          .map(pair -> step(pair.from().wireName(), pair.to().wireName()))
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> STATUSES =
      Arrays.stream(BidStatus.values())
          .map(BidStatus::wireName)
          .collect(Collectors.toUnmodifiableSet());
  private static final Actor MIGRATION = Actor.system("migration");

  private final Findings findings;
  private final Instant now;

  ChainAudit(Findings findings, Instant now) {
    this.findings = findings;
    this.now = now;
  }

  void look(BidRow row, Iterator<RevisionRow> revisions) {
    form(row);
    findings.looked(Check.VERSION_CHAIN);
    Replay replay = new Replay(row.id(), findings);
    long last = 0;
    boolean dense = true;
    while (revisions.hasNext()) {
      RevisionRow next = revisions.next();
      dense &= dense && follows(row, last, next.version());
      last = next.version();
      readable(next);
      next.revision().ifPresent(this::step);
      replay.next(next.revision().filter(revision -> next.version() == replay.version() + 1));
    }
    if (dense && last != row.version()) {
      chain(row, "the last revision is not the bid's version", row.version(), last);
    }
    row.bid().filter(bid -> bid.version() == replay.version()).ifPresent(replay::compare);
  }

  private boolean follows(BidRow row, long last, long next) {
    if (next != last + 1) {
      chain(row, "revision %d is missing".formatted(last + 1), last + 1, next);
    }
    return next == last + 1;
  }

  private void chain(BidRow row, String what, long expected, long found) {
    findings.add(Check.VERSION_CHAIN, Subject.bid(row.id()), what, expected, found);
  }

  private void form(BidRow row) {
    for (String column : row.broken()) {
      findings.add(
          Check.READABLE,
          Subject.bid(row.id()),
          column + " can't be read",
          "JSON",
          "something else");
    }
    findings.looked(Check.READABLE);
    findings.looked(Check.SANE);
    if (!STATUSES.contains(row.status())) {
      findings.add(
          Check.SANE, Subject.bid(row.id()), "there is no such status", "a status", row.status());
    }
    row.bid().ifPresent(this::times);
  }

  private void times(Bid bid) {
    Times.judge(findings, now, Subject.bid(bid.id().value()), "created_at", bid.createdAt());
    Times.judge(findings, now, Subject.bid(bid.id().value()), "updated_at", bid.updatedAt());
  }

  private void readable(RevisionRow row) {
    findings.looked(Check.READABLE);
    if (row.revision().isEmpty()) {
      String what = "revision %d can't be read".formatted(row.version());
      findings.add(
          Check.READABLE, Subject.bid(row.bid()), what, "a list of changes", "something else");
    }
  }

  private void step(Revision revision) {
    for (FieldChange change : revision.changes()) {
      if (change.field().equals(Bid.STATUS)) {
        findings.looked(Check.STATUS_STEPS);
        if (!legal(revision, change)) {
          findings.add(
              Check.STATUS_STEPS,
              Subject.bid(revision.bidId().value()),
              "revision %d by %s".formatted(revision.version(), revision.actor().text()),
              "a legal step",
              step(change.before(), change.after()));
        }
      }
    }
  }

  /** A bid begins as a draft; one of the origin system as what it was. */
  private static boolean legal(Revision revision, FieldChange change) {
    if (change.before().isEmpty()) {
      return revision.version() == 1
          && (revision.actor().equals(MIGRATION)
              || change.after().equals(Optional.of(BidStatus.DRAFT.wireName())));
    }
    return LEGAL.contains(step(change.before(), change.after()));
  }

  private static String step(Optional<Object> before, Optional<Object> after) {
    return step(before.orElse("nothing"), after.orElse("nothing"));
  }

  private static String step(Object before, Object after) {
    return before + " > " + after;
  }
}
