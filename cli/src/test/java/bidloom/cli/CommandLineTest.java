package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to a command line: the answer on one stream, what is wrong on the other. */
class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... words) throws Exception {
    Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true));
    return Main.run(List.of(words), terminal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '"',
      value = {
        "frob                         | There is no command 'frob'.",
        "evaluate --jsn notice.json   | Unrecognized option: --jsn.",
        "evaluate --off notice.json   | Unrecognized option: --off.",
        "evaluate                     | Name at least one file.",
        "evaluate --db                | Missing argument for option: db.",
        "evaluate --agent-pace 5 file | --agent-pace: '5' is no duration such as 500ms, 2s or 1m.",
        "serve --port 70000           | --port: '70000' is no number from 0 to 65535.",
        "serve --lease soon           | --lease: 'soon' is no duration such as 500ms, 2s or 1m.",
        "serve here                   | 'here' is one word too many.",
        "migrate                      | Name the database with --db.",
        "bids --token                 | Missing argument for option: token.",
        "import --token t              | Name at least one file.",
        "show --token t                | Say: show ID",
        "show a b --token t            | Say: show ID",
        "show a --version 0 --token t  | --version: '0' is no number from 1 on.",
        "bids a --token t              | 'a' is one word too many.",
        "bids --limit all --token t    | --limit: 'all' is no number from 1 on.",
        "watch a b --token t           | Say: watch [ID]",
        "run evaluate --token t        | Say: run extract|quick-scan|evaluate ID",
        "run guess a --token t         | Say: run extract|quick-scan|evaluate ID",
        "run evaluate a --on-active x --token t | --on-active: 'x' is none of join, reject, replace.",
        "cancel --token t              | Say: cancel RUN",
        "history --token t             | Say: history ID",
        "bids --token t --server here  | --server: 'here' is no address such as",
        "bids --token t --server ftp://a | --server: 'ftp://a' is no address such as",
        "bids --token t --server http://a/b | --server: 'http://a/b' is no address such as",
      })
  void aCommandLineThatIsNotUnderstoodIsToldWhyAndWhereToLook(String line, String why)
      throws Exception {
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(err.toString()).startsWith(why).contains("Try: bidloom").contains("--help");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluate",
        "extract",
        "serve",
        "migrate",
        "user",
        "token",
        "import",
        "bids",
        "show",
        "watch",
        "run",
        "cancel",
        "history"
      })
  void everyCommandIsListedAndShowsItsOptions(String command) throws Exception {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("\n  " + command + " ");
    out.getBuffer().setLength(0);
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("bidloom " + command + " [OPTION]...").contains("--help");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void withoutACommandTheCommandsAreShownAndNothingIsDone() throws Exception {
    assertThat(run()).isEqualTo(2);
    assertThat(out.toString()).contains("evaluate");
  }

  @Test
  void aProfileThatCannotBeReadIsToldBeforeAnythingIsServed(@TempDir Path folder) throws Exception {
    Path broken = Files.writeString(folder.resolve("company.yaml"), "company: 7\n");
    assertThat(run("serve", "--profile", broken.toString())).isOne();
    assertThat(err.toString()).contains("/company");
    assertThat(run("serve", "--profile", folder.resolve("absent").toString())).isOne();
    assertThat(err.toString()).contains("There is no file");
  }

  @Test
  void aFileThatIsRefusedDoesNotKeepTheNextFromBeingRead(@TempDir Path folder) throws Exception {
    Path notice =
        Files.writeString(folder.resolve("notice.txt"), "Title: A bridge\nCustomer: Musterstadt\n");
    assertThat(run("extract", folder.resolve("absent").toString(), notice.toString())).isOne();
    assertThat(err.toString()).contains("There is no file");
    assertThat(out.toString()).contains("A bridge");
  }

  @Test
  void withJsonARefusalIsAProblemOnTheStreamOfAnswers(@TempDir Path folder) throws Exception {
    assertThat(run("extract", "--json", folder.toString())).isOne();
    assertThat(out.toString()).contains("\"type\":\"/problems/unsupported-input\"");
    assertThat(err.toString()).isEmpty();
  }
}
