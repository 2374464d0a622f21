package bidloom.intake;

import bidloom.domain.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLStreamException;

/**
 * The text of a Word document (ECMA-376): the one entry that holds it, read from the bytes as they
 * come. Nothing is written to disk, so names of entries lead nowhere; no other entry is unpacked
 * further than to pass over it.
 */
final class DocxText {
  private static final String BODY = "word/document.xml";
  private static final int MAX_ENTRIES = 2_000;

  /** Of all entries up to the body, unpacked. */
  private static final long MAX_UNPACKED = 100L * 1024 * 1024;

  private static final int MAX_BODY = 50 * 1024 * 1024;

  private DocxText() {}

  static String read(byte[] document) {
    byte[] body =
        body(document)
            .orElseThrow(
                () ->
                    new Refusal.UnsupportedInput(
                        "This is a ZIP file or another Office file. Save the document as DOCX, PDF"
                            + " or plain text and send that."));
    String text = text(body);
    if (text.isBlank()) {
      throw new Refusal.UnsupportedInput(
          "This Word document has no text in it. Save what it shows as a PDF and send that.");
    }
    return text;
  }

  private static String text(byte[] body) {
    try {
      return new WordText().read(XmlNotices.reader(body));
    } catch (XMLStreamException malformed) {
      XmlNotices.overBound(malformed);
      throw broken();
    }
  }

  private static Optional<byte[]> body(byte[] document) {
    long left = MAX_UNPACKED;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(document))) {
      ZipEntry entry = zip.getNextEntry();
      for (int entries = 0; entry != null; entry = zip.getNextEntry()) {
        if (++entries > MAX_ENTRIES) {
          throw tooLarge();
        }
        if (entry.getName().equals(BODY)) {
          byte[] body = zip.readNBytes(MAX_BODY + 1);
          if (body.length > MAX_BODY) {
            throw tooLarge();
          }
          return Optional.of(body);
        }
        left = pass(zip, left);
      }
      return Optional.empty();
    } catch (IOException | IllegalArgumentException broken) {
      // The latter for names in no known encoding.
      throw broken();
    }
  }

  /** Unpacks an entry to nowhere, as far as the bound goes; the stream's own skip has none. */
  private static long pass(ZipInputStream zip, long bound) throws IOException {
    byte[] nowhere = new byte[8192];
    long left = bound;
    for (int read = zip.read(nowhere); read >= 0; read = zip.read(nowhere)) {
      left -= read;
      if (left < 0) {
        throw tooLarge();
      }
    }
    return left;
  }

  private static Refusal tooLarge() {
    return new Refusal.TooLarge(
        "This Word document unpacks to more than it may (%d MB). Send it as PDF or plain text."
            .formatted(MAX_BODY / 1024 / 1024));
  }

  private static Refusal broken() {
    return new Refusal.UnsupportedInput(
        "This Word document is broken or cut off. Send the whole file.");
  }
}
