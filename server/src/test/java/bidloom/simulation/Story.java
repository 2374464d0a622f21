package bidloom.simulation;

import java.util.ArrayList;
import java.util.List;

/** What happened, line by line, for people; and a number that tells two stories apart. */
final class Story {
  private final Scheduler scheduler;
  private final List<String> lines = new ArrayList<>();
  private final boolean kept;
  private long hash = 17;

  Story(Scheduler scheduler, boolean kept) {
    this.scheduler = scheduler;
    this.kept = kept;
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency for this alone
  void tell(Place place, String what, Object... arguments) {
    hash = hash * 31 + what.hashCode();
    hash = hash * 31 + scheduler.nowNanos();
    if (kept) {
      String line = what.formatted(arguments);
      double seconds = scheduler.nowNanos() / 1e9;
      lines.add("%8.3fs %-8s %s".formatted(seconds, place.name(), line));
    }
  }

  long step() {
    return scheduler.steps();
  }

  List<String> lines() {
    return lines;
  }

  long hash() {
    return hash * 31 + scheduler.steps();
  }
}
