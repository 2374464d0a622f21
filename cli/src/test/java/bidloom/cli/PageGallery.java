package bidloom.cli;

import static bidloom.cli.People.field;
import static bidloom.cli.People.open;
import static org.assertj.core.api.Assertions.assertThat;

import bidloom.client.Bidloom;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The example notices as bids, and pictures of the pages that show them. */
final class PageGallery {
  private static final Path EXAMPLES = Path.of("../examples");

  private final People people;
  private final String bid;

  PageGallery(People people, String bid) {
    this.people = people;
    this.bid = bid;
  }

  /** Makes a bid of each example and lets most of them be decided. */
  static void fill(People people) throws Exception {
    Bidloom client = people.server().client();
    int count = 0;
    for (Path example : examples()) {
      Bidloom.Answer made =
          client.post(
              "/api/bids?extract=true", "application/octet-stream", Files.readAllBytes(example));
      assertThat(made.status()).isEqualTo(201);
      Map<?, ?> run = (Map<?, ?>) made.body().get("activeRun");
      Scene.all(client, "/api/runs/" + run.get("id") + "/events");
      if (count++ % 3 != 0) {
        Scene.all(client, "/api/bids/" + made.text("id") + "/evaluate/stream");
      }
    }
  }

  private static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.filter(file -> !file.endsWith("README.md")).sorted().toList();
    }
  }

  /** The bid on the citizen portal, decided. */
  static String decided(People people) throws Exception {
    String bid = of(people, "citizen");
    Scene.all(people.server().client(), "/api/bids/" + bid + "/evaluate/stream");
    return bid;
  }

  private static String of(People people, String word) throws Exception {
    List<?> found =
        (List<?>) people.server().client().get("/api/board?q=" + word).body().get("items");
    return String.valueOf(((Map<?, ?>) found.getFirst()).get("id"));
  }

  /** Into the directory of {@code -Dscreenshots}, else where they do not matter. */
  void draw() throws Exception {
    Path directory = Path.of(System.getProperty("screenshots", "target/screenshots"));
    Files.createDirectories(directory);
    Page page =
        people.person(
            "mara",
            "admin",
            new Browser.NewContextOptions().setViewportSize(1360, 850).setLocale("en-GB"));
    shot(page, "/#/bids", "bl-list tbody tr", directory.resolve("bids.png"));
    shot(page, "/#/bids?view=board", ".column:nth-child(2) .card", directory.resolve("board.png"));
    page.navigate("/#/bids/" + of(people, "mobility"));
    page.locator(".notice .text").waitFor();
    page.locator("bl-field:has([data-field='requirements.budget']) .found").click();
    page.locator("mark").waitFor();
    picture(page, directory.resolve("bid.png"));
    shot(
        page,
        "/#/bids/" + bid + "/decision",
        ".findings .agent",
        directory.resolve("decision.png"));
    shot(page, "/#/numbers", ".figures", directory.resolve("numbers.png"));
    shot(page, "/#/profile", ".profile .panel", directory.resolve("profile.png"));
    conflict(page, directory.resolve("conflict.png"));
    Page dark =
        people.person(
            "nox",
            "bd",
            new Browser.NewContextOptions()
                .setViewportSize(1360, 850)
                .setLocale("de-DE")
                .setColorScheme(ColorScheme.DARK));
    shot(dark, "/#/bids/" + bid + "/decision", ".findings .agent", directory.resolve("dark.png"));
    assertThat(directory.resolve("dark.png")).isNotEmptyFile();
  }

  private void conflict(Page mara, Path file) throws Exception {
    Page bo = people.person("tomas", "bd");
    open(mara, bid);
    open(bo, bid);
    String name = "requirements.description";
    String text = field(mara, name).inputValue();
    field(mara, name).fill(text.replaceFirst("25 online services", "30 online services"));
    field(bo, name).fill(text + " Training for editors is part of the contract.");
    bo.keyboard().press("Tab");
    mara.locator(".note.conflict button").click();
    mara.locator("dialog[open]").waitFor();
    picture(mara, file);
    mara.keyboard().press("Escape");
  }

  private static void shot(Page page, String address, String there, Path file) {
    page.navigate(address);
    page.locator(there).first().waitFor();
    picture(page, file);
  }

  private static void picture(Page page, Path file) {
    page.evaluate("() => document.fonts.ready.then(() => new Promise(requestAnimationFrame))");
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }
}
