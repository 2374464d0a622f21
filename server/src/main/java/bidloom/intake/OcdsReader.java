package bidloom.intake;

import static bidloom.intake.JsonNotices.number;
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

/**
 * The Open Contracting Data Standard, version 1.1: releases, release packages, record packages and
 * compiled releases. The releases of one process are merged into one notice.
 */
final class OcdsReader {
  private static final int MOST = 1000;

  private OcdsReader() {}

  static boolean reads(JsonNode root) {
    return root.has("releases") || root.has("records") || root.has("ocid");
  }

  static List<Notice> read(JsonNode root) {
    List<Notice> notices =
        OcdsReleases.byProcess(root).stream().limit(MOST).map(OcdsReader::notice).toList();
    if (notices.isEmpty()) {
      throw new Refusal.UnsupportedInput(
          "This OCDS package has no release in it. Send a package with its releases.");
    }
    return notices;
  }

  private static Notice notice(JsonNode release) {
    Facts facts = new Facts("ocds");
    JsonNode tender = release.path("tender");
    facts.text(
        RequirementField.TITLE,
        text(tender, "/title")
            .or(() -> text(release, "/awards/0/title"))
            .or(() -> text(release, "/contracts/0/title"))
            .or(() -> text(release, "/planning/budget/project"))
            .or(() -> text(release, "/planning/project")),
        "/tender/title");
    buyer(facts, release);
    facts.text(RequirementField.DESCRIPTION, text(tender, "/description"), "/tender/description");
    facts.passage(text(tender, "/description"));
    facts.text(RequirementField.NOTICE_ID, text(release, "/ocid"), "/ocid");
    facts.text(
        RequirementField.LANGUAGE,
        Codes.language(text(release, "/language").map(l -> l.split("[-_]", 2)[0])),
        "/language");
    facts.text(RequirementField.PROCEDURE, procedure(tender), "/tender/procurementMethod");
    codes(facts, tender);
    value(facts, release);
    facts.deadline(
        Times.iso(text(tender, "/tenderPeriod/endDate")), "/tender/tenderPeriod/endDate");
    period(facts, tender);
    lots(facts, tender);
    criteria(facts, tender);
    return facts.notice();
  }

  private static void buyer(Facts facts, JsonNode release) {
    JsonNode party = party(release);
    facts.text(
        RequirementField.CUSTOMER_NAME,
        text(release, "/buyer/name")
            .or(() -> text(party, "/name"))
            .or(() -> text(release, "/tender/procuringEntity/name")),
        "/buyer/name");
    facts.text(
        RequirementField.WEBSITE_URL,
        text(party, "/details/url")
            .or(() -> text(party, "/contactPoint/url"))
            .filter(u -> u.startsWith("http")),
        "/parties");
    facts.text(
        RequirementField.COUNTRY, country(text(party, "/address/countryName")), "/parties/address");
    Requirements.Contact contact =
        new Requirements.Contact(
            text(party, "/contactPoint/name"),
            text(party, "/contactPoint/email"),
            text(party, "/contactPoint/telephone"));
    Map<String, Object> value = Requirements.value(contact);
    facts.list(RequirementField.CONTACTS, value.isEmpty() ? List.of() : List.of(value), "/parties");
  }

  private static JsonNode party(JsonNode release) {
    JsonNode buyer = release.path("buyer");
    for (JsonNode party : release.path("parties")) {
      boolean same = buyer.has("id") && buyer.path("id").equals(party.path("id"));
      boolean role = party.path("roles").toString().contains("\"buyer\"");
      if (same || (role && !buyer.has("id"))) {
        return party;
      }
    }
    return buyer;
  }

  private static Optional<String> country(Optional<String> name) {
    return name.flatMap(
        n ->
            switch (n.toLowerCase(Locale.ROOT)) {
              case "england", "scotland", "wales", "northern ireland", "united kingdom" ->
                  Optional.of("GB");
              default -> Codes.country(Optional.of(n));
            });
  }

  private static Optional<String> procedure(JsonNode tender) {
    return text(tender, "/procurementMethod")
        .map(
            method ->
                switch (method) {
                  case "open" -> "open";
                  case "selective" -> "restricted";
                  case "limited" -> "negotiated";
                  case "direct" -> "direct";
                  default -> method;
                });
  }

  private static void codes(Facts facts, JsonNode tender) {
    code(facts, tender.path("classification"));
    for (JsonNode additional : tender.path("additionalClassifications")) {
      code(facts, additional);
    }
    for (JsonNode item : tender.path("items")) {
      code(facts, item.path("classification"));
    }
    facts.codesFrom("/tender/classification");
  }

  private static void code(Facts facts, JsonNode classification) {
    text(classification, "/id")
        .ifPresent(
            id ->
                facts.code(
                    text(classification, "/scheme").orElse("").toUpperCase(Locale.ROOT),
                    Optional.of(id)));
  }

  private static void value(Facts facts, JsonNode release) {
    JsonNode tender = release.path("tender");
    facts.budget(
        number(tender, "/minValue/amount"),
        number(tender, "/value/amount"),
        text(tender, "/value/currency").or(() -> text(tender, "/minValue/currency")),
        "/tender/value");
    if (!facts.has(RequirementField.BUDGET)) {
      facts.budget(
          Optional.empty(),
          number(release, "/planning/budget/amount/amount"),
          text(release, "/planning/budget/amount/currency"),
          "/planning/budget/amount");
    }
  }

  private static void period(Facts facts, JsonNode tender) {
    Optional<String> start = Times.date(text(tender, "/contractPeriod/startDate"));
    Optional<String> end = Times.date(text(tender, "/contractPeriod/endDate"));
    String path = "/tender/contractPeriod";
    facts.text(RequirementField.START, start, path);
    facts.text(RequirementField.END, end, path);
    Times.monthsBetween(start, end)
        .ifPresent(months -> facts.put(RequirementField.DURATION_MONTHS, months, path));
  }

  private static void lots(Facts facts, JsonNode tender) {
    List<Map<String, Object>> lots = new ArrayList<>();
    for (JsonNode lot : tender.path("lots")) {
      lots.add(
          Facts.lot(text(lot, "/id").orElse(""), text(lot, "/title"), text(lot, "/description")));
      facts.passage(text(lot, "/description"));
    }
    facts.list(RequirementField.LOTS, lots, "/tender/lots");
  }

  private static void criteria(Facts facts, JsonNode tender) {
    List<Map<String, Object>> criteria = new ArrayList<>();
    for (JsonNode criterion : tender.at("/awardCriteria/criteria")) {
      text(criterion, "/name")
          .or(() -> text(criterion, "/description"))
          .ifPresent(
              name ->
                  criteria.add(
                      Requirements.value(
                          new Requirements.Criterion(name, number(criterion, "/weight")))));
    }
    facts.list(RequirementField.AWARD_CRITERIA, criteria, "/tender/awardCriteria");
  }
}
