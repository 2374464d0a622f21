package bidloom.service;

import bidloom.domain.Settings;
import bidloom.store.Inspection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Holds a whole database to its guarantees, as it lies there: what it says does not rest on the
 * code that wrote it. Nothing is changed. The memory it takes does not grow with the database: rows
 * go past one at a time, one bid is replayed at a time, and of each check's findings the first
 * {@link #SHOWN} are kept.
 */
public final class Verification {
  /** How many findings of one check are told; all are counted. */
  public static final int SHOWN = 100;

  private Verification() {}

  /** What a finding is about. */
  public record Subject(Optional<String> bid, Optional<String> run) {
    static final Subject DATABASE = new Subject(Optional.empty(), Optional.empty());

    static Subject bid(String bid) {
      return new Subject(Optional.of(bid), Optional.empty());
    }

    static Subject run(String run) {
      return new Subject(Optional.empty(), Optional.of(run));
    }

    static Subject run(String bid, String run) {
      return new Subject(Optional.of(bid), Optional.of(run));
    }
  }

  /** Something that is not as it should be. */
  public record Finding(Check check, Subject subject, String what, String expected, String found) {}

  /**
   * How a check came out.
   *
   * @param looked how many bids, runs, rows or values it looked at
   * @param total how many findings there are
   * @param findings the first of them
   */
  public record Result(Check check, long looked, long total, List<Finding> findings) {}

  /** All checks, in their order. */
  public record Report(List<Result> results) {
    public boolean allWell() {
      return total() == 0;
    }

    public long total() {
      return results.stream().mapToLong(Result::total).sum();
    }
  }

  /** Looks at everything. */
  public static Report of(Inspection inspection, Settings settings) {
    Findings findings = new Findings();
    Instant now = inspection.now();
    SchemaAudit.look(inspection.schema(), findings);
    inspection.bids().chains(new ChainAudit(findings, now)::look);
    RunAudit runs = new RunAudit(findings, now);
    runs.look(inspection.bids());
    runs.look(inspection.runs());
    LogAudit logs = new LogAudit(findings, now.minus(settings.keepEvents()));
    inspection.runs().logs(logs::look);
    inspection.runs().events(logs::look);
    inspection.demandUntouched();
    return new Report(findings.results());
  }
}
