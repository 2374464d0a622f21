package bidloom.agents.builtin;

import bidloom.agents.AgentOutput;
import bidloom.agents.CompanyProfile;
import bidloom.agents.CompanyProfile.Industry;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Does it lead where the company wants to go? Details: {@code customer {type, target, fit}}, {@code
 * industry {name, target, experienceYears, fit}}, {@code referenceValue}, {@code newMarket}, {@code
 * relationship}, {@code longTermPotential}.
 */
final class StrategyRule implements Analyst.Rule {
  static final String NAME = "strategic_fit";
  static final Set<RequirementField> READS =
      Reads.subjectAnd(
          RequirementField.CUSTOMER_NAME,
          RequirementField.CUSTOMER_TYPE,
          RequirementField.INDUSTRY,
          RequirementField.COUNTRY,
          RequirementField.LANGUAGE,
          RequirementField.CONTRACT_TYPE,
          RequirementField.DURATION_MONTHS);

  private static final Pattern LASTING =
      Pattern.compile(
          "rahmenvereinbarung|rahmenvertrag|framework agreement|extension option|verlängerungsoption"
              + "|option(?:ally)? (?:to extend|renew)|maintenance|wartung|pflege und|support contract",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final int SURE = 88;
  private static final int LONG = 24;
  private static final int NEUTRAL = 50;

  private final CompanyProfile profile;
  private final Skills skills;

  StrategyRule(CompanyProfile profile, Skills skills) {
    this.profile = profile;
    this.skills = skills;
  }

  @Override
  public AgentOutput judge(Requirements requirements, Instant at) {
    Matching matching = Matching.of(requirements, skills);
    Finding finding = new Finding();
    Factors factors = new Factors();
    customer(requirements, finding, factors);
    industry(requirements, matching, finding, factors);
    country(requirements, finding, factors);
    referenceValue(matching, finding, factors);
    double score = factors.mean(NEUTRAL) + bonus(requirements, matching, finding);
    return finding.output(score, SURE, summary(score));
  }

  private void customer(Requirements requirements, Finding finding, Factors factors) {
    Optional<String> type = CustomerType.of(requirements);
    if (type.isEmpty()) {
      finding.unknown("what kind of customer it is", 8);
      return;
    }
    boolean target = profile.market().customerTypes().contains(type.get());
    int fit = target ? 90 : type.get().equals("private company") ? 50 : 40;
    factors.add(fit, 0.25);
    finding
        .with("customer", Map.of("type", type.get(), "target", target, "fit", fit))
        .evidence(
            "customerType: " + type.get(),
            target ? "market.customerTypes" : Finding.NO_ENTRY,
            target ? "a target customer" : "no target customer")
        .because(
            (target
                    ? "The customer is a %s, one we aim at."
                    : "The customer is of a kind we do not aim at (%s).")
                .formatted(type.get()));
  }

  private void industry(
      Requirements requirements, Matching matching, Finding finding, Factors factors) {
    Optional<String> stated = requirements.text(RequirementField.INDUSTRY);
    Optional<Industry> ours = industry(requirements, matching);
    if (stated.isEmpty() && ours.isEmpty()) {
      finding.unknown("the industry", 6);
      return;
    }
    String name = ours.map(Industry::name).orElseGet(() -> stated.orElse(""));
    int years = ours.map(Industry::years).orElse(0);
    double fit = ours.isPresent() ? Curve.at(years, 0, 55, 5, 78, 12, 95) : 25;
    factors.add(fit, 0.25);
    Map<String, Object> industry =
        new TreeMap<>(Map.of("name", name, "target", ours.isPresent(), "experienceYears", years));
    industry.put("fit", Math.round(fit));
    finding
        .with("industry", industry)
        .with("newMarket", years == 0)
        .evidence(
            "industry: " + stated.orElse(name),
            ours.map(i -> "market.industries \"%s\"".formatted(i.name())).orElse(Finding.NO_ENTRY),
            ours.isPresent()
                ? Wording.count(years, "year") + " of experience"
                : "no target industry")
        .because(
            (ours.isPresent() ? "We have worked in %s for %s." : "%s is no industry of ours.")
                .formatted(ours.isPresent() ? name : capital(name), Wording.count(years, "year")));
  }

  /** For work that is not IT, the industry of the work decides, not that of the buyer. */
  private Optional<Industry> industry(Requirements requirements, Matching matching) {
    String stated = requirements.text(RequirementField.INDUSTRY).orElse("");
    String buyer =
        String.join(
            "\n",
            requirements.text(RequirementField.CUSTOMER_NAME).orElse(""),
            CustomerType.of(requirements)
                .map(t -> t.equals("municipality") || t.contains("government") ? "government" : t)
                .orElse(""),
            requirements.text(RequirementField.TITLE).orElse(""));
    Optional<Industry> ofBuyer = first(buyer);
    return matching.subject().itShare() < 0.4 ? first(stated) : ofBuyer.or(() -> first(stated));
  }

  private Optional<Industry> first(String text) {
    String plain = Term.plain(text);
    return profile.market().industries().stream()
        .filter(
            i ->
                i.keywords().stream()
                    .anyMatch(
                        k -> new Term(Term.plain(k).strip(), false, true).find(plain, 0) >= 0))
        .findFirst();
  }

  private void country(Requirements requirements, Finding finding, Factors factors) {
    Optional<String> country = Country.of(requirements);
    String language = requirements.text(RequirementField.LANGUAGE).orElse("");
    if (country.isEmpty()) {
      finding.unknown("the country", 4);
      return;
    }
    boolean served = profile.market().countries().contains(country.get());
    boolean speaks = language.isEmpty() || profile.company().languages().contains(language);
    factors.add(served ? 90 : speaks ? 25 : 5, 0.2);
    finding.evidence(
        "country: " + country.get(),
        served ? "market.countries" : Finding.NO_ENTRY,
        served ? "a country we serve" : "a country we do not serve");
    if (!served) {
      finding.because("We do not work in %s.".formatted(Country.name(country.get())));
    }
    if (!speaks) {
      finding
          .evidence("language: " + language, "company.languages", "a language we do not work in")
          .because("Nobody here works in the notice's language.");
    }
  }

  private static void referenceValue(Matching matching, Finding finding, Factors factors) {
    if (!matching.subject().known()) {
      return;
    }
    double coverage = matching.coverage();
    factors.add(Curve.at(coverage, 0, 5, 0.3, 30, 0.6, 70, 0.9, 92), 0.3);
    finding.with("referenceValue", coverage >= 0.7 ? "high" : coverage >= 0.4 ? "medium" : "low");
    if (coverage < Matching.FOREIGN) {
      finding.because(
          "A reference in %s would win us nothing."
              .formatted(matching.subject().names(1).getFirst()));
    }
  }

  private double bonus(Requirements requirements, Matching matching, Finding finding) {
    String customer = requirements.text(RequirementField.CUSTOMER_NAME).orElse("");
    Optional<String> known =
        profile.market().relationships().stream().filter(customer::contains).findFirst();
    finding.with("relationship", known.isPresent() ? "existing" : "none");
    known.ifPresent(
        name ->
            finding
                .evidence(
                    "customerName: " + customer,
                    "market.relationships \"" + name + "\"",
                    "a customer who knows us")
                .because("%s knows us.".formatted(name)));
    boolean lasting =
        requirements.text(RequirementField.CONTRACT_TYPE).filter("framework"::equals).isPresent()
            || LASTING.matcher(Passages.all(requirements, READS)).find()
            || requirements
                .number(RequirementField.DURATION_MONTHS)
                .filter(m -> m.intValue() >= LONG)
                .isPresent();
    finding.with("longTermPotential", lasting ? "high" : "medium");
    boolean ours = matching.coverage() >= 0.4;
    return (known.isPresent() ? 8 : 0) + (lasting && ours ? 5 : 0);
  }

  private static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String summary(double score) {
    return score >= 70
        ? "A customer and a market we want."
        : score >= 50 ? "Partly in line with where we want to go." : "Not where we want to go.";
  }
}
