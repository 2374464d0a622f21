package bidloom.service;

import bidloom.domain.Transition;
import bidloom.store.SchemaInspection;
import bidloom.store.SchemaInspection.ProfileStep;
import bidloom.store.SchemaInspection.StatusPair;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the database still defends itself, and whether every row has its parent. */
final class SchemaAudit {
  private SchemaAudit() {}

  static void look(SchemaInspection schema, Findings findings) {
    guards(schema, findings);
    transitions(schema, findings);
    schema.profile(step -> profile(step, findings));
    schema.orphans(
        orphans ->
            findings.add(
                Check.BELONGING,
                orphans.table().startsWith("bid_")
                    ? Verification.Subject.bid(orphans.parent())
                    : Verification.Subject.run(orphans.parent()),
                "rows of " + orphans.table() + " have no parent",
                "none",
                orphans.rows()));
  }

  private static void guards(SchemaInspection schema, Findings findings) {
    Set<String> present = schema.guardsPresent();
    for (String wanted : schema.guardsWanted()) {
      findings.looked(Check.GUARDS);
      if (!present.contains(wanted)) {
        findings.add(
            Check.GUARDS,
            Verification.Subject.DATABASE,
            "the guard " + wanted + " is gone or off",
            wanted,
            "nothing");
      }
    }
  }

  private static void profile(ProfileStep step, Findings findings) {
    findings.looked(Check.PROFILE);
    if (step.version() != step.former() + 1) {
      findings.add(
          Check.PROFILE,
          Verification.Subject.DATABASE,
          "a version of the company's profile follows another than the one before it",
          step.version() - 1,
          step.former());
    }
  }

  private static void transitions(SchemaInspection schema, Findings findings) {
    Set<StatusPair> missing =
        Transition.pairs().stream()
            .map(pair -> new StatusPair(pair.from().wireName(), pair.to().wireName()))
            .collect(Collectors.toCollection(HashSet::new));
    schema.transitions(
        pair -> {
          findings.looked(Check.TRANSITIONS);
          if (!missing.remove(pair)) {
            pair(findings, "a status pair is not the program's", "nothing", shown(pair));
          }
        });
    missing.forEach(pair -> pair(findings, "a status pair is missing", shown(pair), "nothing"));
  }

  private static void pair(Findings findings, String what, String expected, String found) {
    findings.add(Check.TRANSITIONS, Verification.Subject.DATABASE, what, expected, found);
  }

  private static String shown(StatusPair pair) {
    return pair.from() + " > " + pair.to();
  }
}
