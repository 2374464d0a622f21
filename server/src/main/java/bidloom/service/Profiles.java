package bidloom.service;

import bidloom.domain.Actor;
import bidloom.domain.Profile;
import bidloom.domain.Refusal;
import bidloom.store.Database;
import bidloom.store.ProfileStore;
import bidloom.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The company's profile and its versions. */
public final class Profiles {
  private static final Actor FILE = Actor.system("profile-file");

  private final Database database;
  private final ProfileStore store;
  private final Form form;

  public Profiles(Database database, Tables tables, Form form) {
    this.database = database;
    this.store = tables.profiles();
    this.form = form;
  }

  /** What a profile looks like, which is the agents' matter. */
  public interface Form {
    /** The values of the sample that ships. */
    Map<String, Object> sample();

    /**
     * The values as they are kept.
     *
     * @throws Refusal.Invalid naming every member that is missing, unknown or can't be so
     */
    Map<String, Object> checked(Map<String, Object> values);
  }

  /** A version, with the sections that it has otherwise than the one before it. */
  public record Step(Profile profile, List<String> changed) {}

  public Profile current() {
    return database.read(this::current);
  }

  private Profile current(Tx tx) {
    return at(tx, store.version(tx));
  }

  /**
   * The profile as it was at a version.
   *
   * @throws Refusal.NotFound where there is no such version
   */
  public Profile at(long version) {
    return database.read(tx -> at(tx, version));
  }

  private Profile at(Tx tx, long version) {
    Optional<Profile> found = version == Profile.SAMPLE ? sample() : store.find(tx, version);
    return found.orElseThrow(
        () -> new Refusal.NotFound("version of the profile", String.valueOf(version)));
  }

  private Optional<Profile> sample() {
    return Optional.of(new Profile(Profile.SAMPLE, Optional.empty(), form.sample()));
  }

  /** The versions before one, newest first, down to the sample. */
  public List<Step> history(long before, int limit) {
    return database.read(
        tx -> {
          List<Profile> page = new ArrayList<>(store.before(tx, before, limit + 1));
          if (page.size() <= limit && before > Profile.SAMPLE) {
            page.add(at(tx, Profile.SAMPLE));
          }
          List<Step> steps = new ArrayList<>();
          for (int i = 0; i < Math.min(limit, page.size()); i++) {
            Profile profile = page.get(i);
            boolean first = i + 1 == page.size();
            steps.add(new Step(profile, first ? List.of() : profile.differences(page.get(i + 1))));
          }
          return List.copyOf(steps);
        });
  }

  /**
   * Changes the profile (guarantee G1, for the profile as a whole): a patch is applied to the
   * version that it was made from, or refused where there is a newer one.
   *
   * @param patch a JSON merge patch (RFC 7396)
   * @return the newest version: a new one, or the current one where nothing is changed
   * @throws Refusal.ProfileChanged with the profile as it is now; nothing was written
   */
  public Work<Profile> change(
      long baseVersion, Map<String, ? extends @Nullable Object> patch, Actor actor) {
    return Work.of(
        database,
        tx -> {
          Profile current = current(tx);
          if (current.version() != baseVersion) {
            throw new Refusal.ProfileChanged(baseVersion, current);
          }
          Map<String, Object> values = form.checked(current.patched(patch));
          if (values.equals(current.values())) {
            return current;
          }
          if (!store.insert(tx, baseVersion + 1, actor, values)) {
            throw new Refusal.ProfileChanged(baseVersion, at(tx, baseVersion + 1));
          }
          return at(tx, baseVersion + 1);
        });
  }

  /**
   * Takes up the profile of a file: values that were never a version become the next one, others
   * leave the profile as it is. So a file that is named at every start does not undo what was
   * changed since, and one that has changed counts.
   *
   * @return the newest version
   */
  public long takeUp(Map<String, Object> values) {
    Map<String, Object> checked = form.checked(values);
    return database.write(
        tx -> {
          boolean known = checked.equals(form.sample());
          while (!known) {
            long next = store.version(tx) + 1; // first: a node that is faster takes this number
            known = store.holds(tx, checked) || store.insert(tx, next, FILE, checked);
          }
          return store.version(tx);
        });
  }
}
