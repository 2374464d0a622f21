package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.protocol.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts and tokens kept on the machine of the database. */
class RegisterCommandTest {
  private static final String PASSWORD = "green lamps over water";

  @TempDir Path folder;

  private final InputStream stdin = System.in;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String db = "";

  @BeforeEach
  void name() {
    db = "jdbc:sqlite:" + folder.resolve("bids.db");
  }

  @AfterEach
  void giveBack() {
    System.setIn(stdin);
  }

  private int run(String input, String... words) throws Exception {
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--db", db));
    return Main.run(line, new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)));
  }

  private void admin() throws Exception {
    assertThat(run(PASSWORD + "\n", "user", "add", "Ada", "--role", "admin")).isZero();
  }

  @Test
  void anAccountIsMadeWithAPasswordFromTheInputAndListed() throws Exception {
    admin();
    assertThat(out.toString()).startsWith("ada ").doesNotContain(PASSWORD);
    assertThat(run("", "user", "list", "--json")).isZero();
    assertThat(out.toString()).contains("\"name\":\"ada\"", "\"mustChangePassword\":true");
    assertThat(run(PASSWORD, "user", "add", "ada", "--role", "bd")).isOne();
    assertThat(err.toString()).contains("There is a user \"ada\" already");
  }

  @Test
  void aWeakOrMissingPasswordMakesNothing() throws Exception {
    assertThat(run("short\n", "user", "add", "ada", "--role", "bd")).isOne();
    assertThat(run("", "user", "add", "ada", "--role", "bd")).isEqualTo(2);
    assertThat(run("", "user", "list")).isZero();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void rolesAndAccessAreChangedButTheLastAdministratorIsKept() throws Exception {
    admin();
    assertThat(run("", "user", "role", "ada", "bd")).isOne();
    assertThat(err.toString()).contains("last administrator");
    assertThat(run(PASSWORD, "user", "add", "bo", "--role", "bd", "--business-line", "web"))
        .isZero();
    assertThat(run("", "user", "role", "bo", "bl", "--json")).isZero();
    assertThat(Json.readObject(out.toString()))
        .containsEntry("role", "bl")
        .containsEntry("businessLine", "web");
    assertThat(run("", "user", "disable", "bo")).isZero();
    assertThat(out.toString()).contains("disabled");
    assertThat(run("", "user", "enable", "bo")).isZero();
    assertThat(out.toString()).doesNotContain("disabled");
    assertThat(run(PASSWORD + "!\n", "user", "password", "bo")).isZero();
    assertThat(run(PASSWORD, "user", "password", "nobody")).isOne();
  }

  @Test
  void somebodyIsErasedAndNeverComesBackByThatName() throws Exception {
    admin();
    assertThat(run(PASSWORD, "user", "add", "bo", "--role", "bd")).isZero();
    assertThat(run("", "user", "erase", "ada")).isOne();
    assertThat(err.toString()).contains("last administrator");
    assertThat(run("", "user", "erase", "bo")).isZero();
    String pseudonym = out.toString().strip();
    assertThat(pseudonym).startsWith("former-user-");
    assertThat(run("", "user", "erase", "bo", "--json")).isZero();
    assertThat(out.toString()).contains(pseudonym);
    assertThat(run(PASSWORD, "user", "add", "bo", "--role", "bd")).isOne();
    assertThat(run("", "user", "list")).isZero();
    assertThat(out.toString()).contains("ada").doesNotContain("bo ");
    assertThat(run("", "user", "erase", "nobody")).isOne();
  }

  @Test
  void aTokenIsShownOnceListedAndRevoked() throws Exception {
    admin();
    assertThat(run("", "token", "create", "ci", "--user", "ada", "--role", "bd", "--json"))
        .isZero();
    Map<String, Object> made = Json.readObject(out.toString());
    assertThat(made).containsEntry("role", "bd").containsKeys("token", "expiresAt");
    assertThat(run("", "token", "list")).isZero();
    assertThat(out.toString())
        .contains("ci", "of ada", String.valueOf(made.get("id")))
        .doesNotContain(String.valueOf(made.get("token")));
    assertThat(run("", "token", "revoke", String.valueOf(made.get("id")))).isZero();
    assertThat(out.toString()).contains("revoked");
    assertThat(run("", "token", "create", "plain", "--user", "ada")).isZero();
    assertThat(out.toString().strip()).hasSize(43);
    assertThat(run("", "token", "create", "long", "--user", "ada", "--days", "400")).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user",
        "user frob",
        "user add",
        "user add ada",
        "user add ada --role god",
        "user add a:b --role bd",
        "user role ada",
        "token",
        "token create x",
        "token create x --user ada --days soon",
        "token revoke"
      })
  void whatIsNotUnderstoodIsSaidAndNothingIsDone(String line) throws Exception {
    assertThat(run(PASSWORD, line.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).contains("--help");
  }
}
