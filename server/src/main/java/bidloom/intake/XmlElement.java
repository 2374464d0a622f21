package bidloom.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An element of a document that was read whole, addressed by local names. */
final class XmlElement {
  private final String name;
  private final Map<String, String> attributes;
  private final List<XmlElement> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  XmlElement(String name, Map<String, String> attributes) {
    this.name = name;
    this.attributes = attributes;
  }

  String name() {
    return name;
  }

  void add(XmlElement child) {
    children.add(child);
  }

  void append(String more) {
    text.append(more);
  }

  Optional<String> attribute(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  List<XmlElement> children() {
    return children;
  }

  /** The element's own text, stripped; empty where there is none. */
  Optional<String> text() {
    String stripped = text.toString().strip();
    return stripped.isEmpty() ? Optional.empty() : Optional.of(stripped);
  }

  /** The elements at a path of names, such as {@code ContractingParty/Party}, in document order. */
  List<XmlElement> all(String path) {
    List<XmlElement> current = List.of(this);
    for (String step : path.split("/", -1)) {
      List<XmlElement> next = new ArrayList<>();
      for (XmlElement element : current) {
        for (XmlElement child : element.children) {
          if (child.name.equals(step)) {
            next.add(child);
          }
        }
      }
      current = next;
    }
    return current;
  }

  Optional<XmlElement> first(String path) {
    return all(path).stream().findFirst();
  }

  /** The first text at a path. */
  Optional<String> text(String path) {
    return all(path).stream().flatMap(element -> element.text().stream()).findFirst();
  }

  /** This element and all below it that have a name, in document order. */
  Stream<XmlElement> anywhere(String wanted) {
    Stream<XmlElement> below = children.stream().flatMap(child -> child.anywhere(wanted));
    return name.equals(wanted) ? Stream.concat(Stream.of(this), below) : below;
  }

  /** All text of this element and those below it, a line for each element. */
  Optional<String> fullText() {
    StringBuilder all = new StringBuilder();
    collect(all);
    String stripped = all.toString().strip();
    return stripped.isEmpty() ? Optional.empty() : Optional.of(stripped);
  }

  private void collect(StringBuilder all) {
    text().ifPresent(own -> all.append(own).append('\n'));
    children.forEach(child -> child.collect(all));
  }
}
