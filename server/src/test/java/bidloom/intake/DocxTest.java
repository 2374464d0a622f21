package bidloom.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import bidloom.domain.Notice;
import bidloom.domain.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Word documents: what is read of them, and what they can't do. */
class DocxTest {
  private static final Duration GENEROUS = Duration.ofSeconds(30);
  private static final String WORD = "word/document.xml";
  private static final String BODY =
      """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>
      <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Citizen </w:t></w:r><w:r><w:t>portal</w:t></w:r></w:p>
      <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Customer</w:t></w:r></w:p></w:tc>
      <w:tc><w:p><w:r><w:t>City of Example</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
      <w:p><w:r><w:delText>The contractor must do this no more.</w:delText></w:r>
      <w:r><w:instrText>HYPERLINK "http://10.0.0.1/"</w:instrText></w:r>
      <mc:AlternateContent><mc:Choice><w:t>The contractor must be on site.</w:t></mc:Choice>
      <mc:Fallback><w:t>The contractor must be on site, again.</w:t></mc:Fallback></mc:AlternateContent></w:p>
      %s</w:body></w:document>
      """;

  static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }

  static byte[] docx(String more) {
    return zip(Map.of(WORD, BODY.formatted(more).getBytes(UTF_8)));
  }

  @Test
  void aWordDocumentIsReadAsItShows() {
    Notice notice = Intake.read(docx("")).getFirst();
    assertThat(notice.format()).isEqualTo("docx");
    assertThat(notice.requirements().values())
        .containsEntry("title", "Citizen portal")
        .containsEntry("customerName", "City of Example");
    assertThat(notice.text()).contains("on site.").doesNotContain("again", "no more", "HYPERLINK");
  }

  /** Nothing is written anywhere, so a name can lead nowhere; the entry is passed over. */
  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "C:\\x", "word/../word/document.xml"})
  void aNameThatLeadsElsewhereIsOnlyAName(String name) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(name, "secret".getBytes(UTF_8));
    entries.put(WORD, BODY.formatted("").getBytes(UTF_8));
    assertThat(Intake.read(zip(entries)).getFirst().text()).doesNotContain("secret");
    entries.remove(WORD);
    assertThatThrownBy(() -> Intake.read(zip(entries)))
        .isInstanceOf(Refusal.UnsupportedInput.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {WORD, "media/before.bin"})
  void aZipBombIsTooLarge(String entry) {
    byte[] bomb = zip(Map.of(entry, new byte[150 * 1024 * 1024]));
    assertThat(bomb.length).isLessThan(1024 * 1024);
    assertTimeoutPreemptively(
        GENEROUS,
        () -> assertThatThrownBy(() -> Intake.read(bomb)).isInstanceOf(Refusal.TooLarge.class));
  }

  @Test
  void aZipOfVeryManyEntriesIsTooLarge() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int i = 0; i < 3_000; i++) {
      entries.put("a" + i, new byte[0]);
    }
    assertThatThrownBy(() -> Intake.read(zip(entries))).isInstanceOf(Refusal.TooLarge.class);
  }

  @Test
  void deepNestingIsTooLarge() {
    assertThatThrownBy(() -> Intake.read(docx("<w:a>".repeat(100_000))))
        .isInstanceOf(Refusal.TooLarge.class);
  }

  @Test
  void aDocumentTypeInsideIsRefused() {
    String body =
        "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><document><t>&a;</t></document>";
    assertThatThrownBy(() -> Intake.read(zip(Map.of(WORD, body.getBytes(UTF_8)))))
        .isInstanceOf(Refusal.UnsupportedInput.class);
  }

  @Test
  void aDocumentCutOffIsRefused() {
    byte[] whole = docx("<w:p><w:r><w:t>%s</w:t></w:r></w:p>".formatted("word ".repeat(9_000)));
    for (int length = 10; length < whole.length - 200; length += 50) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Intake.read(part)).isInstanceOf(Refusal.UnsupportedInput.class);
    }
  }

  @Test
  void anotherOfficeFileIsRefusedWithWhatToDo() {
    byte[] sheet = zip(Map.of("xl/workbook.xml", new byte[10], "content.xml", new byte[10]));
    assertThatThrownBy(() -> Intake.read(sheet))
        .isInstanceOf(Refusal.UnsupportedInput.class)
        .hasMessageContaining("DOCX, PDF");
  }
}
