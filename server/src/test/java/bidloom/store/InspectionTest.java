package bidloom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {
  @Nested
  class OnSqlite extends InspectionContract {
    @TempDir Path folder;

    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }

    private List<String> files() throws IOException {
      try (Stream<Path> files = Files.list(folder)) {
        return files.map(file -> file.getFileName().toString()).sorted().toList();
      }
    }

    private static void refuses(Path file, String why) {
      assertThatThrownBy(() -> Inspection.open("jdbc:sqlite:" + file))
          .isInstanceOf(Inspection.Unreadable.class)
          .hasMessageContaining(why);
    }

    @Test
    void aFileThatIsNotThereIsNotMade() throws IOException {
      refuses(folder.resolve("absent.db"), "There is no database file");
      assertThat(files()).isEmpty();
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
      Path text =
          Files.writeString(folder.resolve("notes 100%.txt"), "not a database\n".repeat(99));
      refuses(text, "can't be read");
      refuses(Files.createFile(folder.resolve("empty.db")), "no database of Bidloom");
      assertThat(files()).containsExactly("empty.db", "notes 100%.txt");
    }

    @Test
    void aFileThatIsAtRestIsReadAsItLies() throws IOException {
      Path file = folder.resolve("with space & 100%?.db".replace("?", "#"));
      TestDatabase.at(file).open().close();
      byte[] before = Files.readAllBytes(file);
      try (Inspection inspection = Inspection.open("jdbc:sqlite:" + file)) {
        assertThat(InspectionContract.pairs(inspection)).isPositive();
        inspection.demandUntouched();
      }
      assertThat(files()).containsExactly(file.getFileName().toString());
      assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aWriterThatComesMeanwhileIsNoticed() {
      Path file = folder.resolve("bids.db");
      TestDatabase home = TestDatabase.at(file);
      home.open().close();
      try (Inspection inspection = Inspection.open(home.url());
          Database writer = home.open()) {
        inspection.demandUntouched();
        writer.write(tx -> tx.update("DELETE FROM bid_status_transition"));
        refusesItsResult(inspection);
        writer.close();
        refusesItsResult(inspection);
      }
    }

    private static void refusesItsResult(Inspection inspection) {
      assertThatThrownBy(inspection::demandUntouched)
          .isInstanceOf(Inspection.Unreadable.class)
          .hasMessageContaining("run this again");
    }
  }

  @Nested
  @Tag("postgres")
  class OnPostgres extends InspectionContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }

    @Test
    void aServerThatIsNotThereIsSaid() {
      String nobody = "jdbc:postgresql://127.0.0.1:1/bidloom?user=x";
      assertThatThrownBy(() -> Inspection.open(nobody))
          .isInstanceOf(Inspection.Unreadable.class)
          .hasMessageContaining("can't be read");
    }
  }

  @Test
  void anotherKindOfDatabaseIsRefused() {
    assertThatThrownBy(() -> Inspection.open("jdbc:h2:mem:x"))
        .isInstanceOf(Inspection.Unreadable.class)
        .hasMessageContaining("jdbc:sqlite");
  }
}
