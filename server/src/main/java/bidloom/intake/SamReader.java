package bidloom.intake;

import static bidloom.intake.JsonNotices.text;

import bidloom.domain.Notice;
import bidloom.domain.Refusal;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** SAM.gov Opportunities, API version 2: one opportunity or a search response. */
final class SamReader {
  private static final int MOST = 1000;

  private SamReader() {}

  static boolean reads(JsonNode root) {
    return root.has("opportunitiesData")
        || (root.has("noticeId")
            && (root.has("solicitationNumber") || root.has("fullParentPathName")));
  }

  static List<Notice> read(JsonNode root) {
    if (!root.has("opportunitiesData")) {
      return List.of(notice(root));
    }
    List<Notice> notices = new ArrayList<>();
    for (JsonNode opportunity : root.path("opportunitiesData")) {
      if (notices.size() < MOST) {
        notices.add(notice(opportunity));
      }
    }
    if (notices.isEmpty()) {
      throw new Refusal.UnsupportedInput(
          "This SAM.gov search response has no opportunity in it. Search again and send the answer.");
    }
    return notices;
  }

  private static Notice notice(JsonNode root) {
    Facts facts = new Facts("sam");
    facts.text(RequirementField.TITLE, text(root, "/title"), "/title");
    facts.text(
        RequirementField.CUSTOMER_NAME,
        text(root, "/fullParentPathName").or(() -> text(root, "/department")),
        "/fullParentPathName");
    facts.put(RequirementField.CUSTOMER_TYPE, "central_government", "/fullParentPathName");
    facts.text(RequirementField.NOTICE_ID, text(root, "/noticeId"), "/noticeId");
    facts.text(
        RequirementField.COUNTRY,
        Codes.country(
            text(root, "/placeOfPerformance/country/code")
                .or(() -> text(root, "/officeAddress/countryCode"))),
        "/placeOfPerformance/country/code");
    facts.put(RequirementField.LANGUAGE, "en", "/");
    Optional<String> description =
        text(root, "/description")
            .filter(d -> !d.startsWith("https://") && !d.startsWith("http://"));
    facts.text(RequirementField.DESCRIPTION, description, "/description");
    facts.passage(description);
    facts.code("NAICS", text(root, "/naicsCode").or(() -> text(root, "/naicsCodes/0")));
    for (JsonNode code : root.path("naicsCodes")) {
      facts.code("NAICS", Optional.of(code.asText()));
    }
    facts.code("PSC", text(root, "/classificationCode"));
    facts.codesFrom("/naicsCode");
    facts.deadline(Times.iso(text(root, "/responseDeadLine")), "/responseDeadLine");
    facts.budget(
        Optional.empty(),
        text(root, "/award/amount").flatMap(Decimals::of),
        Optional.of("USD"),
        "/award/amount");
    procedure(facts, root);
    contacts(facts, root);
    return facts.notice();
  }

  private static void procedure(Facts facts, JsonNode root) {
    Optional<String> setAside =
        text(root, "/typeOfSetAside").filter(code -> !code.isEmpty() && !code.equals("NONE"));
    Optional<String> procedure =
        text(root, "/type")
            .map(type -> type.toLowerCase(Locale.ROOT))
            .flatMap(
                type ->
                    switch (type) {
                      case "solicitation", "combined synopsis/solicitation" ->
                          Optional.of(setAside.isPresent() ? "set_aside" : "open");
                      case "presolicitation", "sources sought", "special notice" ->
                          Optional.of("prior_information");
                      case "award notice", "justification" -> Optional.of("award");
                      default -> Optional.empty();
                    });
    facts.text(RequirementField.PROCEDURE, procedure, "/type");
    facts.list(
        RequirementField.CONSTRAINTS,
        text(root, "/typeOfSetAsideDescription")
            .filter(d -> setAside.isPresent())
            .map(d -> List.of("Set-aside: " + d))
            .orElse(List.of()),
        "/typeOfSetAsideDescription");
  }

  private static void contacts(Facts facts, JsonNode root) {
    List<Map<String, Object>> contacts = new ArrayList<>();
    for (JsonNode contact : root.path("pointOfContact")) {
      Map<String, Object> value =
          Requirements.value(
              new Requirements.Contact(
                  text(contact, "/fullName"), text(contact, "/email"), text(contact, "/phone")));
      if (!value.isEmpty()) {
        contacts.add(value);
      }
    }
    facts.list(RequirementField.CONTACTS, contacts, "/pointOfContact");
  }
}
