package bidloom.cli;

import static bidloom.cli.Arguments.valued;

import bidloom.domain.LoginName;
import bidloom.domain.Role;
import bidloom.domain.Settings;
import bidloom.protocol.Json;
import bidloom.service.Identity;
import bidloom.service.Ids;
import bidloom.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.cli.Option;

/** The accounts and tokens of a database, for whoever has that in hands; and how they are told. */
final class Register implements AutoCloseable {
  static final Option DB =
      valued(
          "db",
          "URL",
          "jdbc:sqlite:<file> or jdbc:postgresql:... (default: %s)".formatted(ServeCommand.DB));

  private final Database database;
  private final Identity identity;

  private Register(Database database, Settings settings) {
    this.database = database;
    this.identity =
        new Identity(database, settings.identity(), new Ids(Clock.systemUTC()), System::nanoTime);
  }

  static Register open(Arguments given) {
    Settings settings = Settings.DEFAULTS;
    return new Register(
        Database.open(given.text("db").orElse(ServeCommand.DB), settings), settings);
  }

  Identity identity() {
    return identity;
  }

  @Override
  public void close() {
    database.close();
  }

  static LoginName name(String text) throws Mistake {
    return LoginName.parse(text)
        .orElseThrow(() -> new Mistake("'%s' can't be a name.".formatted(text)));
  }

  static Role role(String text) throws Mistake {
    return Role.parse(text)
        .orElseThrow(
            () -> new Mistake("'%s' is no role: viewer, bd, bl or admin.".formatted(text)));
  }

  /** A line, or one JSON document. */
  static void tell(Arguments given, Terminal terminal, String line, Map<String, Object> document) {
    terminal.out().println(given.has("json") ? Json.write(document) : line);
  }

  /** Lines, or one JSON document with the items. */
  static void tellAll(
      Arguments given, Terminal terminal, List<String> lines, List<Map<String, Object>> items) {
    if (given.has("json")) {
      terminal.out().println(Json.write(Map.of("items", items)));
    } else {
      lines.forEach(terminal.out()::println);
    }
  }

  /** A document of what is there. */
  static Map<String, Object> document(
      Map<String, Object> always, Map<String, ? extends Optional<?>> maybe) {
    Map<String, Object> document = new TreeMap<>(always);
    maybe.forEach((name, value) -> value.ifPresent(present -> document.put(name, present)));
    return document;
  }

  static String day(Optional<Instant> instant) {
    return instant.map(at -> at.toString().substring(0, 10)).orElse("never");
  }
}
