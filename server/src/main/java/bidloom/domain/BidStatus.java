package bidloom.domain;

import java.util.Arrays;
import java.util.Locale;

/** Where a bid stands. The wire and column form is the lower-case name. */
public enum BidStatus {
  DRAFT,
  EXTRACTING,
  REVIEWING,
  QUICK_SCANNING,
  SCANNED,
  EVALUATING,
  BIT_DECIDED,
  ROUTED,
  TEAM_ASSIGNED,
  ARCHIVED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of that name; {@link IllegalArgumentException} for another word. */
  public static BidStatus named(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }

  /** True while a run holds the bid (guarantee G5). */
  public boolean running() {
    return Arrays.stream(RunKind.values()).anyMatch(kind -> kind.running() == this);
  }
}
