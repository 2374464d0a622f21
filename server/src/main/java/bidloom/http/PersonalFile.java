package bidloom.http;

import bidloom.domain.LoginName;
import bidloom.domain.Trace.Change;
import bidloom.domain.Trace.Edition;
import bidloom.domain.Trace.Errand;
import bidloom.domain.Trace.Owned;
import bidloom.domain.Trace.Seat;
import bidloom.protocol.Json;
import bidloom.service.PersonalData;
import bidloom.service.PersonalData.Person;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What is held about somebody, as one JSON object that is written while it is read: {@code
 * {account, identityProvider?, sessions, presence, tokens, bidsOwned, runs, changes,
 * profileVersions}}.
 */
final class PersonalFile {
  private PersonalFile() {}

  static Response of(PersonalData data, LoginName name) {
    Person person = data.person(name); // refused before anything is written
    StreamingOutput body = out -> write(data, person, out);
    return Response.ok(body, MediaType.APPLICATION_JSON)
        .header("Cache-Control", "no-store")
        .header("Content-Disposition", "attachment; filename=\"%s.json\"".formatted(name.value()))
        .build();
  }

  private static void write(PersonalData data, Person person, OutputStream out) throws IOException {
    put(out, "{\"account\":" + Json.write(Identities.account(person.account())));
    if (person.subject().isPresent()) {
      put(out, ",\"identityProvider\":" + Json.write(person.subject().get()));
    }
    put(out, ",\"sessions\":" + Json.write(person.sessions()));
    put(
        out,
        ",\"presence\":" + Json.write(person.presence().stream().map(PersonalFile::seat).toList()));
    list(out, "tokens", after -> data.tokens(person, after), Identities::token);
    list(out, "bidsOwned", after -> data.owned(person, after), PersonalFile::owned);
    list(out, "runs", after -> data.runs(person, after), PersonalFile::run);
    list(out, "changes", after -> data.changes(person, after), PersonalFile::change);
    list(out, "profileVersions", after -> data.editions(person, after), PersonalFile::edition);
    put(out, "}\n");
  }

  private static <T> void list(
      OutputStream out,
      String name,
      Function<Optional<T>, List<T>> pages,
      Function<T, Map<String, Object>> shown)
      throws IOException {
    put(out, ",\n\"" + name + "\":[");
    String before = "";
    List<T> page = pages.apply(Optional.empty());
    while (!page.isEmpty()) {
      StringBuilder text = new StringBuilder();
      for (T one : page) {
        text.append(before).append(Json.write(shown.apply(one)));
        before = ",\n";
      }
      put(out, text.toString());
      page = pages.apply(Optional.of(page.getLast()));
    }
    put(out, "]");
  }

  private static Map<String, Object> seat(Seat seat) {
    Map<String, Object> view = new TreeMap<>();
    view.put("bidId", seat.bid().value());
    view.put("client", seat.client());
    view.put("since", seat.since());
    seat.field().ifPresent(field -> view.put("field", field));
    return view;
  }

  private static Map<String, Object> owned(Owned owned) {
    Map<String, Object> view = new TreeMap<>();
    view.put("bidId", owned.bid().value());
    view.put("status", owned.status().wireName());
    owned.title().ifPresent(title -> view.put("title", title));
    return view;
  }

  private static Map<String, Object> run(Errand run) {
    Map<String, Object> view = new TreeMap<>();
    view.put("runId", run.run().value());
    view.put("bidId", run.bid().value());
    view.put("kind", run.kind().wireName());
    view.put("startedAt", run.startedAt());
    view.put("started", run.started());
    view.put("cancelled", run.cancelled());
    return view;
  }

  private static Map<String, Object> change(Change change) {
    Map<String, Object> view = new TreeMap<>();
    view.put("bidId", change.bid().value());
    view.put("version", change.version());
    view.put("at", change.at());
    view.put("actor", change.actor().text());
    view.put("reason", change.reason());
    view.put("fields", change.fields());
    return view;
  }

  private static Map<String, Object> edition(Edition edition) {
    return Map.of(
        "version", edition.version(), "at", edition.at(), "actor", edition.actor().text());
  }

  private static void put(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
