package bidloom.store;

import java.time.Instant;
import java.util.Optional;

/** The table {@code api_token}. A token itself is nowhere, only its hash. */
public final class TokenStore {
  private static final String INSERT =
      "INSERT INTO api_token (hash, name, role, created_at, expires_at) VALUES (?, ?, ?, ?, NULL)";
  private static final String FIND =
      "SELECT name, role FROM api_token WHERE hash = ? AND (expires_at IS NULL OR expires_at > ?)";
  private static final String ANY = "SELECT name FROM api_token LIMIT 1";

  /** Who a token stands for. */
  public record Holder(String name, String role) {}

  /** True while nobody has a token: the first start. */
  public boolean isEmpty(Tx tx) {
    return tx.one(ANY, row -> row.text("name")).isEmpty();
  }

  public void insert(Tx tx, String hash, Holder holder) {
    tx.update(INSERT, hash, holder.name(), holder.role(), tx.now().toEpochMilli());
  }

  public Optional<Holder> find(Tx tx, String hash, Instant now) {
    return tx.one(
        FIND, row -> new Holder(row.text("name"), row.text("role")), hash, now.toEpochMilli());
  }
}
