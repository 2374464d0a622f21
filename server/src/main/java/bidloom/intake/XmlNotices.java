package bidloom.intake;

import bidloom.domain.Notice;
import bidloom.domain.Refusal;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML documents: eForms and TED. Document types are refused, so there are no entities to expand or
 * to fetch; depth and size are bounded.
 */
final class XmlNotices {
  private static final int MAX_DEPTH = 90;
  private static final int MAX_PARTS = 500_000;

  private XmlNotices() {}

  private static final class Factory {
    static final XMLInputFactory INSTANCE = secure();

    private static XMLInputFactory secure() {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      return factory;
    }
  }

  static Notice read(byte[] document) {
    XmlElement root = parse(document);
    return switch (root.name()) {
      case "ContractNotice",
          "PriorInformationNotice",
          "ContractAwardNotice",
          "BusinessRegistrationInformationNotice" ->
          EformsReader.read(root);
      case "TED_EXPORT" -> TedReader.read(root);
      default ->
          throw new Refusal.UnsupportedInput(
              "This XML is a <%s>, which can't be read. Send an eForms notice (UBL), a TED notice"
                      .formatted(root.name())
                  + " (R2.0.8 or R2.0.9), or the notice as text.");
    };
  }

  /** A reader that expands no entity and fetches nothing. */
  static XMLStreamReader reader(byte[] document) throws XMLStreamException {
    return Factory.INSTANCE.createXMLStreamReader(new ByteArrayInputStream(document));
  }

  static XmlElement parse(byte[] document) {
    try {
      XMLStreamReader reader = reader(document);
      try {
        return tree(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException broken) {
      overBound(broken);
      throw new Refusal.UnsupportedInput(
          "This begins like XML and breaks off or is broken at line %d. Send the whole document."
              .formatted(broken.getLocation() == null ? 1 : broken.getLocation().getLineNumber()));
    }
  }

  /** The parser has bounds of its own, such as 200 attributes; it tells them by their code. */
  static void overBound(XMLStreamException broken) {
    if (String.valueOf(broken.getMessage()).contains("JAXP000100")) {
      throw new Refusal.TooLarge(
          "This XML is nested too deep, or has more attributes or longer names than a notice has.");
    }
  }

  private static XmlElement tree(XMLStreamReader reader) throws XMLStreamException {
    XmlElement document = new XmlElement("", Map.of());
    Deque<XmlElement> open = new ArrayDeque<>();
    open.push(document);
    int parts = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (open.size() > MAX_DEPTH || (parts += 1 + reader.getAttributeCount()) > MAX_PARTS) {
            throw new Refusal.TooLarge(
                "This XML has more than %d elements and attributes or is deeper than %d."
                    .formatted(MAX_PARTS, MAX_DEPTH));
          }
          XmlElement element = new XmlElement(reader.getLocalName(), attributes(reader));
          open.element().add(element);
          open.push(element);
        }
        case XMLStreamConstants.END_ELEMENT -> open.pop();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            open.element().append(reader.getText());
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new Refusal.UnsupportedInput(
                "XML with a document type or entities is not read. Remove the DOCTYPE.");
        default -> {
          // Comments and processing instructions say nothing.
        }
      }
    }
    return document.children().getFirst();
  }

  private static Map<String, String> attributes(XMLStreamReader reader) {
    if (reader.getAttributeCount() == 0) {
      return Map.of();
    }
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return attributes;
  }
}
