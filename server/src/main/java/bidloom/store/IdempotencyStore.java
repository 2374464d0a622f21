package bidloom.store;

import bidloom.domain.Answer;
import bidloom.protocol.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The table {@code idempotency_key}. */
public final class IdempotencyStore {
  private static final String CLAIM =
      """
      INSERT INTO idempotency_key (caller, key, fingerprint, claim, claimed_until, created_at)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (caller, key) DO NOTHING
      """;
  private static final String FIND =
      """
      SELECT fingerprint, claimed_until, status, headers, body, created_at FROM idempotency_key
      WHERE caller = ? AND key = ?\
      """;
  private static final String CLAIM_AGAIN =
      """
      UPDATE idempotency_key SET fingerprint = ?, claim = ?, claimed_until = ?, created_at = ?,
        status = NULL, headers = NULL, body = NULL
      WHERE caller = ? AND key = ?
      """;
  private static final String FINISH =
      """
      UPDATE idempotency_key SET status = ?, headers = ?, body = ?
      WHERE caller = ? AND key = ? AND claim = ? AND status IS NULL
      """;
  private static final String RELEASE =
      "DELETE FROM idempotency_key WHERE caller = ? AND key = ? AND claim = ? AND status IS NULL";
  private static final String PRUNE = "DELETE FROM idempotency_key WHERE created_at < ?";

  private final String lock;

  public IdempotencyStore(Database database) {
    this.lock = FIND + " " + database.dialect().forUpdate();
  }

  /**
   * One attempt at a request.
   *
   * @param fingerprint of the request
   * @param id unique to the attempt: the fence of its answer
   */
  public record Claim(String caller, String key, String fingerprint, String id) {}

  /** What is known of a key; without an answer while an attempt is under way. */
  public record Known(
      String fingerprint, Instant claimedUntil, Instant createdAt, Optional<Answer> answer) {}

  /** Claims a key that nobody has used; false where somebody has. */
  public boolean claim(Tx tx, Claim claim, Duration period) {
    return tx.update(
            CLAIM,
            claim.caller(),
            claim.key(),
            claim.fingerprint(),
            claim.id(),
            tx.now().plus(period).toEpochMilli(),
            tx.now().toEpochMilli())
        == 1;
  }

  /** Finds a key and keeps others from changing it until the transaction ends. */
  public Optional<Known> lock(Tx tx, Claim claim) {
    return tx.one(lock, IdempotencyStore::known, claim.caller(), claim.key());
  }

  private static Known known(Row row) {
    Map<String, String> headers = new TreeMap<>();
    row.object("headers").forEach((name, value) -> headers.put(name, String.valueOf(value)));
    return new Known(
        row.text("fingerprint"),
        row.instant("claimed_until"),
        row.instant("created_at"),
        row.optionalText("body")
            .map(body -> new Answer(Math.toIntExact(row.number("status")), headers, body)));
  }

  /** Claims a locked key whose attempt was given up, or that is too old to be remembered. */
  public void claimAgain(Tx tx, Claim claim, Duration period) {
    tx.update(
        CLAIM_AGAIN,
        claim.fingerprint(),
        claim.id(),
        tx.now().plus(period).toEpochMilli(),
        tx.now().toEpochMilli(),
        claim.caller(),
        claim.key());
  }

  /**
   * Keeps the answer; false, and nothing written, where the claim has passed to another attempt.
   */
  public boolean finish(Tx tx, Claim claim, Answer answer) {
    return tx.update(
            FINISH,
            answer.status(),
            Json.write(answer.headers()),
            answer.body(),
            claim.caller(),
            claim.key(),
            claim.id())
        == 1;
  }

  /** Gives a claim back: the request had no effect. */
  public void release(Tx tx, Claim claim) {
    tx.update(RELEASE, claim.caller(), claim.key(), claim.id());
  }

  /** Forgets keys older than that; how many. */
  public int prune(Tx tx, Duration keep) {
    return tx.update(PRUNE, tx.now().minus(keep).toEpochMilli());
  }
}
