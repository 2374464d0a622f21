package bidloom.cli;

import static bidloom.cli.People.field;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.nimbusds.jose.JOSEException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logging in at an identity provider, as a person in front of the page sees it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class PageLoginIT {
  private static final String LINK = "Log in with your organisation";
  private static final String WANTED = "/#/bids?q=M%C3%BCnchen+Nord&status=draft";

  private LocalIssuer issuer;
  private People people;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    issuer = new LocalIssuer();
    people =
        People.at(
            directory,
            issuer.client(
                Map.of("BIDLOOM_OIDC_ROLE_CLAIM", "groups", "BIDLOOM_OIDC_ROLES", "bidders=bd")));
  }

  @AfterAll
  void stop() throws Exception {
    if (people != null) {
      people.closeWithoutComplaint();
    }
    issuer.close();
  }

  @BeforeEach
  void beHonest() {
    issuer.claims = honest -> honest;
    issuer.signing = issuer::signed;
    issuer.refusing = false;
  }

  /** Somebody who wants to see something and has to log in first. */
  private Page at(String address) {
    Page page = people.stranger();
    page.navigate(address);
    page.getByText(LINK).waitFor();
    return page;
  }

  private void assertAtWhatWasWanted(Page page) {
    assertThat(page.locator("input[type=search]")).hasValue("München Nord");
    assertThat(page.locator(".me .name")).hasText("ida");
    assertThat(page).hasURL(people.server().base() + WANTED);
  }

  @Test
  void theProviderLeadsBackToTheAddressThatOneWanted() {
    Page page = at(WANTED);
    page.getByText(LINK).click();
    assertAtWhatWasWanted(page);
    page.reload();
    assertAtWhatWasWanted(page);
  }

  @Test
  void soDoesAPasswordOfOnesOwn() throws Exception {
    people.person("cy", "bd").context().close();
    Page page = at(WANTED);
    page.locator("input[name=name]").fill("cy");
    page.locator("input[name=password]").fill(People.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator(".me .name")).hasText("cy");
    assertThat(page.locator("input[type=search]")).hasValue("München Nord");
    assertThat(page).hasURL(people.server().base() + WANTED);
  }

  /** Told once, at the form, which still leads to where one wanted to be. */
  private void assertToldAndLetInLater(Page page, String told) {
    page.getByText(LINK).click();
    assertThat(page.locator(".login .fault")).containsText(told);
    beHonest();
    page.reload();
    assertThat(page.getByText(LINK)).isVisible();
    assertThat(page.locator(".login .fault")).hasCount(0);
    page.getByText(LINK).click();
    assertAtWhatWasWanted(page);
  }

  @Test
  void whomTheProviderRefusesIsToldAndCanTryAgain() {
    issuer.refusing = true;
    assertToldAndLetInLater(at(WANTED), "did not vouch for you");
  }

  @Test
  void whoHasNoAccessHereIsTold() {
    issuer.claims = honest -> honest.claim("groups", List.of("strangers"));
    assertToldAndLetInLater(at(WANTED), "you have no access here");
  }

  @Test
  void thatTheProviderDoesNotAnswerIsTold() {
    issuer.signing =
        claims -> {
          throw new JOSEException("out of order");
        };
    assertToldAndLetInLater(at(WANTED), "does not answer");
  }

  @Test
  void whoHasNoPasswordGoesOnWhereTheSessionEnded() throws Exception {
    String bid = people.bid(Map.of("title", "Of a long day", "customerName", "Port"));
    Page page = at("/#/bids/" + bid);
    page.getByText(LINK).click();
    page.locator(".safe.good").waitFor();
    page.context().clearCookies();
    field(page, "customerName").fill("Typed after the session ended");
    page.keyboard().press("Tab");
    page.locator(".ended button").click();
    page.locator("dialog").getByText(LINK).click();
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(page.locator(".me .name")).hasText("ida");
    Locator customer = field(page, "customerName");
    assertThat(customer).hasValue("Typed after the session ended");
    page.locator(".safe.good").waitFor();
    assertThat(people.saved(bid)).containsEntry("customerName", "Typed after the session ended");
  }
}
