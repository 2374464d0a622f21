package bidloom.simulation;

/**
 * Something that the product relies on, and the store without it: another text is prepared than the
 * SQL that the product asked for. Nothing in the product is switched.
 *
 * <p>The unique index of active runs is not among them: with one transaction at a time the status
 * machine refuses a second start even without it.
 */
enum Guard {
  CHANGES_SINCE_THE_BASE(
      "G1", "FROM bid_revision", "AND version > ? ORDER", "AND version > ? AND 1 = 0 ORDER"),
  EVERY_COLUMN_IS_WRITTEN(
      "G2", "UPDATE bid_opportunities", "SET user_id = ?", "SET user_id = coalesce(user_id, ?)"),
  EPOCH_OF_A_WRITE("G6", "UPDATE bid_run SET", "AND epoch = ?", "AND ? > 0"),
  EPOCH_OF_AN_EVENT("G6", "SET last_seq", "AND epoch = ?", "AND ? > 0"),
  A_NEW_EPOCH_FOR_A_NEW_OWNER("G6", "WITH due", "epoch = epoch + 1", "epoch = epoch"),
  INPUTS_ARE_COMPARED("G8", "SET base_version", "inputs = ?", "inputs = substr(?, 1, 0) || '{}'"),
  PEOPLE_ARE_KNOWN("G10", "FROM bid_revision", ", actor,", ", 'system:x' AS actor,"),
  REAPER("G11", "WITH due", "lease_until < ?\n", "lease_until < ? AND 1 = 0\n"),
  PAGES_ARE_WHOLE("G12", "FROM run_event", "seq > ? ORDER", "seq > ? AND type <> 'complete' ORDER");

  private final String breaks;
  private final String statement;
  private final String guard;
  private final String without;

  Guard(String breaks, String statement, String guard, String without) {
    this.breaks = breaks;
    this.statement = statement;
    this.guard = guard;
    this.without = without;
  }

  /** The guarantee that falls with it. */
  String breaks() {
    return breaks;
  }

  String takenFrom(String sql) {
    return sql.contains(statement) ? sql.replace(guard, without) : sql;
  }
}
