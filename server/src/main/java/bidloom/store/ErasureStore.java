package bidloom.store;

import bidloom.domain.Actor;
import bidloom.domain.FormerName;
import bidloom.protocol.Json;
import java.util.List;
import java.util.Optional;

/**
 * The tables {@code bidloom_former_user}, {@code bidloom_former_name} and {@code bidloom_erasure}:
 * who was erased, which names are never given again, and which are being replaced just now.
 */
public final class ErasureStore {
  private static final String BEGIN =
      "INSERT INTO bidloom_former_user (pseudonym, erased_by, erased_at) VALUES (?, ?, ?)";
  private static final String REMEMBER =
      "INSERT INTO bidloom_former_name (digest, salt, pseudonym) VALUES (?, ?, ?)";
  private static final String SALTED =
      "SELECT min(digest) AS digest FROM bidloom_former_name GROUP BY salt ORDER BY 1";
  private static final String OF_DIGEST =
      "SELECT pseudonym FROM bidloom_former_name WHERE digest = ?";
  private static final String REPLACE =
      """
      INSERT INTO bidloom_erasure (kind, word, in_json, pseudonym) VALUES (?, ?, ?, ?)
      ON CONFLICT (kind, word) DO NOTHING
      """;
  private static final String PENDING =
      "SELECT kind, word, pseudonym FROM bidloom_erasure WHERE pseudonym = ? ORDER BY kind, word";
  private static final String PENDING_USER =
      "SELECT pseudonym FROM bidloom_erasure WHERE kind = 'user' AND word = ?";
  private static final String ALL_REPLACED = "DELETE FROM bidloom_erasure WHERE pseudonym = ?";
  private static final String FINISH =
      "UPDATE bidloom_former_user SET finished_at = ? WHERE pseudonym = ?";
  private static final String BY_ANOTHER =
      "UPDATE bidloom_former_user SET erased_by = ? WHERE erased_by = ?";

  public void begin(Tx tx, String pseudonym, Actor by) {
    tx.update(BEGIN, pseudonym, by.text(), tx.now().toEpochMilli());
  }

  /** Keeps a name from being given again. */
  public void remember(Tx tx, String digest, String salt, String pseudonym) {
    tx.update(REMEMBER, digest, salt, pseudonym);
  }

  /** A digest for each salt that there is, as an example of how to make another one. */
  public List<String> salted(Tx tx) {
    return tx.query(SALTED, row -> row.text("digest"));
  }

  /** The pseudonym of a name, by its digest; nothing where nobody of that name was erased. */
  public Optional<String> pseudonym(Tx tx, String digest) {
    return tx.one(OF_DIGEST, row -> row.text("pseudonym"), digest);
  }

  /** Lets a name be replaced by its pseudonym from now on. */
  public void replace(Tx tx, FormerName name) {
    String inJson = Json.write(name.word());
    tx.update(
        REPLACE,
        name.kind().wireName(),
        name.word(),
        inJson.substring(1, inJson.length() - 1),
        name.pseudonym());
  }

  /** The names that are being replaced by a pseudonym. */
  public List<FormerName> pending(Tx tx, String pseudonym) {
    return tx.query(
        PENDING,
        row ->
            new FormerName(
                FormerName.Kind.named(row.text("kind")), row.text("word"), row.text("pseudonym")),
        pseudonym);
  }

  /** The pseudonym of a user whose erasure has begun and has not ended. */
  public Optional<String> pendingUser(Tx tx, String name) {
    return tx.one(PENDING_USER, row -> row.text("pseudonym"), name);
  }

  /** The names are replaced everywhere: they are forgotten, and no row may change any more. */
  public void finish(Tx tx, String pseudonym) {
    tx.update(ALL_REPLACED, pseudonym);
    tx.update(FINISH, tx.now().toEpochMilli(), pseudonym);
  }

  /** Replaces a name among those who erased others; the number of rows. */
  public int replaceEraser(Tx tx, String actor, String pseudonym) {
    return tx.update(BY_ANOTHER, pseudonym, actor);
  }
}
