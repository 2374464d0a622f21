package bidloom.architecture;

import bidloom.architecture.Sources.Text;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What every text of the repository keeps to. Each check returns its findings, none if all is well.
 */
final class Tidiness {
  static final int LONGEST_FILE = 400;

  private static final Pattern FORBIDDEN_PACKAGE =
      Pattern.compile("/java/(.*/)?(common|utils?|misc|helpers?|managers?|impl)/");
  private static final Pattern FORBIDDEN_CLASS =
      Pattern.compile("\\b(class|record|interface|enum) \\w+(Utils?|Helpers?|Manager|Impl)\\b");
  private static final Pattern SLEEP =
      Pattern.compile("\\b(Thread|[A-Z]+S)(\\.sleep\\(|::sleep\\b)");
  private static final Pattern PRINT = Pattern.compile("\\bSystem\\.(out|err)\\b");
  private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
  private static final Pattern CATCH_ALL =
      Pattern.compile("catch \\([^)]*\\b(Exception|Throwable|RuntimeException|Error)\\b");
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.$}*~-])/(work|tmp|home|root)/");

  /** Catches everything, with the reason why nothing gets lost there. */
  static final Map<String, String> MAY_CATCH_ALL =
      Map.of(
          "server/src/main/java/bidloom/store/SqliteWriter.java",
          "hands whatever a transaction threw on to the caller who waits for it",
          "server/src/main/java/bidloom/store/Database.java",
          "closes the half-opened database and throws on",
          "server/src/test/java/bidloom/simulation/Attempt.java",
          "hands whatever a simulated thread threw on to the history, which fails by it");

  private Tidiness() {}

  static List<String> filesAreShort(Sources sources) {
    return sources
        .those(Text::isMain)
        .filter(text -> text.lines().size() > LONGEST_FILE)
        .map(text -> text.path() + ": " + text.lines().size() + " lines")
        .toList();
  }

  static List<String> namesSayWhatThingsAre(Sources sources) {
    return sources
        .those(text -> text.isMain() || text.isTest())
        .filter(text -> !isAboutTidiness(text))
        .filter(
            text ->
                FORBIDDEN_PACKAGE.matcher(text.path()).find()
                    || FORBIDDEN_CLASS.matcher(text.content()).find())
        .map(Text::path)
        .toList();
  }

  static List<String> testsDoNotSleep(Sources sources) {
    return lines(sources, text -> text.isTest() && !isAboutTidiness(text), SLEEP);
  }

  static List<String> onlyCommandsPrint(Sources sources) {
    return lines(
        sources,
        text ->
            text.isMain() && !text.path().startsWith("cli/") && !text.path().startsWith("bench/"),
        PRINT);
  }

  static List<String> nothingIsLeftUnfinished(Sources sources) {
    return lines(sources, text -> !isAboutTidiness(text), UNFINISHED);
  }

  static List<String> nothingCatchesEverything(Sources sources) {
    return sources
        .those(text -> text.isMain() || (text.isTest() && !isAboutTidiness(text)))
        .filter(text -> !MAY_CATCH_ALL.containsKey(text.path()) && catchesAll(text) > 0)
        .map(Text::path)
        .toList();
  }

  private static long catchesAll(Text text) {
    return CATCH_ALL.matcher(text.content()).results().count();
  }

  /** The exceptions granted above that nobody needs any more. */
  static List<String> grantsAreUsed(Sources sources) {
    return MAY_CATCH_ALL.keySet().stream()
        .filter(
            path ->
                sources
                        .those(text -> text.path().equals(path))
                        .mapToLong(Tidiness::catchesAll)
                        .sum()
                    != 1)
        .toList();
  }

  /** A path of somebody's machine; Maven's own wrapper scripts are not ours. */
  static List<String> noPathOfAMachine(Sources sources) {
    return lines(
        sources, text -> !isAboutTidiness(text) && !text.name().startsWith("mvnw"), MACHINE_PATH);
  }

  static List<String> packagesAreNullMarked(Sources sources) {
    return sources
        .those(Text::isMain)
        .map(Text::folder)
        .distinct()
        .filter(
            folder ->
                sources
                    .those(text -> text.path().equals(folder + "/package-info.java"))
                    .noneMatch(text -> text.content().contains("@NullMarked")))
        .toList();
  }

  static List<String> modulesSayWhatTheyAre(Sources sources) {
    return sources
        .those(text -> text.name().equals("pom.xml"))
        .filter(text -> !says(text, "name") || !says(text, "description"))
        .map(Text::path)
        .toList();
  }

  private static boolean says(Text pom, String element) {
    return Pattern.compile("(?m)^  <" + element + ">[^<]+</" + element + ">$")
        .matcher(pom.content())
        .find();
  }

  private static boolean isAboutTidiness(Text text) {
    return text.path().contains("/bidloom/architecture/Tid");
  }

  private static List<String> lines(Sources sources, Predicate<Text> where, Pattern pattern) {
    Function<Text, Stream<String>> findings =
        text ->
            text.lines().stream()
                .filter(line -> pattern.matcher(line).find())
                .map(line -> text.path() + ": " + line.strip());
    return sources.those(where).flatMap(findings).toList();
  }
}
