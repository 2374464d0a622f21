package bidloom.store;

import bidloom.domain.LoginName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The table {@code bidloom_session}. The cookie itself is nowhere, only its hash. */
public final class SessionStore {
  private static final String INSERT =
      """
      INSERT INTO bidloom_session (hash, account, created_at, seen_at, expires_at)
      VALUES (?, ?, ?, ?, ?)
      """;
  private static final String GOOD =
      """
      SELECT account, seen_at, expires_at FROM bidloom_session
      WHERE hash = ? AND expires_at > ? AND seen_at > ?
      """;
  private static final String SEEN =
      "UPDATE bidloom_session SET seen_at = ? WHERE hash = ? AND seen_at <= ?";
  private static final String END = "DELETE FROM bidloom_session WHERE hash = ?";
  private static final String END_OTHERS =
      "DELETE FROM bidloom_session WHERE account = ? AND hash <> ?";
  private static final String SWEEP =
      "DELETE FROM bidloom_session WHERE expires_at <= ? OR seen_at <= ?";
  private static final String KEEP_NEWEST =
      """
      DELETE FROM bidloom_session WHERE account = ? AND hash NOT IN (
        SELECT hash FROM bidloom_session WHERE account = ?
        ORDER BY seen_at DESC, created_at DESC, hash LIMIT ?)
      """;

  /** An open session, with the instants of its last use and of its certain end. */
  public record Session(LoginName account, Instant seenAt, Instant expiresAt) {}

  public void insert(Tx tx, String hash, LoginName account, Duration life) {
    long now = tx.now().toEpochMilli();
    tx.update(INSERT, hash, account.value(), now, now, now + life.toMillis());
  }

  /** The session of that hash, unless it was idle for too long or is past its time. */
  public Optional<Session> good(Tx tx, String hash, Duration idle) {
    long now = tx.now().toEpochMilli();
    return tx.one(
        GOOD,
        row ->
            new Session(
                new LoginName(row.text("account")),
                row.instant("seen_at"),
                row.instant("expires_at")),
        hash,
        now,
        now - idle.toMillis());
  }

  /** Notes a use, unless one was noted less than {@code grain} ago. */
  public void seen(Tx tx, String hash, Duration grain) {
    long now = tx.now().toEpochMilli();
    tx.update(SEEN, now, hash, now - grain.toMillis());
  }

  public void end(Tx tx, String hash) {
    tx.update(END, hash);
  }

  /** Ends all sessions of an account but one; an empty hash spares none. */
  public void endOthers(Tx tx, LoginName account, String hash) {
    tx.update(END_OTHERS, account.value(), hash);
  }

  /** Removes what is over, whosever it was. */
  public void sweep(Tx tx, Duration idle) {
    long now = tx.now().toEpochMilli();
    tx.update(SWEEP, now, now - idle.toMillis());
  }

  /** Ends the sessions of an account that were idle longest, down to {@code most}. */
  public void keepNewest(Tx tx, LoginName account, int most) {
    tx.update(KEEP_NEWEST, account.value(), account.value(), most);
  }
}
