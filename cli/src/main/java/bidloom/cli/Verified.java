package bidloom.cli;

import bidloom.service.Check;
import bidloom.service.Verification;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What a verification came to: a table of the checks and then the findings, or one document. */
final class Verified {
  private final PrintWriter out;

  Verified(PrintWriter out) {
    this.out = out;
  }

  void print(Verification.Report report) {
    for (Verification.Result result : report.results()) {
      Check check = result.check();
      String outcome = result.total() == 0 ? "ok" : findings(result.total());
      out.printf(
          "%-5s %-17s %10d  %-12s  %s%n",
          check.guarantee(), check.wireName(), result.looked(), outcome, check.claim());
    }
    report.results().stream().filter(result -> result.total() > 0).forEach(this::print);
    out.println();
    out.println(report.allWell() ? "All is well." : findings(report.total()) + ".");
  }

  private void print(Verification.Result result) {
    Check check = result.check();
    out.printf("%n%s %s%n", check.guarantee(), check.wireName());
    for (Verification.Finding finding : result.findings()) {
      out.printf("  %s: %s%n", subject(finding), finding.what());
      out.printf("    expected %s%n    found    %s%n", finding.expected(), finding.found());
    }
    if (result.total() > result.findings().size()) {
      out.printf("  and %d more%n", result.total() - result.findings().size());
    }
    out.println("  " + check.advice());
  }

  private static String subject(Verification.Finding finding) {
    Stream<String> bid = finding.subject().bid().map(id -> "bid " + id).stream();
    Stream<String> run = finding.subject().run().map(id -> "run " + id).stream();
    return Stream.concat(bid, run).reduce((b, r) -> b + ", " + r).orElse("database");
  }

  private static String findings(long count) {
    return count == 1 ? "1 finding" : count + " findings";
  }

  static Map<String, Object> document(Verification.Report report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ok", report.allWell());
    document.put("total", report.total());
    document.put("checks", report.results().stream().map(Verified::check).toList());
    document.put(
        "findings",
        report.results().stream()
            .flatMap(result -> result.findings().stream())
            .map(Verified::finding)
            .toList());
    return document;
  }

  private static Map<String, Object> check(Verification.Result result) {
    Map<String, Object> check = new LinkedHashMap<>();
    check.put("guarantee", result.check().guarantee());
    check.put("check", result.check().wireName());
    check.put("claim", result.check().claim());
    check.put("looked", result.looked());
    check.put("total", result.total());
    return check;
  }

  private static Map<String, Object> finding(Verification.Finding found) {
    Map<String, Object> finding = new LinkedHashMap<>();
    finding.put("guarantee", found.check().guarantee());
    finding.put("check", found.check().wireName());
    found.subject().bid().ifPresent(id -> finding.put("bid", id));
    found.subject().run().ifPresent(id -> finding.put("run", id));
    finding.put("what", found.what());
    finding.put("expected", found.expected());
    finding.put("found", found.found());
    finding.put("advice", found.check().advice());
    return finding;
  }
}
