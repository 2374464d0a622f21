package bidloom.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One merged release for each contracting process in an OCDS document. Later releases replace
 * values and lists of earlier ones, objects are merged member by member (OCDS 1.1, "Merging",
 * without the list identity rules, which none of the fields that are read depends on).
 */
final class OcdsReleases {
  private OcdsReleases() {}

  static List<JsonNode> byProcess(JsonNode root) {
    if (root.has("records")) {
      List<JsonNode> merged = new ArrayList<>();
      root.path("records").forEach(record -> merged.addAll(ofRecord(record)));
      return merged;
    }
    return root.has("releases") ? merged(root.path("releases")) : List.of(root);
  }

  private static List<JsonNode> ofRecord(JsonNode record) {
    JsonNode compiled = record.path("compiledRelease");
    return compiled.isObject() ? List.of(compiled) : merged(record.path("releases"));
  }

  private static List<JsonNode> merged(JsonNode releases) {
    List<JsonNode> inOrder = new ArrayList<>();
    releases.forEach(
        release -> {
          if (release.isObject()) {
            inOrder.add(release);
          }
        });
    inOrder.sort(Comparator.comparing(release -> release.path("date").asText("")));
    Map<String, ObjectNode> byOcid = new LinkedHashMap<>();
    for (JsonNode release : inOrder) {
      String ocid = release.path("ocid").asText("");
      byOcid.merge(ocid, release.deepCopy(), OcdsReleases::merge);
    }
    return List.copyOf(byOcid.values());
  }

  private static ObjectNode merge(ObjectNode earlier, ObjectNode later) {
    later
        .properties()
        .forEach(
            member -> {
              JsonNode before = earlier.get(member.getKey());
              JsonNode after = member.getValue();
              if (before instanceof ObjectNode a && after instanceof ObjectNode b) {
                merge(a, b);
              } else if (!after.isNull()) {
                earlier.set(member.getKey(), after);
              }
            });
    return earlier;
  }
}
