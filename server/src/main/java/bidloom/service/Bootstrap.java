package bidloom.service;

import bidloom.domain.LoginName;
import bidloom.domain.Refusal;
import bidloom.domain.Role;
import bidloom.domain.Token;
import bidloom.store.AccountStore;
import bidloom.store.Database;
import bidloom.store.TokenStore;
import bidloom.store.Tx;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The first start: makes the account {@code admin} with a token, where nobody administers yet. Of
 * several nodes that start first at the same time one does it; the unique name decides.
 */
public final class Bootstrap {
  private static final LoginName ADMIN = new LoginName("admin");

  private final Database database;
  private final AccountStore accounts;
  private final TokenStore tokens = new TokenStore();
  private final Passwords passwords;
  private final Secrets secrets;
  private final Supplier<String> ids;

  Bootstrap(
      Database database,
      AccountStore accounts,
      Passwords passwords,
      Secrets secrets,
      Supplier<String> ids) {
    this.database = database;
    this.accounts = accounts;
    this.passwords = passwords;
    this.secrets = secrets;
    this.ids = ids;
  }

  /** What was drawn, to be shown this once. The password opens only the way to another one. */
  public record Drawn(LoginName name, String password, String token) {}

  /**
   * Makes the administrator where there is none yet.
   *
   * @param given the token to use; then there is no password, until one is set
   * @return what was drawn; nothing where the token was given, or the start was not the first
   */
  public Optional<Drawn> run(Optional<String> given) {
    if (database.read(accounts::anyAdministrator)) {
      return Optional.empty();
    }
    Drawn drawn = new Drawn(ADMIN, secrets.draw(), given.orElseGet(secrets::draw));
    Optional<String> hash =
        given.isPresent() ? Optional.empty() : Optional.of(passwords.hash(drawn.password()));
    boolean first = database.write(tx -> first(tx, hash, drawn.token()));
    return first && given.isEmpty() ? Optional.of(drawn) : Optional.empty();
  }

  private boolean first(Tx tx, Optional<String> hash, String token) {
    Accounts.Draft draft = new Accounts.Draft(ADMIN, "Administrator", Role.ADMIN, Optional.empty());
    AccountStore.Proof proof = new AccountStore.Proof(hash, Optional.empty());
    if (accounts.anyAdministrator(tx)
        || !accounts.insert(tx, Accounts.account(tx, draft, hash.isPresent()), proof)) {
      return false;
    }
    if (!tokens.insert(tx, Secrets.hash(token), token(tx.now()))) {
      throw new Refusal.AlreadyExists("token", ADMIN.value());
    }
    return true;
  }

  private Token token(Instant now) {
    return new Token(
        ids.get(),
        ADMIN,
        Role.ADMIN,
        ADMIN,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
