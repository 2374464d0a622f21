package bidloom.service;

import bidloom.domain.Account;
import bidloom.domain.Actor;
import bidloom.domain.IdentityLimits;
import bidloom.domain.LoginName;
import bidloom.domain.Principal;
import bidloom.domain.Refusal;
import bidloom.domain.Role;
import bidloom.domain.Token;
import bidloom.store.AccountStore;
import bidloom.store.Database;
import bidloom.store.TokenStore;
import bidloom.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Bearer tokens (RFC 6750): 256 random bits, stored as SHA-256, shown once. */
public final class Tokens {
  public static final int MAX_PAGE = 200;

  private final Database database;
  private final AccountStore accounts;
  private final TokenStore store = new TokenStore();
  private final IdentityLimits limits;
  private final Secrets secrets;
  private final Supplier<String> ids;
  private final FormerNames formerNames;

  Tokens(
      Database database,
      AccountStore accounts,
      IdentityLimits limits,
      Secrets secrets,
      Supplier<String> ids,
      FormerNames formerNames) {
    this.database = database;
    this.accounts = accounts;
    this.limits = limits;
    this.secrets = secrets;
    this.ids = ids;
    this.formerNames = formerNames;
  }

  /** A token to be. Without a role it has its maker's, without a life the usual one. */
  public record Draft(LoginName name, Optional<Role> role, Optional<Duration> life) {}

  /** A new token, and the secret that is shown this once. */
  public record Issued(Token token, String secret) {}

  /** Makes a token that may not do more than its maker, nor outlive the token it was made with. */
  public Issued issue(Principal maker, Draft draft) {
    Role role = draft.role().orElse(maker.role());
    if (!maker.role().covers(role)) {
      throw new Refusal.Forbidden(role);
    }
    Duration life = draft.life().orElse(limits.tokenLife());
    if (!life.isPositive() || life.compareTo(limits.tokenLifeMost()) > 0) {
      throw new Refusal.Invalid(
          "/expiresInDays",
          "A token is good for 1 to %d days.".formatted(limits.tokenLifeMost().toDays()));
    }
    boolean byToken = maker.actor().kind() == Actor.Kind.TOKEN;
    Optional<Instant> last = byToken ? maker.until() : Optional.empty();
    return issue(
        maker.account(), draft.name(), role, now -> Optional.of(earlier(now.plus(life), last)));
  }

  private static Instant earlier(Instant wished, Optional<Instant> last) {
    return last.filter(instant -> instant.isBefore(wished)).orElse(wished);
  }

  /** Makes a token of an account, by whoever has the database in hands. */
  public Issued issue(LoginName owner, Draft draft) {
    Account account =
        database
            .read(tx -> accounts.find(tx, owner))
            .orElseThrow(() -> new Refusal.NotFound("user", owner.value()));
    Actor operator = Actor.system("operator");
    return issue(
        new Principal(
            operator, owner, account.role(), account.businessLine(), Optional.empty(), false),
        draft);
  }

  private Issued issue(
      LoginName owner, LoginName name, Role role, Function<Instant, Optional<Instant>> end) {
    String secret = secrets.draw();
    FormerNames.Asked asked = formerNames.ask(new Actor(Actor.Kind.TOKEN, name.value()));
    return database.write(
        tx -> {
          // Locked, so that two at once count each other.
          if (accounts.lock(tx, owner).isEmpty()) {
            throw new Refusal.NotFound("user", owner.value());
          }
          if (store.count(tx, owner) >= limits.tokensPerAccount()) {
            throw new Refusal.Invalid(
                "",
                "An account has %d tokens at most; revoke one first."
                    .formatted(limits.tokensPerAccount()));
          }
          Token token =
              new Token(
                  ids.get(),
                  name,
                  role,
                  owner,
                  tx.now(),
                  end.apply(tx.now()),
                  Optional.empty(),
                  Optional.empty());
          if (!store.insert(tx, Secrets.hash(secret), token)) {
            throw new Refusal.AlreadyExists("token", name.value());
          }
          formerNames.refuse(tx, asked, "token");
          return new Issued(token, secret);
        });
  }

  /** A page by name: the tokens of one account, or all. */
  public List<Token> list(Optional<LoginName> owner, String after, int limit) {
    int most = Math.clamp(limit, 1, MAX_PAGE);
    return database.read(tx -> store.after(tx, owner, after, most));
  }

  /** Ends a token at once. One of somebody else is not there for those who don't administer. */
  public Token revoke(Optional<Principal> caller, String id) {
    return database.write(
        tx -> {
          Token token = store.find(tx, id).filter(found -> mayRevoke(caller, found)).orElse(null);
          if (token == null) {
            throw new Refusal.NotFound("token", id);
          }
          store.revoke(tx, id);
          return store.find(tx, id).orElse(token);
        });
  }

  private static boolean mayRevoke(Optional<Principal> caller, Token token) {
    return caller
        .map(one -> one.account().equals(token.owner()) || one.role().covers(Role.ADMIN))
        .orElse(true);
  }

  /** Who the token stands for; {@link Refusal.Unauthenticated} where it is not good. */
  public Principal authenticate(String secret) {
    Good good = database.read(tx -> good(tx, secret)).orElseThrow(Refusal.Unauthenticated::new);
    Instant before = good.token().lastUsedAt().orElse(Instant.EPOCH);
    if (!before.plus(limits.useGrain()).isAfter(good.now())) {
      database.write(
          tx -> {
            store.used(tx, good.token().id(), limits.useGrain());
            return true;
          });
    }
    return good.principal();
  }

  /** Whether a token is good; to ask is no use of it. */
  public boolean holds(String secret) {
    return database.read(tx -> good(tx, secret)).isPresent();
  }

  private Optional<Good> good(Tx tx, String secret) {
    return store
        .good(tx, Secrets.hash(secret))
        .flatMap(
            token ->
                accounts
                    .find(tx, token.owner())
                    .filter(owner -> !owner.disabled())
                    .map(owner -> new Good(token, owner, tx.now())));
  }

  private record Good(Token token, Account owner, Instant now) {
    Principal principal() {
      return new Principal(
          new Actor(Actor.Kind.TOKEN, token.name().value()),
          owner.name(),
          token.role().lesser(owner.role()),
          owner.businessLine(),
          token.expiresAt(),
          false);
    }
  }
}
