package bidloom.domain;

import static bidloom.domain.RequirementField.AWARD_CRITERIA;
import static bidloom.domain.RequirementField.BUDGET;
import static bidloom.domain.RequirementField.CLASSIFICATION_CODES;
import static bidloom.domain.RequirementField.CONTACTS;
import static bidloom.domain.RequirementField.DURATION_MONTHS;
import static bidloom.domain.RequirementField.FOUND;
import static bidloom.domain.RequirementField.LOTS;
import static bidloom.domain.RequirementField.SCOPE;
import static bidloom.domain.RequirementField.START;
import static bidloom.domain.RequirementField.SUBMISSION_DEADLINE;
import static bidloom.domain.RequirementField.TITLE;
import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Requirements.Budget;
import bidloom.domain.Requirements.Classification;
import bidloom.domain.Requirements.Contact;
import bidloom.domain.Requirements.Criterion;
import bidloom.domain.Requirements.Deadline;
import bidloom.domain.Requirements.Found;
import bidloom.domain.Requirements.Lot;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequirementsTest {
  private static final Found SURE = new Found(95, "line 3", Optional.of("as it says"));

  private static Requirements of(RequirementField field, Object value) {
    return new Requirements(Map.of(field.wireName(), value));
  }

  private static Requirements put(RequirementField field, @Nullable Object value) {
    return Requirements.builder().put(field, value, SURE).build();
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Classification cpv = new Classification("CPV", "72000000");
    assertThat(of(CLASSIFICATION_CODES, List.of(Requirements.value(cpv))).classifications())
        .containsExactly(cpv);
    Deadline noon = new Deadline(Instant.parse("2026-12-01T11:00:00Z"), ZoneId.of("Europe/Berlin"));
    assertThat(of(SUBMISSION_DEADLINE, Requirements.value(noon)).deadline()).contains(noon);
    Budget budget =
        new Budget(Optional.of(number("5")), Optional.of(number("9")), Optional.of("EUR"));
    assertThat(of(BUDGET, Requirements.value(budget)).budget()).contains(budget);
    List<Criterion> criteria =
        List.of(
            new Criterion("price", Optional.of(number("60"))),
            new Criterion("quality", Optional.empty()));
    assertThat(
            of(AWARD_CRITERIA, criteria.stream().map(Requirements::value).toList()).awardCriteria())
        .isEqualTo(criteria);
    List<Lot> lots =
        List.of(
            new Lot("1", Optional.of("Signs"), Optional.of("All of them")),
            new Lot("2", Optional.empty(), Optional.empty()));
    assertThat(of(LOTS, lots.stream().map(Requirements::value).toList()).lots()).isEqualTo(lots);
    assertThat(of(SCOPE, List.of("a", "b")).texts(SCOPE)).containsExactly("a", "b");
    assertThat(of(START, "2026-12-01").date(START)).contains(LocalDate.of(2026, 12, 1));
    assertThat(of(DURATION_MONTHS, 12).number(DURATION_MONTHS)).contains(number("12"));
    assertThat(of(TITLE, "Signs").text(TITLE)).contains("Signs");
  }

  @Test
  void whatIsNotKnownOfAContactIsLeftOut() {
    assertThat(
            Requirements.value(
                new Contact(Optional.of("Ada"), Optional.of("ada@example.org"), Optional.of("1"))))
        .isEqualTo(Map.of("name", "Ada", "email", "ada@example.org", "phone", "1"));
    assertThat(
            Requirements.value(new Contact(Optional.empty(), Optional.empty(), Optional.empty())))
        .isEmpty();
  }

  @Test
  void aValueOfAnotherShapeIsUnknown() {
    for (RequirementField field : RequirementField.values()) {
      for (Object value : List.of(true, "next week", 7, List.of("x", 7), Map.of("x", 7))) {
        Requirements odd = of(field, value);
        assertThat(odd.number(field).isPresent()).isEqualTo(value instanceof Integer);
        assertThat(odd.text(field).isPresent()).isEqualTo(value instanceof String);
        assertThat(odd.texts(field)).isEqualTo(value instanceof List ? List.of("x") : List.of());
        assertThat(odd.date(field)).isEmpty();
        assertThat(odd.budget()).isEmpty();
        assertThat(odd.deadline()).isEmpty();
        assertThat(odd.classifications()).isEmpty();
        assertThat(odd.awardCriteria()).isEmpty();
        assertThat(odd.lots()).isEmpty();
        assertThat(odd.found(TITLE)).isEmpty();
      }
    }
  }

  @Test
  void anEntryWithoutItsNameIsUnknownAndTheOthersAreNot() {
    assertThat(
            of(CLASSIFICATION_CODES, List.of(Map.of("scheme", "CPV"), Map.of("code", "7")))
                .classifications())
        .containsExactly(new Classification("", "7"));
    assertThat(
            of(AWARD_CRITERIA, List.of(Map.of("weight", 1), Map.of("name", "price")))
                .awardCriteria())
        .containsExactly(new Criterion("price", Optional.empty()));
  }

  @Test
  void aBudgetIsWorthItsLargerKnownEnd() {
    Optional<BigDecimal> five = Optional.of(number("5"));
    Optional<BigDecimal> nine = Optional.of(number("9"));
    assertThat(new Budget(five, nine, Optional.empty()).amount()).isEqualTo(nine);
    assertThat(new Budget(five, Optional.empty(), Optional.empty()).amount()).isEqualTo(five);
    assertThat(of(BUDGET, Map.of("currency", "EUR")).budget()).isEmpty();
  }

  @Test
  void aDeadlineWithoutAZoneIsInUtcAndAnUnreadableOneIsUnknown() {
    assertThat(of(SUBMISSION_DEADLINE, Map.of("instant", "2026-12-01T11:00:00Z")).deadline())
        .contains(new Deadline(Instant.parse("2026-12-01T11:00:00Z"), ZoneOffset.UTC));
    assertThat(of(SUBMISSION_DEADLINE, Map.of("instant", "soon")).deadline()).isEmpty();
    assertThat(
            of(SUBMISSION_DEADLINE, Map.of("instant", "2026-12-01T11:00:00Z", "zone", "Mars"))
                .deadline())
        .isEmpty();
  }

  @Test
  void theFirstValueFoundStandsWithItsSource() {
    Requirements.Builder builder = Requirements.builder();
    assertThat(builder.has(TITLE)).isFalse();
    Requirements found =
        builder
            .put(TITLE, "Signs", SURE)
            .put(TITLE, "Lights", new Found(10, "line 9", Optional.empty()))
            .put(START, "2026-12-01", new Found(50, "page 2", Optional.empty()))
            .build();
    assertThat(builder.has(TITLE)).isTrue();
    assertThat(found.text(TITLE)).contains("Signs");
    assertThat(found.found(TITLE)).contains(SURE);
    assertThat(found.found(START)).contains(new Found(50, "page 2", Optional.empty()));
    assertThat(found.found(SCOPE)).isEmpty();
    assertThat(of(FOUND, Map.of("title", Map.of())).found(TITLE))
        .contains(new Found(0, "", Optional.empty()));
  }

  @Test
  void nothingFoundIsUnknown() {
    for (Optional<Object> nothing :
        List.<Optional<Object>>of(Optional.empty(), Optional.of(" "), Optional.of(List.of()))) {
      assertThat(put(SCOPE, nothing.orElse(null))).isEqualTo(Requirements.NONE);
    }
    assertThat(put(SCOPE, List.of("a")).texts(SCOPE)).containsExactly("a");
  }

  @Test
  void anAgentIsNotToldWhomToAsk() {
    Requirements all =
        new Requirements(
            Map.of("title", "Signs", CONTACTS.wireName(), Collections.nCopies(2, Map.of())));
    assertThat(all.withoutContacts()).isEqualTo(of(TITLE, "Signs"));
  }
}
