package bidloom.service;

import bidloom.domain.Account;
import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.Edit;
import bidloom.domain.FormerName;
import bidloom.domain.FormerName.Kind;
import bidloom.domain.LoginName;
import bidloom.domain.Refusal;
import bidloom.store.Database;
import bidloom.store.ErasureStore;
import bidloom.store.NameStore;
import bidloom.store.Tx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes a person's name out of the database. The account is closed in one transaction, which also
 * announces what is to be replaced; then a pseudonym takes the name's place, bid by bid, each in
 * short transactions, until a whole round has found nothing more. Whatever was interrupted goes on
 * when the same is asked for again.
 *
 * <p>Values that hold now change by a version step like any other (guarantees G1 and G2); the rows
 * of the past are rewritten in the same transaction. Runs and bids are locked in transactions of
 * their own, so the order of locks is kept. See docs/adr/0012.
 */
public final class Erasure {
  private static final int PAGE = 50;
  private static final int ROUNDS = 5;
  private static final int TRIES = 3;
  private static final String REASON = "name erased";

  private final Database database;
  private final Tables tables;
  private final ErasureStore store;
  private final NameStore past = new NameStore();
  private final Closing closing;
  private final FormerNames formerNames;

  Erasure(
      Database database,
      Tables tables,
      ErasureStore store,
      Closing closing,
      FormerNames formerNames) {
    this.database = database;
    this.tables = tables;
    this.store = store;
    this.closing = closing;
    this.formerNames = formerNames;
  }

  /**
   * Somebody who was erased.
   *
   * @param changed how many rows named them
   */
  public record Erased(String pseudonym, long changed) {}

  /**
   * Erases somebody, or goes on with it.
   *
   * @param by to whom the changes of values that hold now are attributed
   * @throws Refusal.NotFound where there is nobody of that name, and never was
   * @throws Refusal.Unavailable where others kept writing the name; ask again
   */
  public Erased erase(LoginName name, Actor by) {
    String pseudonym = begin(name, by);
    List<FormerName> names = database.read(tx -> store.pending(tx, pseudonym));
    long changed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long more = round(names, by);
      changed += more;
      if (more == 0) {
        return finish(pseudonym, changed);
      }
    }
    throw new Refusal.Unavailable("The name is still being written; ask for it again.");
  }

  private String begin(LoginName name, Actor by) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Account> account = database.read(tx -> closing.account(tx, name));
      if (account.isEmpty()) {
        return again(name);
      }
      Optional<String> pseudonym = closing.close(name, by);
      if (pseudonym.isPresent()) {
        return pseudonym.get();
      }
    }
    throw new Refusal.Unavailable("The account is being changed; ask for it again.");
  }

  /**
   * The pseudonym of somebody whose account is closed; what they were just writing is looked for,
   * and where it is the name of a token of theirs, what that was.
   */
  private String again(LoginName name) {
    String word = name.value();
    FormerNames.Asked user = formerNames.ask(Actor.user(word));
    FormerNames.Asked token = formerNames.ask(new Actor(Actor.Kind.TOKEN, word));
    return database.write(
        tx -> {
          FormerName found =
              store
                  .pendingUser(tx, word)
                  .or(() -> formerNames.pseudonym(tx, user))
                  .map(pseudonym -> new FormerName(Kind.USER, word, pseudonym))
                  .or(
                      () ->
                          formerNames
                              .pseudonym(tx, token)
                              .map(pseudonym -> new FormerName(Kind.TOKEN, word, pseudonym)))
                  .orElseThrow(() -> new Refusal.NotFound("user", word));
          store.replace(tx, found);
          return found.pseudonym();
        });
  }

  private Erased finish(String pseudonym, long changed) {
    database.write(
        tx -> {
          store.finish(tx, pseudonym);
          return true;
        });
    return new Erased(pseudonym, changed);
  }

  /** Once through everything; the number of rows that were changed. */
  private long round(List<FormerName> names, Actor by) {
    String pseudonym = names.getFirst().pseudonym();
    long changed = database.write(tx -> elsewhere(tx, names)) + answers(names);
    String after = "";
    List<BidId> page;
    do {
      String from = after;
      page = database.read(tx -> past.bids(tx, pseudonym, from, PAGE));
      for (BidId bid : page) {
        changed += database.write(tx -> past.inRuns(tx, bid, names));
        changed += database.write(tx -> inBid(tx, bid, names, by));
        after = bid.value();
      }
    } while (page.size() == PAGE);
    return changed;
  }

  private int elsewhere(Tx tx, List<FormerName> names) {
    int changed = past.leave(tx, names);
    for (FormerName name : names) {
      if (name.actor().isPresent()) {
        String actor = name.actor().get().text();
        changed += store.replaceEraser(tx, actor, name.inActor(actor));
        changed += tables.profiles().rename(tx, actor, name.inActor(actor));
      }
    }
    return changed;
  }

  private long answers(List<FormerName> names) {
    long changed = 0;
    Optional<NameStore.Place> next = Optional.of(NameStore.Place.START);
    while (next.isPresent()) {
      NameStore.Place from = next.get();
      NameStore.Answers done = database.write(tx -> past.inAnswers(tx, names, from, PAGE));
      changed += done.changed();
      next = done.next();
    }
    return changed;
  }

  private int inBid(Tx tx, BidId id, List<FormerName> names, Actor by) {
    Bid bid = tables.lockedBid(tx, id);
    Edit edit = edit(bid, names);
    if (!edit.isEmpty()) {
      tables.step(tx, bid, edit, bid.status(), by, REASON);
    }
    return past.inRevisions(tx, id, names);
  }

  private static Edit edit(Bid bid, List<FormerName> names) {
    Map<String, Object> after = bid.fields();
    for (FormerName name : names) {
      after = name.inObject(after);
    }
    TreeMap<String, Object> changes = new TreeMap<>(after);
    changes.entrySet().removeIf(field -> field.getValue().equals(bid.fields().get(field.getKey())));
    return Edit.setting(changes);
  }
}
