package bidloom.cli;

import static bidloom.cli.Arguments.flag;

import bidloom.client.Bidloom;
import bidloom.client.Bidloom.Answer;
import bidloom.protocol.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;

/**
 * New bids from files. A file has its key from its content: whoever repeats an import that broke
 * off makes no second bid of what had arrived, as long as the server keeps its keys.
 */
final class ImportCommand extends RemoteCommand {
  private static final int WIDEST = 100;

  @Override
  public String name() {
    return "import";
  }

  @Override
  public String description() {
    return "Makes a bid on the server of each notice or document. The same command again within a"
        + " day makes no second one.";
  }

  @Override
  public String operands() {
    return "FILE...";
  }

  @Override
  List<Option> own() {
    return List.of(flag("extract", "start the extraction of each at once"));
  }

  @Override
  Errand errand(Arguments given, Terminal terminal, Connection connection) throws Mistake {
    List<Path> files = given.files();
    boolean json = given.has("json");
    String path = given.has("extract") ? "/api/bids?extract=true" : "/api/bids";
    return server ->
        Documents.each(
            files,
            json,
            terminal,
            file -> {
              Answer made = send(server, path, file);
              if (json) {
                terminal.out().println(Json.write(document(file, made)));
              } else {
                print(made, terminal.text());
              }
              return true;
            });
  }

  private static Answer send(Bidloom server, String path, Path file)
      throws IOException, InterruptedException {
    byte[] document = Documents.read(file);
    return server.postOnce(key(path, document), path, MediaTypes.of(file), document).orRefused();
  }

  private static String key(String path, byte[] document) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(path.getBytes(StandardCharsets.UTF_8));
      return "bidloom-import-" + HexFormat.of().formatHex(digest.digest(document));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  private static Map<String, Object> document(Path file, Answer made) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("file", file.toString());
    document.put("importedBefore", made.replayed());
    document.put("bid", made.body());
    return document;
  }

  private static void print(Answer made, PrintWriter out) {
    Part bid = Part.of(made.body());
    out.printf(
        "%s  version %s  %s%s%n",
        made.text("id"),
        bid.value("version").orElse("?"),
        Shown.line(bid.text("title").orElse("(no title yet)"), WIDEST),
        made.replayed() ? "  (imported before; nothing was added)" : "");
    for (Part like : bid.list("duplicates")) {
      out.printf(
          "  perhaps the same as %s  %s (%s)%n",
          like.text("id").orElse(""),
          Shown.line(like.text("title").orElse(""), WIDEST),
          like.text("why").orElse(""));
    }
  }
}
