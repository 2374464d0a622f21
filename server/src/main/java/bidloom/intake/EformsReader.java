package bidloom.intake;

import bidloom.domain.Notice;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import bidloom.domain.Requirements.Deadline;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * eForms (Commission Implementing Regulation (EU) 2019/1780) in UBL 2.3: planning, competition and
 * result notices. The title is the first one given, other texts are taken in the notice's own
 * language.
 */
final class EformsReader {
  private static final String ORGANIZATIONS =
      "UBLExtensions/UBLExtension/ExtensionContent/EformsExtension/Organizations/Organization/Company";
  private static final String NOTICE_TOTAL =
      "UBLExtensions/UBLExtension/ExtensionContent/EformsExtension/NoticeResult/TotalAmount";

  private final XmlElement root;
  private final Optional<String> language;
  private final Facts facts = new Facts("eforms");

  private EformsReader(XmlElement root) {
    this.root = root;
    this.language = root.text("NoticeLanguageCode");
  }

  static Notice read(XmlElement root) {
    EformsChecks.check(root);
    return new EformsReader(root).read();
  }

  private Notice read() {
    XmlElement project = root.first("ProcurementProject").orElse(root);
    title(project);
    buyer();
    Optional<String> description = inLanguage(project.all("Description"));
    facts.text(RequirementField.DESCRIPTION, description, "/ProcurementProject/Description");
    facts.passage(description);
    facts.text(RequirementField.NOTICE_ID, root.text("ID"), "/ID");
    facts.text(RequirementField.LANGUAGE, Codes.language(language), "/NoticeLanguageCode");
    facts.text(
        RequirementField.PROCEDURE,
        root.text("TenderingProcess/ProcedureCode").map(EformsReader::procedure),
        "/TenderingProcess/ProcedureCode");
    codes(project);
    value(project);
    deadline();
    period();
    lots();
    criteria();
    contractType();
    return facts.notice();
  }

  private void title(XmlElement project) {
    facts.text(RequirementField.TITLE, project.text("Name"), "/ProcurementProject/Name");
    facts.text(
        RequirementField.TITLE,
        root.text("ProcurementProjectLot/ProcurementProject/Name"),
        "/ProcurementProjectLot/ProcurementProject/Name");
    if (root.name().equals("BusinessRegistrationInformationNotice")) {
      facts.text(
          RequirementField.TITLE,
          inLanguage(root.all("BusinessParty/PartyLegalEntity/RegistrationName")),
          "/BusinessParty/PartyLegalEntity/RegistrationName");
    }
  }

  /** The text in the notice's language, else the first there is. */
  private Optional<String> inLanguage(List<XmlElement> texts) {
    return texts.stream()
        .filter(text -> text.attribute("languageID").equals(language) && text.text().isPresent())
        .findFirst()
        .or(() -> texts.stream().filter(text -> text.text().isPresent()).findFirst())
        .flatMap(XmlElement::text);
  }

  private void buyer() {
    Map<String, XmlElement> companies = new LinkedHashMap<>();
    for (XmlElement company : root.all(ORGANIZATIONS)) {
      company.text("PartyIdentification/ID").ifPresent(id -> companies.putIfAbsent(id, company));
    }
    for (XmlElement party : root.all("ContractingParty")) {
      XmlElement company =
          party
              .text("Party/PartyIdentification/ID")
              .map(id -> companies.getOrDefault(id, party))
              .orElse(party);
      buyer(company, party);
    }
    root.first("BusinessParty").ifPresent(business -> buyer(business, business));
  }

  private void buyer(XmlElement company, XmlElement party) {
    String path = "/ContractingParty";
    facts.text(
        RequirementField.CUSTOMER_NAME,
        inLanguage(company.all("PartyName/Name"))
            .or(() -> company.text("PartyLegalEntity/RegistrationName")),
        path);
    facts.text(
        RequirementField.CUSTOMER_TYPE, party.text("ContractingPartyType/PartyTypeCode"), path);
    facts.text(RequirementField.WEBSITE_URL, company.text("WebsiteURI"), path);
    facts.text(
        RequirementField.COUNTRY,
        Codes.country(company.text("PostalAddress/Country/IdentificationCode")),
        path);
    Map<String, Object> contact =
        Requirements.value(
            new Requirements.Contact(
                company.text("Contact/Name"),
                company.text("Contact/ElectronicMail"),
                company.text("Contact/Telephone")));
    facts.list(RequirementField.CONTACTS, contact.isEmpty() ? List.of() : List.of(contact), path);
  }

  /** The procurement procedure types of the EU vocabulary. */
  private static String procedure(String code) {
    return switch (code) {
      case "neg-w-call", "neg-wo-call" -> "negotiated";
      case "comp-dial" -> "competitive_dialogue";
      case "innovation" -> "innovation_partnership";
      case "oth-single", "oth-mult", "comp-tend" -> "other";
      default -> code;
    };
  }

  private void codes(XmlElement project) {
    code(project);
    root.all("ProcurementProjectLot/ProcurementProject").forEach(this::code);
    facts.codesFrom("/ProcurementProject/MainCommodityClassification");
  }

  private void code(XmlElement project) {
    for (String path :
        List.of(
            "MainCommodityClassification/ItemClassificationCode",
            "AdditionalCommodityClassification/ItemClassificationCode")) {
      project.all(path).forEach(code -> facts.code("CPV", code.text()));
    }
  }

  private void value(XmlElement project) {
    project
        .first("RequestedTenderTotal/EstimatedOverallContractAmount")
        .ifPresent(a -> amount(a, "/ProcurementProject/RequestedTenderTotal"));
    root.first(NOTICE_TOTAL).ifPresent(a -> amount(a, "/NoticeResult/TotalAmount"));
    if (root.all("ProcurementProjectLot").size() == 1) {
      root.first(
              "ProcurementProjectLot/ProcurementProject/RequestedTenderTotal/EstimatedOverallContractAmount")
          .ifPresent(
              a -> amount(a, "/ProcurementProjectLot/ProcurementProject/RequestedTenderTotal"));
    }
  }

  private void amount(XmlElement amount, String path) {
    facts.budget(
        Optional.empty(),
        amount.text().flatMap(Decimals::of),
        amount.attribute("currencyID"),
        path);
  }

  /** The first lot's deadline for tenders, or for requests to participate. */
  private void deadline() {
    for (XmlElement process : root.all("ProcurementProjectLot/TenderingProcess")) {
      for (String period :
          List.of("TenderSubmissionDeadlinePeriod", "ParticipationRequestReceptionPeriod")) {
        Optional<Deadline> deadline =
            Times.eforms(process.text(period + "/EndDate"), process.text(period + "/EndTime"));
        facts.deadline(deadline, "/ProcurementProjectLot/TenderingProcess/" + period);
      }
    }
  }

  private void period() {
    String path = "/ProcurementProjectLot/ProcurementProject/PlannedPeriod";
    for (XmlElement planned : root.all("ProcurementProjectLot/ProcurementProject/PlannedPeriod")) {
      Optional<String> start = Times.date(planned.text("StartDate"));
      Optional<String> end = Times.date(planned.text("EndDate"));
      facts.text(RequirementField.START, start, path);
      facts.text(RequirementField.END, end, path);
      planned
          .first("DurationMeasure")
          .flatMap(d -> Times.months(d.text(), d.attribute("unitCode").orElse("")))
          .or(() -> Times.monthsBetween(start, end))
          .ifPresent(months -> facts.put(RequirementField.DURATION_MONTHS, months, path));
    }
  }

  private void lots() {
    List<Map<String, Object>> lots = new ArrayList<>();
    for (XmlElement lot : root.all("ProcurementProjectLot")) {
      Optional<String> description = inLanguage(lot.all("ProcurementProject/Description"));
      lots.add(
          Facts.lot(
              lot.text("ID").orElse(""),
              inLanguage(lot.all("ProcurementProject/Name")),
              description));
      facts.passage(description);
      for (XmlElement terms : lot.all("TenderingTerms")) {
        terms.anywhere("Description").forEach(text -> facts.passage(text.text()));
      }
    }
    facts.list(RequirementField.LOTS, lots, "/ProcurementProjectLot");
  }

  private void criteria() {
    List<Map<String, Object>> criteria = new ArrayList<>();
    for (XmlElement criterion :
        root.all(
            "ProcurementProjectLot/TenderingTerms/AwardingTerms/AwardingCriterion/SubordinateAwardingCriterion")) {
      Optional<String> name =
          inLanguage(criterion.all("Name"))
              .or(() -> inLanguage(criterion.all("Description")))
              .or(() -> criterion.text("AwardingCriterionTypeCode"));
      name.map(n -> Requirements.value(new Requirements.Criterion(n, weight(criterion))))
          .filter(value -> !criteria.contains(value))
          .ifPresent(criteria::add);
    }
    facts.list(RequirementField.AWARD_CRITERIA, criteria, "/TenderingTerms/AwardingTerms");
  }

  private static Optional<BigDecimal> weight(XmlElement criterion) {
    return criterion
        .anywhere("ParameterNumeric")
        .flatMap(number -> number.text().stream())
        .findFirst()
        .flatMap(Decimals::of);
  }

  private void contractType() {
    boolean framework =
        root
            .all(
                "ProcurementProjectLot/TenderingProcess/ContractingSystem/ContractingSystemTypeCode")
            .stream()
            .flatMap(code -> code.text().stream())
            .anyMatch(code -> code.startsWith("fa-"));
    if (framework) {
      facts.put(RequirementField.CONTRACT_TYPE, "framework", "/TenderingProcess/ContractingSystem");
    }
  }
}
