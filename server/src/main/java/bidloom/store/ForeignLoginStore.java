package bidloom.store;

import java.time.Duration;
import java.util.Optional;

/** The table {@code bidloom_login}: logins that are under way at the identity provider. */
public final class ForeignLoginStore {
  private static final String SWEEP = "DELETE FROM bidloom_login WHERE expires_at <= ?";
  private static final String COUNT = "SELECT count(*) AS n FROM bidloom_login";
  private static final String DROP_OLDEST =
      """
      DELETE FROM bidloom_login WHERE hash IN (
        SELECT hash FROM bidloom_login ORDER BY expires_at, hash LIMIT ?)
      """;
  private static final String INSERT =
      "INSERT INTO bidloom_login (hash, nonce, verifier, target, expires_at) VALUES (?, ?, ?, ?,"
          + " ?)";
  private static final String TAKE =
      """
      DELETE FROM bidloom_login WHERE hash = ? AND expires_at > ?
      RETURNING nonce, verifier, target
      """;
  private static final int DROPPED_AT_ONCE = 100;

  /**
   * What has to fit when somebody comes back.
   *
   * @param target where they wanted to go
   */
  public record Pending(String nonce, String verifier, String target) {}

  /** Notes a login; beyond {@code most} of them the oldest are given up. */
  public void insert(Tx tx, String hash, Pending pending, Duration life, int most) {
    long now = tx.now().toEpochMilli();
    tx.update(SWEEP, now);
    if (tx.query(COUNT, row -> row.number("n")).getFirst() >= most) {
      tx.update(DROP_OLDEST, DROPPED_AT_ONCE);
    }
    tx.update(
        INSERT, hash, pending.nonce(), pending.verifier(), pending.target(), now + life.toMillis());
  }

  /** Takes a login out, so that it can be finished once. */
  public Optional<Pending> take(Tx tx, String hash) {
    return tx.one(
        TAKE,
        row -> new Pending(row.text("nonce"), row.text("verifier"), row.text("target")),
        hash,
        tx.now().toEpochMilli());
  }
}
