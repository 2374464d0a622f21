package bidloom.agents.builtin;

import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Kinds of customers on one scale: from the eForms codes (buyer-legal-type), the words of TED, and,
 * where these say little, the buyer's own name.
 */
final class CustomerType {
  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("cga", "central government"),
          Map.entry("central_government", "central government"),
          Map.entry("ra", "regional authority"),
          Map.entry("la", "municipality"),
          Map.entry("body-pl", "public body"),
          Map.entry("body-pl-cga", "public body"),
          Map.entry("body-pl-ra", "public body"),
          Map.entry("body-pl-la", "public body"),
          Map.entry("pub-undert", "utility"),
          Map.entry("pub-undert-cga", "utility"),
          Map.entry("pub-undert-ra", "utility"),
          Map.entry("pub-undert-la", "utility"),
          Map.entry("spec-rights-entity", "utility"),
          Map.entry("eu-ins-bod-ag", "eu institution"),
          Map.entry("int-org", "international organisation"),
          Map.entry("def-cont", "defence"),
          Map.entry("org-sub", "subsidised organisation"));

  private static final String[][] NAMES = {
    {"university", "universit|hochschule|college|\\bfachhochschule"},
    {"hospital", "klinik|krankenhaus|hospital|\\bnhs\\b|health board|medical cent"},
    {"defence", "bundeswehr|ministry of defence|\\bdefense\\b|\\barmy\\b|\\bnavy\\b|air force"},
    {"utility", "stadtwerke|utilit|\\bnetz ag\\b|wasserverband|verkehrsbetriebe|water board"},
    {
      "municipality",
      "\\bstadt\\b|landeshauptstadt|gemeinde|landkreis|\\bkreis\\b|\\bmarkt\\b|\\bamt\\b|bezirk|borough|council|\\bcity\\b"
          + "|municipal|county|kommune|local authorit"
    },
    {"central government", "bundes|ministr|federal|national|department of|home office"},
    {"regional authority", "\\bland\\b|freistaat|landes|regional|\\bstate of\\b"},
    {"private company", "\\bgmbh\\b|\\bag\\b|\\bltd\\b|\\binc\\b|\\bllc\\b|limited|private"}
  };

  private static final Map<String, Pattern> BY_NAME = compile();

  private CustomerType() {}

  private static Map<String, Pattern> compile() {
    Map<String, Pattern> patterns = new LinkedHashMap<>();
    for (String[] name : NAMES) {
      patterns.put(
          name[0], Pattern.compile(name[1], Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }
    return patterns;
  }

  static Optional<String> of(Requirements requirements) {
    String stated = requirements.text(RequirementField.CUSTOMER_TYPE).orElse("").strip();
    String name = requirements.text(RequirementField.CUSTOMER_NAME).orElse("");
    String code = CODES.get(stated.toLowerCase(Locale.ROOT));
    Optional<String> byName = named(name).filter(type -> !type.equals("private company"));
    if ("public body".equals(code) || code == null) {
      return byName
          .or(() -> Optional.ofNullable(code))
          .or(() -> stated(stated))
          .or(() -> named(name));
    }
    return Optional.of(code);
  }

  /** From a statement in words, of TED ("Body governed by public law") or of a person. */
  private static Optional<String> stated(String words) {
    if (words.isBlank()) {
      return Optional.empty();
    }
    return words.toLowerCase(Locale.ROOT).contains("public law")
        ? Optional.of("public body")
        : named(words).or(() -> Optional.of(words));
  }

  private static Optional<String> named(String name) {
    return BY_NAME.entrySet().stream()
        .filter(entry -> entry.getValue().matcher(name).find())
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
