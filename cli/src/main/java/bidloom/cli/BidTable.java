package bidloom.cli;

import bidloom.domain.Requirements;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Bids, one on a line. */
final class BidTable {
  private static final List<String> HEAD =
      List.of("ID", "STATUS", "DEADLINE", "VALUE", "CUSTOMER", "TITLE");
  private static final List<Integer> WIDEST = List.of(40, 15, 16, 18, 28, 60);
  private static final int GAP = 2;
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /** Beyond this many digits an amount is no amount, and too long to be written out. */
  private static final int MOST_DIGITS = 15;

  private final PrintWriter out;

  BidTable(PrintWriter out) {
    this.out = out;
  }

  void print(List<Map<String, Object>> bids) {
    if (!bids.isEmpty()) {
      List<List<String>> rows = bids.stream().map(BidTable::row).toList();
      line(HEAD, rows);
      rows.forEach(row -> line(row, rows));
    }
  }

  private static List<String> row(Map<String, Object> members) {
    Part bid = Part.of(members);
    Requirements requirements = BidText.requirements(bid);
    List<String> cells =
        List.of(
            bid.text("id").orElse(""),
            bid.text("status").orElse(""),
            requirements.deadline().map(BidTable::deadline).orElse("-"),
            requirements.budget().map(BidTable::amount).orElse("-"),
            bid.text("customerName").orElse("-"),
            bid.text("title").orElse("-"));
    return cut(cells);
  }

  private static List<String> cut(List<String> cells) {
    return IntStream.range(0, cells.size())
        .mapToObj(i -> Shown.line(cells.get(i), WIDEST.get(i)))
        .toList();
  }

  private static String deadline(Requirements.Deadline deadline) {
    try {
      return deadline.instant().atZone(deadline.zone()).format(MINUTE);
    } catch (DateTimeException beyondTheCalendar) {
      return deadline.instant().toString();
    }
  }

  private static String amount(Requirements.Budget budget) {
    BigDecimal amount = budget.amount().orElseThrow();
    boolean plain = amount.precision() - amount.scale() <= MOST_DIGITS;
    String number = plain ? "%,.0f".formatted(amount) : amount.toString();
    return number + budget.currency().map(currency -> " " + currency).orElse("");
  }

  private void line(List<String> cells, List<List<String>> rows) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      int column = i;
      int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
      int free = Math.max(width, HEAD.get(i).length()) - cells.get(i).length();
      line.append(cells.get(i)).append(" ".repeat(free + GAP));
    }
    out.println(line.toString().stripTrailing());
  }
}
