package bidloom.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import bidloom.domain.Notice;
import bidloom.domain.Refusal;
import bidloom.protocol.Json;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that is made to mislead people, or to keep the rules busy. */
class HostileTextTest {
  private static final Duration GENEROUS = Duration.ofSeconds(30);

  private static Map<String, Object> values(String document) {
    return Intake.read(document.getBytes(UTF_8)).getFirst().requirements().values();
  }

  private static String ocds(String title) {
    return Json.write(
        Map.of(
            "ocid",
            "ocds-1",
            "tender",
            Map.of("title", title, "description", title),
            "buyer",
            Map.of("name", "City of Example")));
  }

  /** Half a megabyte of each took from ten seconds to hours. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a.",
        "a-",
        ".",
        "_",
        "-",
        "1",
        "1.",
        "1 ",
        "1,000,",
        "12345678",
        "[",
        "[a](",
        "a@",
        "\t",
        "\n",
        "Ab ",
        "A! ",
        "|a",
        "10.10.",
        "NAICS 1",
        "x:\t",
        "budget 1.111"
      })
  void aTextOfOneThingOverAndOverIsReadInTime(String thing) {
    String start = "Title: x\nBudget: the deadline for the customer is a term ";
    String text = start + thing.repeat(500_000 / thing.length());
    assertTimeoutPreemptively(GENEROUS, () -> values(text));
    assertTimeoutPreemptively(GENEROUS, () -> values(ocds(text)));
  }

  @Test
  void aTextOfMoreThanTheMostCharactersIsTooLarge() {
    String text = "All the words of the world. ".repeat(Plain.MAX_TEXT / 27);
    assertThatThrownBy(() -> values(text))
        .isInstanceOf(Refusal.TooLarge.class)
        .hasMessageContaining("characters");
  }

  static Stream<Arguments> hidden() {
    return Stream.of(
        Arguments.of("right-to-left override", "Por\u202Etal\u202C", "Portal"),
        Arguments.of("isolates", "\u2066Portal\u2069", "Portal"),
        Arguments.of("direction marks", "Por\u200Etal\u061C", "Portal"),
        Arguments.of("zero-width space", "Por\u200Btal", "Portal"),
        Arguments.of("joiner in a Latin word", "Por\u200Dtal", "Portal"),
        Arguments.of("byte order mark inside", "Por\uFEFFtal", "Portal"),
        Arguments.of("soft hyphen", "Por\u00ADtal", "Portal"),
        Arguments.of("NUL", "Por\u0000tal", "Portal"),
        Arguments.of("escape sequence", "Por\u001B[2Jtal", "Por[2Jtal"),
        Arguments.of("tag characters", "Portal\uDB40\uDC41\uDB40\uDC42", "Portal"),
        Arguments.of("line breaks", "Portal\r\n\u2028A", "Portal A"),
        Arguments.of("joiner where the script wants it", "می\u200Cخواهم", "می\u200Cخواهم"),
        Arguments.of("a family", "👩\u200D👧", "👩\u200D👧"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hidden")
  void aTitleShowsWhatItIs(String what, String written, String shown) {
    assertThat(values(ocds(written))).containsEntry("title", shown);
  }

  @Test
  void halfACharacterIsNoneInTheDatabase() {
    assertThat(values(ocds("Portal").replace("Portal", "Portal \\ud83d")))
        .containsEntry("title", "Portal \uFFFD");
  }

  @Test
  void hiddenCharactersHideNoWordFromTheRules() {
    String clause =
        "The contractor m\u200Bust accept unlimi\u00ADted liab\u2060ility for all work.";
    String plain = "The contractor must accept unlimited liability for all work.";
    assertThat(values("# Portal\n\n" + clause).get("constraints")).isEqualTo(List.of(plain));
    assertThat(values(ocds(clause)).get("constraints")).isEqualTo(List.of(plain));
  }

  @Test
  void aTitleIsAsLongAsAListCanShow() {
    Object title = values(ocds("Portal ".repeat(100_000))).get("title");
    assertThat((String) title).startsWith("Portal Portal").hasSize(1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e-999999999", "-1e99999", "1e31"})
  void anAmountThatNoContractHasIsUnknown(String amount) {
    String notice =
        ocds("Portal").replace("\"description\"", "\"value\":{\"amount\":%s},\"description\"");
    assertThat(values(notice.replace("%s", "250000"))).containsKey("budget");
    assertTimeoutPreemptively(
        GENEROUS,
        () ->
            assertThat(values(notice.replace("%s", amount)))
                .containsKey("title")
                .doesNotContainKey("budget"));
  }

  @Test
  void aNumberOfAMillionDigitsIsTooLarge() {
    String notice =
        ocds("Portal").replace("\"ocds-1\"", "\"ocds-1\",\"x\":" + "9".repeat(1_000_000));
    assertTimeoutPreemptively(
        GENEROUS,
        () -> assertThatThrownBy(() -> values(notice)).isInstanceOf(Refusal.TooLarge.class));
  }

  static Stream<Charset> encodings() {
    return Stream.of(StandardCharsets.UTF_16, Charset.forName("x-UTF-16LE-BOM"));
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void utf16WithAMarkIsRead(Charset charset) {
    Notice notice = Intake.read("# Straßenbau\n\nText of it.".getBytes(charset)).getFirst();
    assertThat(notice.requirements().values()).containsEntry("title", "Straßenbau");
  }

  static Stream<byte[]> noText() {
    return Stream.of(
        "# Straßenbau".getBytes(StandardCharsets.UTF_16LE),
        "# Straßenbau".getBytes(StandardCharsets.ISO_8859_1),
        new byte[] {'#', ' ', (byte) 0xC0, (byte) 0x80},
        new byte[] {'#', ' ', (byte) 0xED, (byte) 0xA0, (byte) 0x80},
        new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xD8, 0, 0, 'a'});
  }

  @ParameterizedTest
  @MethodSource("noText")
  void bytesThatAreNoTextAreRefused(byte[] document) {
    assertThatThrownBy(() -> Intake.read(document))
        .isInstanceOf(Refusal.UnsupportedInput.class)
        .hasMessageContaining("UTF-8");
  }
}
