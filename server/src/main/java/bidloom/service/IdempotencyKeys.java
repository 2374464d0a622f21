package bidloom.service;

import bidloom.domain.Answer;
import bidloom.domain.Refusal;
import bidloom.domain.Settings;
import bidloom.store.Database;
import bidloom.store.IdempotencyStore;
import bidloom.store.IdempotencyStore.Claim;
import bidloom.store.Tx;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Guarantee G13: a request that is repeated with its key has the effect and the answer of the
 * first. The key is claimed in a transaction of its own, so that a second request meanwhile is
 * refused; the answer is kept in the transaction of the effect, under the claim, so that no crash
 * comes between the two. A claim whose attempt died passes on after a while.
 */
public final class IdempotencyKeys {
  /** The longest key, in characters. */
  public static final int MAX_LENGTH = 255;

  private final Database database;
  private final Tables tables;
  private final Settings settings;
  private final Supplier<String> ids;

  public IdempotencyKeys(
      Database database, Tables tables, Settings settings, Supplier<String> ids) {
    this.database = database;
    this.tables = tables;
    this.settings = settings;
    this.ids = ids;
  }

  /** A key with the request it came with. */
  public record Request(String caller, String key, String fingerprint) {
    /**
     * A request.
     *
     * @param parts what makes two requests the same one, beside their bodies
     */
    public static Request of(String caller, String key, List<String> parts, byte[] body) {
      StringBuilder all = new StringBuilder(Secrets.hash(body));
      parts.forEach(part -> all.append(' ').append(Secrets.hash(part)));
      return new Request(caller, key, Secrets.hash(all.toString()));
    }
  }

  /** An answer, and whether it was given before. */
  public record Answered(Answer answer, boolean replayed) {}

  /**
   * Does the work once, whoever asks how often.
   *
   * @throws Refusal.IdempotencyMismatch where the key came with another request before
   * @throws Refusal.InFlight while the first request is being done
   */
  public <T> Answered once(Request request, Work<T> work, Function<T, Answer> render) {
    Claim claim = new Claim(request.caller(), request.key(), request.fingerprint(), ids.get());
    Optional<Answer> given = database.write(tx -> claim(tx, claim));
    if (given.isPresent()) {
      return new Answered(given.get(), true);
    }
    try {
      return new Answered(
          work.map(render).and((tx, answer) -> keep(tx, claim, answer)).now(), false);
    } catch (Refusal refused) {
      database.write(tx -> release(tx, claim));
      throw refused;
    }
  }

  private Optional<Answer> claim(Tx tx, Claim claim) {
    IdempotencyStore keys = tables.keys();
    if (keys.claim(tx, claim, settings.keyClaim())) {
      return Optional.empty();
    }
    IdempotencyStore.Known known =
        keys.lock(tx, claim)
            .orElseThrow(() -> new Refusal.Unavailable("The key has just been given back."));
    if (known.createdAt().isBefore(tx.now().minus(settings.keepKeys()))) {
      keys.claimAgain(tx, claim, settings.keyClaim());
      return Optional.empty();
    }
    if (!known.fingerprint().equals(claim.fingerprint())) {
      throw new Refusal.IdempotencyMismatch();
    }
    if (known.answer().isEmpty()) {
      if (known.claimedUntil().isAfter(tx.now())) {
        throw new Refusal.InFlight();
      }
      keys.claimAgain(tx, claim, settings.keyClaim());
    }
    return known.answer();
  }

  private void keep(Tx tx, Claim claim, Answer answer) {
    if (!tables.keys().finish(tx, claim, answer)) {
      throw new Refusal.InFlight();
    }
  }

  private boolean release(Tx tx, Claim claim) {
    tables.keys().release(tx, claim);
    return true;
  }
}
