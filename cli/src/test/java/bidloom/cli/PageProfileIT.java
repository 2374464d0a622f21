package bidloom.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of the company's profile: administrators edit it, and nobody's change is lost. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageProfileIT {
  private static final String THRESHOLD = "rules.threshold";

  private People people;
  private Page ada;
  private Page bo;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    people = People.at(directory);
    ada = people.person("ada", "admin");
    bo = people.person("bo", "admin");
  }

  @AfterAll
  void stop() throws Exception {
    if (people != null) {
      people.closeWithoutComplaint();
    }
  }

  private static Locator edit(Page page, String section) {
    page.locator("button[aria-label='Edit: " + section + "']").click();
    return page.locator("bl-profile-form dialog");
  }

  private static Page profile(Page page) {
    page.navigate("/#/profile");
    page.reload();
    page.locator(".profile h1").waitFor();
    return page;
  }

  private static Locator field(Locator form, String name) {
    return form.locator("[data-field='" + name + "']");
  }

  private static void save(Locator form) {
    form.locator("footer button.primary").click();
  }

  private Map<String, Object> saved() throws Exception {
    return people.server().client().get("/api/profile").body();
  }

  private Object rule(String name) throws Exception {
    return ((Map<?, ?>) saved().get("rules")).get(name);
  }

  private Object member(String section, String name) throws Exception {
    return ((Map<?, ?>) saved().get(section)).get(name);
  }

  @Test
  void aRuleIsChangedAndTheVersionNamesWhoDidIt() throws Exception {
    Locator form = edit(profile(ada), "How it is decided");
    field(form, THRESHOLD).fill("61");
    save(form);
    assertThat(form).hasCount(0);
    assertThat(ada.locator(".profile")).containsText("61");
    assertThat(rule("threshold")).hasToString("61");
    assertThat(versions().first()).containsText("How it is decided");
    assertThat(versions().first()).containsText("ada");
  }

  private Locator versions() {
    return ada.locator(".profile section:has(h2:text-is('Versions')) tbody tr");
  }

  @Test
  void whatCannotBeIsRefusedAndStaysInTheForm() throws Exception {
    Locator form = edit(profile(ada), "How it is decided");
    field(form, "rules.weights.legal").fill("0.9");
    save(form);
    assertThat(form.locator(".fault")).containsText("must add up to 1");
    assertThat(field(form, "rules.weights.legal")).hasValue("0.9");
    form.locator("footer button").first().click();
    assertThat(form).hasCount(0);
  }

  @Test
  void twoWhoChangeDifferentPartsOfASectionBothHaveTheirWay() throws Exception {
    Locator adas = edit(profile(ada), "The company");
    Locator bos = edit(profile(bo), "The company");
    field(adas, "company.employees").fill("140");
    field(bos, "company.certificates").fill("ISO 9001\nISO 27001");
    save(adas);
    assertThat(adas).hasCount(0);
    save(bos);
    assertThat(bos).hasCount(0);
    assertThat(member("company", "employees")).hasToString("140");
    assertThat(member("company", "certificates")).hasToString("[ISO 9001, ISO 27001]");
  }

  @Test
  void twoWhoChangeTheSamePartAreAsked() throws Exception {
    Locator adas = edit(profile(ada), "How it is decided");
    Locator bos = edit(profile(bo), "How it is decided");
    field(adas, THRESHOLD).fill("64");
    save(adas);
    assertThat(adas).hasCount(0);
    field(bos, THRESHOLD).fill("66");
    field(bos, "rules.minimumConfidence").fill("71");
    save(bos);
    assertThat(bos.locator(".banner")).containsText("ada changed this too");
    assertThat(bos.locator(".banner")).containsText("64");
    assertThat(field(bos, THRESHOLD)).hasValue("66");
    assertThat(rule("threshold")).hasToString("64");
    bo.reload();
    edit(bo, "How it is decided");
    assertThat(bos.locator(".banner")).containsText("64");
    assertThat(field(bos, THRESHOLD)).hasValue("66");
    save(bos);
    assertThat(bos).hasCount(0);
    assertThat(rule("threshold")).hasToString("66");
    assertThat(rule("minimumConfidence")).hasToString("71");
  }

  @Test
  void theirsIsTakenWhereOneAgrees() throws Exception {
    Locator adas = edit(profile(ada), "What we can carry");
    Locator bos = edit(profile(bo), "What we can carry");
    field(adas, "capacity.peopleAvailable").fill("31");
    save(adas);
    assertThat(adas).hasCount(0);
    field(bos, "capacity.peopleAvailable").fill("29");
    field(bos, "capacity.dayCost").fill("701");
    save(bos);
    bos.locator(".banner button").click();
    assertThat(field(bos, "capacity.peopleAvailable")).hasValue("31");
    save(bos);
    assertThat(bos).hasCount(0);
    assertThat(member("capacity", "peopleAvailable")).hasToString("31");
    assertThat(member("capacity", "dayCost")).hasToString("701");
  }

  @Test
  void whatIsTypedOutlivesAReload() throws Exception {
    Locator form = edit(profile(ada), "What we can do");
    form.locator("summary").first().click();
    field(form, "capabilities.0.people").fill("17");
    ada.reload();
    Locator button = ada.locator("button[aria-label='Edit: What we can do']");
    assertThat(button).hasText("Go on editing");
    button.click();
    form.locator("summary").first().click();
    assertThat(field(form, "capabilities.0.people")).hasValue("17");
    save(form);
    assertThat(form).hasCount(0);
    assertThat(saved().get("capabilities").toString()).contains("people=17");
  }

  @Test
  void anEntryIsAddedAndTakenAway() throws Exception {
    Locator form = edit(profile(ada), "What we have done");
    int before = form.locator("details").count();
    form.locator("button:text-is('Add')").click();
    String added = "references." + before + ".";
    field(form, added + "title").fill("A portal for a fictitious town");
    field(form, added + "customerType").fill("public");
    field(form, added + "industry").fill("Public administration");
    field(form, added + "value").fill("250000");
    field(form, added + "year").fill("2025");
    save(form);
    assertThat(form).hasCount(0);
    assertThat(ada.locator(".profile")).containsText("A portal for a fictitious town");
    form = edit(ada, "What we have done");
    form.locator("summary", new Locator.LocatorOptions().setHasText("A portal")).click();
    form.locator("button:text-is('Remove A portal for a fictitious town')").click();
    save(form);
    assertThat(form).hasCount(0);
    assertThat(saved().get("references").toString()).doesNotContain("fictitious town");
  }

  @Test
  void aVersionOfThePastBecomesTheNextOne() throws Exception {
    Locator form = edit(profile(ada), "Where we want to be");
    field(form, "market.countries").fill("AT\nCH");
    save(form);
    assertThat(form).hasCount(0);
    assertThat(versions().first()).containsText("Where we want to be");
    ada.locator("button:text-is('Restore 1')").click();
    assertThat(ada.locator(".word")).containsText("as it was at version 1");
    Map<String, Object> first = people.server().client().get("/api/profile?version=1").body();
    Map<String, Object> now = saved();
    assertThat(now.get("market")).isEqualTo(first.get("market"));
    assertThat(now.get("capacity")).isEqualTo(first.get("capacity"));
  }

  @Test
  void theFormIsOpenToEverybodyAndTheButtonsToAdministrators() throws Exception {
    for (String section : new String[] {"How it is decided", "What we have done", "The company"}) {
      Locator form = edit(profile(ada), section);
      form.locator("details").all().forEach(one -> one.locator("summary").click());
      assertThat(new AxeBuilder(ada).analyze().getViolations()).isEmpty();
      ada.keyboard().press("Escape");
      assertThat(form).hasCount(0);
    }
    Page eve = people.person("eve", "bd");
    profile(eve);
    assertThat(eve.locator(".profile .edit")).hasCount(0);
  }
}
