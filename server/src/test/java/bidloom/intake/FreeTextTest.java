package bidloom.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Notice;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rules take from running text, and what they leave alone. */
class FreeTextTest {
  private static Requirements read(String text) {
    return Intake.read(text.getBytes(UTF_8)).getFirst().requirements();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Deadline for tenders: 12 May 2031, 12:00                   ; 2031-05-12T12:00:00Z
          Quotes are due on May 12, 2031 at 5:00 p.m. ET             ; 2031-05-12T21:00:00Z
          The submission closes on 2031-05-12                        ; 2031-05-12T23:59:00Z
          Die Angebotsfrist endet am 12.05.2031 um 10:30 Uhr, und zwar für alle, die mit der Stadt sprechen ; 2031-05-12T08:30:00Z
          """)
  void deadlinesAreInstantsInTheirZone(String line, String instant) {
    assertThat(read(line).deadline().map(Requirements.Deadline::instant))
        .contains(Instant.parse(instant));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Budget: EUR 400,000                                 ;         ; 400000  ; EUR
          The contract value is between $1,000,000 and $2.5 million ; 1000000 ; 2500000 ; USD
          Geschätzter Wert: 1.250.000,50 EUR                  ;         ; 1250000.50 ; EUR
          Total value not to exceed £85k                      ;         ; 85000   ; GBP
          """)
  void budgetsAreAmountsOfACurrency(String line, BigDecimal min, BigDecimal max, String currency) {
    Requirements.Budget budget = read(line).budget().orElseThrow();
    assertThat(budget.min().orElse(null)).isEqualTo(min);
    assertThat(budget.max().orElseThrow()).isEqualByComparingTo(max);
    assertThat(budget.currency()).contains(currency);
  }

  @Test
  void aTenderInMarkdownIsUnderstood() {
    Requirements tender =
        read(
            """
            # Relaunch of the municipal website

            Customer: City of Examplestead
            CPV 72413000-8

            ## Requirements

            - The contractor must migrate 4,000 pages from TYPO3 to Drupal.
            - Two references of comparable projects are required.
            - The provider shall be certified to ISO/IEC 27001.

            ## Award criteria

            Price: 40 %
            Quality of the concept: 60 %

            The period of performance is 24 months.
            """);
    assertThat(tender.text(RequirementField.TITLE)).contains("Relaunch of the municipal website");
    assertThat(tender.text(RequirementField.CUSTOMER_NAME)).contains("City of Examplestead");
    assertThat(tender.classifications())
        .containsExactly(new Requirements.Classification("CPV", "72413000"));
    assertThat(tender.texts(RequirementField.TECHNOLOGIES)).contains("TYPO3", "Drupal");
    assertThat(tender.texts(RequirementField.CERTIFICATES)).containsExactly("ISO 27001");
    assertThat(tender.awardCriteria())
        .extracting(c -> c.weight().orElseThrow().intValue())
        .containsExactly(40, 60);
    assertThat(tender.number(RequirementField.DURATION_MONTHS).orElseThrow())
        .isEqualByComparingTo("24");
    assertThat(tender.found(RequirementField.CUSTOMER_NAME).map(Requirements.Found::where))
        .contains("line 3");
  }

  @Test
  void whatIsNotThereStaysUnknown() {
    Requirements tender =
        read("We met on 3 May 2030 and spoke about 400 EUR for the coffee machine.");
    assertThat(tender.deadline()).isEmpty();
    assertThat(tender.budget()).isEmpty();
    assertThat(tender.text(RequirementField.CUSTOMER_NAME)).isEqualTo(Optional.empty());
  }

  @Test
  void aWebPageIsReadAsItsText() {
    Notice notice =
        Intake.read(
                "<!doctype html><html><head><title>Tender: App</title></head><body><p>Customer: Town of Sampleford</p></body></html>"
                    .getBytes(UTF_8))
            .getFirst();
    assertThat(notice.format()).isEqualTo("html");
    assertThat(notice.requirements().text(RequirementField.CUSTOMER_NAME))
        .contains("Town of Sampleford");
  }
}
