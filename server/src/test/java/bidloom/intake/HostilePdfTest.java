package bidloom.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import bidloom.domain.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** PDFs that loop, burst or hide. */
class HostilePdfTest {
  private static final Duration GENEROUS = Duration.ofSeconds(30);
  private static final String CATALOG =
      "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>\nendobj\n";
  private static final String PAGE =
      "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R>>\nendobj\n";
  private static final String END = "trailer\n<</Root 1 0 R/Size 9>>\nstartxref\n0\n%%EOF\n";

  private static String pages(String kids) {
    return "2 0 obj\n<</Type/Pages/Count 2/Kids[%s]>>\nendobj\n".formatted(kids);
  }

  static Stream<Arguments> documents() {
    String loop = "4 0 obj\n<</First 4 0 R/Last 4 0 R/Next 4 0 R/Prev 4 0 R>>\nendobj\n";
    String deep = "5 0 obj\n" + "[".repeat(200_000) + "\nendobj\n";
    return Stream.of(
        Arguments.of("a page tree that is its own child", pages("2 0 R 2 0 R")),
        Arguments.of(
            "a page tree in a circle",
            pages("6 0 R") + "6 0 obj\n<</Type/Pages/Count 2/Kids[2 0 R]>>\nendobj\n"),
        Arguments.of("an outline in a circle", pages("3 0 R") + PAGE + loop),
        Arguments.of(
            "a length that is its own object",
            pages("3 0 R") + PAGE + "5 0 obj\n<</Length 5 0 R>>\nstream\nx\nendstream\nendobj\n"),
        Arguments.of("arrays in arrays", pages("3 0 R") + PAGE + deep),
        Arguments.of(
            "dictionaries in dictionaries",
            pages("3 0 R") + PAGE + "5 0 obj\n" + "<</A".repeat(200_000) + "\nendobj\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void isRefusedInTime(String what, String objects) {
    byte[] pdf = (CATALOG + objects + END).getBytes(ISO_8859_1);
    assertTimeoutPreemptively(
        GENEROUS,
        () ->
            assertThat(catchThrowable(() -> Intake.read(pdf)))
                .as(what)
                .isInstanceOf(Refusal.UnsupportedInput.class));
  }

  @Test
  void aMillionObjectsAreReadOrRefusedInTime() {
    StringBuilder objects = new StringBuilder(CATALOG).append(pages("3 0 R")).append(PAGE);
    for (int i = 10; i < 700_000; i++) {
      objects.append(i).append(" 0 obj\n1\nendobj\n");
    }
    byte[] pdf = objects.append(END).toString().getBytes(ISO_8859_1);
    assertTimeoutPreemptively(
        GENEROUS, () -> assertThatThrownBy(() -> Intake.read(pdf)).isInstanceOf(Refusal.class));
  }

  private static byte[] deflated(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream packing = new DeflaterOutputStream(packed)) {
      packing.write(content);
    }
    return packed.toByteArray();
  }

  private static byte[] withContents(String filters, byte[] content) {
    String stream =
        "5 0 obj\n<</Length %d/Filter %s>>\nstream\n".formatted(content.length, filters)
            + new String(content, ISO_8859_1)
            + "\nendstream\nendobj\n";
    return (CATALOG + pages("3 0 R") + PAGE + stream + END).getBytes(ISO_8859_1);
  }

  @Test
  void aStreamThatBurstsIsTooLarge() throws Exception {
    byte[] bomb = withContents("/FlateDecode", deflated(new byte[150 * 1024 * 1024]));
    assertThat(bomb.length).isLessThan(200_000);
    assertThatThrownBy(() -> Intake.read(bomb)).isInstanceOf(Refusal.TooLarge.class);
  }

  @Test
  void aStreamThatIsPackedTwiceIsTooLarge() throws Exception {
    byte[] twice = deflated(deflated(new byte[100 * 1024 * 1024]));
    byte[] bomb = withContents("[ /FlateDecode /FlateDecode ]", twice);
    assertThatThrownBy(() -> Intake.read(bomb)).isInstanceOf(Refusal.TooLarge.class);
  }

  private static PDDocument written() throws IOException {
    PDDocument document = new PDDocument();
    PDPage page = new PDPage();
    document.addPage(page);
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      content.beginText();
      content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
      content.newLineAtOffset(50, 700);
      content.showText("Customer: City of Example");
      content.endText();
    }
    return document;
  }

  private static byte[] saved(PDDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  @Test
  void aScriptIsNotRunAndNotRead() throws Exception {
    try (PDDocument document = written()) {
      document
          .getDocumentCatalog()
          .setOpenAction(new PDActionJavaScript("app.launchURL('http://10.0.0.1/')"));
      assertThat(Intake.read(saved(document)).getFirst().text())
          .contains("City of Example")
          .doesNotContain("launchURL");
    }
  }

  @Test
  void aPdfUnderAPasswordIsRefusedWithWhatToDo() throws Exception {
    try (PDDocument document = written()) {
      document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      byte[] pdf = saved(document);
      assertThatThrownBy(() -> Intake.read(pdf))
          .isInstanceOf(Refusal.UnsupportedInput.class)
          .hasMessageContaining("password");
    }
  }
}
