package bidloom.service;

import bidloom.domain.Actor;
import bidloom.domain.FormerName;
import bidloom.domain.Refusal;
import bidloom.store.Database;
import bidloom.store.ErasureStore;
import bidloom.store.Tx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the names of those who were erased from being given again, without keeping the names: of
 * each there is an Argon2id hash. All are made with one salt, drawn with the first of them, so that
 * a name is looked for with one hash; where two nodes drew one at the same time, with two. It costs
 * nothing as long as nobody was erased.
 */
final class FormerNames {
  private final Database database;
  private final ErasureStore store;
  private final Passwords passwords;

  FormerNames(Database database, ErasureStore store, Passwords passwords) {
    this.database = database;
    this.store = store;
    this.passwords = passwords;
  }

  /** A name that is asked about, with the hashes of it that were made by now. */
  record Asked(Actor actor, Map<String, String> digests) {}

  /** Hashes a name, which takes its time, before a transaction needs it. */
  Asked ask(Actor actor) {
    Asked asked = new Asked(actor, new HashMap<>());
    List<String> salted = database.read(store::salted);
    salted.forEach(other -> digest(asked, other));
    return asked;
  }

  private String digest(Asked asked, String other) {
    return asked
        .digests()
        .computeIfAbsent(
            other, like -> passwords.digest(asked.actor().text(), Argon2.parse(like)).phc());
  }

  /** The pseudonym of who had the name; nothing where nobody of that name was erased. */
  Optional<String> pseudonym(Tx tx, Asked asked) {
    return store.salted(tx).stream()
        .flatMap(other -> store.pseudonym(tx, digest(asked, other)).stream())
        .findFirst();
  }

  /**
   * Refuses a name that somebody had, or that looks like a pseudonym. It is called after the name
   * was written: who wrote it then has waited for an erasure that was just being committed.
   */
  void refuse(Tx tx, Asked asked, String what) {
    String name = asked.actor().name();
    if (name.startsWith(FormerName.PREFIX) || pseudonym(tx, asked).isPresent()) {
      throw new Refusal.AlreadyExists(what, name);
    }
  }

  /** Hashes to remember names by, with the salt of those that there are. */
  List<Argon2> toRemember(List<Actor> actors) {
    Optional<Argon2> like =
        database.read(store::salted).stream().findFirst().flatMap(Argon2::parse);
    List<Argon2> digests = new ArrayList<>();
    for (Actor actor : actors) {
      Argon2 digest = passwords.digest(actor.text(), like);
      digests.add(digest);
      like = Optional.of(digest);
    }
    return digests;
  }
}
