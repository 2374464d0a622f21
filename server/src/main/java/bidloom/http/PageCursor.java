package bidloom.http;

import bidloom.domain.BidQuery;
import bidloom.domain.Refusal;
import bidloom.protocol.Json;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a page of bids begins, as an opaque text for the next request. */
final class PageCursor {
  private PageCursor() {}

  static String text(BidQuery.Sort sort, BidQuery.Place place) {
    String json = Json.write(Map.of("sort", sort.wireName(), "key", place.key(), "id", place.id()));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  static Optional<BidQuery.Place> parse(@Nullable String text, BidQuery.Sort sort) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] json = Base64.getUrlDecoder().decode(text);
      Map<String, Object> members = Json.readObject(new String(json, StandardCharsets.UTF_8));
      if (members.get("key") instanceof String key
          && members.get("id") instanceof String id
          && sort.wireName().equals(members.get("sort"))) {
        String place = sort == BidQuery.Sort.TITLE ? key : String.valueOf(Long.parseLong(key));
        return Optional.of(new BidQuery.Place(place, id));
      }
    } catch (IllegalArgumentException | UncheckedIOException notOurs) {
      // Refused below, like a cursor of another order.
    }
    throw new Refusal.Invalid(
        "/cursor", "Take the cursor from nextCursor as it is, with the same sort.");
  }
}
