package bidloom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.Notice;
import bidloom.domain.Refusal;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import bidloom.intake.RealNotices.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What structured notices say, against the manifest and, for the buyer, a second reading. */
class RealNoticesTest {
  private static final Set<String> STRUCTURED =
      Set.of(
          "OCDS-1.1-release-JSON",
          "eForms-UBL-XML",
          "TED-XML-R2.0.8/9",
          "SAM.gov Opportunities v2 JSON");

  /** The manifest cuts titles here. */
  private static final int TITLE_CUT = 200;

  private static final double EXACT = 0.99;

  private final Map<String, int[]> tally = new TreeMap<>();
  private final List<String> misses = new ArrayList<>();
  private final Map<Path, List<Notice>> read = new HashMap<>();

  @Test
  void titleBuyerClassificationDeadlineAndValueAreExact() throws IOException {
    for (Truth truth : RealNotices.manifest()) {
      if (STRUCTURED.contains(truth.format()) && !truth.file().toString().contains("negative")) {
        compare(truth);
      }
    }
    tally.forEach(
        (what, counts) ->
            assertThat((double) counts[0] / counts[1])
                .as("%s: %d of %d; %s", what, counts[0], counts[1], misses)
                .isGreaterThanOrEqualTo(EXACT));
    assertThat(tally).hasSize(5);
  }

  private void compare(Truth truth) throws IOException {
    List<Notice> notices = notices(truth.file());
    Optional<Requirements> mine =
        notices.stream().map(Notice::requirements).filter(r -> sameTitle(r, truth)).findFirst();
    if (!truth.title().isEmpty()) {
      count("title", mine.isPresent(), truth);
    }
    Requirements requirements = mine.orElse(notices.getFirst().requirements());
    truth
        .code()
        .ifPresent(
            code ->
                count(
                    "classification",
                    requirements.classifications().getFirst().code().equals(code),
                    truth));
    truth.value().ifPresent(value -> count("value", sameValue(requirements, truth), truth));
    truth.deadline().ifPresent(at -> count("deadline", sameDeadline(requirements, at), truth));
    Set<String> buyers = BuyerReading.of(truth.file());
    count(
        "buyer",
        requirements
            .text(RequirementField.CUSTOMER_NAME)
            .filter(name -> buyers.contains(folded(name)))
            .isPresent(),
        truth);
  }

  private List<Notice> notices(Path file) throws IOException {
    if (!read.containsKey(file)) {
      read.put(file, Intake.read(Files.readAllBytes(file)));
    }
    return read.getOrDefault(file, List.of());
  }

  private void count(String what, boolean exact, Truth truth) {
    int[] counts = tally.computeIfAbsent(what, w -> new int[2]);
    counts[0] += exact ? 1 : 0;
    counts[1]++;
    if (!exact) {
      misses.add(what + " of " + truth.file().getFileName());
    }
  }

  static String folded(String text) {
    return text.replaceAll("[\\s\\u00a0]+", " ").strip();
  }

  private static boolean sameTitle(Requirements requirements, Truth truth) {
    String title = folded(requirements.text(RequirementField.TITLE).orElse(""));
    String wanted = folded(truth.title());
    return title.equals(wanted)
        || (truth.title().length() >= TITLE_CUT && title.startsWith(wanted));
  }

  private static boolean sameValue(Requirements requirements, Truth truth) {
    Optional<Requirements.Budget> budget = requirements.budget();
    return budget
            .flatMap(Requirements.Budget::amount)
            .filter(a -> a.compareTo(truth.value().orElseThrow()) == 0)
            .isPresent()
        && budget.flatMap(Requirements.Budget::currency).equals(truth.currency());
  }

  private static boolean sameDeadline(Requirements requirements, String published) {
    return requirements
        .deadline()
        .filter(
            d ->
                published.contains("T")
                    ? d.instant().equals(OffsetDateTime.parse(published).toInstant())
                    : published.startsWith(d.instant().atZone(d.zone()).toLocalDate().toString()))
        .isPresent();
  }

  @Test
  void invalidNoticesAreRefusedWithWhatToDo() throws IOException {
    int refused = 0;
    for (Truth truth : RealNotices.manifest()) {
      if (truth.file().toString().contains("negative")) {
        byte[] bytes = Files.readAllBytes(truth.file());
        assertThatThrownBy(() -> Intake.read(bytes))
            .as(truth.file().getFileName().toString())
            .isInstanceOf(Refusal.UnsupportedInput.class)
            .hasMessageContaining("Send the");
        refused++;
      }
    }
    assertThat(refused).isEqualTo(12);
  }

  @Test
  void everyDocumentOfTheDevSetIsReadOrNamedAsNotReadable() throws IOException {
    for (Truth truth : RealNotices.manifest()) {
      String file = truth.file().toString();
      if (file.contains("eu-national")) {
        assertThatThrownBy(() -> Intake.read(Files.readAllBytes(truth.file())))
            .isInstanceOf(Refusal.UnsupportedInput.class);
      } else if (!file.contains("negative") && !file.endsWith(".jsonl")) {
        assertThat(notices(truth.file())).as(file).isNotEmpty();
      }
    }
  }
}
