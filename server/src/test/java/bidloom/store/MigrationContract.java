package bidloom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.BidQuery;
import bidloom.domain.BidStatus;
import bidloom.domain.Edit;
import bidloom.domain.LoginName;
import bidloom.domain.Revision;
import bidloom.domain.Token;
import bidloom.domain.Transition;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From nothing, from the origin's table and from a broken attempt to the schema of today. */
abstract class MigrationContract {

  abstract TestDatabase fresh();

  private static Bid find(Database database, String id) {
    return database.read(tx -> new BidStore(database).find(tx, new BidId(id))).orElseThrow();
  }

  private static Bid create(Database database) {
    return database.write(
        tx -> {
          BidId id = new BidId(UUID.randomUUID().toString());
          Bid empty = new Bid(id, 0, BidStatus.DRAFT, Map.of(), tx.now(), tx.now());
          Bid bid = empty.changed(Edit.setting(Map.of("title", "New")), BidStatus.DRAFT, tx.now());
          new BidStore(database).insert(tx, bid, Actor.user("ada"), "created");
          return bid;
        });
  }

  @Test
  void anEmptyDatabaseIsMigratedAndAgainWithoutEffect() throws SQLException {
    TestDatabase home = fresh();
    home.open().close();
    String steps = home.value("SELECT count(*) FROM bidloom_schema");
    try (Database again = home.open()) {
      assertThat(home.value("SELECT count(*) FROM bidloom_schema")).isEqualTo(steps);
      assertThat(home.value("SELECT count(*) FROM bid_status_transition"))
          .isEqualTo(String.valueOf(Transition.pairs().size()));
      assertThat(find(again, create(again).id().value()).version()).isEqualTo(1);
    }
  }

  @Test
  void everyRowOfTheOriginIsAdoptedAtVersionOneWithItsRevision() throws SQLException {
    TestDatabase home = fresh();
    OriginTable.create(home);
    try (Database database = home.open()) {
      for (Optional<String> id : home.column("SELECT id FROM bid_opportunities")) {
        Bid bid = find(database, id.orElseThrow());
        List<Revision> all = database.read(tx -> new RevisionStore().since(tx, bid.id(), 0));
        assertThat(bid.version()).isEqualTo(1);
        assertThat(all).extracting(Revision::version).containsExactly(1L);
        assertThat(all.getFirst().reason()).isEqualTo("adopted");
        assertThat(all.getFirst().changes()).hasSize(bid.fields().size() + 1);
      }
      assertThat(home.value("SELECT count(*) FROM bid_opportunities"))
          .isEqualTo(String.valueOf(OriginTable.rows()));
      assertThat(home.value("SELECT count(*) FROM bid_opportunities WHERE legacy_score = 7"))
          .isEqualTo(String.valueOf(OriginTable.rows()));
    }
  }

  @Test
  void adoptedRowsAreAtRestAndKeepTheirTimes() {
    TestDatabase home = fresh();
    try {
      OriginTable.create(home);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    try (Database database = home.open()) {
      for (String status : OriginTable.STATUSES) {
        Bid bid = find(database, "in-" + status);
        assertThat(bid.status().running()).as(status).isFalse();
        assertThat(bid.createdAt()).isEqualTo(Instant.ofEpochSecond(OriginTable.CREATED_SECONDS));
        assertThat(bid.updatedAt()).isEqualTo(Instant.ofEpochSecond(OriginTable.UPDATED_SECONDS));
        assertThat(bid.fields())
            .containsEntry("title", "Road signs")
            .containsEntry("decision", "BIT")
            .containsEntry("requirements.customerName", "Examplia");
      }
      assertThat(find(database, "in-routed").status()).isEqualTo(BidStatus.ROUTED);
      assertThat(find(database, "in-extracting").status()).isEqualTo(BidStatus.DRAFT);
      assertThat(find(database, "in-evaluating").status()).isEqualTo(BidStatus.REVIEWING);
      assertThat(find(database, "nothing").field("decision")).isEmpty();
    }
  }

  @Test
  void adoptedBidsStandInTheListsWithTheirDecisions() throws SQLException {
    TestDatabase home = fresh();
    OriginTable.create(home);
    home.open().close();
    assertThat(home.value("SELECT count(*) FROM bid_listing"))
        .isEqualTo(String.valueOf(OriginTable.rows()));
    String decided = "SELECT count(*) FROM bid_listing WHERE decision %s AND decided_at %s";
    assertThat(home.value(decided.formatted("= 'BIT'", "IS NULL"))).isEqualTo("0");
    assertThat(home.value(decided.formatted("= 'NO_BIT'", "IS NULL"))).isEqualTo("0");
    assertThat(home.value(decided.formatted("IS NULL", "IS NOT NULL"))).isEqualTo("0");
    assertThat(
            home.value(
                "SELECT status || ' ' || search FROM bid_listing WHERE bid_id = 'in-routed'"))
        .isEqualTo("routed road signs examplia u1");
    // Their first revision bears the time of their creation: when they were decided is not known.
    assertThat(
            home.value(
                """
                SELECT count(*) FROM bid_listing WHERE bid_id = 'in-routed' AND decided_at = %d
                  AND first_decided_at = decided_at AND created_at = decided_at AND updated_at = %d
                """
                    .formatted(
                        OriginTable.CREATED_SECONDS * 1000, OriginTable.UPDATED_SECONDS * 1000)))
        .isEqualTo("1");
  }

  @Test
  void bidsFromBeforeThereWereOrdersByValueAndScoreHaveTheirPlaceInThem() throws SQLException {
    TestDatabase home = fresh();
    try (Database database = home.connect()) {
      Migrations.run(database.migrationSource(), database.dialect(), "11");
    }
    // A node of then knew nothing of this step, which no target holds back.
    home.execute("DELETE FROM bidloom_schema WHERE description = 'Listing'");
    before(home, "damaged", "{broken", "{}");
    before(home, "small", "{\"budget\": {\"max\": 20}}", "{\"score\": 70}");
    before(home, "large", "{\"budget\": {\"min\": 100}}", "{\"score\": 60.5}");
    try (Database database = home.open()) {
      assertThat(listed(database, BidQuery.Sort.GREATEST_VALUE))
          .containsExactly("large", "small", "damaged");
      assertThat(listed(database, BidQuery.Sort.HIGHEST_SCORE))
          .containsExactly("small", "large", "damaged");
    }
  }

  /** A bid, listed as it was before. */
  private static void before(TestDatabase home, String id, String requirements, String evaluation)
      throws SQLException {
    home.execute(
        """
        INSERT INTO bid_opportunities (id, version, status, extracted_requirements, bit_evaluation,
          created_at, updated_at) VALUES ('%s', 1, 'draft', '%s', '%s', 7, 7)
        """
            .formatted(id, requirements, evaluation));
    home.execute(
        """
        INSERT INTO bid_listing (bid_id, status, title_key, buyer_key, notice_key, search,
          created_at, updated_at, deadline_at) VALUES ('%s', 'draft', '', '', '', '', 7, 7, 7)
        """
            .formatted(id));
  }

  private static List<String> listed(Database database, BidQuery.Sort sort) {
    BidQuery query =
        new BidQuery(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), sort);
    return database.read(
        tx ->
            new ListingStore(database)
                .page(tx, query, Optional.empty(), 10).stream().map(BidQuery.Place::id).toList());
  }

  @Test
  void whatHasNoPlaceIsKeptWordForWord() throws SQLException {
    TestDatabase home = fresh();
    OriginTable.create(home);
    try (Database database = home.open()) {
      assertThat(find(database, "bad-json").fields().get("metadata"))
          .isEqualTo(
              Map.of(
                  "origin",
                  Map.of(
                      "metadata",
                      "not json",
                      "extracted_requirements",
                      "{broken",
                      "bit_decision_data",
                      "[1,")));
      assertThat(find(database, "bad-json").field("decision")).contains("NO_BIT");
      assertThat(find(database, "unknown-words").status()).isEqualTo(BidStatus.DRAFT);
      assertThat(find(database, "unknown-words").fields().get("metadata"))
          .isEqualTo(
              Map.of(
                  "origin",
                  Map.of(
                      "metadata",
                      "[1]",
                      "extracted_requirements",
                      "[]",
                      "status",
                      "lost in space",
                      "bitDecision",
                      "perhaps",
                      "bit_decision_data",
                      "\"text\"")));
    }
  }

  @Test
  void adoptedBidsAreEditedAndNewOnesJoinThem() throws SQLException {
    TestDatabase home = fresh();
    OriginTable.create(home);
    try (Database database = home.open()) {
      BidStore bids = new BidStore(database);
      Bid adopted = find(database, "in-reviewing");
      Edit edit = Edit.setting(Map.of("title", "Bridge"));
      assertThat(
              database.<Optional<Bid>>write(
                  tx ->
                      bids.swap(tx, adopted, edit, adopted.status(), Actor.user("ada"), "edited")))
          .isPresent();
      assertThat(create(database).version()).isEqualTo(1);
    }
  }

  @Test
  void anInterruptedAdoptionLeavesTheOldShapeAndIsDoneLater() throws SQLException {
    TestDatabase home = fresh();
    OriginTable.create(home);
    List<Optional<String>> before =
        home.column(
            "SELECT id || status || bit_decision || created_at FROM bid_opportunities ORDER BY id");
    home.execute("CREATE TABLE bid_run (in_the_way INTEGER)");
    assertThatThrownBy(home::open).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> home.value("SELECT version FROM bid_opportunities"))
        .isInstanceOf(SQLException.class);
    assertThat(
            home.column(
                "SELECT id || status || bit_decision || created_at FROM bid_opportunities ORDER BY"
                    + " id"))
        .isEqualTo(before);
    home.execute("DROP TABLE bid_run");
    try (Database database = home.open()) {
      assertThat(find(database, "in-draft").version()).isEqualTo(1);
    }
  }

  @Test
  void anAdoptionThatIsBrokenInTheMiddleLeavesTheOldShape() throws SQLException {
    TestDatabase home = fresh();
    OriginTable.create(home);
    refuseToTouch(home, "unknown-words");
    assertThatThrownBy(home::open).isInstanceOf(RuntimeException.class);
    assertThat(home.column("SELECT status FROM bid_opportunities WHERE id = 'in-evaluating'"))
        .containsExactly(Optional.of("evaluating"));
    assertThatThrownBy(() -> home.value("SELECT version FROM bid_opportunities"))
        .isInstanceOf(SQLException.class);
    allow(home);
    try (Database database = home.open()) {
      assertThat(find(database, "in-evaluating").status()).isEqualTo(BidStatus.REVIEWING);
    }
  }

  @Test
  void aTokenFromBeforeThereWereAccountsIsStillTheAdministrators() throws SQLException {
    TestDatabase home = fresh();
    try (Database database = home.connect()) {
      Migrations.run(database.migrationSource(), database.dialect(), "4");
      home.execute(
          "INSERT INTO api_token (hash, name, role, created_at) VALUES ('h', 'admin', 'admin', 7)");
    }
    try (Database database = home.open()) {
      Token token = database.read(tx -> new TokenStore().good(tx, "h")).orElseThrow();
      assertThat(token.owner()).isEqualTo(token.name()).isEqualTo(new LoginName("admin"));
      assertThat(token.expiresAt()).isEmpty();
      AccountStore accounts = new AccountStore(database);
      assertThat(database.read(tx -> accounts.find(tx, token.owner())).orElseThrow().administers())
          .isTrue();
      assertThat(database.<Optional<String>>read(tx -> accounts.password(tx, token.owner())))
          .isEmpty();
    }
  }

  abstract void refuseToTouch(TestDatabase home, String id) throws SQLException;

  abstract void allow(TestDatabase home) throws SQLException;
}
