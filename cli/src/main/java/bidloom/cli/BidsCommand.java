package bidloom.cli;

import static bidloom.cli.Arguments.valued;

import bidloom.domain.BidQuery;
import bidloom.protocol.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;

/** A list of bids. */
final class BidsCommand extends RemoteCommand {
  private static final int USUAL = 50;
  private static final List<String> FILTERS = List.of("status", "q", "owner", "sort");

  @Override
  public String name() {
    return "bids";
  }

  @Override
  public String description() {
    return "Lists the bids of a server.";
  }

  @Override
  List<Option> own() {
    return List.of(
        valued("status", "STATUS", "only with this status, such as reviewing"),
        valued("q", "WORDS", "only with all these words in title, customer, owner or notice id"),
        valued("owner", "NAME", "only those of this owner"),
        valued("sort", "ORDER", "one of " + orders() + "; default: -updatedAt"),
        valued("limit", "N", "so many at most; default: " + USUAL));
  }

  private static String orders() {
    return Arrays.stream(BidQuery.Sort.values())
        .map(BidQuery.Sort::wireName)
        .collect(Collectors.joining(", "));
  }

  @Override
  Errand errand(Arguments given, Terminal terminal, Connection connection) throws Mistake {
    int most = given.count("limit", USUAL);
    Map<String, String> query = new LinkedHashMap<>();
    for (String filter : FILTERS) {
      given.text(filter).ifPresent(value -> query.put(filter, value));
    }
    return server -> {
      List<Map<String, Object>> bids = server.list("/api/bids", query, most);
      if (given.has("json")) {
        terminal.out().println(Json.write(Map.of("items", bids)));
      } else {
        new BidTable(terminal.text()).print(bids);
      }
      return 0;
    };
  }
}
