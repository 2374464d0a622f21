package bidloom.agents.builtin;

import bidloom.agents.CompanyProfile;
import bidloom.agents.CompanyProfile.Rival;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What to do instead of a bid of one's own. */
final class Alternative {
  private static final double HALF = 0.45;
  private static final double NEARLY = 0.3;
  private static final double MOSTLY = 0.75;
  private static final int NEAR = 8;

  private final CompanyProfile profile;
  private final Requirements requirements;
  private final Matching matching;
  private final Verdict verdict;

  Alternative(
      CompanyProfile profile, Requirements requirements, Matching matching, Verdict verdict) {
    this.profile = profile;
    this.requirements = requirements;
    this.matching = matching;
    this.verdict = verdict;
  }

  /** {@code {kind, reasoning, partners: [text], reducedScopes: [text], customerText}}. */
  Map<String, Object> json() {
    List<String> partners = partners();
    List<String> scopes = scopes();
    String kind = kind(partners, scopes);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", kind);
    json.put("reasoning", reasoning(kind));
    json.put(
        "partners",
        kind.equals("partner_collaboration")
            ? partners
            : kind.equals("refer_to_competitor") ? referrals() : List.of());
    json.put("reducedScopes", kind.equals("partial_scope") ? scopes : List.of());
    json.put("customerText", new Letter(profile.company().name(), requirements).text(kind, scopes));
    return json;
  }

  private String kind(List<String> partners, List<String> scopes) {
    double coverage = matching.coverage();
    if (barred("deadline")) {
      return "decline_gracefully";
    }
    if (!matching.subject().known()) {
      return "delay_and_reassess";
    }
    if (coverage < NEARLY) {
      return scopes.isEmpty()
          ? referrals().isEmpty() ? "decline_gracefully" : "refer_to_competitor"
          : "partial_scope";
    }
    if (!scopes.isEmpty() && coverage < HALF) {
      return "partial_scope";
    }
    if (!verdict.bars().isEmpty() || (coverage < MOSTLY && !partners.isEmpty())) {
      return "partner_collaboration";
    }
    boolean close = verdict.total() >= verdict.rules().threshold() - NEAR;
    return close || verdict.needsConfirmation() ? "delay_and_reassess" : "decline_gracefully";
  }

  private boolean barred(String kind) {
    return verdict.bars().stream().anyMatch(bar -> bar.kind().equals(kind));
  }

  /**
   * Partners for what we do not cover ourselves; for the work itself where we may not bid alone.
   */
  private List<String> partners() {
    List<Subject.Part> missing = matching.uncovered().stream().map(Matching.Match::part).toList();
    Subject sought = verdict.bars().isEmpty() ? new Subject(missing) : matching.subject();
    return Rivals.in(sought, profile.market().partners()).stream().map(Rival::name).toList();
  }

  private List<String> referrals() {
    List<String> names = new ArrayList<>();
    Rivals.in(matching.subject(), profile.market().partners()).forEach(r -> names.add(r.name()));
    Rivals.in(matching.subject(), profile.market().competitors()).forEach(r -> names.add(r.name()));
    return names;
  }

  /** The lots that we could take, where others are not ours. */
  private List<String> scopes() {
    List<String> ours = new ArrayList<>();
    Skills skills = new Skills(profile);
    for (Requirements.Lot lot : requirements.lots()) {
      String title = lot.title().orElse("");
      Requirements alone = new Requirements(Map.of(RequirementField.TITLE.wireName(), title));
      if (Matching.of(alone, skills).coverage() >= Matching.COVERED) {
        ours.add((lot.id() + " " + title).strip());
      }
    }
    return ours.size() < requirements.lots().size() ? ours : List.of();
  }

  private String reasoning(String kind) {
    String subject = Wording.list(matching.subject().names(2));
    return switch (kind) {
      case "partner_collaboration" ->
          verdict.bars().isEmpty()
              ? "We cover part of the work; a partner would bring %s."
                  .formatted(Wording.list(missing()))
              : "We can do the work but may not bid alone: %s A bidding consortium would close the gap."
                  .formatted(verdict.bars().getFirst().reason());
      case "partial_scope" -> "Some lots are our work, the whole is not.";
      case "delay_and_reassess" ->
          matching.subject().known()
              ? verdict.blockers().isEmpty()
                  ? "The decision is close and facts are missing; answers to bidder questions may change it."
                  : "The work is ours; a bidder question may move the customer to change the clause that blocks the bid."
              : "The tender does not say enough; read the full documents and evaluate again.";
      case "refer_to_competitor" ->
          "The work (%s) is that of companies we know.".formatted(subject);
      default ->
          barred("deadline")
              ? "It is too late for a bid; a short word keeps the contact."
              : matching.coverage() < NEARLY
                  ? "The work (%s) is not ours, and no partner of ours does it.".formatted(subject)
                  : "Nothing that we could change makes this a good bid.";
    };
  }

  private List<String> missing() {
    return Wording.first(
        matching.uncovered().stream().map(m -> m.part().name()).distinct().toList(), 2);
  }
}
