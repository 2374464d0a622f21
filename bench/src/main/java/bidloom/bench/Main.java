package bidloom.bench;

import bidloom.bench.compare.Comparison;
import java.nio.file.Path;
import java.util.List;

/** Runs the measurements that are named, or all. */
public final class Main {
  private Main() {}

  /**
   * Names: {@code start}, {@code intake}, {@code pages}, {@code compare} (these only when named).
   */
  public static void main(String[] args) throws Exception {
    List<String> wanted = args.length == 0 ? List.of("start", "intake") : List.of(args);
    for (String name : wanted) {
      switch (name) {
        case "start" -> new StartBench(Path.of("")).run();
        case "intake" -> IntakeBench.run();
        case "pages" -> PagesBench.run();
        case "compare" -> Comparison.run();
        default -> {
          System.err.println(
              "There is no measurement \"" + name + "\": start, intake, pages, compare.");
          System.exit(2);
        }
      }
    }
  }
}
