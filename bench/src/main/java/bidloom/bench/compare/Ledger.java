package bidloom.bench.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the people were told, against what the database says happened. */
final class Ledger {
  private record Edit(String field, String base, String value) {}

  private final Map<String, Edit> edits = new HashMap<>();
  private final Map<String, Strategy.Basis> bases = new HashMap<>();
  private final List<Long> micros = new ArrayList<>();
  private long outputs;
  private long refusals;

  /** A line of an {@link Office}; half a line of a killed one is none. */
  synchronized void take(String line) {
    String[] words = line.split("\t", -1);
    switch (words[0]) {
      case "edit" -> {
        if (words.length == 7) {
          edits.put(words[1] + words[4], new Edit(words[2], words[3], words[4]));
          micros.add(Long.parseLong(words[5]));
          refusals += Long.parseLong(words[6]);
        }
      }
      case "basis" -> bases.put(words[1], new Strategy.Basis(words[1], words[2], words[3]));
      case "agent" -> outputs++;
      default -> {
        // An evaluation that was thrown away is seen by what is missing.
      }
    }
  }

  /** One row of the table. */
  record Row(
      int edits,
      long lostEdits,
      long refusals,
      long results,
      long outdated,
      long lostResults,
      long thrownAwayPercent,
      int stuck,
      double p50,
      double p99) {}

  synchronized Row judge(Strategy strategy) throws Exception {
    strategy.bases().forEach(basis -> bases.put(basis.evaluation(), basis));
    List<Strategy.Change> changes = strategy.changes();
    long results = changes.stream().filter(Ledger::isResult).count();
    long lostResults = changes.stream().filter(Ledger::isResult).filter(this::overwrites).count();
    long used = Math.max((results - lostResults) * Office.AGENTS, strategy.keptOutputs());
    micros.sort(null);
    return new Row(
        edits.size(),
        lostEdits(changes),
        refusals,
        results,
        changes.stream().filter(Ledger::isResult).filter(this::outdated).count(),
        lostResults,
        Math.max(0, 100 * (outputs - used) / Math.max(1, outputs)),
        strategy.stuck(),
        micros.get(micros.size() / 2) / 1000.0,
        micros.get(micros.size() * 99 / 100) / 1000.0);
  }

  private static boolean isResult(Strategy.Change change) {
    return change.field().equals(Strategy.RESULT);
  }

  private boolean outdated(Strategy.Change result) {
    return basis(result).filter(b -> !b.title().equals(result.titleBefore())).isPresent();
  }

  private boolean overwrites(Strategy.Change result) {
    return basis(result).filter(b -> !b.result().equals(result.before())).isPresent();
  }

  private Optional<Strategy.Basis> basis(Strategy.Change result) {
    return Optional.ofNullable(bases.get(result.after()));
  }

  /**
   * Acknowledged edits that are gone: a value that comes back, or that is written over another than
   * its writer saw, has wiped out the one between; and a value that never came is lost too.
   */
  private long lostEdits(List<Strategy.Change> changes) {
    Set<String> seen = new HashSet<>();
    long lost = 0;
    for (Strategy.Change change : changes) {
      if (!isResult(change)) {
        Edit edit = edits.get(change.bid() + change.after());
        boolean first = seen.add(change.bid() + change.after());
        boolean asSeen = edit == null || edit.base().equals(change.before());
        lost += first && asSeen ? 0 : 1;
      }
    }
    return lost + edits.keySet().stream().filter(value -> !seen.contains(value)).count();
  }
}
