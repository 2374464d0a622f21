package bidloom.service;

import bidloom.domain.Account;
import bidloom.domain.Actor;
import bidloom.domain.IdentityLimits;
import bidloom.domain.Refusal;
import bidloom.domain.Role;
import bidloom.store.AccountStore;
import bidloom.store.Database;
import bidloom.store.ForeignLoginStore;
import bidloom.store.Tx;
import java.util.Optional;

/**
 * Logins for which an identity provider vouches. Each is begun here, can be finished once and soon,
 * and only with the secret that it was begun with.
 */
public final class ForeignLogins {
  private final Database database;
  private final AccountStore accounts;
  private final ForeignLoginStore store = new ForeignLoginStore();
  private final Sessions sessions;
  private final IdentityLimits limits;
  private final Secrets secrets;
  private final FormerNames formerNames;

  ForeignLogins(
      Database database,
      AccountStore accounts,
      Sessions sessions,
      IdentityLimits limits,
      Secrets secrets,
      FormerNames formerNames) {
    this.database = database;
    this.accounts = accounts;
    this.sessions = sessions;
    this.limits = limits;
    this.secrets = secrets;
    this.formerNames = formerNames;
  }

  /**
   * A login on its way.
   *
   * @param state goes to the provider and back, and into a cookie of the browser
   * @param nonce has to be in the ID token
   * @param verifier proves to the provider who began (RFC 7636)
   */
  public record Begun(String state, String nonce, String verifier, String target) {}

  public Begun begin(String target) {
    Begun begun = new Begun(secrets.draw(), secrets.draw(), secrets.draw(), target);
    ForeignLoginStore.Pending pending =
        new ForeignLoginStore.Pending(begun.nonce(), begun.verifier(), target);
    database.write(
        tx -> {
          store.insert(
              tx,
              Secrets.hash(begun.state()),
              pending,
              limits.foreignLogin(),
              limits.foreignLogins());
          return true;
        });
    return begun;
  }

  /**
   * Goes on with a login, once.
   *
   * @param kept what the browser kept; it has to be the state that came back
   */
  public Begun resume(String state, Optional<String> kept) {
    return kept.filter(own -> Secrets.same(own, state))
        .flatMap(own -> database.write(tx -> store.take(tx, Secrets.hash(own))))
        .map(pending -> new Begun(state, pending.nonce(), pending.verifier(), pending.target()))
        .orElseThrow(
            () -> new Refusal.Unauthenticated("This login is not under way; begin it again."));
  }

  /**
   * Somebody for whom the provider has vouched.
   *
   * @param account the name and what the provider says of them
   */
  public record Vouched(String issuer, String subject, Accounts.Draft account) {}

  /**
   * Opens a session for them. Their account is made at the first login, and its role follows the
   * provider's word at each. An account that was made here is never theirs because of its name.
   */
  public Sessions.Opened login(Vouched vouched, Optional<String> before) {
    AccountStore.Subject subject = new AccountStore.Subject(vouched.issuer(), vouched.subject());
    FormerNames.Asked asked = formerNames.ask(Actor.user(vouched.account().name().value()));
    Account account = database.write(tx -> account(tx, subject, vouched.account(), asked));
    return sessions.open(account.name(), before);
  }

  private Account account(
      Tx tx, AccountStore.Subject subject, Accounts.Draft draft, FormerNames.Asked asked) {
    boolean onlyOne = accounts.lockAdministrators(tx).size() == 1;
    Optional<Account> known = accounts.find(tx, subject);
    if (known.isEmpty()) {
      Account made = Accounts.account(tx, draft, false);
      AccountStore.Proof proof = new AccountStore.Proof(Optional.empty(), Optional.of(subject));
      if (!accounts.insert(tx, made, proof)) {
        throw new Refusal.Forbidden(
            "An account \"%s\" was made here; an administrator has to rename or use it."
                .formatted(draft.name()));
      }
      formerNames.refuse(tx, asked, "user");
      return made;
    }
    Account before = known.get();
    boolean last = onlyOne && before.administers();
    Role role = last ? before.role() : draft.role();
    Account after =
        new Account(
            before.name(),
            draft.displayName(),
            role,
            before.businessLine(),
            before.disabled(),
            before.mustChange(),
            before.createdAt());
    accounts.update(tx, after);
    return after;
  }
}
