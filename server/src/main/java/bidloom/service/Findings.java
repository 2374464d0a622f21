package bidloom.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what each check looks at and finds, and keeps the first of its findings. */
final class Findings {
  private static final int LONGEST = 200;

  private final Map<Check, Tally> tallies = new EnumMap<>(Check.class);

  private static final class Tally {
    private long looked;
    private long total;
    private final List<Verification.Finding> kept = new ArrayList<>();
  }

  void looked(Check check) {
    tally(check).looked++;
  }

  void add(Check check, Verification.Subject subject, String what, Object expected, Object found) {
    Tally tally = tally(check);
    tally.total++;
    if (tally.kept.size() < Verification.SHOWN) {
      tally.kept.add(
          new Verification.Finding(check, subject, what, shortened(expected), shortened(found)));
    }
  }

  List<Verification.Result> results() {
    return Arrays.stream(Check.values()).map(this::result).toList();
  }

  private Verification.Result result(Check check) {
    Tally tally = tally(check);
    return new Verification.Result(check, tally.looked, tally.total, List.copyOf(tally.kept));
  }

  private Tally tally(Check check) {
    return tallies.computeIfAbsent(check, unseen -> new Tally());
  }

  private static String shortened(Object value) {
    String text = String.valueOf(value);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
