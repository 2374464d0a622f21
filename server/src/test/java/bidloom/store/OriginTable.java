package bidloom.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of the origin system as an administrator finds it, with rows good and bad. */
final class OriginTable {
  static final long CREATED_SECONDS = 1_760_000_000L;
  static final long UPDATED_SECONDS = 1_760_000_100L;

  private static final String CREATE =
      """
      CREATE TABLE bid_opportunities (
        id TEXT PRIMARY KEY, user_id TEXT NOT NULL, source TEXT NOT NULL, stage TEXT NOT NULL,
        input_type TEXT NOT NULL, raw_input TEXT NOT NULL, metadata TEXT,
        extracted_requirements TEXT, status TEXT NOT NULL DEFAULT 'draft',
        bit_decision TEXT NOT NULL DEFAULT 'pending', bit_decision_data TEXT, legacy_score INTEGER,
        created_at INTEGER, updated_at INTEGER)
      """;
  private static final String INSERT =
      """
      INSERT INTO bid_opportunities (id, user_id, source, stage, input_type, raw_input, metadata,
        extracted_requirements, status, bit_decision, bit_decision_data, legacy_score, created_at,
        updated_at)
      VALUES (?, 'u1', 'reactive', 'warm', 'freetext', 'Wanted: signs', ?, ?, ?, ?, ?, 7, ?, ?)
      """;

  /** One of its rows. */
  record OriginRow(
      String id,
      @Nullable String metadata,
      @Nullable String requirements,
      String status,
      String decision,
      @Nullable String decisionData,
      @Nullable Long created) {}

  static final List<String> STATUSES =
      List.of(
          "draft",
          "extracting",
          "reviewing",
          "quick_scanning",
          "evaluating",
          "bit_decided",
          "routed",
          "team_assigned");

  private OriginTable() {}

  static void create(TestDatabase home) throws SQLException {
    home.execute(CREATE);
    for (String status : STATUSES) {
      insert(
          home,
          new OriginRow(
              "in-" + status,
              "{\"a\":1}",
              "{\"title\":\"Road signs\",\"customerName\":\"Examplia\"}",
              status,
              "bit",
              "{\"score\":80}",
              CREATED_SECONDS));
    }
    insert(
        home,
        new OriginRow(
            "bad-json", "not json", "{broken", "reviewing", "no_bit", "[1,", CREATED_SECONDS));
    insert(home, new OriginRow("nothing", null, null, "draft", "pending", null, null));
    insert(
        home,
        new OriginRow(
            "unknown-words", "[1]", "[]", "lost in space", "perhaps", "\"text\"", CREATED_SECONDS));
  }

  static int rows() {
    return STATUSES.size() + 3;
  }

  private static void insert(TestDatabase home, OriginRow row) throws SQLException {
    try (Connection connection = home.plain();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, row.id());
      insert.setString(2, row.metadata());
      insert.setString(3, row.requirements());
      insert.setString(4, row.status());
      insert.setString(5, row.decision());
      insert.setString(6, row.decisionData());
      insert.setObject(7, row.created());
      insert.setObject(8, row.created() == null ? null : UPDATED_SECONDS);
      insert.execute();
    }
  }
}
