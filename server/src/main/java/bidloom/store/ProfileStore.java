package bidloom.store;

import bidloom.domain.Actor;
import bidloom.domain.Profile;
import bidloom.domain.Values;
import bidloom.protocol.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table {@code company_profile}: append-only, one whole profile for each version after the
 * sample's. The key lets one writer of a version in.
 */
public final class ProfileStore {
  private static final String COLUMNS = "version, at, actor, content";
  private static final String VERSION =
      "SELECT coalesce(max(version), %d) AS version FROM company_profile".formatted(Profile.SAMPLE);
  private static final String FIND =
      "SELECT " + COLUMNS + " FROM company_profile WHERE version = ?";
  private static final String BEFORE =
      "SELECT " + COLUMNS + " FROM company_profile WHERE version < ? ORDER BY version DESC LIMIT ?";
  private static final String INSERT =
      "INSERT INTO company_profile ("
          + COLUMNS
          + ") VALUES (?, ?, ?, ?) ON CONFLICT (version) DO NOTHING";
  private static final String HOLDS =
      "SELECT version FROM company_profile WHERE content = ? LIMIT 1";
  private static final String RENAME = "UPDATE company_profile SET actor = ? WHERE actor = ?";

  /** The newest version. */
  public long version(Tx tx) {
    return tx.one(VERSION, row -> row.number("version")).orElse(Profile.SAMPLE);
  }

  /** A version after the sample's. */
  public Optional<Profile> find(Tx tx, long version) {
    return tx.one(FIND, ProfileStore::profile, version);
  }

  /** A page of versions before one, newest first, without the sample. */
  public List<Profile> before(Tx tx, long version, int limit) {
    return tx.query(BEFORE, ProfileStore::profile, version, limit);
  }

  /** Whether some version had these values. */
  public boolean holds(Tx tx, Map<String, Object> values) {
    return tx.one(HOLDS, row -> row.number("version"), Json.write(values)).isPresent();
  }

  /** Adds a version; false where somebody else has made it, and nothing is written then. */
  public boolean insert(Tx tx, long version, Actor by, Map<String, Object> values) {
    long now = tx.now().toEpochMilli();
    return tx.update(INSERT, version, now, by.text(), Json.write(values)) == 1;
  }

  /** Replaces the name of who made versions, as an erasure does; the number of versions. */
  public int rename(Tx tx, String before, String after) {
    return tx.update(RENAME, after, before);
  }

  private static Profile profile(Row row) {
    return new Profile(
        row.number("version"),
        Optional.of(new Profile.Made(row.instant("at"), Actor.parse(row.text("actor")))),
        Values.canonicalObject(row.object("content")));
  }
}
