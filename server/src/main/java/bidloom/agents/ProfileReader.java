package bidloom.agents;

import bidloom.agents.CompanyProfile.BusinessLine;
import bidloom.agents.CompanyProfile.Capability;
import bidloom.agents.CompanyProfile.Capacity;
import bidloom.agents.CompanyProfile.Company;
import bidloom.agents.CompanyProfile.Industry;
import bidloom.agents.CompanyProfile.Market;
import bidloom.agents.CompanyProfile.Reference;
import bidloom.agents.CompanyProfile.Rival;
import bidloom.agents.CompanyProfile.Rules;
import bidloom.domain.Refusal;
import bidloom.domain.Refusal.Invalid.Fault;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From YAML to a checked {@link CompanyProfile}. */
final class ProfileReader {
  private static final Set<String> WEIGHTED =
      Set.of("capability", "deal_quality", "strategic_fit", "competition", "legal", "reference");
  private static final BigDecimal SLACK = new BigDecimal("0.001");
  private static final int TOP_LEVEL = 5;
  private static final int MANY = 1_000_000;
  private static final int PERCENT = 100;
  private static final int FIRST_YEAR = 1950;
  private static final int LAST_YEAR = 2200;

  private ProfileReader() {}

  /** A profile and nothing else: what it does not know is a fault too. */
  static CompanyProfile strictly(Map<?, ?> tree) {
    CompanyProfile profile = read(tree);
    ProfileEntry root = new ProfileEntry("", tree, new ArrayList<>());
    unknown("", tree, profile.values(), root);
    refuse(root.faults());
    return profile;
  }

  static CompanyProfile read(Map<?, ?> tree) {
    ProfileEntry root = new ProfileEntry("", tree, new ArrayList<>());
    CompanyProfile profile =
        new CompanyProfile(
            company(root.object("company")),
            root.objects("capabilities", ProfileReader::capability),
            root.objects("references", ProfileReader::reference),
            root.objects("businessLines", ProfileReader::businessLine),
            market(root.object("market")),
            capacity(root.object("capacity")),
            rules(root.object("rules")));
    checkNames(profile, root);
    refuse(root.faults());
    return profile;
  }

  private static void refuse(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new Refusal.Invalid(faults);
    }
  }

  static Map<?, ?> tree(InputStream yaml) throws IOException {
    try {
      Object read = new YAMLMapper().readValue(yaml, Object.class);
      if (read instanceof Map<?, ?> object) {
        return object;
      }
    } catch (JsonProcessingException notYaml) {
      throw new Refusal.Invalid(
          "", "The company profile is not YAML: " + notYaml.getOriginalMessage());
    }
    throw new Refusal.Invalid("", "The company profile must be a YAML object.");
  }

  private static Company company(ProfileEntry entry) {
    return new Company(
        entry.text("name"),
        entry.text("country"),
        entry.whole("employees", 1, MANY),
        entry.amount("annualTurnover"),
        entry.text("currency"),
        entry.texts("languages"),
        entry.texts("certificates"));
  }

  private static Capability capability(ProfileEntry entry) {
    return new Capability(
        entry.text("name"),
        entry.whole("level", 1, TOP_LEVEL),
        entry.whole("people", 1, MANY),
        entry.texts("technologies"),
        entry.texts("keywords"),
        entry.texts("cpv"));
  }

  private static Reference reference(ProfileEntry entry) {
    return new Reference(
        entry.text("title"),
        entry.text("customerType"),
        entry.text("industry"),
        entry.amount("value"),
        entry.whole("year", FIRST_YEAR, LAST_YEAR),
        entry.flag("success"),
        entry.texts("technologies"),
        entry.texts("keywords"));
  }

  private static BusinessLine businessLine(ProfileEntry entry) {
    return new BusinessLine(entry.text("name"), entry.texts("capabilities"), entry.texts("skills"));
  }

  private static Market market(ProfileEntry entry) {
    return new Market(
        entry.objects(
            "industries",
            e -> new Industry(e.text("name"), e.whole("years", 0, PERCENT), e.texts("keywords"))),
        entry.texts("customerTypes"),
        entry.texts("countries"),
        entry.texts("relationships"),
        entry.objects("competitors", ProfileReader::rival),
        entry.objects("partners", ProfileReader::rival));
  }

  private static Rival rival(ProfileEntry entry) {
    return new Rival(
        entry.text("name"), entry.whole("strength", 0, PERCENT), entry.texts("fields"));
  }

  private static Capacity capacity(ProfileEntry entry) {
    return new Capacity(
        entry.amounts("dayRates"),
        entry.amount("dayRate"),
        entry.amount("dayCost"),
        entry.whole("peopleAvailable", 1, MANY),
        entry.amount("smallestContract"),
        entry.amount("largestContract"),
        entry.amounts("exchangeRates"));
  }

  private static Rules rules(ProfileEntry entry) {
    Map<String, BigDecimal> weights = entry.amounts("weights");
    if (!weights.keySet().equals(WEIGHTED)) {
      entry.fault(
          "weights", "must name exactly " + String.join(", ", WEIGHTED.stream().sorted().toList()));
    }
    BigDecimal sum = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.subtract(BigDecimal.ONE).abs().compareTo(SLACK) > 0) {
      entry.fault("weights", "must add up to 1, not to " + sum.toPlainString());
    }
    return new Rules(
        weights,
        entry.whole("threshold", 1, PERCENT),
        entry.whole("conditionalBand", 0, PERCENT),
        entry.whole("minimumConfidence", 0, PERCENT),
        entry.texts("blockingClauses"));
  }

  /** What is there and was not read is a slip of the pen, or a wish that nobody would fulfil. */
  private static void unknown(
      String at, @Nullable Object given, @Nullable Object read, ProfileEntry root) {
    if (given instanceof Map<?, ?> members && read instanceof Map<?, ?> known) {
      members.forEach(
          (name, value) -> {
            String place = at + "/" + name;
            if (known.containsKey(String.valueOf(name))) {
              unknown(place, value, known.get(String.valueOf(name)), root);
            } else {
              root.fault(place.substring(1), "is no entry of a profile");
            }
          });
    } else if (given instanceof List<?> entries && read instanceof List<?> known) {
      for (int i = 0; i < Math.min(entries.size(), known.size()); i++) {
        unknown(at + "/" + i, entries.get(i), known.get(i), root);
      }
    }
  }

  private static void checkNames(CompanyProfile profile, ProfileEntry root) {
    List<String> known = profile.capabilities().stream().map(Capability::name).toList();
    for (int i = 0; i < profile.businessLines().size(); i++) {
      for (String name : profile.businessLines().get(i).capabilities()) {
        if (!known.contains(name)) {
          root.fault(
              "businessLines/%d/capabilities".formatted(i),
              "names \"%s\", which is no capability of the profile".formatted(name));
        }
      }
    }
  }
}
