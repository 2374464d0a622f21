package bidloom.service;

import bidloom.domain.Actor;
import bidloom.domain.BidId;
import bidloom.domain.Edit;
import bidloom.domain.Refusal;
import bidloom.domain.Run;
import bidloom.domain.RunKind;
import bidloom.store.TestDatabase;
import java.util.Map;
import java.util.Optional;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Starts and ends of runs on one bid, by several threads, look as if each had been done at one
 * moment: a start begins a run if and only if none is active then (guarantee G4). On PostgreSQL,
 * where the index decides; SQLite has one writer.
 */
@Tag("lincheck")
class SingleFlightStressTest {
  private static final ServiceFixture SERVICE =
      new ServiceFixture() {
        @Override
        TestDatabase fresh() {
          return TestDatabase.postgres();
        }
      };

  @AfterAll
  static void close() {
    SERVICE.close();
  }

  /** A bid, and who may run on it. */
  public static final class Flights {
    private final BidId bid =
        SERVICE
            .bids
            .create(Edit.setting(Map.of("title", "Road signs")), Actor.user("ada"))
            .now()
            .bid()
            .id();

    /** True where it began a run, false where it joined one. */
    @Operation
    public boolean start() {
      Optional<Runs.Started> started = Optional.empty();
      while (started.isEmpty()) {
        try {
          started =
              Optional.of(
                  SERVICE
                      .runs
                      .start(bid, RunKind.EXTRACTION, Runs.OnActive.JOIN, ServiceFixture.ADA)
                      .now());
        } catch (Refusal.Unavailable justEnded) {
          Thread.onSpinWait();
        }
      }
      return !started.get().joined();
    }

    /** True where it ended a run. */
    @Operation
    public boolean end() {
      Optional<Run> active = SERVICE.bids.get(bid).activeRun();
      try {
        active.ifPresent(run -> SERVICE.outcomes.cancel(run.fence()));
        return active.isPresent();
      } catch (Refusal.Fenced somebodyElseDid) {
        return false;
      }
    }
  }

  /** What it is like. */
  public static final class Seat {
    private boolean taken;

    public boolean start() {
      boolean free = !taken;
      taken = true;
      return free;
    }

    public boolean end() {
      boolean was = taken;
      taken = false;
      return was;
    }
  }

  @Test
  void startsAndEndsLookAsIfDoneOneByOne() {
    new StressOptions()
        .iterations(6)
        .invocationsPerIteration(40)
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(1)
        .sequentialSpecification(Seat.class)
        .check(Flights.class);
  }
}
