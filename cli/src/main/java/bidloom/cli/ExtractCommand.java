package bidloom.cli;

import bidloom.domain.Notice;
import bidloom.domain.Refusal;
import bidloom.intake.Intake;
import bidloom.protocol.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Formats in, requirements out; no database. */
@Command(
    name = "extract",
    description = "Reads what tenders ask for, from notices and documents.",
    mixinStandardHelpOptions = true)
final class ExtractCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "notices or documents")
  List<Path> files;

  @Option(names = "--json", description = "print a JSON document for each file")
  boolean json;

  @Override
  public Integer call() throws IOException {
    boolean allRead = true;
    for (Path file : files) {
      allRead &= extract(file);
    }
    spec.commandLine().getOut().flush();
    return allRead ? 0 : 1;
  }

  private boolean extract(Path file) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      List<Notice> notices = Intake.read(Documents.read(file));
      if (json) {
        out.println(Json.write(document(file, notices)));
      } else {
        notices.forEach(notice -> new RequirementsText(out).print(file, notice));
      }
      return true;
    } catch (Refusal refusal) {
      if (json) {
        out.println(Json.write(Documents.problem(file, refusal)));
      } else {
        spec.commandLine().getErr().println(file + ": " + refusal.getMessage());
      }
      return false;
    }
  }

  /** The first notice's requirements; all of them where the document has several. */
  private static Map<String, Object> document(Path file, List<Notice> notices) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("file", file.toString());
    document.put("format", notices.getFirst().format());
    document.put("requirements", notices.getFirst().requirements().values());
    if (notices.size() > 1) {
      document.put("notices", notices.stream().map(n -> n.requirements().values()).toList());
    }
    return document;
  }
}
