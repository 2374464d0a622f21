package bidloom.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import bidloom.domain.Notice;
import bidloom.domain.Refusal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E-mails: what is read of them, and what they can't do. */
class MailTest {
  private static final Duration GENEROUS = Duration.ofSeconds(30);
  private static final String HEADER =
      """
      From: Buyer <buyer@example.org>
      Subject: =?UTF-8?Q?Stra=C3=9Fenbau_Nord?=
      Message-ID: <1@example.org>
      MIME-Version: 1.0
      """;

  private static Notice read(String mail) {
    return Intake.read(mail.replace("\n", "\r\n").getBytes(ISO_8859_1)).getFirst();
  }

  private static String mixed(String... parts) {
    return HEADER
        + "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
        + String.join("\n--b\n", parts)
        + "\n--b--\n";
  }

  private static String letter(String text) {
    return "Content-Type: text/plain; charset=UTF-8\n\n" + text;
  }

  private static String attached(String type, byte[] content) {
    return "Content-Type: "
        + type
        + "\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment\n\n"
        + Base64.getMimeEncoder().encodeToString(content);
  }

  @Test
  void aMailIsItsSubjectAndText() {
    Notice notice =
        read(
            HEADER
                + "Content-Type: text/plain; charset=ISO-8859-1\n"
                + "Content-Transfer-Encoding: quoted-printable\n\n"
                + "Auftraggeber: Stadt D=FCben\n");
    assertThat(notice.format()).isEqualTo("eml");
    assertThat(notice.requirements().values())
        .containsEntry("title", "Straßenbau Nord")
        .containsEntry("customerName", "Stadt Düben");
  }

  @Test
  void theWordsOfTheFirstAttachmentComeBeforeTheLetter() {
    Notice notice =
        read(
            mixed(
                letter("Customer: City of Letter\nPlease bid."),
                attached("image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2}),
                attached("application/octet-stream", DocxTest.docx(""))));
    assertThat(notice.requirements().values())
        .containsEntry("title", "Citizen portal")
        .containsEntry("customerName", "City of Example");
    assertThat(notice.text()).contains("Please bid.");
  }

  @Test
  void aStructuredNoticeThatIsAttachedIsTheNotice() {
    String ocds =
        "{\"ocid\":\"o-1\",\"tender\":{\"title\":\"Portal\"},\"buyer\":{\"name\":\"City\"}}";
    Notice notice = read(mixed(letter("See below."), attached("text/plain", ocds.getBytes(UTF_8))));
    assertThat(notice.format()).isEqualTo("ocds");
  }

  @Test
  void aLetterInHtmlIsReadAsItsText() {
    Notice notice = read(HEADER + "Content-Type: text/html\n\n<html><p>Customer: City</p></html>");
    assertThat(notice.requirements().values()).containsEntry("customerName", "City");
  }

  @Test
  void aMailInAMailStaysClosed() {
    String inner = HEADER + "Content-Type: text/plain\n\nCustomer: Inner\n";
    Notice notice =
        read(mixed(letter("Customer: Outer"), "Content-Type: message/rfc822\n\n" + inner));
    assertThat(notice.requirements().values()).containsEntry("customerName", "Outer");
    assertThat(notice.text()).doesNotContain("Inner");
  }

  @Test
  void anAttachmentThatIsHostileIsPassedOver() {
    byte[] bomb = DocxTest.zip(Map.of("word/document.xml", new byte[60 * 1024 * 1024]));
    Notice notice = read(mixed(letter("Customer: City"), attached("application/msword", bomb)));
    assertThat(notice.requirements().values()).containsEntry("customerName", "City");
  }

  /** Twenty are too deep, and far from too many; thousands end as early. */
  @ParameterizedTest
  @ValueSource(ints = {20, 5_000})
  void partsWithinPartsWithinPartsAreTooLarge(int levels) {
    StringBuilder mail = new StringBuilder(HEADER);
    for (int depth = 0; depth < levels; depth++) {
      mail.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(depth, depth));
    }
    assertTimeoutPreemptively(
        GENEROUS,
        () -> assertThatThrownBy(() -> read(mail.toString())).isInstanceOf(Refusal.TooLarge.class));
  }

  @Test
  void veryManyPartsAreTooLarge() {
    String[] parts = new String[10_000];
    Arrays.fill(parts, letter("x"));
    assertTimeoutPreemptively(
        GENEROUS,
        () -> assertThatThrownBy(() -> read(mixed(parts))).isInstanceOf(Refusal.TooLarge.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-A: %s\n", "X-A: a\n X%s\n"})
  void aHeaderWithoutEndIsTooLarge(String field) {
    String mail = HEADER + field.formatted("x".repeat(2_000_000)) + "\nText";
    assertThatThrownBy(() -> read(mail)).isInstanceOf(Refusal.TooLarge.class);
  }

  @Test
  void veryManyHeaderFieldsAreTooLarge() {
    assertThatThrownBy(() -> read(HEADER + "X-A: b\n".repeat(100_000) + "\nText"))
        .isInstanceOf(Refusal.TooLarge.class);
  }

  @Test
  void anUnknownCharsetIsNoReasonToRefuse() {
    Notice notice = read(HEADER + "Content-Type: text/plain; charset=no-such\n\nCustomer: City\n");
    assertThat(notice.requirements().values()).containsEntry("customerName", "City");
  }

  @Test
  void aNoticeWithLabelsIsNoMail() {
    Notice notice = read("Title: Portal\nFrom: today\nSubject: Portal\n\nMessage-ID: is a word.");
    assertThat(notice.format()).isEqualTo("text");
  }
}
