package bidloom.cli;

import static bidloom.cli.Arguments.flag;

import bidloom.domain.Notice;
import bidloom.intake.Intake;
import bidloom.protocol.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Options;

/** Formats in, requirements out; no database. */
final class ExtractCommand implements Command {
  @Override
  public String name() {
    return "extract";
  }

  @Override
  public String description() {
    return "Reads what tenders ask for, from notices and documents.";
  }

  @Override
  public String operands() {
    return "FILE...";
  }

  @Override
  public Options options() {
    return Arguments.options(flag("json", "print a JSON document for each file"));
  }

  @Override
  public int run(Arguments given, Terminal terminal)
      throws Mistake, IOException, InterruptedException {
    boolean json = given.has("json");
    return Documents.each(given.files(), json, terminal, file -> extract(file, json, terminal));
  }

  private static boolean extract(Path file, boolean json, Terminal terminal) throws IOException {
    List<Notice> notices = Intake.read(Documents.read(file));
    if (json) {
      terminal.out().println(Json.write(document(file, notices)));
    } else {
      notices.forEach(notice -> new RequirementsText(terminal.text()).print(file, notice));
    }
    return true;
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
