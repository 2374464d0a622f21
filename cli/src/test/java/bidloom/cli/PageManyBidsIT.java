package bidloom.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.Edit;
import bidloom.domain.Settings;
import bidloom.store.BidStore;
import bidloom.store.Database;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The list and the board of ten thousand bids. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class PageManyBidsIT {
  private static final int BIDS = 10_000;
  private static final int PAGE = 100;

  /** Of each bid another value and another score; both are prime to the number of bids. */
  private static final int VALUES = 7919;

  private static final int SCORES = 7907;

  /** Has neither a value nor a score. */
  private static final String BARE = title(0);

  private static final double PATIENCE_MILLIS = 120_000;

  private People people;
  private Page ada;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    fill("jdbc:sqlite:" + directory.resolve("bidloom.db"));
    people = People.at(directory);
    ada = people.person("ada", "bd");
  }

  @AfterAll
  void stop() throws Exception {
    if (people != null) {
      people.closeWithoutComplaint();
    }
  }

  @BeforeEach
  void atTheList() {
    ada.navigate("/#/numbers");
    ada.locator(".figures").waitFor();
    ada.navigate("/#/bids");
    ada.locator("bl-list tbody tr").first().waitFor();
  }

  /** All in one transaction. */
  private static void fill(String url) {
    try (Database database = Database.open(url, Settings.DEFAULTS)) {
      BidStore bids = new BidStore(database);
      database.write(
          tx -> {
            for (int i = 0; i < BIDS; i++) {
              BidId id = new BidId(UUID.randomUUID().toString());
              Bid none = new Bid(id, 0, BidStatus.DRAFT, Map.of(), tx.now(), tx.now());
              Bid bid = none.changed(Edit.setting(fields(i)), BidStatus.DRAFT, tx.now());
              bids.insert(tx, bid, Actor.system("test"), "created");
            }
            return BIDS;
          });
    }
  }

  private static Map<String, Object> fields(int i) {
    Map<String, Object> fields = new TreeMap<>(Map.of("title", title(i)));
    if (i > 0) {
      fields.put("requirements.budget", Map.of("max", i * VALUES % BIDS, "currency", "EUR"));
      fields.put("bitEvaluation", Map.of("score", BigDecimal.valueOf((long) i * SCORES % BIDS, 2)));
    }
    return fields;
  }

  private static String title(int i) {
    return "Lot %05d".formatted(i);
  }

  /** The title of the bid to which a number belongs. */
  private static String titled(int factor, int number) {
    return title(
        IntStream.range(0, BIDS)
            .filter(i -> i * factor % BIDS == number)
            .findFirst()
            .orElseThrow());
  }

  private Locator first() {
    return ada.locator(".bids tbody tr").first();
  }

  private Locator heading(String column) {
    return ada.locator(".bids th.c-" + column);
  }

  /** Scrolls to the end of what is there, frame by frame, until all is; the most rows at a time. */
  private int scrollToTheEnd() {
    return ((Number)
            ada.evaluate(
                """
                async () => {
                  const rows = document.querySelector(".rows");
                  let most = 0;
                  while (!document.querySelector("bl-list").listing.complete) {
                    rows.scrollTop = rows.scrollHeight;
                    await new Promise(requestAnimationFrame);
                    most = Math.max(most, rows.querySelectorAll("tbody tr").length);
                  }
                  return most;
                }
                """))
        .intValue();
  }

  @Test
  void theLastBidIsReachedAndOnlyThoseInSightAreInTheDocument() {
    assertThat(ada.locator(".foot")).containsText("of 10,000");
    ada.navigate("/#/bids?sort=-value");
    assertThat(first()).containsText(titled(VALUES, BIDS - 1));
    ada.setDefaultTimeout(PATIENCE_MILLIS);
    assertThat(scrollToTheEnd()).isLessThan(PAGE);
    ada.locator(".rows").evaluate("rows => { rows.scrollTop = rows.scrollHeight; }");
    assertThat(ada.locator(".bids tbody tr:not(.gap)").last()).containsText(BARE);
    assertThat(ada.locator(".bids tbody tr:not(.gap)").last())
        .hasAttribute("aria-rowindex", String.valueOf(BIDS + 1));
    assertThat(ada.locator(".bids tbody tr").count()).isLessThan(PAGE);
  }

  @Test
  void aHeadingOrdersAndTurnsTheOrderRound() {
    assertThat(heading("updated")).hasAttribute("aria-sort", "descending");
    heading("value").locator("button").click();
    assertThat(first()).containsText(titled(VALUES, BIDS - 1));
    assertThat(heading("value")).hasAttribute("aria-sort", "descending");
    assertThat(ada.locator(".bids th[aria-sort]")).hasCount(1);
    assertThat(ada).hasURL(Pattern.compile("sort=-value$"));
    heading("value").locator("button").click();
    assertThat(first()).containsText(titled(VALUES, 1));
    assertThat(heading("value")).hasAttribute("aria-sort", "ascending");
    heading("score").locator("button").click();
    assertThat(first()).containsText(titled(SCORES, BIDS - 1));
    ada.reload();
    assertThat(first()).containsText(titled(SCORES, BIDS - 1));
    heading("score").locator("button").click();
    assertThat(first()).containsText(titled(SCORES, 1));
    assertThat(ada.locator("select").last()).hasValue("score");
    heading("updated").locator("button").click();
    assertThat(ada).hasURL(Pattern.compile("#/bids$"));
  }

  @Test
  void theKeyboardOrdersToo() {
    ada.locator(".rows").focus();
    ada.keyboard().press("ArrowDown");
    heading("deadline").locator("button").focus();
    ada.keyboard().press("Tab");
    ada.keyboard().press("Enter");
    assertThat(first()).containsText(titled(VALUES, BIDS - 1));
    ada.keyboard().press("Enter");
    assertThat(first()).containsText(titled(VALUES, 1));
    assertThat(heading("value").locator("button")).isFocused();
    ada.keyboard().press("Tab");
    ada.keyboard().press("Space");
    assertThat(first()).containsText(titled(SCORES, BIDS - 1));
    ada.goBack(); // the chosen bid was not opened on the way
    assertThat(ada).hasURL(Pattern.compile("#/numbers$"));
  }

  @Test
  void theBoardShowsAPageOfAColumnAndMoreAsOneScrolls() {
    ada.navigate("/#/bids?view=board&sort=-score");
    Locator draft = ada.locator(".column").first();
    assertThat(draft.locator(".count")).hasText("10000");
    assertThat(draft.locator(".card")).hasCount(PAGE);
    assertThat(draft.locator(".card").first()).containsText(titled(SCORES, BIDS - 1));
    draft.locator("ul").evaluate("cards => { cards.scrollTop = cards.scrollHeight; }");
    assertThat(draft.locator(".card")).hasCount(2 * PAGE);
    assertThat(ada.locator(".card")).hasCount(2 * PAGE);
  }
}
