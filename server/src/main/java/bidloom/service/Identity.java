package bidloom.service;

import bidloom.domain.IdentityLimits;
import bidloom.domain.Principal;
import bidloom.store.AccountStore;
import bidloom.store.Database;
import bidloom.store.ErasureStore;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Who may come in, and how they prove it. */
public final class Identity {
  private final Accounts accounts;
  private final Tokens tokens;
  private final Sessions sessions;
  private final Bootstrap bootstrap;
  private final ForeignLogins foreignLogins;
  private final Erasure erasure;
  private final PersonalData personalData;

  public Identity(
      Database database, IdentityLimits limits, Supplier<String> ids, LongSupplier nanos) {
    this(database, limits, ids, nanos, Passwords.COST);
  }

  Identity(
      Database database,
      IdentityLimits limits,
      Supplier<String> ids,
      LongSupplier nanos,
      Argon2.Cost cost) {
    SecureRandom random = new SecureRandom();
    Secrets secrets = new Secrets(random);
    Passwords passwords = new Passwords(random, cost, limits);
    AccountStore store = new AccountStore(database);
    ErasureStore erasures = new ErasureStore();
    FormerNames formerNames = new FormerNames(database, erasures, passwords);
    this.accounts = new Accounts(database, store, passwords, formerNames);
    this.tokens = new Tokens(database, store, limits, secrets, ids, formerNames);
    this.sessions =
        new Sessions(database, store, passwords, new Tries(limits, nanos), limits, secrets);
    this.foreignLogins = new ForeignLogins(database, store, sessions, limits, secrets, formerNames);
    Closing closing = new Closing(database, store, erasures, formerNames, secrets);
    this.erasure = new Erasure(database, Tables.of(database), erasures, closing, formerNames);
    this.personalData = new PersonalData(database, store);
    this.bootstrap = new Bootstrap(database, store, passwords, secrets, ids);
  }

  public Accounts accounts() {
    return accounts;
  }

  public Tokens tokens() {
    return tokens;
  }

  public Sessions sessions() {
    return sessions;
  }

  public ForeignLogins foreignLogins() {
    return foreignLogins;
  }

  public Erasure erasure() {
    return erasure;
  }

  public PersonalData personalData() {
    return personalData;
  }

  public Bootstrap bootstrap() {
    return bootstrap;
  }

  /**
   * Changes the caller's own password; their other sessions end.
   *
   * @param session the secret of the session that goes on
   */
  public void changePassword(
      Principal caller, String current, String password, Optional<String> session) {
    accounts.changePassword(
        caller.account(), current, password, session.map(Secrets::hash).orElse(""));
  }
}
