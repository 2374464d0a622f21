package bidloom.store;

import bidloom.domain.LoginName;
import bidloom.domain.Role;
import bidloom.domain.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code api_token}. A token itself is nowhere, only its hash. */
public final class TokenStore {
  private static final String INSERT =
      """
      INSERT INTO api_token (hash, id, name, role, owner, created_at, expires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;
  private static final String GOOD =
      """
      SELECT id, name, role, owner, created_at, expires_at, last_used_at, revoked_at
      FROM api_token
      WHERE hash = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)
      """;
  private static final String PAGE =
      """
      SELECT id, name, role, owner, created_at, expires_at, last_used_at, revoked_at
      FROM api_token WHERE (owner = ? OR ? = '') AND name > ? ORDER BY name LIMIT ?
      """;
  private static final String COUNT =
      """
      SELECT count(*) AS n FROM api_token
      WHERE owner = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)
      """;
  private static final String FIND =
      """
      SELECT id, name, role, owner, created_at, expires_at, last_used_at, revoked_at
      FROM api_token WHERE id = ?
      """;
  private static final String REVOKE =
      "UPDATE api_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL";
  private static final String DELETE = "DELETE FROM api_token WHERE owner = ?";
  private static final String NAMES = "SELECT name FROM api_token WHERE owner = ? ORDER BY name";
  private static final String USED =
      """
      UPDATE api_token SET last_used_at = ?
      WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)
      """;

  /** False where another token has the name; nothing is changed then. */
  public boolean insert(Tx tx, String hash, Token token) {
    return tx.update(
            INSERT,
            hash,
            token.id(),
            token.name().value(),
            token.role().wireName(),
            token.owner().value(),
            token.createdAt().toEpochMilli(),
            token.expiresAt().map(Instant::toEpochMilli).orElse(null))
        == 1;
  }

  /** The token of that hash, unless it is revoked or past its time. */
  public Optional<Token> good(Tx tx, String hash) {
    return tx.one(GOOD, TokenStore::token, hash, tx.now().toEpochMilli());
  }

  public Optional<Token> find(Tx tx, String id) {
    return tx.one(FIND, TokenStore::token, id);
  }

  /** A page by name, of one owner or of all. */
  public List<Token> after(Tx tx, Optional<LoginName> owner, String name, int limit) {
    String whose = owner.map(LoginName::value).orElse("");
    return tx.query(PAGE, TokenStore::token, whose, whose, name, limit);
  }

  /** How many tokens of that owner are good now. */
  public long count(Tx tx, LoginName owner) {
    return tx.query(COUNT, row -> row.number("n"), owner.value(), tx.now().toEpochMilli())
        .getFirst();
  }

  public void revoke(Tx tx, String id) {
    tx.update(REVOKE, tx.now().toEpochMilli(), id);
  }

  /** The names of all tokens of an owner, revoked ones too. */
  public List<LoginName> names(Tx tx, LoginName owner) {
    return tx.query(NAMES, row -> new LoginName(row.text("name")), owner.value());
  }

  /** Removes all tokens of an owner. */
  public void deleteAll(Tx tx, LoginName owner) {
    tx.update(DELETE, owner.value());
  }

  /** Notes a use, unless one was noted less than {@code grain} ago. */
  public void used(Tx tx, String id, Duration grain) {
    long now = tx.now().toEpochMilli();
    tx.update(USED, now, id, now - grain.toMillis());
  }

  private static Token token(Row row) {
    return new Token(
        row.text("id"),
        new LoginName(row.text("name")),
        Role.parse(row.text("role")).orElseThrow(),
        new LoginName(row.text("owner")),
        row.instant("created_at"),
        row.optionalInstant("expires_at"),
        row.optionalInstant("last_used_at"),
        row.optionalInstant("revoked_at"));
  }
}
