package bidloom.cli;

import static bidloom.cli.People.field;
import static bidloom.cli.People.open;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import bidloom.client.Bidloom;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A decision on paper. With {@code -Dscreenshots=DIRECTORY} its pages are drawn there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class PagePrintIT {
  private static final String LONG =
      "Support of a data platform in the cloud, "
          + "and of all that belongs to it, ".repeat(8)
          + "to the last word";
  private static final String REASON =
      "We know this customer. " + "What they ask for is within reach. ".repeat(40) + "That is all.";

  private People people;
  private Page ada;
  private String bid;

  /** No bid, over a blocker; a person has confirmed it, at length. */
  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    people = People.at(directory);
    Bidloom client = people.server().client();
    byte[] notice = Files.readAllBytes(Path.of("../examples/cloud-support.sam.json"));
    Bidloom.Answer made = client.post("/api/bids?extract=true", "application/octet-stream", notice);
    bid = made.text("id");
    Map<?, ?> run = (Map<?, ?>) made.body().get("activeRun");
    Scene.all(client, "/api/runs/" + run.get("id") + "/events");
    Scene.all(client, "/api/bids/" + bid + "/evaluate/stream");
    client.patch("/api/bids/" + bid, version(), Map.of("title", LONG));
    client.postIfMatch(
        "/api/bids/" + bid + "/decision",
        version(),
        Map.of("decision", "NO_BIT", "reason", REASON));
    ada = people.person("ada", "bd", in(ColorScheme.LIGHT));
    decision(ada);
  }

  @AfterAll
  void stop() throws Exception {
    if (people != null) {
      people.closeWithoutComplaint();
    }
  }

  private String version() throws Exception {
    return "\"" + people.saved(bid).get("version") + "\"";
  }

  private static Browser.NewContextOptions in(ColorScheme scheme) {
    return new Browser.NewContextOptions().setLocale("en-GB").setColorScheme(scheme);
  }

  private Page decision(Page page) {
    open(page, bid);
    page.navigate("/#/bids/" + bid + "/decision");
    page.locator(".findings .agent").first().waitFor();
    return page;
  }

  private static byte[] print(Page page) {
    return page.pdf(new Page.PdfOptions().setFormat("A4").setPreferCSSPageSize(true));
  }

  /** The words of all pages; lines and pages are broken as they come. */
  private static String words(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return dense(new PDFTextStripper().getText(document));
    }
  }

  private static String dense(Object text) {
    return String.valueOf(text).replaceAll("\\s+", "");
  }

  private static List<BufferedImage> pages(byte[] pdf) throws IOException {
    List<BufferedImage> pages = new ArrayList<>();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFRenderer renderer = new PDFRenderer(document);
      for (int i = 0; i < document.getNumberOfPages(); i++) {
        pages.add(renderer.renderImageWithDPI(i, 72));
      }
    }
    return pages;
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  /** All that the decision rests on, as the server tells it. */
  private List<Object> grounds() throws Exception {
    Map<?, ?> evaluation = (Map<?, ?>) people.saved(bid).get("bitEvaluation");
    List<Object> grounds = new ArrayList<>();
    for (String name : List.of("strengths", "risks", "blockers", "nextSteps")) {
      grounds.addAll((List<?>) evaluation.get(name));
    }
    grounds.add(evaluation.get("executiveSummary"));
    List<?> runs =
        (List<?>) people.server().client().get("/api/bids/" + bid + "/runs").body().get("items");
    Object run = ((Map<?, ?>) runs.getFirst()).get("id");
    for (Object agent :
        (List<?>) people.server().client().get("/api/runs/" + run).body().get("agents")) {
      Map<?, ?> result = (Map<?, ?>) ((Map<?, ?>) ((Map<?, ?>) agent).get("output")).get("result");
      grounds.add(result.get("reasoning"));
      grounds.addAll((List<?>) result.get("criticalBlockers"));
    }
    return grounds;
  }

  @Test
  void theDecisionIsPrintedWithAllThatItRestsOn() throws Exception {
    assertThat(ada.locator(".agent details[open]")).hasCount(0);
    String words = words(print(ada));
    assertThat(words).contains("Nobid", dense(LONG), dense(REASON), "Version");
    assertThat(grounds())
        .hasSizeGreaterThan(12)
        .allSatisfy(ground -> assertThat(words).contains(dense(ground)));
    assertThat(ada.locator(".agent details[open]")).hasCount(0);
  }

  @Test
  void nothingOfThePageAroundItIsPrintedNorWhatIsNotSaved() throws Exception {
    Page bo = people.person("bo", "bd", in(ColorScheme.LIGHT));
    open(bo, bid);
    bo.route(People.SAVING, Route::abort);
    field(bo, "title").fill("A title in the making");
    bo.keyboard().press("Tab");
    bo.locator(".safe.warn").waitFor();
    bo.locator(".tabs a", new Page.LocatorOptions().setHasText("Decision")).click();
    bo.locator(".findings .agent").first().waitFor();
    assertThat(words(print(bo)))
        .contains(dense(LONG))
        .doesNotContain(
            "Bids",
            "Numbers",
            "Profile",
            "History",
            "Print",
            "Archive",
            "kepthere",
            "inthemaking",
            "Copy");
    bo.emulateMedia(
        new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
    assertThat(
            bo.locator(
                "button:visible, .button:visible, nav:visible, input:visible, textarea:visible"))
        .hasCount(0);
  }

  @Test
  void whoWorksInTheDarkPrintsInDarkInkAsEverybody() throws Exception {
    Page nox = people.person("nox", "bd", in(ColorScheme.DARK));
    List<BufferedImage> light = pages(print(ada));
    List<BufferedImage> dark = pages(print(decision(nox)));
    draw(light);
    assertThat(dark).hasSameSizeAs(light);
    for (int i = 0; i < light.size(); i++) {
      assertThat(Arrays.equals(pixels(light.get(i)), pixels(dark.get(i)))).as("page " + i).isTrue();
      assertThat(light.get(i).getRGB(1, 1)).isEqualTo(0xffffffff);
    }
  }

  private static void draw(List<BufferedImage> pages) throws IOException {
    Path directory = Path.of(System.getProperty("screenshots", "target/screenshots"));
    Files.createDirectories(directory);
    for (int i = 0; i < pages.size(); i++) {
      ImageIO.write(pages.get(i), "png", directory.resolve("print-" + i + ".png").toFile());
    }
  }
}
