package bidloom.service;

import bidloom.domain.Account;
import bidloom.domain.Actor;
import bidloom.domain.LoginName;
import bidloom.domain.Refusal;
import bidloom.domain.Token;
import bidloom.domain.Trace.Change;
import bidloom.domain.Trace.Edition;
import bidloom.domain.Trace.Errand;
import bidloom.domain.Trace.Owned;
import bidloom.domain.Trace.Seat;
import bidloom.domain.Trace.Visit;
import bidloom.domain.Trace.Vouched;
import bidloom.store.AccountStore;
import bidloom.store.Database;
import bidloom.store.TokenStore;
import bidloom.store.TraceStore;
import java.util.List;
import java.util.Optional;

/**
 * What is held about somebody who has an account, for them to have. It comes in pages of {@link
 * #PAGE}, each read in a transaction of its own, so that no history is too long for it.
 */
public final class PersonalData {
  public static final int PAGE = 100;

  private final Database database;
  private final AccountStore accounts;
  private final TraceStore traces;
  private final TokenStore tokens = new TokenStore();

  PersonalData(Database database, AccountStore accounts) {
    this.database = database;
    this.accounts = accounts;
    this.traces = new TraceStore(database);
  }

  /**
   * Somebody, and under which names they act.
   *
   * @param subject who they are to the identity provider, where that vouches for them
   * @param actors the account and all its tokens, as changes are attributed
   * @param sessions the open ones; an account has {@code IdentityLimits#sessionsPerAccount} at most
   * @param presence the bids they are on just now, the first {@link #PAGE} of them
   */
  public record Person(
      Account account,
      Optional<Vouched> subject,
      List<String> actors,
      List<Visit> sessions,
      List<Seat> presence) {}

  public Person person(LoginName name) {
    return database.read(
        tx -> {
          Account account =
              accounts.find(tx, name).orElseThrow(() -> new Refusal.NotFound("user", name.value()));
          List<String> actors =
              Actor.of(name, tokens.names(tx, name)).stream().map(Actor::text).toList();
          return new Person(
              account,
              accounts.subject(tx, name).map(one -> new Vouched(one.issuer(), one.subject())),
              actors,
              traces.sessions(tx, name, PAGE),
              traces.presence(tx, actors, PAGE));
        });
  }

  /** Their tokens, after one. */
  public List<Token> tokens(Person person, Optional<Token> after) {
    String name = after.map(token -> token.name().value()).orElse("");
    return database.read(tx -> tokens.after(tx, Optional.of(person.account().name()), name, PAGE));
  }

  /** The bids that they own, after one. */
  public List<Owned> owned(Person person, Optional<Owned> after) {
    String bid = after.map(owned -> owned.bid().value()).orElse("");
    return database.read(tx -> traces.owned(tx, person.account().name(), bid, PAGE));
  }

  /** The runs that they started or cancelled, after one. */
  public List<Errand> runs(Person person, Optional<Errand> after) {
    String run = after.map(errand -> errand.run().value()).orElse("");
    return database.read(tx -> traces.runs(tx, person.actors(), run, PAGE));
  }

  /** The versions of the company's profile that they made, after one. */
  public List<Edition> editions(Person person, Optional<Edition> after) {
    long version = after.map(Edition::version).orElse(0L);
    return database.read(tx -> traces.editions(tx, person.actors(), version, PAGE));
  }

  /** The changes that they made, bid by bid, after one. */
  public List<Change> changes(Person person, Optional<Change> after) {
    String bid = after.map(change -> change.bid().value()).orElse("");
    long version = after.map(Change::version).orElse(0L);
    return database.read(tx -> traces.changes(tx, person.actors(), bid, version, PAGE));
  }
}
