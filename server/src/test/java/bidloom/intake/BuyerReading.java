package bidloom.intake;

import bidloom.protocol.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A second reading of who buys, written apart from the product: XPath over a DOM, and a walk
 * through JSON. It yields every name that the notice gives its first buyer.
 */
final class BuyerReading {
  private static final String EFORMS =
      """
      //*[local-name()='Company'][*[local-name()='PartyIdentification']/*[local-name()='ID'] =
        /*/*[local-name()='ContractingParty'][1]/*[local-name()='Party']
          /*[local-name()='PartyIdentification']/*[local-name()='ID']]
        /*[local-name()='PartyName']/*[local-name()='Name']
      | /*/*[local-name()='BusinessParty']/*[local-name()='PartyLegalEntity']
        /*[local-name()='RegistrationName']\
      """;
  private static final String TED =
      "//*[local-name()='ADDRESS_CONTRACTING_BODY'][1]/*[local-name()='OFFICIALNAME']";

  private BuyerReading() {}

  static Set<String> of(Path file) throws IOException {
    try {
      return file.toString().endsWith(".json") ? json(file) : xml(file);
    } catch (SAXException | ParserConfigurationException | XPathExpressionException broken) {
      throw new IOException(broken);
    }
  }

  private static Set<String> xml(Path file)
      throws IOException, SAXException, ParserConfigurationException, XPathExpressionException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    Document document = factory.newDocumentBuilder().parse(file.toFile());
    boolean ted = document.getDocumentElement().getLocalName().equals("TED_EXPORT");
    XPath xpath = XPathFactory.newDefaultInstance().newXPath();
    NodeList found =
        (NodeList) xpath.evaluate(ted ? TED : EFORMS, document, XPathConstants.NODESET);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < found.getLength(); i++) {
      names.add(RealNoticesTest.folded(found.item(i).getTextContent()));
    }
    return names;
  }

  private static Set<String> json(Path file) throws IOException {
    Set<String> names = new HashSet<>();
    collect(Json.mapper().readTree(Files.readString(file)), names);
    return names;
  }

  private static void collect(JsonNode node, Set<String> names) {
    if (node.path("buyer").path("name").isTextual()) {
      names.add(RealNoticesTest.folded(node.path("buyer").path("name").asText()));
    }
    if (node.path("roles").toString().contains("buyer")) {
      names.add(RealNoticesTest.folded(node.path("name").asText()));
    }
    if (node.path("fullParentPathName").isTextual()) {
      names.add(RealNoticesTest.folded(node.path("fullParentPathName").asText()));
    }
    node.forEach(child -> collect(child, names));
  }
}
