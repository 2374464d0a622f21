package bidloom.domain;

import java.time.Duration;
import java.util.List;

/**
 * Why a request was not done, as a value that says what to do next. Every refusal of the product is
 * one of these; the HTTP door and the command line each turn them into an answer in one switch.
 * Anything else that is thrown is a bug.
 */
public abstract sealed class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Refusal(String message) {
    super(message, null, false, false);
  }

  /** There is no such thing, or the caller may not know of it. */
  public static final class NotFound extends Refusal {
    private static final long serialVersionUID = 1L;

    public NotFound(String what, String id) {
      super("There is no %s \"%s\".".formatted(what, id));
    }
  }

  /** The bytes are not a notice Bidloom can read. */
  public static final class UnsupportedInput extends Refusal {
    private static final long serialVersionUID = 1L;

    public UnsupportedInput(String message) {
      super(message);
    }
  }

  /** The input is over a limit; the message names the limit. */
  public static final class TooLarge extends Refusal {
    private static final long serialVersionUID = 1L;

    public TooLarge(String message) {
      super(message);
    }
  }

  /** The request does not say which version it was made from. */
  public static final class PreconditionRequired extends Refusal {
    private static final long serialVersionUID = 1L;

    public PreconditionRequired() {
      super("Send If-Match with the ETag of the version that you edited.");
    }
  }

  /** The request is not of the form that it claims. */
  public static final class Malformed extends Refusal {
    private static final long serialVersionUID = 1L;

    public Malformed(String message) {
      super(message);
    }
  }

  /** Some members of the request can't be so. */
  public static final class Invalid extends Refusal {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public Invalid(List<Fault> faults) {
      super(faults.getFirst().message());
      this.faults = List.copyOf(faults);
    }

    public Invalid(String pointer, String message) {
      this(List.of(new Fault(pointer, message)));
    }

    public List<Fault> faults() {
      return faults;
    }

    /** A fault and where it is, as a JSON pointer (RFC 6901). */
    public record Fault(String pointer, String message) {}
  }

  /** The write was made from an older version and can't be applied to the current one. */
  public static final class Conflict extends Refusal {
    private static final long serialVersionUID = 1L;

    private final transient Details details;

    public Conflict(Details details) {
      super(
          "The bid has moved on from version %d to %d; nothing was changed."
              .formatted(details.baseVersion(), details.current().version()));
      this.details = details;
    }

    public Details details() {
      return details;
    }

    /**
     * What a person needs to resolve it.
     *
     * @param since every revision after the base version, oldest first
     * @param fields the fields that both sides changed; empty where only strictness refuses
     */
    public record Details(
        long baseVersion, Bid current, List<Revision> since, List<Merge.Conflict> fields) {}
  }

  /** The change of the profile was made from an older version of it. */
  public static final class ProfileChanged extends Refusal {
    private static final long serialVersionUID = 1L;

    private final transient Profile current;

    public ProfileChanged(long baseVersion, Profile current) {
      super(
          "The profile has moved on from version %d to %d; nothing was changed."
              .formatted(baseVersion, current.version()));
      this.current = current;
    }

    /** The profile as it is now. */
    public Profile current() {
      return current;
    }
  }

  /** The status machine has no such move from here (guarantee G3). */
  public static final class IllegalTransition extends Refusal {
    private static final long serialVersionUID = 1L;

    private final transient List<BidStatus> legal;

    public IllegalTransition(BidStatus from, BidStatus to, List<BidStatus> legal) {
      super("A bid that is %s can't become %s.".formatted(from.wireName(), to.wireName()));
      this.legal = legal;
    }

    /** The statuses that are legal instead. */
    public List<BidStatus> legal() {
      return legal;
    }
  }

  /** Another run is active on the bid (guarantee G4). */
  public static final class RunActive extends Refusal {
    private static final long serialVersionUID = 1L;

    private final transient Run active;

    public RunActive(Run active) {
      super(
          "Run %s (%s) is active on this bid; join it, wait for it or cancel it."
              .formatted(active.id(), active.kind().wireName()));
      this.active = active;
    }

    public Run active() {
      return active;
    }
  }

  /** The writer's lease on the run is gone; what it holds has no effect (guarantee G6). */
  public static final class Fenced extends Refusal {
    private static final long serialVersionUID = 1L;

    public Fenced(Fence fence) {
      super("Run %s is no longer held under epoch %d.".formatted(fence.runId(), fence.epoch()));
    }
  }

  /** The run has nothing to apply. */
  public static final class NothingToApply extends Refusal {
    private static final long serialVersionUID = 1L;

    public NothingToApply(String message) {
      super(message);
    }
  }

  /** Nobody is known by that token or password. */
  public static final class Unauthenticated extends Refusal {
    private static final long serialVersionUID = 1L;

    public Unauthenticated() {
      this("Send Authorization: Bearer <token> with a valid token, or log in.");
    }

    public Unauthenticated(String message) {
      super(message);
    }
  }

  /** The caller is known, and may not do that. */
  public static final class Forbidden extends Refusal {
    private static final long serialVersionUID = 1L;

    public Forbidden(String message) {
      super(message);
    }

    public Forbidden(Role least) {
      this("This takes the role %s.".formatted(least.wireName()));
    }
  }

  /** The password was set by somebody else; nothing else is open before it is changed. */
  public static final class PasswordChangeRequired extends Refusal {
    private static final long serialVersionUID = 1L;

    public PasswordChangeRequired() {
      super("Change the password first: POST /api/me/password.");
    }
  }

  /** There is one of that name already. */
  public static final class AlreadyExists extends Refusal {
    private static final long serialVersionUID = 1L;

    public AlreadyExists(String what, String name) {
      super("There is a %s \"%s\" already, or there was one.".formatted(what, name));
    }
  }

  /** Too often; the same is possible after a while. */
  public static final class RateLimited extends Refusal {
    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    public RateLimited(String message, Duration retryAfter) {
      super(message);
      this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /** The request took too long to arrive. */
  public static final class TooSlow extends Refusal {
    private static final long serialVersionUID = 1L;

    public TooSlow(Duration longest) {
      super("A request has %d seconds to arrive.".formatted(longest.toSeconds()));
    }
  }

  /** The service can't take it now; trying again later is right. */
  public static final class Unavailable extends Refusal {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message) {
      super(message);
    }
  }

  /** The idempotency key came with another request before (guarantee G13). */
  public static final class IdempotencyMismatch extends Refusal {
    private static final long serialVersionUID = 1L;

    public IdempotencyMismatch() {
      super("This Idempotency-Key came with another request before; take a new one.");
    }
  }

  /** The first request with this idempotency key is still being done (guarantee G13). */
  public static final class InFlight extends Refusal {
    private static final long serialVersionUID = 1L;

    public InFlight() {
      super("The first request with this Idempotency-Key is being done; send it again in a while.");
    }
  }
}
