package bidloom.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list on the server, which comes in pages that each name the next ({@code nextCursor}). */
final class Pages {
  private static final int LARGEST = 200;

  private final Bidloom server;
  private final String path;
  private final Map<String, String> query;

  Pages(Bidloom server, String path, Map<String, String> query) {
    this.server = server;
    this.path = path;
    this.query = new LinkedHashMap<>(query);
  }

  List<Map<String, Object>> items(int most) throws IOException, InterruptedException {
    List<Map<String, Object>> items = new ArrayList<>();
    boolean further = true;
    while (further && items.size() < most) {
      query.put("limit", String.valueOf(Math.min(LARGEST, most - items.size())));
      Map<String, Object> page = server.get(path + text()).orRefused().body();
      if (page.get("items") instanceof List<?> found) {
        found.forEach(item -> items.add(object(item)));
      }
      Optional<Object> next = Optional.ofNullable(page.get("nextCursor"));
      next.ifPresent(cursor -> query.put("cursor", String.valueOf(cursor)));
      further = next.isPresent();
    }
    return items;
  }

  private String text() {
    List<String> pairs = new ArrayList<>();
    query.forEach((name, value) -> pairs.add(name + "=" + Bidloom.encoded(value)));
    return "?" + String.join("&", pairs);
  }

  private static Map<String, Object> object(Object item) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (item instanceof Map<?, ?> members) {
      members.forEach((name, value) -> object.put(String.valueOf(name), value));
    }
    return object;
  }
}
