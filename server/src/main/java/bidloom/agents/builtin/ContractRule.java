package bidloom.agents.builtin;

import bidloom.agents.AgentOutput;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What kind of contract is it, and how firm is its ground? It has no weight in the score; only its
 * blockers count. Details: {@code type} (time_and_material, fixed_price, framework, hybrid, sla,
 * unknown), {@code risks}, {@code changeRequests}, {@code penalties}, {@code scopeClarity} (clear,
 * partial, vague).
 */
final class ContractRule implements Analyst.Rule {
  static final String NAME = "contract";
  static final Set<RequirementField> READS =
      Set.of(
          RequirementField.DESCRIPTION,
          RequirementField.SCOPE,
          RequirementField.KEY_REQUIREMENTS,
          RequirementField.DELIVERABLES,
          RequirementField.CONSTRAINTS,
          RequirementField.CONTRACT_TYPE);

  private static final Map<String, Pattern> TYPES = types();
  private static final Clause CHANGES =
      Clause.of(
          "changes",
          "change_requests",
          0,
          "how changes are handled",
          "change[- ]request|change control|change management process|änderungsverfahren|änderungsverlangen|leistungsänderung");
  private static final Clause PENALTIES =
      Clause.of(
          "penalty",
          "penalty",
          0,
          "a penalty",
          "vertragsstrafe|pönale|liquidated damages|penalt(?:y|ies) (?:of|for|per)|service credits|malus");
  private static final Clause ALL_INCLUSIVE =
      Clause.of(
          "scope",
          "all_inclusive",
          0,
          "the contractor owes whatever is needed, named or not",
          "auch wenn (?:sie|diese) nicht (?:ausdrücklich|gesondert)|all necessary work|whether or not (?:expressly )?(?:stated|specified|mentioned)|sämtliche(?:r)? erforderliche[nr]? leistungen|any other services? (?:as )?(?:required|requested)");

  private static final int SURE = 84;
  private static final int CLEAR_ITEMS = 5;
  private static final int LONG_TEXT = 1500;
  private static final int SOME_TEXT = 400;

  private static Map<String, Pattern> types() {
    Map<String, Pattern> types = new LinkedHashMap<>();
    types.put(
        "framework",
        words(
            "framework (?:agreement|contract)|\\bframework\\b|rahmenvereinbarung|rahmenvertrag|\\bIDIQ\\b|blanket purchase"));
    types.put(
        "fixed_price",
        words(
            "fixed[- ]price|firm[- ]fixed|lump sum|festpreis|pauschalpreis|pauschalfestpreis|werkvertrag"));
    types.put(
        "time_and_material",
        words(
            "time (?:and|&) materials?|t&m|nach aufwand|tagessätze?|stundensätze?|day rates?|hourly rates?|dienstvertrag"));
    types.put(
        "sla", words("service[- ]level|\\bSLA\\b|verfügbarkeit von mindestens|reaktionszeit"));
    return types;
  }

  private static Pattern words(String words) {
    return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  @Override
  public AgentOutput judge(Requirements requirements, Instant at) {
    String text = Passages.all(requirements, READS);
    List<String> sentences = Clause.sentences(text);
    Finding finding = new Finding();
    List<String> risks = new ArrayList<>();
    String type = type(requirements, text);
    finding.with("type", type);
    if (type.equals("unknown")) {
      finding.unknown("the type of contract", 10);
    } else {
      finding.because("The contract reads as %s.".formatted(type.replace('_', ' ')));
    }
    String clarity = clarity(requirements, text);
    finding.with("scopeClarity", clarity);
    double score = scope(clarity, type, risks, finding);
    score -= clauses(sentences, type, risks, finding);
    finding.with("risks", risks);
    risks.forEach(finding::because);
    return finding.output(score, SURE, summary(type, clarity));
  }

  private static String type(Requirements requirements, String text) {
    Optional<String> stated =
        requirements
            .text(RequirementField.CONTRACT_TYPE)
            .map(type -> type.toLowerCase(Locale.ROOT).replace('_', ' '))
            .flatMap(type -> types(type).stream().findFirst());
    List<String> found = types(text);
    boolean both = found.contains("fixed_price") && found.contains("time_and_material");
    return stated.orElse(both ? "hybrid" : found.isEmpty() ? "unknown" : found.getFirst());
  }

  private static List<String> types(String text) {
    return TYPES.entrySet().stream()
        .filter(type -> type.getValue().matcher(text).find())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String clarity(Requirements requirements, String text) {
    int items =
        requirements.texts(RequirementField.SCOPE).size()
            + requirements.texts(RequirementField.KEY_REQUIREMENTS).size()
            + requirements.texts(RequirementField.DELIVERABLES).size();
    return items >= CLEAR_ITEMS || text.length() > LONG_TEXT
        ? "clear"
        : items > 0 || text.length() > SOME_TEXT ? "partial" : "vague";
  }

  private static double scope(String clarity, String type, List<String> risks, Finding finding) {
    finding.evidence(
        "scope: " + clarity,
        Finding.NO_ENTRY,
        clarity.equals("clear") ? "a firm ground for a price" : "open points in the price");
    if (!clarity.equals("clear")) {
      finding.unknown("the full specification", clarity.equals("vague") ? 14 : 6);
    }
    if (clarity.equals("vague") && type.equals("fixed_price")) {
      risks.add("A fixed price for a scope that is not described.");
      return 50;
    }
    return clarity.equals("clear") ? 85 : 75;
  }

  private static double clauses(
      List<String> sentences, String type, List<String> risks, Finding finding) {
    double cost = 0;
    Optional<Clause.Found> changes = CHANGES.in(sentences);
    finding.with(
        "changeRequests",
        changes
            .<Object>map(c -> Map.of("regulated", true, "quote", c.quote()))
            .orElse(Map.of("regulated", false)));
    Optional<Clause.Found> penalty = PENALTIES.in(sentences);
    Map<String, Object> penalties = new TreeMap<>(Map.of("present", penalty.isPresent()));
    penalty.ifPresent(p -> penalties.put("quote", p.quote()));
    finding.with("penalties", penalties);
    if (penalty.isPresent()) {
      finding.evidence("\"%s\"".formatted(penalty.get().quote()), Finding.NO_ENTRY, "lowers by 12");
      risks.add("A penalty is agreed.");
      cost += 12;
    }
    Optional<Clause.Found> open = ALL_INCLUSIVE.in(sentences);
    if (open.isPresent()) {
      finding.evidence("\"%s\"".formatted(open.get().quote()), Finding.NO_ENTRY, "lowers by 15");
      risks.add("The contractor owes more than is listed: \"%s\"".formatted(open.get().quote()));
      cost += 15;
      if (type.equals("fixed_price")) {
        finding.blocker("A fixed price for an open scope: \"%s\"".formatted(open.get().quote()));
      }
    }
    return cost;
  }

  private static String summary(String type, String clarity) {
    return type.equals("unknown")
        ? "The type of contract is open; the scope is %s.".formatted(clarity)
        : "%s contract; the scope is %s."
            .formatted(
                Character.toUpperCase(type.charAt(0)) + type.substring(1).replace('_', ' '),
                clarity);
  }
}
