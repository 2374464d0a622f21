package bidloom.service;

import bidloom.domain.Account;
import bidloom.domain.Actor;
import bidloom.domain.IdentityLimits;
import bidloom.domain.LoginName;
import bidloom.domain.Principal;
import bidloom.domain.Refusal;
import bidloom.store.AccountStore;
import bidloom.store.Database;
import bidloom.store.SessionStore;
import bidloom.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sessions of the page: 256 random bits in a cookie, stored as SHA-256. They end when idle, after
 * their life, when the password is changed and when the account is disabled.
 */
public final class Sessions {
  private static final String CSRF = "csrf";

  private final Database database;
  private final AccountStore accounts;
  private final SessionStore store = new SessionStore();
  private final Passwords passwords;
  private final Tries tries;
  private final IdentityLimits limits;
  private final Secrets secrets;

  Sessions(
      Database database,
      AccountStore accounts,
      Passwords passwords,
      Tries tries,
      IdentityLimits limits,
      Secrets secrets) {
    this.database = database;
    this.accounts = accounts;
    this.passwords = passwords;
    this.tries = tries;
    this.limits = limits;
    this.secrets = secrets;
  }

  /** A session that has begun, with the secret for its cookie. */
  public record Opened(Principal principal, String secret) {
    /** What every request by that cookie has to send along if it changes something. */
    public String csrfToken() {
      return csrfTokenOf(secret);
    }
  }

  /**
   * Logs in with a password. Neither the answer nor its time tells whether there is such an
   * account.
   *
   * @param address from where, for counting wrong tries
   * @param before the session that the same cookie held until now; it ends
   * @throws Refusal.RateLimited after too many wrong tries
   */
  public Opened login(String name, String password, String address, Optional<String> before) {
    Optional<LoginName> login = LoginName.parse(name);
    // A name of any length would be remembered as it is; all that can't be names share one count.
    String counted = login.map(LoginName::value).orElse("");
    Duration wait = tries.begin(address, counted);
    if (wait.isPositive()) {
      throw new Refusal.RateLimited("Too many wrong passwords; wait a while.", wait);
    }
    Optional<String> hash = login.flatMap(known -> database.read(tx -> hash(tx, known)));
    if (!passwords.matches(password, hash) || login.isEmpty()) {
      throw new Refusal.Unauthenticated("The name or the password is wrong.");
    }
    tries.right(address, counted);
    Optional<String> better =
        hash.filter(passwords::outdated).map(outdated -> passwords.hash(password));
    return database.write(
        tx -> {
          Account account = enabled(tx, login.get());
          if (!accounts.password(tx, account.name()).equals(hash)) {
            throw new Refusal.Unauthenticated("The password was changed meanwhile.");
          }
          better.ifPresent(now -> accounts.rehash(tx, account.name(), now));
          return open(tx, account, before);
        });
  }

  private Optional<String> hash(Tx tx, LoginName name) {
    return accounts
        .find(tx, name)
        .filter(account -> !account.disabled())
        .flatMap(account -> accounts.password(tx, name));
  }

  /** Begins a session of somebody whose identity is proven, and ends the one before. */
  Opened open(LoginName name, Optional<String> before) {
    return database.write(tx -> open(tx, enabled(tx, name), before));
  }

  private Account enabled(Tx tx, LoginName name) {
    return accounts
        .lock(tx, name)
        .filter(found -> !found.disabled())
        .orElseThrow(() -> new Refusal.Unauthenticated("This account is disabled."));
  }

  private Opened open(Tx tx, Account account, Optional<String> before) {
    String secret = secrets.draw();
    before.ifPresent(old -> store.end(tx, Secrets.hash(old)));
    store.sweep(tx, limits.sessionIdle());
    store.insert(tx, Secrets.hash(secret), account.name(), limits.sessionLife());
    store.keepNewest(tx, account.name(), limits.sessionsPerAccount());
    return new Opened(principal(account, tx.now().plus(limits.sessionLife())), secret);
  }

  /** Whose session it is; nothing where it is over or never was. */
  public Optional<Principal> authenticate(String secret) {
    String hash = Secrets.hash(secret);
    Optional<Good> good = database.read(tx -> good(tx, hash));
    good.filter(found -> !found.seenAt().plus(limits.useGrain()).isAfter(found.now()))
        .ifPresent(found -> seen(hash));
    return good.map(Good::principal);
  }

  /** Whether a session is good; to ask is no use of it. */
  public boolean holds(String secret) {
    return database.read(tx -> good(tx, Secrets.hash(secret))).isPresent();
  }

  private Optional<Good> good(Tx tx, String hash) {
    return store
        .good(tx, hash, limits.sessionIdle())
        .flatMap(
            session ->
                accounts
                    .find(tx, session.account())
                    .filter(account -> !account.disabled())
                    .map(account -> principal(account, session.expiresAt()))
                    .map(principal -> new Good(principal, session.seenAt(), tx.now())));
  }

  private record Good(Principal principal, Instant seenAt, Instant now) {}

  private void seen(String hash) {
    database.write(
        tx -> {
          store.seen(tx, hash, limits.useGrain());
          return true;
        });
  }

  /** Ends a session. */
  public void close(String secret) {
    database.write(
        tx -> {
          store.end(tx, Secrets.hash(secret));
          return true;
        });
  }

  /** The proof that a request comes from the page that has the session. */
  public static String csrfTokenOf(String secret) {
    return Secrets.derived(secret, CSRF);
  }

  /** Whether that proof was sent. */
  public static boolean csrfHolds(String secret, String sent) {
    return Secrets.same(csrfTokenOf(secret), sent);
  }

  private static Principal principal(Account account, Instant until) {
    return new Principal(
        Actor.user(account.name().value()),
        account.name(),
        account.role(),
        account.businessLine(),
        Optional.of(until),
        account.mustChange());
  }
}
