package bidloom.agents.builtin;

import bidloom.agents.AgentOutput;
import bidloom.agents.CompanyProfile;
import bidloom.agents.CompanyProfile.Rival;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How likely is it to win? The score is the win probability. Details: {@code level} (none to
 * very_high), {@code knownCompetitors}, {@code differentiators}, {@code weaknesses}, {@code
 * incumbent}, {@code relationship}, {@code uniqueCapability}, {@code pricePosition}, {@code
 * winProbability} (0-100).
 */
final class CompetitionRule implements Analyst.Rule {
  static final String NAME = "competition";
  static final Set<RequirementField> READS =
      Reads.subjectAnd(
          RequirementField.CUSTOMER_NAME,
          RequirementField.CUSTOMER_TYPE,
          RequirementField.INDUSTRY,
          RequirementField.COUNTRY,
          RequirementField.PROCEDURE,
          RequirementField.AWARD_CRITERIA);

  private static final Pattern INCUMBENT =
      Pattern.compile(
          "bisherige[rn]? (?:auftragnehmer|dienstleister|anbieter)|derzeitige[rn]? (?:auftragnehmer|dienstleister"
              + "|anbieter|betreiber)|bestandsdienstleister|incumbent|current (?:supplier|provider|contractor)"
              + "|existing (?:supplier|provider|contractor)|follow-on contract|sole source",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern PRICE =
      Pattern.compile("preis|price|cost|kosten|angebotssumme", Pattern.CASE_INSENSITIVE);

  private static final Pattern OPEN = Pattern.compile("open|offen");
  private static final Pattern DIRECT = Pattern.compile("direct|limited|direkt");
  private static final Pattern FEW =
      Pattern.compile("direct|limited|direkt|neg|verhandl|restrict|selective|nicht ?offen|dialog");
  private static final List<String> LEVELS = List.of("none", "low", "medium", "high", "very_high");

  private static final double PER_STRENGTH = 0.12;
  private static final int SURE = 84;
  private static final int BASE = 52;
  private static final int TOP_LEVEL = 5;
  private static final int UNKNOWN_SUBJECT = -10;
  private static final int LEAST = 3;
  private static final int MOST = 92;

  private final CompanyProfile profile;
  private final Skills skills;
  private final Similarity similarity;

  CompetitionRule(CompanyProfile profile, Skills skills, Similarity similarity) {
    this.profile = profile;
    this.skills = skills;
    this.similarity = similarity;
  }

  /** What speaks for and against winning, in points of probability. */
  private static final class Tally {
    final List<String> differentiators = new ArrayList<>();
    final List<String> weaknesses = new ArrayList<>();
    double points = BASE;

    void add(double more) {
      points += more;
    }
  }

  @Override
  public AgentOutput judge(Requirements requirements, Instant at) {
    Matching matching = Matching.of(requirements, skills);
    Finding finding = new Finding();
    Tally tally = new Tally();
    strength(matching, requirements, tally, finding);
    rivals(matching, requirements, tally, finding);
    price(requirements, tally, finding);
    incumbent(requirements, tally, finding);
    abroad(requirements, tally, finding);
    double probability = Math.clamp(tally.points, LEAST, matching.foreign() ? LEAST + 2 : MOST);
    finding
        .with("differentiators", tally.differentiators)
        .with("weaknesses", tally.weaknesses)
        .with("winProbability", Math.round(probability))
        .because("The chance to win is put at %d%%.".formatted(Math.round(probability)));
    return finding.output(probability, SURE, summary(probability, tally));
  }

  private void strength(
      Matching matching, Requirements requirements, Tally tally, Finding finding) {
    if (!matching.subject().known()) {
      tally.add(UNKNOWN_SUBJECT);
      finding.unknown("what would decide between the bidders", 20).with("uniqueCapability", false);
      return;
    }
    tally.add(Curve.at(matching.coverage(), 0, -45, 0.3, -30, 0.6, 0, 0.9, 14));
    Optional<CompanyProfile.Capability> top =
        matching.covered().stream()
            .flatMap(m -> m.fit().by().stream())
            .filter(c -> c.level() == TOP_LEVEL)
            .findFirst();
    finding.with("uniqueCapability", top.isPresent() && matching.coverage() > 0.85);
    top.ifPresent(
        c -> {
          tally.differentiators.add("top level in %s".formatted(c.name()));
          finding.evidence(
              matching.subject().where(),
              "capability \"%s\", level 5".formatted(c.name()),
              "sets us apart");
        });
    references(matching, requirements, tally);
    if (matching.coverage() < 0.45) {
      tally.weaknesses.add("specialists know the work better");
    }
  }

  private void references(Matching matching, Requirements requirements, Tally tally) {
    List<Similarity.Like> likes =
        similarity.to(
            matching, CustomerType.of(requirements), ReferenceRule.surroundings(requirements));
    double best = likes.isEmpty() ? 0 : likes.getFirst().similarity();
    tally.add(Curve.at(best, 0.2, -8, 0.5, 4, 0.9, 12));
    if (best >= 0.7) {
      tally.differentiators.add(
          "the reference \"%s\"".formatted(likes.getFirst().reference().title()));
    } else if (best < 0.4) {
      tally.weaknesses.add("no similar reference");
    }
  }

  private void rivals(Matching matching, Requirements requirements, Tally tally, Finding finding) {
    List<Rival> known =
        matching.foreign()
            ? List.of()
            : Rivals.in(matching.subject(), profile.market().competitors());
    List<String> names = known.stream().map(Rival::name).toList();
    for (Rival rival : known) {
      finding.evidence(
          matching.subject().where(),
          "competitor \"%s\", strength %d".formatted(rival.name(), rival.strength()),
          "likely to bid");
    }
    int strongest = known.stream().mapToInt(Rival::strength).max().orElse(0);
    tally.add(-strongest * PER_STRENGTH);
    int crowd = crowd(requirements, tally, finding);
    int pressure = (matching.foreign() ? 2 : known.size()) + crowd + (strongest >= 75 ? 1 : 0);
    finding
        .with("level", LEVELS.get(Math.clamp(pressure, 0, LEVELS.size() - 1)))
        .with("knownCompetitors", names);
    if (!known.isEmpty()) {
      finding.because("%s will probably bid.".formatted(Wording.list(names)));
    }
  }

  /** How many may bid: 1 anyone, 0 unknown or no effect, -1 a few. */
  private static int crowd(Requirements requirements, Tally tally, Finding finding) {
    String procedure =
        requirements.text(RequirementField.PROCEDURE).orElse("").toLowerCase(Locale.ROOT);
    if (procedure.isEmpty()) {
      finding.unknown("the procedure", 8);
      return 0;
    }
    int crowd = FEW.matcher(procedure).find() ? -1 : OPEN.matcher(procedure).find() ? 1 : 0;
    double points = DIRECT.matcher(procedure).find() ? 12 : crowd < 0 ? 4 : crowd > 0 ? -3 : 0;
    tally.add(points);
    finding.evidence(
        "procedure: " + procedure,
        Finding.NO_ENTRY,
        crowd > 0 ? "anyone may bid" : crowd < 0 ? "few may bid" : "no effect");
    return crowd;
  }

  private static void price(Requirements requirements, Tally tally, Finding finding) {
    List<Requirements.Criterion> criteria = requirements.awardCriteria();
    double price =
        criteria.stream()
            .filter(c -> PRICE.matcher(c.name()).find())
            .flatMap(c -> c.weight().stream())
            .mapToDouble(Number::doubleValue)
            .sum();
    boolean onlyPrice = criteria.size() == 1 && PRICE.matcher(criteria.getFirst().name()).find();
    double weight = onlyPrice ? 100 : price;
    if (criteria.isEmpty() || weight == 0) {
      finding.unknown("the weight of the price", 8).with("pricePosition", "unknown");
      return;
    }
    tally.add(Curve.at(weight, 30, 7, 50, 1, 70, -6, 100, -10));
    finding
        .with(
            "pricePosition",
            weight >= 65 ? "price decides" : weight <= 40 ? "quality decides" : "balanced")
        .evidence(
            "awardCriteria: price %.0f%%".formatted(weight),
            "capacity.dayRate",
            weight >= 65 ? "the cheapest bid wins" : weight <= 40 ? "quality wins" : "balanced");
    if (weight >= 65) {
      tally.weaknesses.add("the price decides (%.0f%%)".formatted(weight));
    } else if (weight <= 40) {
      tally.differentiators.add("quality counts %.0f%%".formatted(100 - weight));
    }
  }

  private void incumbent(Requirements requirements, Tally tally, Finding finding) {
    String customer = requirements.text(RequirementField.CUSTOMER_NAME).orElse("");
    boolean ours = profile.market().relationships().stream().anyMatch(customer::contains);
    Matcher incumbent = INCUMBENT.matcher(Passages.all(requirements, READS));
    boolean present = incumbent.find();
    finding.with("incumbent", present).with("relationship", ours ? "existing" : "none");
    if (ours) {
      tally.add(10);
      tally.differentiators.add("an existing relationship");
      finding.evidence("customerName: " + customer, "market.relationships", "raises by 10");
    } else if (present) {
      tally.add(-14);
      tally.weaknesses.add("an incumbent is in place");
      finding
          .evidence("\"%s\"".formatted(incumbent.group()), Finding.NO_ENTRY, "lowers by 14")
          .because("The tender speaks of an incumbent (\"%s\").".formatted(incumbent.group()));
    }
  }

  private void abroad(Requirements requirements, Tally tally, Finding finding) {
    Optional<String> country = Country.of(requirements);
    if (country.isPresent() && !profile.market().countries().contains(country.get())) {
      tally.add(-14);
      tally.weaknesses.add("no presence in %s".formatted(Country.name(country.get())));
      finding.evidence("country: " + country.get(), "market.countries", "lowers by 14");
    }
  }

  private static String summary(double probability, Tally tally) {
    String why =
        probability >= 50 && !tally.differentiators.isEmpty()
            ? ": " + tally.differentiators.getFirst()
            : probability < 50 && !tally.weaknesses.isEmpty()
                ? ": " + tally.weaknesses.getFirst()
                : "";
    return "A %d%% chance to win%s.".formatted(Math.round(probability), why);
  }
}
