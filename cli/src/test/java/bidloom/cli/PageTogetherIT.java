package bidloom.cli;

import static bidloom.cli.People.field;
import static bidloom.cli.People.open;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.HasValueOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two people with a browser each on the same bid. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class PageTogetherIT {
  private static final String DESCRIPTION = "requirements.description";
  private static final String TECHNOLOGIES = "requirements.technologies";
  private static final Map<String, Object> FIELDS =
      Map.of(
          "title",
          "A portal for two",
          "customerName",
          "Stadt Beispielhausen",
          "requirements",
          Map.of(
              "description",
              "a portal with ten services",
              "technologies",
              List.of("Java", "PostgreSQL")));

  private People people;
  private Page ada;
  private Page bo;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    people = People.at(directory, "--agent-pace", "3s");
    ada = people.person("ada", "bd");
    bo = people.person("bo", "bd");
  }

  @AfterAll
  void stop() throws Exception {
    if (people != null) {
      people.closeWithoutComplaint();
    }
  }

  private String both() throws Exception {
    String bid = people.bid(FIELDS);
    open(ada, bid);
    open(bo, bid);
    return bid;
  }

  private Map<?, ?> requirements(String bid) throws Exception {
    return (Map<?, ?>) people.saved(bid).get("requirements");
  }

  /** Both have typed into the description; ada's is saved. */
  private String conflicting(String adas, String bos) throws Exception {
    String bid = both();
    bo.route(
        People.SAVING, Route::abort); // else the one who rests first would be the first to save
    field(bo, DESCRIPTION).fill(bos);
    field(ada, DESCRIPTION).fill(adas);
    ada.keyboard().press("Tab");
    assertThat(bo.locator(".note.conflict")).containsText("ada changed this too");
    bo.unroute(People.SAVING);
    return bid;
  }

  private Locator dialog() {
    bo.locator(".note.conflict button").click();
    return bo.locator("dialog");
  }

  @Test
  void changesOfDifferentFieldsMeetWithoutAnybodyNoticing() throws Exception {
    String bid = both();
    field(ada, "customerName").fill("Stadt Musterstadt");
    field(bo, "requirements.country").fill("DE");
    ada.keyboard().press("Tab");
    bo.keyboard().press("Tab");
    assertThat(field(ada, "requirements.country")).hasValue("DE");
    assertThat(field(bo, "customerName")).hasValue("Stadt Musterstadt");
    assertThat(bo.locator("dialog")).hasCount(0);
    assertThat(people.saved(bid))
        .containsEntry("customerName", "Stadt Musterstadt")
        .extractingByKey("requirements")
        .asString()
        .contains("country=DE");
  }

  @Test
  void whatOthersSaveDoesNotDisturbWhatOneIsTyping() throws Exception {
    conflicting("a portal with twelve services", "A PORTAL with ten");
    assertThat(field(bo, DESCRIPTION)).isFocused();
    bo.keyboard().type(" more words");
    assertThat(field(bo, DESCRIPTION)).hasValue("A PORTAL with ten more words");
    assertThat(bo.locator("dialog")).hasCount(0);
  }

  @Test
  void aMergeHasWhatBothWanted() throws Exception {
    String bid =
        conflicting("a portal with ten services and a forum", "THE portal with ten services");
    Locator dialog = dialog();
    assertThat(dialog.locator(".base .was")).hasText("a portal with ten services");
    assertThat(dialog.locator(".theirs h3")).containsText("ada");
    assertThat(dialog.locator(".theirs ins")).containsText("and a forum");
    dialog.locator("footer .primary").click();
    String merged = "THE portal with ten services and a forum";
    assertThat(field(ada, DESCRIPTION)).hasValue(merged);
    assertThat(requirements(bid)).extracting("description").isEqualTo(merged);
  }

  @Test
  void aMergeCanBeEditedByHand() throws Exception {
    String bid = conflicting("a portal with twenty services", "a portal with ninety services");
    Locator dialog = dialog();
    dialog.locator(".merge textarea").fill("a portal, how large is to be asked");
    dialog.locator("footer button").last().click();
    assertThat(field(ada, DESCRIPTION)).hasValue("a portal, how large is to be asked");
    assertThat(bo.locator(".note.conflict")).hasCount(0);
    assertThat(requirements(bid))
        .extracting("description")
        .isEqualTo("a portal, how large is to be asked");
  }

  @Test
  void onesOwnVersionCanBeKept() throws Exception {
    String bid = conflicting("a portal with twenty services", "a portal with ninety services");
    dialog().getByText("Keep mine").click();
    assertThat(field(ada, DESCRIPTION)).hasValue("a portal with ninety services");
    assertThat(bo.locator(".note.conflict")).hasCount(0);
    assertThat(requirements(bid))
        .extracting("description")
        .isEqualTo("a portal with ninety services");
  }

  @Test
  void theOthersVersionCanBeTaken() throws Exception {
    String bid = conflicting("a portal with twenty services", "a portal with ninety services");
    dialog().getByText("Take theirs").click();
    assertThat(field(bo, DESCRIPTION)).hasValue("a portal with twenty services");
    assertThat(requirements(bid))
        .extracting("description")
        .isEqualTo("a portal with twenty services");
  }

  @Test
  void aDecisionCanWaitAndNothingIsLostMeanwhile() throws Exception {
    conflicting("a portal with twenty services", "a portal with ninety services");
    dialog().getByText("Decide later").click();
    bo.reload();
    assertThat(field(bo, DESCRIPTION)).hasValue("a portal with ninety services");
    assertThat(bo.locator(".note.conflict")).containsText("ada");
  }

  @Test
  void whoDecidesLateDecidesOnWhatTheOthersWroteLast() throws Exception {
    String bid = conflicting("a portal with twenty services", "a portal with ninety services");
    bo.navigate("about:blank");
    field(ada, DESCRIPTION).fill("a portal with thirty services");
    ada.keyboard().press("Tab");
    ada.locator(".safe.good").waitFor();
    bo.navigate("/#/bids/" + bid);
    bo.locator(".note.conflict").waitFor();
    assertThat(dialog().locator(".theirs ins")).containsText("thirty");
    bo.locator("dialog").getByText("Keep mine").click();
    assertThat(field(ada, DESCRIPTION)).hasValue("a portal with ninety services");
    assertThat(requirements(bid))
        .extracting("description")
        .isEqualTo("a portal with ninety services");
  }

  @Test
  void listsOfBothBecomeOne() throws Exception {
    String bid = both();
    bo.route(People.SAVING, Route::abort);
    field(bo, TECHNOLOGIES).fill("Java\nPostgreSQL\nKafka");
    field(ada, TECHNOLOGIES).fill("Java\nAngular");
    ada.keyboard().press("Tab");
    bo.locator(".note.conflict").waitFor();
    bo.unroute(People.SAVING);
    dialog().locator("footer .primary").click();
    assertThat(field(ada, TECHNOLOGIES)).hasValue("Java\nKafka\nAngular");
    assertThat(requirements(bid))
        .extracting("technologies")
        .isEqualTo(List.of("Java", "Kafka", "Angular"));
  }

  @Test
  void whoIsInWhichFieldIsSeen() throws Exception {
    both();
    field(ada, "requirements.industry").focus();
    assertThat(bo.locator(".people .person")).hasCount(1);
    assertThat(bo.locator("bl-field:has([data-field='requirements.industry']) .here .person"))
        .hasText("Aada");
    field(ada, "requirements.country").focus();
    assertThat(bo.locator("bl-field:has([data-field='requirements.country']) .here .person"))
        .hasCount(1);
    ada.navigate("/#/numbers");
    assertThat(bo.locator(".people")).hasCount(0);
  }

  /** Ada compares what was with what is; customer and country have changed since. */
  private String compared() throws Exception {
    String bid = both();
    save(bo, "customerName", "Stadt Musterstadt");
    save(bo, "requirements.country", "DE");
    assertThat(ada.locator(".safe.good")).containsText("v3");
    ada.navigate("/#/bids/" + bid + "/history?from=1&to=3");
    assertThat(ada.locator(".compared .diff tr")).hasCount(2);
    return bid;
  }

  private static void save(Page page, String field, String value) {
    field(page, field).fill(value);
    page.keyboard().press("Tab");
    page.locator(".safe.good").waitFor();
  }

  private void restoreCustomer() {
    ada.locator(".diff tr", new Page.LocatorOptions().setHasText("Customer"))
        .locator("input")
        .check();
    ada.getByText("Restore 1 field").click();
  }

  @Test
  void aRestoreUndoesNothingThatOthersWroteMeanwhile() throws Exception {
    String bid = compared();
    save(bo, "stage", "written after the comparison");
    assertThat(ada.locator(".revision").first()).containsText("written after");
    ada.getByText("Restore all").click();
    assertThat(ada.locator(".revision").first()).containsText("ada restored v1");
    assertThat(people.saved(bid))
        .containsEntry("customerName", "Stadt Beispielhausen")
        .containsEntry("stage", "written after the comparison");
    assertThat(requirements(bid).get("country")).isNull();
  }

  @Test
  void aRestoreOfWhatSomebodyChangedMeanwhileIsDecidedByThePerson() throws Exception {
    String bid = compared();
    save(bo, "customerName", "Stadt Neustadt");
    assertThat(ada.locator(".revision").first()).containsText("Neustadt");
    restoreCustomer();
    Locator dialog = ada.locator("dialog");
    assertThat(dialog.locator(".mine .was")).containsText("Beispielhausen");
    assertThat(dialog.locator(".theirs .was")).containsText("Neustadt");
    assertThat(people.saved(bid)).containsEntry("customerName", "Stadt Neustadt");
    dialog.getByText("Keep mine").click();
    assertThat(field(bo, "customerName")).hasValue("Stadt Beispielhausen");
    assertThat(people.saved(bid)).containsEntry("customerName", "Stadt Beispielhausen");
  }

  @Test
  void aRestoreOfAllLeavesWhatIsInConflictToThePersonAndRestoresTheRest() throws Exception {
    String bid = compared();
    save(bo, "customerName", "Stadt Neustadt");
    assertThat(ada.locator(".revision").first()).containsText("Neustadt");
    ada.getByText("Restore all").click();
    ada.locator("dialog").getByText("Take theirs").click();
    assertThat(ada.locator(".safe.good")).isVisible();
    assertThat(people.saved(bid)).containsEntry("customerName", "Stadt Neustadt");
    assertThat(requirements(bid).get("country")).isNull();
  }

  @Test
  void whatSomebodyIsTypingOutlivesARestoreOfTheSameField() throws Exception {
    String bid = compared();
    bo.route(People.SAVING, Route::abort);
    field(bo, "customerName").fill("Stadt in the making");
    restoreCustomer();
    assertThat(bo.locator(".note.conflict")).containsText("ada changed this too");
    assertThat(field(bo, "customerName")).hasValue("Stadt in the making");
    bo.unroute(People.SAVING);
    assertThat(people.saved(bid)).containsEntry("customerName", "Stadt Beispielhausen");
    dialog().getByText("Keep mine").click();
    bo.locator(".safe.good").waitFor();
    assertThat(people.saved(bid)).containsEntry("customerName", "Stadt in the making");
  }

  private String evaluating() throws Exception {
    return people.evaluating(ada, bo);
  }

  @Test
  void anEditOfWhatARunReadsIsHeldUntilItHasEnded() throws Exception {
    String bid = evaluating();
    field(bo, TECHNOLOGIES).fill("Cobol");
    bo.keyboard().press("Tab");
    assertThat(bo.locator(".note.held")).containsText("reads this field");
    assertThat(requirements(bid)).extracting("technologies").isNotEqualTo(List.of("Cobol"));
    field(bo, "stage").fill("not read by the run");
    bo.keyboard().press("Tab");
    assertThat(field(ada, "stage")).hasValue("not read by the run");
    assertThat(field(ada, TECHNOLOGIES))
        .hasValue("Cobol", new HasValueOptions().setTimeout(20_000));
    assertThat(people.saved(bid)).containsEntry("status", "bit_decided");
  }

  @Test
  void savedAllTheSameTheResultIsAProposalThatCanBeApplied() throws Exception {
    String bid = evaluating();
    field(bo, TECHNOLOGIES).fill("Cobol");
    bo.keyboard().press("Tab");
    bo.locator(".note.held button").first().click();
    Locator banner = ada.locator(".proposal");
    banner.waitFor(new Locator.WaitForOptions().setTimeout(20_000));
    assertThat(banner.locator(".causes")).containsText("Technologies");
    assertThat(banner.locator(".causes ins")).hasText("Cobol");
    assertThat(people.saved(bid)).containsEntry("status", "reviewing");
    banner.getByText("Apply").click();
    assertThat(banner).hasCount(0);
    assertThat(ada.locator(".head .status")).hasText("Decided");
    assertThat(people.saved(bid)).containsEntry("status", "bit_decided");
  }

  @Test
  void aProposalIsPutAwayForEverybodyAndCanBeAppliedStill() throws Exception {
    String bid = evaluating();
    field(bo, TECHNOLOGIES).fill("Cobol");
    bo.keyboard().press("Tab");
    bo.locator(".note.held button").first().click();
    ada.locator(".proposal")
        .getByText("Put away")
        .click(new Locator.ClickOptions().setTimeout(20_000));
    assertThat(ada.locator(".proposal")).hasCount(0);
    bo.reload();
    assertThat(bo.locator("bl-proposal .away")).containsText("was put away");
    assertThat(bo.locator(".proposal")).hasCount(0);
    bo.locator("bl-proposal .away button").click();
    bo.locator("bl-proposal dialog button.primary").click();
    assertThat(bo.locator(".head .status")).hasText("Decided");
    assertThat(people.saved(bid)).containsEntry("status", "bit_decided");
  }

  @Test
  void savedAndRestartedTheRunReadsTheNewValue() throws Exception {
    String bid = evaluating();
    field(bo, TECHNOLOGIES).fill("Cobol");
    bo.keyboard().press("Tab");
    bo.locator(".note.held button").last().click();
    assertThat(ada.locator(".run .quiet").first()).containsText("bo");
    ada.locator(".run.ended.complete").waitFor(new Locator.WaitForOptions().setTimeout(30_000));
    assertThat(people.saved(bid)).containsEntry("status", "bit_decided");
    assertThat(requirements(bid)).extracting("technologies").isEqualTo(List.of("Cobol"));
  }
}
