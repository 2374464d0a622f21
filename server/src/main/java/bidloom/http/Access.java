package bidloom.http;

import bidloom.domain.Role;
import bidloom.http.Allowances.Cost;
import java.util.List;
import java.util.Optional;

/**
 * Which request takes which role, and as what it is counted: the only statement of both. What is
 * not in the table is refused. A test holds the table to the routes there are, so neither can be
 * without the other.
 *
 * <p>Some requests depend on more than the role: a transition to {@code routed} or {@code
 * team_assigned} takes a {@code bl} of the bid's business line, the tokens of others an {@code
 * admin}. Their use cases see to that; the table has the least that is ever needed.
 */
final class Access {
  /** The one route that is not ours: Micrometer's. */
  static final String METRICS = "/actuator/prometheus";

  static final List<Rule> RULES =
      List.of(
          open("GET", "/api/session"),
          open("POST", "/api/session"),
          anybody("DELETE", "/api/session"),
          open("GET", "/api/session/oidc"),
          open("GET", "/api/session/oidc/callback"),
          anybody("GET", "/api/me"),
          anybody("POST", "/api/me/password"),
          rule(Role.VIEWER, "GET", "/api/me/data"),
          rule(Role.VIEWER, "GET", "/api/bids"),
          rule(Role.VIEWER, "GET", "/api/bids/{id}"),
          rule(Role.VIEWER, "GET", "/api/board"),
          rule(Role.VIEWER, "GET", "/api/bids/{id}/duplicates"),
          rule(Role.VIEWER, "GET", "/api/bids/{id}/notice"),
          rule(Role.VIEWER, "GET", "/api/bids/{id}/notice/document"),
          rule(Role.VIEWER, "GET", "/api/bids/{id}/history"),
          rule(Role.VIEWER, "GET", "/api/bids/{id}/versions/{version}"),
          stream("/api/bids/{id}/events"),
          rule(Role.VIEWER, "PUT", "/api/bids/{id}/presence"),
          rule(Role.VIEWER, "DELETE", "/api/bids/{id}/presence"),
          stream("/api/events"),
          rule(Role.VIEWER, "GET", "/api/export/bids.csv"),
          rule(Role.VIEWER, "GET", "/api/export/bids.json"),
          rule(Role.VIEWER, "GET", "/api/export/deadlines.ics"),
          rule(Role.VIEWER, "GET", "/api/numbers"),
          rule(Role.VIEWER, "GET", "/api/profile"),
          rule(Role.VIEWER, "GET", "/api/profile/history"),
          rule(Role.VIEWER, "GET", "/api/bids/{id}/runs"),
          rule(Role.VIEWER, "GET", "/api/runs/{id}"),
          stream("/api/runs/{id}/events"),
          rule(Role.BD, "POST", "/api/bids"),
          rule(Role.BD, "PATCH", "/api/bids/{id}"),
          rule(Role.BD, "DELETE", "/api/bids/{id}"),
          rule(Role.BD, "POST", "/api/bids/{id}/transitions"),
          rule(Role.BD, "POST", "/api/bids/{id}/decision"),
          rule(Role.BD, "POST", "/api/bids/{id}/restore"),
          start("/api/bids/{id}/extract"),
          start("/api/bids/{id}/quick-scan"),
          start("/api/bids/{id}/evaluate"),
          starting("/api/bids/{id}/extract/stream"),
          starting("/api/bids/{id}/quick-scan/stream"),
          starting("/api/bids/{id}/evaluate/stream"),
          rule(Role.BD, "POST", "/api/runs/{id}/cancel"),
          rule(Role.BD, "POST", "/api/runs/{id}/apply"),
          rule(Role.BD, "POST", "/api/runs/{id}/discard"),
          rule(Role.BD, "GET", "/api/tokens"),
          rule(Role.BD, "POST", "/api/tokens"),
          rule(Role.BD, "DELETE", "/api/tokens/{id}"),
          rule(Role.ADMIN, "PATCH", "/api/profile"),
          rule(Role.ADMIN, "GET", "/api/users"),
          rule(Role.ADMIN, "POST", "/api/users"),
          rule(Role.ADMIN, "GET", "/api/users/{name}"),
          rule(Role.ADMIN, "PATCH", "/api/users/{name}"),
          rule(Role.ADMIN, "POST", "/api/users/{name}/password"),
          rule(Role.ADMIN, "GET", "/api/users/{name}/data"),
          rule(Role.ADMIN, "POST", "/api/users/{name}/erase"),
          rule(Role.VIEWER, "GET", "/actuator/info"),
          rule(Role.VIEWER, "GET", METRICS));

  private Access() {}

  /** What else is asked of a request. */
  enum Kind {
    /** Nothing: not even who it is. */
    OPEN,
    /** Open also to those who must change their password first. */
    ANYBODY,
    /** Nothing but the role. */
    USUAL,
    /** A GET that starts a run: by cookie, it has to come from the page. */
    STARTING
  }

  /**
   * One line of the table.
   *
   * @param path with each part that varies in braces
   * @param costs as what it is counted
   */
  record Rule(Kind kind, Role least, String method, String path, List<Cost> costs) {
    /** Whether such a request changes something (RFC 9110, section 9.2.1). */
    boolean changes() {
      return !method.equals("GET");
    }

    private boolean fits(String otherMethod, String[] segments) {
      String[] own = path.split("/", -1);
      if (!method.equals(otherMethod) || own.length != segments.length) {
        return false;
      }
      for (int i = 0; i < own.length; i++) {
        boolean varies = own[i].startsWith("{") && !segments[i].isEmpty();
        if (!varies && !own[i].equals(segments[i])) {
          return false;
        }
      }
      return true;
    }
  }

  /** The rule for a request. A HEAD is asked what a GET is (RFC 9110, section 9.3.2). */
  static Optional<Rule> of(String method, String path) {
    String asked = method.equals("HEAD") ? "GET" : method;
    String[] segments = path.split("/", -1);
    return RULES.stream().filter(rule -> rule.fits(asked, segments)).findFirst();
  }

  private static Rule rule(Role least, String method, String path) {
    List<Cost> costs = method.equals("GET") ? List.of() : List.of(Cost.WRITES);
    return new Rule(Kind.USUAL, least, method, path, costs);
  }

  /** Logging in and out has limits of its own. */
  private static Rule open(String method, String path) {
    return new Rule(Kind.OPEN, Role.VIEWER, method, path, List.of());
  }

  private static Rule anybody(String method, String path) {
    return new Rule(Kind.ANYBODY, Role.VIEWER, method, path, List.of());
  }

  private static Rule start(String path) {
    return new Rule(Kind.USUAL, Role.BD, "POST", path, List.of(Cost.STARTS));
  }

  private static Rule stream(String path) {
    return new Rule(Kind.USUAL, Role.VIEWER, "GET", path, List.of(Cost.STREAMS));
  }

  private static Rule starting(String path) {
    return new Rule(Kind.STARTING, Role.BD, "GET", path, List.of(Cost.STARTS, Cost.STREAMS));
  }
}
