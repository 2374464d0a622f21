package bidloom.intake;

import bidloom.domain.Notice;
import bidloom.domain.Refusal;
import bidloom.protocol.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** JSON documents: OCDS in all its packagings, SAM.gov opportunities. */
final class JsonNotices {
  private JsonNotices() {}

  static List<Notice> read(String text) {
    JsonNode root = parse(text);
    if (root.isArray() && !root.isEmpty()) {
      root = root.get(0);
    }
    if (OcdsReader.reads(root)) {
      return OcdsReader.read(root);
    }
    if (SamReader.reads(root)) {
      return SamReader.read(root);
    }
    throw new Refusal.UnsupportedInput(
        "This JSON is neither an OCDS release, release package or record package nor a SAM.gov"
            + " opportunity. Send one of these, or the notice as text.");
  }

  private static JsonNode parse(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (StreamConstraintsException tooDeep) {
      throw new Refusal.TooLarge("This JSON is nested too deep or has a member that is too long.");
    } catch (JsonProcessingException broken) {
      throw new Refusal.UnsupportedInput(
          "This begins like JSON and breaks off or is broken at line %d. Send the whole document."
              .formatted(
                  Optional.ofNullable(broken.getLocation()).map(l -> l.getLineNr()).orElse(1)));
    }
  }

  /** A member's text; empty where it is absent, null or not a scalar. */
  static Optional<String> text(JsonNode node, String pointer) {
    JsonNode found = node.at(pointer);
    return found.isValueNode() && !found.isNull() ? Optional.of(found.asText()) : Optional.empty();
  }

  static Optional<java.math.BigDecimal> number(JsonNode node, String pointer) {
    JsonNode found = node.at(pointer);
    return found.isNumber() ? Decimals.plausible(found.decimalValue()) : Optional.empty();
  }
}
