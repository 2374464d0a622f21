package bidloom.service;

import bidloom.domain.Account;
import bidloom.domain.Actor;
import bidloom.domain.LoginName;
import bidloom.domain.Refusal;
import bidloom.domain.Role;
import bidloom.store.AccountStore;
import bidloom.store.Database;
import bidloom.store.SessionStore;
import bidloom.store.Tx;
import java.util.List;
import java.util.Optional;

/**
 * Who may log in. What is taken from an account, it loses at once: its sessions and tokens are held
 * to it at every request. The last account that can administer is kept.
 */
public final class Accounts {
  public static final int MAX_PAGE = 200;

  private final Database database;
  private final AccountStore store;
  private final SessionStore sessions = new SessionStore();
  private final Passwords passwords;
  private final FormerNames formerNames;

  Accounts(Database database, AccountStore store, Passwords passwords, FormerNames formerNames) {
    this.database = database;
    this.store = store;
    this.passwords = passwords;
    this.formerNames = formerNames;
  }

  /** An account to be. */
  public record Draft(
      LoginName name, String displayName, Role role, Optional<String> businessLine) {}

  /**
   * Makes an account.
   *
   * @param password what it logs in with once, to set its own; none where it can't log in yet
   */
  public Account create(Draft draft, Optional<String> password) {
    password.ifPresent(text -> PasswordRules.check("/password", draft.name(), text));
    AccountStore.Proof proof =
        new AccountStore.Proof(password.map(passwords::hash), Optional.empty());
    FormerNames.Asked asked = formerNames.ask(Actor.user(draft.name().value()));
    return database.write(
        tx -> {
          Account account = account(tx, draft, password.isPresent());
          if (!store.insert(tx, account, proof)) {
            throw new Refusal.AlreadyExists("user", draft.name().value());
          }
          formerNames.refuse(tx, asked, "user");
          return account;
        });
  }

  static Account account(Tx tx, Draft draft, boolean mustChange) {
    return new Account(
        draft.name(),
        draft.displayName(),
        draft.role(),
        draft.businessLine(),
        false,
        mustChange,
        tx.now());
  }

  public Account get(LoginName name) {
    return database.read(tx -> require(tx, name));
  }

  /** A page by name, after a name. */
  public List<Account> list(String after, int limit) {
    return database.read(tx -> store.after(tx, after, Math.clamp(limit, 1, MAX_PAGE)));
  }

  /** What is to be changed of an account; what is absent stays. */
  public record Change(
      Optional<String> displayName,
      Optional<Role> role,
      Optional<Optional<String>> businessLine,
      Optional<Boolean> disabled) {
    public static final Change NONE =
        new Change(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Change withRole(Role newRole) {
      return new Change(displayName, Optional.of(newRole), businessLine, disabled);
    }

    public Change withDisabled(boolean nowDisabled) {
      return new Change(displayName, role, businessLine, Optional.of(nowDisabled));
    }

    Account of(Account before) {
      return new Account(
          before.name(),
          displayName.orElse(before.displayName()),
          role.orElse(before.role()),
          businessLine.orElse(before.businessLine()),
          disabled.orElse(before.disabled()),
          before.mustChange(),
          before.createdAt());
    }
  }

  /** Changes an account; one that is disabled loses its sessions. */
  public Account change(LoginName name, Change change) {
    return database.write(
        tx -> {
          // All who lower an administrator hold the same rows, so two can't do it to each other.
          List<LoginName> administrators = store.lockAdministrators(tx);
          Account before = store.lock(tx, name).orElseThrow(() -> unknown(name));
          Account after = change.of(before);
          if (before.administers() && !after.administers() && administrators.size() == 1) {
            throw new Refusal.Invalid(
                change.role().isPresent() ? "/role" : "/disabled",
                "This is the last administrator; make another one first.");
          }
          store.update(tx, after);
          if (after.disabled()) {
            sessions.endOthers(tx, name, "");
          }
          return after;
        });
  }

  /** Sets somebody's password, to be changed at the first login with it. Ends their sessions. */
  public void setPassword(LoginName name, String password) {
    PasswordRules.check("/password", name, password);
    String hash = passwords.hash(password);
    database.write(
        tx -> {
          Account account = store.lock(tx, name).orElseThrow(() -> unknown(name));
          store.setPassword(tx, account.name(), hash, true);
          sessions.endOthers(tx, name, "");
          return true;
        });
  }

  /**
   * Changes one's own password, and ends all other sessions.
   *
   * @param session the hash of the session that goes on; empty for none
   */
  void changePassword(LoginName name, String current, String password, String session) {
    PasswordRules.check("/password", name, password);
    Optional<String> before = database.read(tx -> store.password(tx, name));
    if (!passwords.matches(current, before)) {
      throw new Refusal.Invalid("/current", "This is not the current password.");
    }
    if (current.equals(password)) {
      throw new Refusal.Invalid("/password", "Take another password than the current one.");
    }
    String hash = passwords.hash(password);
    database.write(
        tx -> {
          store.lock(tx, name);
          if (!store.password(tx, name).equals(before)) {
            throw new Refusal.Invalid("/current", "The password was changed meanwhile.");
          }
          store.setPassword(tx, name, hash, false);
          sessions.endOthers(tx, name, session);
          return true;
        });
  }

  private Account require(Tx tx, LoginName name) {
    return store.find(tx, name).orElseThrow(() -> unknown(name));
  }

  private static Refusal unknown(LoginName name) {
    return new Refusal.NotFound("user", name.value());
  }
}
