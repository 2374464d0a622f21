package bidloom.intake;

import bidloom.domain.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What makes an eForms document unfit to be judged although it is well-formed: two texts in one
 * language where one is allowed, a permission that is none of the vocabulary, no lot to be won.
 */
final class EformsChecks {
  private static final Set<String> PERMISSIONS = Set.of("allowed", "required", "not-allowed");
  private static final Set<String> PERMISSION_LISTS =
      Set.of("einvoicing", "ecatalog-submission", "esubmission", "permission", "variants");

  private EformsChecks() {}

  static void check(XmlElement root) {
    root.anywhere("ProcurementProject").forEach(EformsChecks::oneNameALanguage);
    for (String code :
        List.of("ExecutionRequirementCode", "SubmissionMethodCode", "VariantConstraintCode")) {
      root.anywhere(code).forEach(EformsChecks::permission);
    }
    root.anywhere("MaximumLotsAwardedNumeric")
        .filter(number -> number.text().filter("0"::equals).isPresent())
        .findFirst()
        .ifPresent(none -> refuse("says that no lot can be awarded"));
  }

  private static void oneNameALanguage(XmlElement project) {
    Set<String> languages = new HashSet<>();
    for (XmlElement name : project.all("Name")) {
      if (!languages.add(name.attribute("languageID").orElse(""))) {
        refuse("names a project twice in one language");
      }
    }
  }

  private static void permission(XmlElement code) {
    boolean listed = code.attribute("listName").filter(PERMISSION_LISTS::contains).isPresent();
    if (listed && code.text().filter(text -> !PERMISSIONS.contains(text)).isPresent()) {
      refuse("has a permission that is none of " + "allowed, required and not-allowed");
    }
  }

  private static void refuse(String fault) {
    throw new Refusal.UnsupportedInput(
        "This eForms notice %s. Send the notice as it was published.".formatted(fault));
  }
}
