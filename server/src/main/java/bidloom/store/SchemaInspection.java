package bidloom.store;

import bidloom.domain.Profile;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What defends the database against whoever writes: triggers, the unique index, the pairs. */
public final class SchemaInspection {
  private static final Pattern TRIGGER = Pattern.compile("CREATE TRIGGER (\\w+) ");
  private static final String TRANSITIONS =
      "SELECT from_status, to_status FROM bid_status_transition ORDER BY from_status, to_status";
  private static final String ORPHANS =
      """
      SELECT 'bid_revision' AS child, c.bid_id AS parent, count(*) AS orphans FROM bid_revision c
      LEFT JOIN bid_opportunities p ON p.id = c.bid_id WHERE p.id IS NULL GROUP BY c.bid_id
      UNION ALL
      SELECT 'bid_run', c.bid_id, count(*) FROM bid_run c
      LEFT JOIN bid_opportunities p ON p.id = c.bid_id WHERE p.id IS NULL GROUP BY c.bid_id
      UNION ALL
      SELECT 'run_event', c.run_id, count(*) FROM run_event c
      LEFT JOIN bid_run p ON p.id = c.run_id WHERE p.id IS NULL GROUP BY c.run_id
      UNION ALL
      SELECT 'run_checkpoint', c.run_id, count(*) FROM run_checkpoint c
      LEFT JOIN bid_run p ON p.id = c.run_id WHERE p.id IS NULL GROUP BY c.run_id
      """;
  private static final String PROFILE =
      """
      SELECT version, lag(version, 1, %d) OVER (ORDER BY version) AS former FROM company_profile
      ORDER BY version"""
          .formatted(Profile.SAMPLE);
  private static final int FETCHED = 500;

  private final Inspection inspection;

  SchemaInspection(Inspection inspection) {
    this.inspection = inspection;
  }

  /** The names of the guards that the migrations made. */
  public Set<String> guardsWanted() {
    Set<String> wanted = new TreeSet<>();
    Dialect dialect = inspection.dialect();
    for (String script : List.of(dialect.guards(), dialect.profileGuards())) {
      Matcher trigger = TRIGGER.matcher(Script.text(script));
      while (trigger.find()) {
        wanted.add(trigger.group(1));
      }
    }
    wanted.add(RunStore.ACTIVE_INDEX);
    return wanted;
  }

  /** The names of those that are there and on. */
  public Set<String> guardsPresent() {
    Set<String> present = new TreeSet<>();
    inspection.each(
        inspection.dialect().guardsPresent(), FETCHED, row -> row.text("name"), present::add);
    return present;
  }

  /** A legal status pair as the trigger sees it. */
  public record StatusPair(String from, String to) {}

  public void transitions(Consumer<StatusPair> each) {
    inspection.each(
        TRANSITIONS,
        FETCHED,
        row -> new StatusPair(row.text("from_status"), row.text("to_status")),
        each);
  }

  /** A version of the company's profile and the one before it. */
  public record ProfileStep(long former, long version) {}

  public void profile(Consumer<ProfileStep> each) {
    inspection.each(
        PROFILE,
        FETCHED,
        row -> new ProfileStep(row.number("former"), row.number("version")),
        each);
  }

  /**
   * Rows whose bid or run is not there.
   *
   * @param parent the id that they name
   */
  public record Orphans(String table, String parent, long rows) {}

  public void orphans(Consumer<Orphans> each) {
    inspection.each(
        ORPHANS,
        FETCHED,
        row -> new Orphans(row.text("child"), row.text("parent"), row.number("orphans")),
        each);
  }
}
