package bidloom.service;

import bidloom.domain.Account;
import bidloom.domain.Actor;
import bidloom.domain.FormerName;
import bidloom.domain.FormerName.Kind;
import bidloom.domain.LoginName;
import bidloom.domain.Refusal;
import bidloom.store.AccountStore;
import bidloom.store.Database;
import bidloom.store.ErasureStore;
import bidloom.store.SessionStore;
import bidloom.store.TokenStore;
import bidloom.store.Tx;
import java.util.List;
import java.util.Optional;

/**
 * The first transaction of an erasure: account, sessions and tokens are gone, their names are never
 * given again, and what is to be replaced is announced. From then on nobody gets in by them.
 */
final class Closing {
  private static final int PSEUDONYM_DIGITS = 16;

  private final Database database;
  private final AccountStore accounts;
  private final ErasureStore store;
  private final FormerNames formerNames;
  private final Secrets secrets;
  private final SessionStore sessions = new SessionStore();
  private final TokenStore tokens = new TokenStore();

  Closing(
      Database database,
      AccountStore accounts,
      ErasureStore store,
      FormerNames formerNames,
      Secrets secrets) {
    this.database = database;
    this.accounts = accounts;
    this.store = store;
    this.formerNames = formerNames;
    this.secrets = secrets;
  }

  Optional<Account> account(Tx tx, LoginName name) {
    return accounts.find(tx, name);
  }

  /** What is to be written, prepared outside of the transaction: a hash takes its time. */
  private record Plan(
      LoginName name, List<LoginName> tokens, List<Argon2> digests, String pseudonym) {}

  /**
   * Closes an account.
   *
   * @return the pseudonym; nothing, and nothing done, where it was changed meanwhile
   */
  Optional<String> close(LoginName name, Actor by) {
    List<LoginName> tokenNames = database.read(tx -> tokens.names(tx, name));
    String digits = Secrets.hash(secrets.draw()).substring(0, PSEUDONYM_DIGITS);
    Plan plan =
        new Plan(
            name,
            tokenNames,
            formerNames.toRemember(Actor.of(name, tokenNames)),
            FormerName.PREFIX + digits);
    return database.write(tx -> close(tx, plan, by));
  }

  private Optional<String> close(Tx tx, Plan plan, Actor by) {
    List<LoginName> administrators = accounts.lockAdministrators(tx);
    Optional<Account> account = accounts.lock(tx, plan.name());
    if (account.isEmpty() || !tokens.names(tx, plan.name()).equals(plan.tokens())) {
      return Optional.empty();
    }
    if (account.get().administers() && administrators.size() == 1) {
      throw new Refusal.Invalid("", "This is the last administrator; make another one first.");
    }
    store.begin(tx, plan.pseudonym(), by);
    plan.digests().forEach(d -> store.remember(tx, d.phc(), d.salt(), plan.pseudonym()));
    announce(tx, account.get(), plan);
    sessions.endOthers(tx, plan.name(), "");
    tokens.deleteAll(tx, plan.name());
    accounts.delete(tx, plan.name());
    return Optional.of(plan.pseudonym());
  }

  private void announce(Tx tx, Account account, Plan plan) {
    String login = account.name().value();
    store.replace(tx, new FormerName(Kind.USER, login, plan.pseudonym()));
    String shown = account.displayName();
    // Another one who is shown by the same name keeps it.
    if (!shown.equals(login) && !accounts.namedAlike(tx, account)) {
      store.replace(tx, new FormerName(Kind.DISPLAY, shown, plan.pseudonym()));
    }
    for (LoginName token : plan.tokens()) {
      store.replace(tx, new FormerName(Kind.TOKEN, token.value(), plan.pseudonym()));
    }
  }
}
