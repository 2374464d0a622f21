package bidloom.http;

import bidloom.domain.Refusal;
import bidloom.protocol.Json;
import bidloom.protocol.Problem;
import bidloom.service.ConflictReport;
import bidloom.store.StoreFailure;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Refusals as problems (RFC 9457), in one switch. */
public final class Problems {
  /** After which to try again where nothing better is known. */
  static final String RETRY_SECONDS = "1";

  /** Tokens are what programs authenticate with (RFC 6750). */
  static final String CHALLENGE = "Bearer realm=\"bidloom\"";

  private Problems() {}

  /** The kinds of problem; each has a page under {@code /problems/}. */
  enum Kind {
    NOT_FOUND(
        "not-found",
        404,
        "Not found",
        "Check the id. What a caller may not know of is not found either."),
    UNAUTHENTICATED(
        "unauthenticated",
        401,
        "Authentication required",
        "Send Authorization: Bearer <token>, or log in: POST /api/session. The first start of the"
            + " server prints a token."),
    FORBIDDEN(
        "forbidden",
        403,
        "Not allowed",
        "The detail says what is missing: a role, or the proof that a request by cookie comes from"
            + " the page."),
    PASSWORD_CHANGE_REQUIRED(
        "password-change-required",
        403,
        "Change the password first",
        "POST /api/me/password with current and password opens the rest."),
    ALREADY_EXISTS(
        "already-exists",
        409,
        "There is one already",
        "Take another name. Names stand in the history and are never given twice."),
    RATE_LIMITED(
        "rate-limited", 429, "Too often", "Try again after as many seconds as Retry-After says."),
    TOO_SLOW("too-slow", 408, "Too slow", "Send the whole request without a break."),
    UNSUPPORTED_INPUT(
        "unsupported-input",
        422,
        "Not a notice that can be read",
        "Send an OCDS, eForms, TED or SAM.gov notice, a PDF, DOCX, e-mail, HTML or plain text."),
    TOO_LARGE("too-large", 413, "Too large", "Send less; the detail names the limit."),
    PRECONDITION_REQUIRED(
        "precondition-required",
        428,
        "If-Match is required",
        "Send If-Match with the ETag of the version that was edited."),
    VALIDATION(
        "validation",
        422,
        "Some members can't be so",
        "Mend the members that errors points to (JSON pointers, RFC 6901)."),
    MALFORMED(
        "malformed",
        400,
        "Not understood",
        "Send one JSON object in UTF-8, without duplicate members."),
    CONFLICT(
        "conflict",
        412,
        "Changed meanwhile",
        "Somebody was faster. fields shows base, yours and theirs; merge and send it again from"
            + " currentVersion, or use ?onConflict=merge."),
    PROFILE_CHANGED(
        "profile-changed",
        412,
        "Changed meanwhile",
        "Somebody was faster. current is the profile now; make the change from it and send it again"
            + " with its version."),
    ILLEGAL_TRANSITION(
        "illegal-transition",
        409,
        "Not possible in this status",
        "legal names the statuses that can follow now."),
    RUN_ACTIVE(
        "run-active",
        409,
        "A run is active",
        "Join the active run, wait for its end, cancel it, or start with onActive replace."),
    FENCED(
        "fenced",
        409,
        "The run has changed hands",
        "The run has another owner by now; nothing was written."),
    NOTHING_TO_APPLY(
        "nothing-to-apply",
        409,
        "Nothing to apply",
        "The run left nothing that is not on the bid."),
    IDEMPOTENCY_MISMATCH(
        "idempotency-mismatch",
        422,
        "The key came with another request",
        "Take a new Idempotency-Key for each new request; repeat one only with the same request."),
    IN_FLIGHT(
        "in-flight",
        409,
        "The first request is being done",
        "Send the same request again after Retry-After; it is answered as the first."),
    UNAVAILABLE("unavailable", 503, "Not available for the moment", "Try again after Retry-After."),
    HTTP("http", 400, "Not possible", "See the detail and the OpenAPI document at /v3/api-docs."),
    INTERNAL(
        "internal",
        500,
        "Something broke",
        "Tell the operator the instance of the problem; it is the id of the request in the log.");

    final String slug;
    final int status;
    final String title;
    final String advice;

    Kind(String slug, int status, String title, String advice) {
      this.slug = slug;
      this.status = status;
      this.title = title;
      this.advice = advice;
    }
  }

  /**
   * A refusal as a problem.
   *
   * @param requestId the request it answers; empty where there is none
   */
  public static Problem of(Refusal refusal, String requestId) {
    return switch (refusal) {
      case Refusal.NotFound r -> plain(Kind.NOT_FOUND, r, requestId);
      case Refusal.Unauthenticated r -> plain(Kind.UNAUTHENTICATED, r, requestId);
      case Refusal.Forbidden r -> plain(Kind.FORBIDDEN, r, requestId);
      case Refusal.PasswordChangeRequired r -> plain(Kind.PASSWORD_CHANGE_REQUIRED, r, requestId);
      case Refusal.AlreadyExists r -> plain(Kind.ALREADY_EXISTS, r, requestId);
      case Refusal.RateLimited r -> plain(Kind.RATE_LIMITED, r, requestId);
      case Refusal.TooSlow r -> plain(Kind.TOO_SLOW, r, requestId);
      case Refusal.UnsupportedInput r -> plain(Kind.UNSUPPORTED_INPUT, r, requestId);
      case Refusal.TooLarge r -> plain(Kind.TOO_LARGE, r, requestId);
      case Refusal.PreconditionRequired r -> plain(Kind.PRECONDITION_REQUIRED, r, requestId);
      case Refusal.Malformed r -> plain(Kind.MALFORMED, r, requestId);
      case Refusal.Invalid r ->
          problem(Kind.VALIDATION, r, requestId, Map.of("errors", r.faults()));
      case Refusal.Conflict r -> problem(Kind.CONFLICT, r, requestId, conflict(r.details()));
      case Refusal.ProfileChanged r ->
          problem(
              Kind.PROFILE_CHANGED, r, requestId, Map.of("current", Views.profile(r.current())));
      case Refusal.IllegalTransition r ->
          problem(
              Kind.ILLEGAL_TRANSITION,
              r,
              requestId,
              Map.of("legal", r.legal().stream().map(s -> s.wireName()).toList()));
      case Refusal.RunActive r ->
          problem(Kind.RUN_ACTIVE, r, requestId, Map.of("activeRun", Views.run(r.active(), false)));
      case Refusal.Fenced r -> plain(Kind.FENCED, r, requestId);
      case Refusal.NothingToApply r -> plain(Kind.NOTHING_TO_APPLY, r, requestId);
      case Refusal.IdempotencyMismatch r -> plain(Kind.IDEMPOTENCY_MISMATCH, r, requestId);
      case Refusal.InFlight r -> plain(Kind.IN_FLIGHT, r, requestId);
      case Refusal.Unavailable r -> plain(Kind.UNAVAILABLE, r, requestId);
    };
  }

  /** The database does not answer; whether a write happened can be read when it does. */
  static Problem of(StoreFailure failure, String requestId) {
    return of(
        Kind.UNAVAILABLE,
        "The database did not answer. Read the bid again to see whether the change was made.",
        requestId);
  }

  static Problem of(Kind kind, String detail, String requestId) {
    return new Problem(
        "/problems/" + kind.slug, kind.title, kind.status, detail, requestId, Map.of());
  }

  /** Sends a problem as the answer. */
  static Future<Void> send(RoutingContext rc, Problem problem) {
    return rc.response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .end(Json.write(problem));
  }

  /** Sends that the database did not answer. */
  static Future<Void> send(RoutingContext rc, StoreFailure failure) {
    rc.response().putHeader("Retry-After", RETRY_SECONDS);
    return send(rc, of(failure, RequestIds.of(rc)));
  }

  /** Sends a refusal as the answer. */
  static Future<Void> send(RoutingContext rc, Refusal refusal) {
    retryAfter(refusal).ifPresent(seconds -> rc.response().putHeader("Retry-After", seconds));
    challenge(refusal).ifPresent(how -> rc.response().putHeader("WWW-Authenticate", how));
    return send(rc, of(refusal, RequestIds.of(rc)));
  }

  /** The seconds after which the same is worth another try, where it is known. */
  static Optional<String> retryAfter(Refusal refusal) {
    return switch (refusal) {
      case Refusal.RateLimited limited ->
          Optional.of(String.valueOf(limited.retryAfter().plusMillis(999).toSeconds()));
      case Refusal.Unavailable unavailable -> Optional.of(RETRY_SECONDS);
      case Refusal.InFlight inFlight -> Optional.of(RETRY_SECONDS);
      default -> Optional.empty();
    };
  }

  /** How to authenticate, which every 401 has to say (RFC 9110, section 15.5.2). */
  static Optional<String> challenge(Refusal refusal) {
    return refusal instanceof Refusal.Unauthenticated ? Optional.of(CHALLENGE) : Optional.empty();
  }

  private static Problem plain(Kind kind, Refusal refusal, String requestId) {
    return problem(kind, refusal, requestId, Map.of());
  }

  private static Problem problem(
      Kind kind, Refusal refusal, String requestId, Map<String, Object> members) {
    String detail = Optional.ofNullable(refusal.getMessage()).orElse(kind.title);
    return new Problem(
        "/problems/" + kind.slug, kind.title, kind.status, detail, requestId, members);
  }

  private static Map<String, Object> conflict(Refusal.Conflict.Details details) {
    Map<String, Object> members = new TreeMap<>(ConflictReport.of(details));
    members.put("current", Views.bid(details.current(), Optional.empty()));
    return members;
  }

  /** All kinds, for their pages. */
  static List<Kind> kinds() {
    return List.of(Kind.values());
  }
}
