package bidloom.intake;

import bidloom.domain.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** What kind of document some bytes are, by looking at them. */
sealed interface Content {
  /** One that is read as running text. */
  sealed interface Document extends Content {
    /** How a notice names it. */
    String format();

    /** Its text. */
    String words(byte[] document);
  }

  record Pdf() implements Document {
    @Override
    public String format() {
      return "pdf";
    }

    @Override
    public String words(byte[] document) {
      return PdfText.read(document);
    }
  }

  record Docx() implements Document {
    @Override
    public String format() {
      return "docx";
    }

    @Override
    public String words(byte[] document) {
      return DocxText.read(document);
    }
  }

  record Eml() implements Content {}

  /** XML decodes itself: its declaration names the encoding. */
  record Xml() implements Content {}

  record Json(String text) implements Content {}

  record Html(String text) implements Document {
    @Override
    public String format() {
      return "html";
    }

    @Override
    public String words(byte[] document) {
      return HtmlText.read(text);
    }
  }

  record Text(String text, boolean markdown) implements Document {
    @Override
    public String format() {
      return markdown ? "markdown" : "text";
    }

    @Override
    public String words(byte[] document) {
      return text;
    }
  }

  /** How far into a document its form shows. */
  int HEAD = 1024;

  Pattern HTML =
      Pattern.compile("<(?:!doctype\\s+html|html|head|body)\\b", Pattern.CASE_INSENSITIVE);
  Pattern MARKDOWN =
      Pattern.compile(
          "(?m)^(?:#{1,6} \\S|[*-] \\S|\\|.*\\|$|```)|\\[[^\\[\\]\n]{1,300}\\]\\([^()\n]{1,500}\\)");

  static Content of(byte[] document) {
    if (startsWith(document, "%PDF-")) {
      return new Pdf();
    }
    if (startsWith(document, "PK\u0003\u0004")) {
      return new Docx();
    }
    if (Mail.begins(document)) {
      return new Eml();
    }
    String text = decode(document);
    String head = text.substring(0, Math.min(HEAD, text.length())).stripLeading();
    if (head.isEmpty()) {
      throw new Refusal.UnsupportedInput("The document is empty. Send a notice or a text.");
    }
    if (head.startsWith("{") || head.startsWith("[{")) {
      return new Json(text);
    }
    if (head.startsWith("<") && !HTML.matcher(head).find() && looksLikeXml(head)) {
      return new Xml();
    }
    return HTML.matcher(head).find() ? new Html(text) : asText(text);
  }

  private static Text asText(String text) {
    int odd = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f') {
        odd++;
      }
    }
    if (odd > text.length() / 200) {
      throw unreadable();
    }
    return new Text(text, MARKDOWN.matcher(text).results().limit(3).count() == 3);
  }

  private static boolean looksLikeXml(String head) {
    return head.startsWith("<?xml") || head.matches("(?s)<(?:!--|[A-Za-z_]).*");
  }

  private static String decode(byte[] document) {
    if (document.length >= 2 && (document[0] & 0xFF) == 0xFE && (document[1] & 0xFF) == 0xFF) {
      return decode(document, StandardCharsets.UTF_16);
    }
    if (document.length >= 2 && (document[0] & 0xFF) == 0xFF && (document[1] & 0xFF) == 0xFE) {
      return decode(document, StandardCharsets.UTF_16);
    }
    String declared =
        new String(document, 0, Math.min(200, document.length), StandardCharsets.ISO_8859_1);
    if (declared.startsWith("<?xml") && declared.toLowerCase(Locale.ROOT).contains("iso-8859")) {
      return decode(document, StandardCharsets.ISO_8859_1);
    }
    String text = decode(document, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String decode(byte[] document, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(document)).toString();
    } catch (CharacterCodingException notText) {
      throw unreadable();
    }
  }

  private static Refusal unreadable() {
    return new Refusal.UnsupportedInput(
        "This is no text that can be read (UTF-8, UTF-16 with a mark, or declared). Send a notice"
            + " as JSON or XML, a PDF, DOCX, e-mail, HTML, Markdown or plain text.");
  }

  private static boolean startsWith(byte[] document, String mark) {
    return document.length >= mark.length()
        && new String(document, 0, mark.length(), StandardCharsets.ISO_8859_1).equals(mark);
  }
}
