package bidloom.service;

import java.time.Duration;
import java.time.Instant;

/** Which moments can have been. Clocks differ, and step back; two moments are not compared. */
final class Times {
  private static final Duration AHEAD = Duration.ofDays(1);

  private Times() {}

  static void judge(
      Findings findings, Instant now, Verification.Subject subject, String what, Instant at) {
    if (!at.isAfter(Instant.EPOCH) || at.isAfter(now.plus(AHEAD))) {
      findings.add(Check.SANE, subject, what, "a moment of the past", at);
    }
  }
}
