package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.protocol.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code verify} says, and the exit code by which programs understand it. */
class VerifyCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String db = "";

  @BeforeEach
  void migrate() throws Exception {
    db = "jdbc:sqlite:" + folder.resolve("bids.db");
    assertThat(run("migrate", "--db", db)).isZero();
    out.getBuffer().setLength(0);
  }

  private int run(String... words) throws Exception {
    Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true));
    return Main.run(List.of(words), terminal);
  }

  private void damage() throws SQLException {
    try (Connection connection = DriverManager.getConnection(db);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TRIGGER bid_kept");
    }
  }

  @Test
  void aDatabaseThatIsWellIsZero() throws Exception {
    assertThat(run("verify", "--db", db)).isZero();
    assertThat(out.toString()).contains("G2    version-chain").endsWith("All is well.\n");
  }

  @Test
  void aFindingIsOneAndIsTold() throws Exception {
    damage();
    assertThat(run("verify", "--db", db)).isEqualTo(1);
    assertThat(out.toString())
        .contains("1 finding ", "database: the guard bid_kept is gone or off", "migration scripts")
        .endsWith("1 finding.\n");
  }

  @Test
  void aFindingIsTellableToPrograms() throws Exception {
    damage();
    assertThat(run("verify", "--db", db, "--json")).isEqualTo(1);
    Map<String, Object> document = Json.readObject(out.toString());
    assertThat(document).containsEntry("ok", false).containsEntry("total", 1);
    assertThat((List<?>) document.get("checks")).hasSizeGreaterThan(10);
    assertThat(String.valueOf(document.get("findings")))
        .startsWith("[{guarantee=G3, check=guards, ")
        .contains("expected=bid_kept", "advice=");
  }

  @Test
  void aDatabaseThatCannotBeReadIsTwo() throws Exception {
    Path absent = folder.resolve("absent.db");
    assertThat(run("verify", "--db", "jdbc:sqlite:" + absent)).isEqualTo(2);
    assertThat(err.toString()).contains("There is no database file");
    assertThat(out.toString()).isEmpty();
    assertThat(Files.exists(absent)).isFalse();
  }
}
