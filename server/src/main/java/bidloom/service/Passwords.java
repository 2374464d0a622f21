package bidloom.service;

import bidloom.domain.IdentityLimits;
import bidloom.domain.Refusal;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes passwords, a few at once, so that many logins cannot take all memory. Whether there is a
 * hash to check against makes no difference in time: a password is always hashed once.
 */
final class Passwords {
  /** OWASP Password Storage Cheat Sheet, 2025: the least of its equal choices for Argon2id. */
  static final Argon2.Cost COST = new Argon2.Cost(19 * 1024, 2, 1);

  private static final int SALT_BYTES = 16;

  private final SecureRandom random;
  private final Argon2.Cost cost;
  private final IdentityLimits limits;
  private final Semaphore turns;
  private final Argon2 nobody;

  Passwords(SecureRandom random, Argon2.Cost cost, IdentityLimits limits) {
    this.random = random;
    this.cost = cost;
    this.limits = limits;
    this.turns = new Semaphore(limits.hashesAtOnce(), true);
    this.nobody = Argon2.ofNone(salt(), cost);
  }

  String hash(String password) {
    byte[] salt = salt();
    return inTurn(() -> Argon2.of(password, salt, cost)).phc();
  }

  /** Whether it is the password of that hash. Without a hash it is not, as slowly. */
  boolean matches(String password, Optional<String> phc) {
    Optional<Argon2> known = phc.flatMap(Argon2::parse);
    return inTurn(() -> known.orElse(nobody).matches(password)) && known.isPresent();
  }

  /** Whether the hash was made with less than is asked for today. */
  boolean outdated(String phc) {
    return Argon2.parse(phc).map(hash -> !hash.cost().equals(cost)).orElse(true);
  }

  /**
   * The hash of a name, to compare names by: with the salt and the cost of another one, so that
   * equal names have equal hashes; without another one, with a new salt.
   */
  Argon2 digest(String name, Optional<Argon2> other) {
    byte[] salt = salt();
    return inTurn(
        () -> other.map(like -> like.like(name)).orElseGet(() -> Argon2.of(name, salt, cost)));
  }

  private byte[] salt() {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!turns.tryAcquire(limits.hashWait().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Refusal.Unavailable("Too many logins at once.");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new Refusal.Unavailable("The server is stopping.");
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
