package bidloom.intake;

import bidloom.domain.Notice;
import bidloom.domain.Refusal;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * TED XML, schemas R2.0.8 and R2.0.9 (Publications Office of the EU): standard forms, in the form's
 * original language.
 */
final class TedReader {
  private final XmlElement coded;
  private final XmlElement form;
  private final XmlElement object;
  private final Optional<String> country;
  private final Facts facts = new Facts("ted-xml");

  private TedReader(XmlElement root, XmlElement form) {
    this.coded = root.first("CODED_DATA_SECTION").orElse(root);
    this.form = form;
    this.object = form.anywhere("OBJECT_CONTRACT").findFirst().orElse(form);
    this.country = coded.first("NOTICE_DATA/ISO_COUNTRY").flatMap(c -> c.attribute("VALUE"));
  }

  static Notice read(XmlElement root) {
    List<XmlElement> forms =
        root.all("FORM_SECTION").stream().flatMap(section -> section.children().stream()).toList();
    XmlElement original =
        forms.stream()
            .filter(f -> f.attribute("CATEGORY").filter("ORIGINAL"::equals).isPresent())
            .findFirst()
            .or(() -> forms.stream().findFirst())
            .orElseThrow(
                () ->
                    new Refusal.UnsupportedInput(
                        "This TED notice has no form in it. Send the notice as it was published."));
    return new TedReader(root, original).read();
  }

  private Notice read() {
    facts.text(
        RequirementField.TITLE, paragraph("TITLE", "TITLE_CONTRACT"), "/OBJECT_CONTRACT/TITLE");
    buyer();
    Optional<String> description = paragraph("SHORT_DESCR", "SHORT_CONTRACT_DESCRIPTION");
    facts.text(RequirementField.DESCRIPTION, description, "/OBJECT_CONTRACT/SHORT_DESCR");
    facts.passage(description);
    facts.text(
        RequirementField.NOTICE_ID,
        coded.text("NOTICE_DATA/NO_DOC_OJS"),
        "/NOTICE_DATA/NO_DOC_OJS");
    facts.text(RequirementField.COUNTRY, Codes.country(country), "/NOTICE_DATA/ISO_COUNTRY");
    facts.text(RequirementField.LANGUAGE, Codes.language(form.attribute("LG")), "/@LG");
    facts.text(RequirementField.PROCEDURE, procedure(), "/CODIF_DATA/PR_PROC");
    codes();
    value();
    deadline();
    duration();
    lots();
    form.anywhere("LEFTI").findFirst().ifPresent(terms -> facts.passage(terms.fullText()));
    form.anywhere("ADDITIONAL_INFORMATION").findFirst().ifPresent(t -> facts.passage(t.fullText()));
    if (form.anywhere("FRAMEWORK").findFirst().isPresent()) {
      facts.put(RequirementField.CONTRACT_TYPE, "framework", "/PROCEDURE/FRAMEWORK");
    }
    return facts.notice();
  }

  /** R2.0.9 and R2.0.8 name it differently. */
  private Optional<String> paragraph(String newer, String older) {
    return object
        .first(newer)
        .or(() -> object.anywhere(older).findFirst())
        .or(() -> form.anywhere(older).findFirst())
        .flatMap(XmlElement::fullText)
        .map(text -> newer.equals("TITLE") ? text.replaceAll("\\s*\\n\\s*", " ") : text);
  }

  private void buyer() {
    XmlElement address =
        form.anywhere("ADDRESS_CONTRACTING_BODY")
            .findFirst()
            .or(() -> form.anywhere("CA_CE_CONCESSIONAIRE_PROFILE").findFirst())
            .or(() -> form.anywhere("CONTRACTING_AUTHORITY_INFORMATION").findFirst())
            .orElse(form);
    String path = "/CONTRACTING_BODY/ADDRESS_CONTRACTING_BODY";
    facts.text(
        RequirementField.CUSTOMER_NAME,
        address.anywhere("OFFICIALNAME").findFirst().flatMap(XmlElement::fullText),
        path);
    facts.text(
        RequirementField.WEBSITE_URL,
        address.text("URL_GENERAL").or(() -> coded.text("NOTICE_DATA/IA_URL_GENERAL")),
        path);
    facts.text(
        RequirementField.CUSTOMER_TYPE, coded.text("CODIF_DATA/AA_AUTHORITY_TYPE"), "/CODIF_DATA");
    Map<String, Object> contact =
        Requirements.value(
            new Requirements.Contact(
                address.text("CONTACT_POINT"), address.text("E_MAIL"), address.text("PHONE")));
    facts.list(RequirementField.CONTACTS, contact.isEmpty() ? List.of() : List.of(contact), path);
  }

  private Optional<String> procedure() {
    return coded
        .first("CODIF_DATA/PR_PROC")
        .flatMap(code -> code.attribute("CODE"))
        .flatMap(
            code ->
                switch (code) {
                  case "1" -> Optional.of("open");
                  case "2", "3" -> Optional.of("restricted");
                  case "4", "6", "T" -> Optional.of("negotiated");
                  case "C" -> Optional.of("competitive_dialogue");
                  case "V" -> Optional.of("direct");
                  default -> Optional.empty();
                });
  }

  private void codes() {
    object.all("CPV_MAIN/CPV_CODE").forEach(code -> facts.code("CPV", code.attribute("CODE")));
    coded
        .all("NOTICE_DATA/ORIGINAL_CPV")
        .forEach(code -> facts.code("CPV", code.attribute("CODE")));
    object.anywhere("CPV_CODE").forEach(code -> facts.code("CPV", code.attribute("CODE")));
    facts.codesFrom("/OBJECT_CONTRACT/CPV_MAIN");
  }

  private void value() {
    for (String name : List.of("VAL_ESTIMATED_TOTAL", "VAL_TOTAL")) {
      object.first(name).ifPresent(amount -> amount(amount, "/OBJECT_CONTRACT/" + name));
    }
    object
        .first("VAL_RANGE_TOTAL")
        .ifPresent(
            range ->
                facts.budget(
                    range.text("LOW").flatMap(Decimals::of),
                    range.text("HIGH").flatMap(Decimals::of),
                    range.attribute("CURRENCY"),
                    "/OBJECT_CONTRACT/VAL_RANGE_TOTAL"));
    coded
        .first("NOTICE_DATA/VALUES/VALUE")
        .ifPresent(amount -> amount(amount, "/NOTICE_DATA/VALUES/VALUE"));
  }

  private void amount(XmlElement amount, String path) {
    Optional<BigDecimal> value =
        amount.text().map(text -> text.replace(" ", "")).flatMap(Decimals::of);
    facts.budget(Optional.empty(), value, amount.attribute("CURRENCY"), path);
  }

  private void deadline() {
    facts.deadline(
        Times.ted(text("DATE_RECEIPT_TENDERS"), text("TIME_RECEIPT_TENDERS"), country),
        "/PROCEDURE/DATE_RECEIPT_TENDERS");
    Optional<String[]> submission =
        coded.text("CODIF_DATA/DT_DATE_FOR_SUBMISSION").map(t -> t.split(" ", 2));
    facts.deadline(
        submission
            .filter(parts -> parts[0].length() == 8)
            .flatMap(
                parts ->
                    Times.ted(
                        Optional.of(
                            parts[0].substring(0, 4)
                                + "-"
                                + parts[0].substring(4, 6)
                                + "-"
                                + parts[0].substring(6)),
                        parts.length > 1 ? Optional.of(parts[1]) : Optional.empty(),
                        country)),
        "/CODIF_DATA/DT_DATE_FOR_SUBMISSION");
  }

  private Optional<String> text(String name) {
    return form.anywhere(name).flatMap(e -> e.text().stream()).findFirst();
  }

  private void duration() {
    object
        .anywhere("DURATION")
        .findFirst()
        .flatMap(d -> Times.months(d.text(), d.attribute("TYPE").orElse("")))
        .ifPresent(
            months ->
                facts.put(RequirementField.DURATION_MONTHS, months, "/OBJECT_DESCR/DURATION"));
    facts.text(RequirementField.START, Times.date(text("DATE_START")), "/OBJECT_DESCR/DATE_START");
    facts.text(RequirementField.END, Times.date(text("DATE_END")), "/OBJECT_DESCR/DATE_END");
  }

  private void lots() {
    List<Map<String, Object>> lots = new ArrayList<>();
    List<Map<String, Object>> criteria = new ArrayList<>();
    for (XmlElement lot : object.all("OBJECT_DESCR")) {
      Optional<String> description = lot.first("SHORT_DESCR").flatMap(XmlElement::fullText);
      lots.add(
          Facts.lot(
              lot.text("LOT_NO").or(() -> lot.attribute("ITEM")).orElse(""),
              lot.first("TITLE").flatMap(XmlElement::fullText),
              description));
      facts.passage(description);
      lot.first("AC").ifPresent(ac -> criteria(ac, criteria));
    }
    facts.list(RequirementField.LOTS, lots, "/OBJECT_CONTRACT/OBJECT_DESCR");
    facts.list(RequirementField.AWARD_CRITERIA, criteria, "/OBJECT_DESCR/AC");
  }

  private static void criteria(XmlElement ac, List<Map<String, Object>> criteria) {
    for (XmlElement criterion : ac.children()) {
      Optional<BigDecimal> weight =
          criterion
              .text("AC_WEIGHTING")
              .map(w -> w.replaceAll("[^0-9.]", ""))
              .flatMap(Decimals::of);
      Optional<String> name =
          criterion
              .text("AC_CRITERION")
              .or(
                  () ->
                      criterion.name().equals("AC_PRICE") || criterion.name().equals("AC_COST")
                          ? Optional.of("price")
                          : Optional.empty());
      name.map(n -> Requirements.value(new Requirements.Criterion(n, weight)))
          .filter(value -> !criteria.contains(value))
          .ifPresent(criteria::add);
    }
  }
}
