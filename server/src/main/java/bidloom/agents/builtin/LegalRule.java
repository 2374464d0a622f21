package bidloom.agents.builtin;

import bidloom.agents.AgentOutput;
import bidloom.agents.CompanyProfile;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in the wording is dangerous? Details: {@code redFlags [{kind, clause, severity, meaning,
 * quote}]}, {@code procurementLaw}, {@code framework}, {@code subcontracting} (allowed, restricted,
 * excluded, unknown), {@code jurisdiction}.
 */
final class LegalRule implements Analyst.Rule {
  static final String NAME = "legal";
  static final Set<RequirementField> READS =
      Set.of(
          RequirementField.DESCRIPTION,
          RequirementField.PROJECT_GOAL,
          RequirementField.SCOPE,
          RequirementField.KEY_REQUIREMENTS,
          RequirementField.CONSTRAINTS,
          RequirementField.CONTRACT_TYPE,
          RequirementField.COUNTRY);

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final Pattern LAW =
      Pattern.compile(
          "\\b(?:VgV|UVgO|GWB|VOB/A|VSVgV|SektVO|KonzVgV|BVergG|FAR \\d+(?:\\.\\d+)?|Federal Acquisition Regulation"
              + "|Directive 2014/2[345]/EU|Richtlinie 2014/2[345]/EU|Procurement Act 2023|Public Contracts Regulations 2015)");
  private static final Clause NO_SUBCONTRACTING =
      Clause.of(
          "subcontracting",
          "no_subcontracting",
          6,
          "no subcontractors",
          "subcontract(?:ing|ors?)[^.]{0,40}(?:not (?:be )?(?:permitted|allowed)|prohibited|excluded)|(?:unterauftrag|nachunternehmer|subunternehmer)\\w*[^.]{0,60}(?:ausgeschlossen|nicht zulässig|nicht gestattet|untersagt)");
  private static final Clause SUBCONTRACTING =
      Clause.of(
          "subcontracting",
          "subcontracting",
          0,
          "subcontractors are foreseen",
          "subcontract|unterauftrag|nachunternehmer|subunternehmer");
  private static final Pattern FRAMEWORK =
      Pattern.compile("framework (?:agreement|contract)|rahmenvereinbarung|rahmenvertrag", FLAGS);

  private static final int CLEAN = 90;
  private static final int CLEAN_BUT_SILENT = 74;
  private static final int SURE = 88;
  private static final int TELLING = 1200;
  private static final int SHORT = 400;
  private static final int FOREIGN_LAW = 12;

  private final CompanyProfile profile;

  LegalRule(CompanyProfile profile) {
    this.profile = profile;
  }

  @Override
  public AgentOutput judge(Requirements requirements, Instant at) {
    String text = Passages.all(requirements, READS);
    List<String> sentences = Clause.sentences(text);
    Finding finding = new Finding();
    List<Clause.Found> flags = new ArrayList<>();
    RedFlags.ALL.forEach(clause -> clause.in(sentences).ifPresent(flags::add));
    NO_SUBCONTRACTING.in(sentences).ifPresent(flags::add);
    double score = (text.length() < SHORT ? CLEAN_BUT_SILENT : CLEAN) - weigh(flags, finding);
    score -= jurisdiction(requirements, sentences, finding);
    framework(requirements, text, finding);
    subcontracting(sentences, finding);
    finding.with("redFlags", flags.stream().map(LegalRule::shown).toList());
    silence(text, flags, finding);
    return finding.output(score, SURE, summary(flags));
  }

  private double weigh(List<Clause.Found> flags, Finding finding) {
    double cost = 0;
    for (Clause.Found flag : flags) {
      cost += flag.clause().severity();
      boolean blocks = profile.rules().blockingClauses().contains(flag.clause().id());
      finding
          .evidence(
              "\"%s\"".formatted(flag.quote()),
              blocks
                  ? "rules.blockingClauses \"%s\"".formatted(flag.clause().id())
                  : Finding.NO_ENTRY,
              blocks ? "blocks the bid" : "lowers by " + flag.clause().severity())
          .because(
              "%s: \"%s\"."
                  .formatted(
                      Character.toUpperCase(flag.clause().meaning().charAt(0))
                          + flag.clause().meaning().substring(1),
                      flag.quote()));
      if (blocks) {
        finding.blocker(
            "The contract demands %s: \"%s\"".formatted(flag.clause().meaning(), flag.quote()));
      }
    }
    return cost;
  }

  private double jurisdiction(Requirements requirements, List<String> sentences, Finding finding) {
    Optional<Clause.Found> clause = RedFlags.JURISDICTION.in(sentences);
    clause.ifPresent(c -> finding.with("jurisdiction", c.quote()));
    Optional<String> country = Country.of(requirements);
    boolean foreign = country.isPresent() && !profile.market().countries().contains(country.get());
    if (!foreign) {
      return 0;
    }
    String name = Country.name(country.get());
    finding
        .evidence(
            clause.map(c -> "\"" + c.quote() + "\"").orElse("country: " + country.get()),
            "market.countries",
            "lowers by %d: the law of %s".formatted(FOREIGN_LAW, name))
        .because("The contract will be under foreign law (%s).".formatted(name));
    return FOREIGN_LAW;
  }

  private static void framework(Requirements requirements, String text, Finding finding) {
    Matcher law = LAW.matcher(text);
    if (law.find()) {
      finding.with("procurementLaw", law.group());
    }
    finding.with(
        "framework",
        FRAMEWORK.matcher(text).find()
            || requirements
                .text(RequirementField.CONTRACT_TYPE)
                .filter("framework"::equals)
                .isPresent());
  }

  private static void subcontracting(List<String> sentences, Finding finding) {
    String state =
        NO_SUBCONTRACTING.in(sentences).isPresent()
            ? "excluded"
            : SUBCONTRACTING.in(sentences).isPresent() ? "allowed" : "unknown";
    finding.with("subcontracting", state);
  }

  /** A notice rarely quotes the contract: finding nothing in a short text proves little. */
  private static void silence(String text, List<Clause.Found> flags, Finding finding) {
    if (flags.isEmpty()) {
      finding.because("No dangerous clause in the text that we have.");
    }
    if (text.length() < SHORT) {
      finding.unknown("the contract terms: the notice does not quote them", 16);
    } else if (text.length() < TELLING) {
      finding.unknown("most of the contract terms: the notice is short", 8);
    }
  }

  private static Map<String, Object> shown(Clause.Found flag) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("kind", flag.clause().kind());
    shown.put("clause", flag.clause().id());
    shown.put("severity", flag.clause().severity());
    shown.put("meaning", flag.clause().meaning());
    shown.put("quote", flag.quote());
    return shown;
  }

  private static String summary(List<Clause.Found> flags) {
    return flags.isEmpty()
        ? "No legal red flag found."
        : "%s: %s."
            .formatted(
                Wording.count(flags.size(), "legal red flag"),
                Wording.list(flags.stream().map(f -> f.clause().meaning()).limit(3).toList()));
  }
}
