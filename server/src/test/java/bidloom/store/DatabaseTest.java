package bidloom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir Path folder;

  @Test
  void onlyTwoKindsOfDatabaseAreKnown() {
    assertThatThrownBy(() -> Database.open("jdbc:mysql://localhost/bids", Settings.DEFAULTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jdbc:sqlite:<file> or jdbc:postgresql://<host>/<name>");
  }

  @Test
  void oneTransactionHasOneTimeThatOfItsDatabase() {
    try (Database database = TestDatabase.sqlite().open()) {
      Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
      Instant now =
          database.write(
              tx -> {
                assertThat(tx.now()).isSameAs(tx.now());
                return tx.now();
              });
      assertThat(Duration.between(before, now)).isBetween(Duration.ZERO, Duration.ofMinutes(1));
    }
  }

  @Test
  void aReadChangesNothing() {
    try (Database database = TestDatabase.sqlite().open()) {
      database.read(tx -> tx.update("DELETE FROM bid_status_transition"));
      List<Long> pairs =
          database.read(
              tx ->
                  tx.query(
                      "SELECT count(*) AS n FROM bid_status_transition", row -> row.number("n")));
      assertThat(pairs.getFirst()).isPositive();
    }
  }

  /** The file of a database that is closed can be moved: no log is left that belongs to it. */
  @Test
  void aClosedDatabaseIsOneFile() {
    Path file = folder.resolve("bids.db");
    Database database = TestDatabase.at(file).open();
    database.read(Tx::now);
    assertThat(Files.exists(Path.of(file + "-wal"))).isTrue();
    database.close();
    assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
  }

  @Test
  void whatIsNoDatabaseIsNotOpened() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "not a database\n".repeat(99));
    assertThatThrownBy(() -> TestDatabase.at(file).open()).isInstanceOf(RuntimeException.class);
    Files.delete(file);
    TestDatabase.at(file).open().close();
  }

  @Test
  void anUrlMayNameItsFileAndItsOptions() {
    Path file = folder.resolve("bids.db");
    TestDatabase.at(file).open().close();
    for (String form : new String[] {"%s", "file:%s", "file:%s?cache=private", "%s?foo=bar"}) {
      try (Inspection inspection = Inspection.open("jdbc:sqlite:" + form.formatted(file))) {
        assertThat(InspectionContract.pairs(inspection)).isPositive();
      }
    }
  }
}
