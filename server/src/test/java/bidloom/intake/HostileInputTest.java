package bidloom.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import bidloom.domain.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that are broken, or meant to break something. */
@Timeout(60)
class HostileInputTest {
  private static final String BOMB =
      """
      <?xml version="1.0"?>
      <!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
        <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
      <ContractNotice><Name>&d;</Name></ContractNotice>
      """;
  private static final String EXTERNAL =
      """
      <?xml version="1.0"?>
      <!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
      <ContractNotice><Name>&secret;</Name></ContractNotice>
      """;

  private static final String PARAMETER =
      """
      <?xml version="1.0"?>
      <!DOCTYPE x [<!ENTITY % outside SYSTEM "http://169.254.169.254/a.dtd"> %outside;]>
      <ContractNotice/>
      """;
  private static final String XINCLUDE =
      """
      <ContractNotice xmlns:xi="http://www.w3.org/2001/XInclude">
        <xi:include href="file:///etc/passwd" parse="text"/></ContractNotice>
      """;

  static Stream<Arguments> documents() {
    return Stream.of(
        Arguments.of("nothing", "", "empty"),
        Arguments.of("only space", " \n\t ", "empty"),
        Arguments.of(
            "JSON cut off", "{\"ocid\": \"a\", \"tender\": {\"title\": \"Por", "breaks off"),
        Arguments.of("JSON of no known shape", "{\"a\": 1}", "neither"),
        Arguments.of("JSON with a member twice", "{\"ocid\":\"a\",\"ocid\":\"b\"}", "broken"),
        Arguments.of("an OCDS package without releases", "{\"releases\": []}", "no release"),
        Arguments.of("XML cut off", "<ContractNotice><a><b>", "breaks off"),
        Arguments.of("XML of no known root", "<feed><entry/></feed>", "<feed>"),
        Arguments.of("an entity bomb", BOMB, "DOCTYPE"),
        Arguments.of("an external entity", EXTERNAL, "DOCTYPE"),
        Arguments.of("a parameter entity", PARAMETER, "DOCTYPE"),
        Arguments.of(
            "an external document type",
            "<?xml version='1.0'?><!DOCTYPE a SYSTEM 'http://10.0.0.1/a'><a/>",
            "DOCTYPE"),
        Arguments.of(
            "an entity of nowhere", "<ContractNotice>&nowhere;</ContractNotice>", "entities"),
        Arguments.of("an inclusion of a file", XINCLUDE, "without a title"),
        Arguments.of("a PDF cut off", "%PDF-1.7\n1 0 obj <<", "PDF"),
        Arguments.of("a ZIP", "PK\u0003\u0004....", "ZIP"),
        Arguments.of("control characters", "a\u0000\u0001\u0002\u0003".repeat(100), "no text"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void isRefusedWithWhatItIs(String name, String document, String told) {
    assertThatThrownBy(() -> Intake.read(document.getBytes(UTF_8)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(told);
  }

  @Test
  void deepJsonAndXmlAreTooLarge() {
    String json = "{\"ocid\":" + "[".repeat(100_000);
    String xml = "<ContractNotice>" + "<a>".repeat(100_000);
    assertThatThrownBy(() -> Intake.read(json.getBytes(UTF_8)))
        .isInstanceOf(Refusal.TooLarge.class);
    assertThatThrownBy(() -> Intake.read(xml.getBytes(UTF_8))).isInstanceOf(Refusal.TooLarge.class);
  }

  @Test
  void veryManyAttributesAreTooLarge() {
    StringBuilder one = new StringBuilder("<ContractNotice");
    for (int i = 0; i < 100_000; i++) {
      one.append(" a").append(i).append("=''");
    }
    String several = "<a b='' c='' d='' e='' f='' g='' h='' i='' j='' k=''/>".repeat(60_000);
    for (String xml : List.of(one + "/>", "<ContractNotice>" + several + "</ContractNotice>")) {
      assertThatThrownBy(() -> Intake.read(xml.getBytes(UTF_8)))
          .isInstanceOf(Refusal.TooLarge.class);
    }
  }

  /** Five megabytes of them filled half a gigabyte. */
  @Test
  void aPageOfAMillionTagsIsTooLarge() {
    String page = "<html><body>" + "<p><b>".repeat(500_000);
    assertThatThrownBy(() -> Intake.read(page.getBytes(UTF_8)))
        .isInstanceOf(Refusal.TooLarge.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<div>", "<b>", "<table>", "<p><b>", "<a><i>", "<svg><a>", "<li>", "<h1>"})
  void aPageOfNestedTagsIsReadInTime(String tags) {
    int depth = 90_000 / tags.chars().filter(c -> c == '<').toArray().length;
    String page = "<html><body><h1>Portal</h1><p>Text of it.</p>" + tags.repeat(depth);
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThat(Intake.read(page.getBytes(UTF_8)).getFirst().requirements().values())
                .containsEntry("title", "Portal"));
  }

  @Test
  void moreThanTheLimitIsTooLarge() {
    assertThatThrownBy(() -> Intake.read(new byte[Intake.MAX_BYTES + 1]))
        .isInstanceOf(Refusal.TooLarge.class)
        .hasMessageContaining("20 MB");
  }

  @Test
  void noiseIsRefusedAndNothingElse() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      byte[] noise = new byte[random.nextInt(5_000) + 50];
      random.nextBytes(noise);
      assertThatThrownBy(() -> Intake.read(noise))
          .as("seed %d, document %d", seed, i)
          .isInstanceOf(Refusal.class);
    }
  }

  @Test
  void aNoticeInLatin1IsReadWhereItSaysSo() {
    String notice =
        """
        <?xml version="1.0" encoding="ISO-8859-1"?>
        <TED_EXPORT><FORM_SECTION><F02 CATEGORY="ORIGINAL" LG="DE">
        <CONTRACTING_BODY><ADDRESS_CONTRACTING_BODY><OFFICIALNAME>Stadt Düben</OFFICIALNAME>
        </ADDRESS_CONTRACTING_BODY></CONTRACTING_BODY>
        <OBJECT_CONTRACT><TITLE><P>Straßenbau</P></TITLE></OBJECT_CONTRACT>
        </F02></FORM_SECTION></TED_EXPORT>
        """;
    assertThat(
            Intake.read(notice.getBytes(StandardCharsets.ISO_8859_1))
                .getFirst()
                .requirements()
                .values())
        .containsEntry("title", "Straßenbau")
        .containsEntry("customerName", "Stadt Düben");
  }
}
