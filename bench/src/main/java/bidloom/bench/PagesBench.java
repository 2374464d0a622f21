package bidloom.bench;

import bidloom.domain.Actor;
import bidloom.domain.BidQuery;
import bidloom.domain.BidQuery.Place;
import bidloom.domain.BidStatus;
import bidloom.domain.Edit;
import bidloom.domain.Settings;
import bidloom.service.Bids;
import bidloom.service.Lists;
import bidloom.service.Tables;
import bidloom.store.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a page of the list costs at a million bids: the first one, and the ten thousandth, on both
 * databases. Half of the list lies before the latter.
 */
final class PagesBench {
  private static final int BIDS = 1_000_000;
  private static final int PAGE = 50;
  private static final int FAR = 10_000;
  private static final int ROUNDS = 200;

  /** A bid as the first one, but for its id, titles and times. */
  private static final String BID =
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
      INSERT INTO bid_opportunities
        (id, version, title, status, created_at, updated_at, extracted_requirements)
      SELECT 'bid-' || CAST(10000000 + n.i AS TEXT), 1, 'Portal ' || CAST(CAST(n.i AS BIGINT) * 7919 % 1000003 AS TEXT),
        b.status, b.created_at + n.i, b.updated_at + n.i, b.extracted_requirements
      FROM n, bid_opportunities b WHERE b.id = ?
      """;

  private static final String LISTED =
      """
      INSERT INTO bid_listing (bid_id, status, title_key, buyer_key, notice_key, search,
        created_at, updated_at, deadline_at, value_rising, value_falling, score_rising, score_falling)
      SELECT id, CASE WHEN created_at % 3 = 0 THEN 'reviewing' ELSE 'draft' END, lower(title), '',
        '', lower(title), created_at, updated_at, created_at * 7919 % 1000003,
        created_at * 7907 % 1000003, -(created_at * 7907 % 1000003), created_at % 101 * 100,
        created_at % 101 * -100
      FROM bid_opportunities WHERE id <> ?
      """;

  private PagesBench() {}

  static void run() throws Exception {
    Path folder = Files.createTempDirectory("bidloom-pages");
    try {
      measure("SQLite", "jdbc:sqlite:" + folder.resolve("bids.db"));
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      measure("PostgreSQL", postgres.getJdbcUrl("postgres", "postgres"));
    }
  }

  private static void measure(String name, String url) throws SQLException {
    try (Database database = Database.open(url, Settings.DEFAULTS)) {
      Tables tables = Tables.of(database);
      fill(url, new Bids(database, tables, () -> "bid-0"));
      Lists lists = new Lists(database, tables);
      for (BidQuery.Sort sort :
          new BidQuery.Sort[] {
            BidQuery.Sort.LAST_UPDATED,
            BidQuery.Sort.DEADLINE,
            BidQuery.Sort.TITLE,
            BidQuery.Sort.LEAST_VALUE,
            BidQuery.Sort.GREATEST_VALUE,
            BidQuery.Sort.LOWEST_SCORE,
            BidQuery.Sort.HIGHEST_SCORE
          }) {
        compare(name, url, lists, sort, Optional.empty());
        compare(name, url, lists, sort, Optional.of(BidStatus.DRAFT));
      }
    }
  }

  private static void fill(String url, Bids bids) throws SQLException {
    String first =
        bids.create(Edit.setting(Map.of("title", "Portal")), Actor.system("bench"))
            .now()
            .bid()
            .id()
            .value();
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      try (PreparedStatement bid = connection.prepareStatement(BID)) {
        bid.setInt(1, BIDS);
        bid.setString(2, first);
        bid.executeUpdate();
      }
      try (PreparedStatement listed = connection.prepareStatement(LISTED)) {
        listed.setString(1, first);
        listed.executeUpdate();
      }
      connection.commit();
      connection.setAutoCommit(true);
      try (var statement = connection.createStatement()) {
        statement.execute("ANALYZE");
      }
    }
  }

  private static void compare(
      String name, String url, Lists lists, BidQuery.Sort sort, Optional<BidStatus> status)
      throws SQLException {
    BidQuery query =
        new BidQuery(
            status,
            BidQuery.ALL.words(),
            BidQuery.ALL.owner(),
            BidQuery.ALL.deadlineBefore(),
            sort);
    Optional<Place> far = Optional.of(place(url, query));
    double[] first = new double[ROUNDS];
    double[] last = new double[ROUNDS];
    for (int i = -ROUNDS; i < ROUNDS; i++) { // the first half warms up
      double near = millis(lists, query, Optional.empty());
      double distant = millis(lists, query, far);
      first[Math.max(i, 0)] = near;
      last[Math.max(i, 0)] = distant;
    }
    System.out.printf(
        "pages: %-10s %-10s %-8s page 1 p50 %.2f ms, page %,d p50 %.2f ms, ratio %.2f%n",
        name,
        sort.wireName(),
        status.map(BidStatus::wireName).orElse("all"),
        p50(first),
        FAR,
        p50(last),
        p50(last) / p50(first));
  }

  private static double millis(Lists lists, BidQuery query, Optional<Place> after) {
    long before = System.nanoTime();
    int shown = lists.page(query, after, PAGE).bids().size();
    double millis = (System.nanoTime() - before) / 1e6;
    if (shown != PAGE) {
      throw new IllegalStateException("a page of " + shown);
    }
    return millis;
  }

  private static double p50(double[] millis) {
    Arrays.sort(millis);
    return millis[millis.length / 2];
  }

  private static Place place(String url, BidQuery query) throws SQLException {
    String column =
        switch (query.sort()) {
          case LAST_UPDATED, FIRST_UPDATED -> "updated_at";
          case LAST_CREATED, FIRST_CREATED -> "created_at";
          case DEADLINE, LAST_DEADLINE -> "deadline_at";
          case TITLE -> "title_key";
          case LEAST_VALUE -> "value_rising";
          case GREATEST_VALUE -> "value_falling";
          case LOWEST_SCORE -> "score_rising";
          case HIGHEST_SCORE -> "score_falling";
        };
    String where = query.status().map(s -> "WHERE status = '" + s.wireName() + "'").orElse("");
    String direction =
        query.sort().wireName().startsWith("-") && !column.endsWith("_falling") ? "DESC" : "ASC";
    // By offset, as the page itself never does it.
    String sql =
        """
        SELECT CAST(%1$s AS TEXT), bid_id FROM bid_listing %2$s
        ORDER BY %1$s %3$s, bid_id %3$s LIMIT 1 OFFSET ?
        """
            .formatted(column, where, direction);
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, (FAR - 1) * PAGE - 1);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Place(row.getString(1), row.getString(2));
      }
    }
  }
}
