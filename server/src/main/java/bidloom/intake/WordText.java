package bidloom.intake;

import bidloom.domain.Refusal;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The running text of a {@code word/document.xml}: a line for each paragraph and each row of a
 * table, headings marked as in Markdown. Text stands in {@code w:t} alone; what was deleted and the
 * codes of fields have other names.
 */
final class WordText {
  private static final int MAX_DEPTH = 90;
  private static final Pattern HEADING =
      Pattern.compile("(?:heading|title|titel|.?berschrift)[ \\d]{0,3}", Pattern.CASE_INSENSITIVE);

  private final StringBuilder text = new StringBuilder();
  private int depth;
  private int rows;
  private int fallbacks;
  private boolean run;

  String read(XMLStreamReader reader) throws XMLStreamException {
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> begin(reader);
        case XMLStreamConstants.END_ELEMENT -> end(reader.getLocalName());
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append(reader.getText());
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XMLStreamException("a document type");
        default -> {
          // Comments and processing instructions say nothing.
        }
      }
    }
    reader.close();
    return text.toString();
  }

  private void begin(XMLStreamReader reader) {
    if (++depth > MAX_DEPTH || text.length() > Plain.MAX_TEXT) {
      throw new Refusal.TooLarge(
          "This Word document has more than %d characters or is nested deeper than %d."
              .formatted(Plain.MAX_TEXT, MAX_DEPTH));
    }
    switch (reader.getLocalName()) {
      case "t" -> run = true;
      case "Fallback" -> fallbacks++; // says again what the choice before it says
      case "tr" -> rows++;
      case "tc" -> text.append(lineEmpty() ? "" : "| ");
      case "tab" -> text.append('\t');
      case "br", "cr" -> line();
      case "pStyle" -> heading(reader);
      default -> {
        // The rest is about looks.
      }
    }
  }

  private void end(String name) {
    depth--;
    switch (name) {
      case "t" -> run = false;
      case "Fallback" -> fallbacks--;
      case "p" -> line();
      case "tr" -> {
        rows--;
        line();
      }
      default -> {
        // Ends nothing that shows.
      }
    }
  }

  private void heading(XMLStreamReader reader) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals("val")
          && HEADING.matcher(reader.getAttributeValue(i)).matches()
          && rows == 0) {
        text.append("# ");
      }
    }
  }

  private void append(String more) {
    if (run && fallbacks == 0) {
      text.append(more);
    }
  }

  /** In a row all is one line, so that a label stays with its value. */
  private void line() {
    text.append(rows > 0 ? ' ' : '\n');
  }

  private boolean lineEmpty() {
    return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
  }
}
