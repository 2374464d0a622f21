package bidloom.http;

import bidloom.domain.BidQuery;
import bidloom.domain.BidStatus;
import bidloom.domain.Refusal;
import bidloom.domain.SearchText;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query parameters that choose and order bids; the same for lists and for exports. */
class BidQueries {
  private static final int MOST_WORDS = 10;

  /** A status by its name. */
  @QueryParam("status")
  @Nullable String status;

  /** Words that must all occur in title, customer, owner or notice id. */
  @QueryParam("q")
  @Nullable String words;

  @QueryParam("owner")
  @Nullable String owner;

  /** An instant (ISO 8601), or a day whose beginning in UTC is meant. */
  @QueryParam("deadlineBefore")
  @Nullable String deadlineBefore;

  @QueryParam("sort")
  @Nullable String sort;

  BidQuery query() {
    return new BidQuery(
        given(status).map(BidQueries::status),
        given(words).map(BidQueries::words).orElse(List.of()),
        given(owner),
        given(deadlineBefore).map(BidQueries::instant),
        given(sort).map(BidQueries::sort).orElse(BidQuery.ALL.sort()));
  }

  private static Optional<String> given(@Nullable String parameter) {
    return Optional.ofNullable(parameter).filter(text -> !text.isBlank());
  }

  private static BidStatus status(String name) {
    return Arrays.stream(BidStatus.values())
        .filter(status -> status.wireName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal.Invalid(
                    "/status", "There is no status \"%s\".".formatted(Echo.of(name))));
  }

  private static List<String> words(String text) {
    List<String> words = SearchText.words(text);
    if (words.size() > MOST_WORDS) {
      throw new Refusal.Invalid("/q", "Search for %d words at most.".formatted(MOST_WORDS));
    }
    return words;
  }

  private static Instant instant(String text) {
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException notATime) {
      throw new Refusal.Invalid(
          "/deadlineBefore", "Expected a day or an instant, such as 2026-11-24T12:00:00Z.");
    }
  }

  private static BidQuery.Sort sort(String name) {
    return BidQuery.Sort.named(name)
        .orElseThrow(
            () ->
                new Refusal.Invalid(
                    "/sort",
                    "sort is one of "
                        + Arrays.stream(BidQuery.Sort.values())
                            .map(BidQuery.Sort::wireName)
                            .collect(Collectors.joining(", "))
                        + "."));
  }
}
