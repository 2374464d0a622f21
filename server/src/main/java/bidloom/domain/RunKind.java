package bidloom.domain;

import static bidloom.domain.BidStatus.BIT_DECIDED;
import static bidloom.domain.BidStatus.DRAFT;
import static bidloom.domain.BidStatus.EVALUATING;
import static bidloom.domain.BidStatus.EXTRACTING;
import static bidloom.domain.BidStatus.QUICK_SCANNING;
import static bidloom.domain.BidStatus.REVIEWING;
import static bidloom.domain.BidStatus.SCANNED;

import java.util.Locale;
import java.util.Set;

/** What a run does to a bid, with its row of the status machine. */
public enum RunKind {
  EXTRACTION(EXTRACTING, REVIEWING),
  QUICK_SCAN(QUICK_SCANNING, SCANNED),
  EVALUATION(EVALUATING, BIT_DECIDED);

  private final BidStatus running;
  private final BidStatus committed;

  RunKind(BidStatus running, BidStatus committed) {
    this.running = running;
    this.committed = committed;
  }

  /** The statuses it may start from, and goes back to when it does not commit. */
  public Set<BidStatus> startable() {
    return switch (this) {
      case EXTRACTION -> Set.of(DRAFT, REVIEWING);
      case QUICK_SCAN, EVALUATION -> Set.of(REVIEWING, SCANNED, BIT_DECIDED);
    };
  }

  /** The status of the bid while it runs. */
  public BidStatus running() {
    return running;
  }

  /** The status of the bid once its result is applied. */
  public BidStatus committed() {
    return committed;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that name; {@link IllegalArgumentException} for another word. */
  public static RunKind named(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
