package bidloom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.agents.CompanyProfile;
import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.Profile;
import bidloom.domain.Refusal;
import bidloom.domain.Run;
import bidloom.domain.RunKind;
import bidloom.node.ProfileForm;
import bidloom.store.Race;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The company's profile: versions that nobody overwrites and nothing changes. */
abstract class ProfileContract extends ServiceFixture {
  private final Profiles profiles = new Profiles(database, tables, new ProfileForm());

  private static Map<String, Object> threshold(int threshold) {
    return Map.of("rules", Map.of("threshold", threshold));
  }

  private Profile change(Profile from, Map<String, Object> patch, Actor actor) {
    return profiles.change(from.version(), patch, actor).now();
  }

  @Test
  void theFirstVersionIsTheSampleAndEveryChangeIsTheNext() {
    Profile sample = profiles.at(Profile.SAMPLE);
    assertThat(sample.made()).isEmpty();
    assertThat(sample.values()).isEqualTo(CompanyProfile.sample().values());
    Profile before = profiles.current();
    clock.advance(Duration.ofMinutes(1));
    Profile after = change(before, threshold(61), ADA);
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(after.made()).contains(new Profile.Made(clock.now(), ADA));
    assertThat(after.differences(before)).containsExactly("rules");
    assertThat(CompanyProfile.of(after.values()).rules().threshold()).isEqualTo(61);
    assertThat(profiles.current()).isEqualTo(after);
    assertThat(profiles.at(before.version())).isEqualTo(before);
    assertThat(change(after, threshold(61), BO)).as("nothing is changed").isEqualTo(after);
    assertThatThrownBy(() -> profiles.at(after.version() + 1)).isInstanceOf(Refusal.NotFound.class);
  }

  @Test
  void aChangeOfAnOlderVersionIsRefusedWithTheProfileAsItIs() {
    Profile seen = profiles.current();
    Profile theirs = change(seen, threshold(62), ADA);
    assertThatThrownBy(() -> change(seen, threshold(63), BO))
        .isInstanceOfSatisfying(
            Refusal.ProfileChanged.class,
            refused -> assertThat(refused.current()).isEqualTo(theirs));
    assertThat(profiles.current()).isEqualTo(theirs);
    long never = theirs.version() + 7;
    assertThatThrownBy(() -> profiles.change(never, threshold(64), BO).now())
        .isInstanceOf(Refusal.ProfileChanged.class);
  }

  @Test
  void ofManyWhoChangeOneVersionOneDoes() throws InterruptedException {
    Profile seen = profiles.current();
    AtomicInteger next = new AtomicInteger();
    List<Boolean> done =
        Race.of(
            8,
            () -> {
              try {
                change(seen, threshold(70 + next.incrementAndGet()), ADA);
                return true;
              } catch (Refusal.ProfileChanged late) {
                return false;
              }
            });
    assertThat(done).filteredOn(won -> won).hasSize(1);
    assertThat(profiles.current().version()).isEqualTo(seen.version() + 1);
  }

  @Test
  void whatIsNotAProfileIsRefusedByName() {
    Profile seen = profiles.current();
    Map<String, Object> patch =
        Map.of(
            "rules", Map.of("threshold", "high", "treshold", 60),
            "compnay", Map.of(),
            "company", Collections.singletonMap("name", null));
    assertThatThrownBy(() -> change(seen, patch, ADA))
        .isInstanceOfSatisfying(
            Refusal.Invalid.class,
            invalid ->
                assertThat(invalid.faults())
                    .extracting(Refusal.Invalid.Fault::pointer)
                    .contains("/rules/threshold", "/company/name"));
    Map<String, Object> unknown =
        Map.of("rules", Map.of("treshold", 60), "compnay", Map.of("name", "x"));
    assertThatThrownBy(() -> change(seen, unknown, ADA))
        .isInstanceOfSatisfying(
            Refusal.Invalid.class,
            invalid ->
                assertThat(invalid.faults())
                    .extracting(Refusal.Invalid.Fault::pointer)
                    .containsExactlyInAnyOrder("/rules/treshold", "/compnay"));
    assertThat(profiles.current()).isEqualTo(seen);
  }

  @Test
  void theHistoryGoesDownToTheSampleInPages() {
    Profile first = change(profiles.current(), threshold(65), ADA);
    Profile second = change(first, Map.of("company", Map.of("employees", 91)), BO);
    List<Profiles.Step> newest = profiles.history(Long.MAX_VALUE, 2);
    assertThat(newest)
        .containsExactly(
            new Profiles.Step(second, List.of("company")),
            new Profiles.Step(first, List.of("rules")));
    List<Profiles.Step> all = profiles.history(Long.MAX_VALUE, 200);
    assertThat(all).hasSize((int) second.version());
    assertThat(all.getLast()).isEqualTo(new Profiles.Step(profiles.at(Profile.SAMPLE), List.of()));
    assertThat(profiles.history(3, 200)).isEqualTo(all.subList(all.size() - 2, all.size()));
    assertThat(profiles.history(2, 1)).isEqualTo(all.subList(all.size() - 1, all.size()));
    assertThat(profiles.history(Profile.SAMPLE, 5)).isEmpty();
  }

  @Test
  void aFileIsTakenUpOnceAndDoesNotUndoWhatCameAfterIt() {
    Profile before = profiles.current();
    Map<String, Object> file = before.patched(Map.of("company", Map.of("name", "Own " + id())));
    long version = profiles.takeUp(file);
    assertThat(version).isEqualTo(before.version() + 1);
    assertThat(profiles.current().made().map(Profile.Made::by))
        .contains(Actor.system("profile-file"));
    Profile changed = change(profiles.current(), Map.of("company", Map.of("employees", 92)), ADA);
    assertThat(profiles.takeUp(file)).isEqualTo(changed.version());
    assertThat(profiles.takeUp(CompanyProfile.sample().values())).isEqualTo(changed.version());
    assertThat(profiles.current()).isEqualTo(changed);
  }

  @Test
  void nodesThatStartWithOneFileTakeItUpOnce() throws InterruptedException {
    for (int round = 0; round < 20; round++) {
      Profile before = profiles.current();
      Map<String, Object> file = before.patched(Map.of("company", Map.of("name", "Own " + id())));
      List<Long> versions = Race.of(6, () -> profiles.takeUp(file));
      assertThat(versions).containsOnly(before.version() + 1);
    }
  }

  @Test
  void aRunIsJudgedByTheVersionItWasStartedUnder() {
    Profile then = change(profiles.current(), Map.of("company", Map.of("employees", 93)), ADA);
    Bid bid = reviewing();
    Run run = start(bid, RunKind.EVALUATION);
    assertThat(run.base().profile()).isEqualTo(then.version());
    change(then, Map.of("company", Map.of("employees", 94)), ADA);
    assertThat(runs.get(run.id()).run().base().profile()).isEqualTo(then.version());
    outcomes.commit(run.fence(), deciding("BIT"));
    assertThat(start(bid(bid.id()), RunKind.EVALUATION).base().profile())
        .isEqualTo(then.version() + 1);
  }

  @Test
  void theTriggersKeepTheVersions() throws SQLException {
    Profile last = change(profiles.current(), Map.of("company", Map.of("employees", 95)), ADA);
    long version = last.version();
    refused("UPDATE company_profile SET content = '{}' WHERE version = " + version);
    refused("UPDATE company_profile SET actor = 'user:x' WHERE version = " + version);
    refused("UPDATE company_profile SET version = version + 1 WHERE version = " + version);
    refused("DELETE FROM company_profile WHERE version = " + version);
    String insert =
        "INSERT INTO company_profile (version, at, actor, content) VALUES (%d, 0, 'user:x', '{}')";
    refused(insert.formatted(version + 2));
    refused(insert.formatted(version));
    refused(insert.formatted(1));
    assertThat(profiles.current()).isEqualTo(last);
  }

  private void refused(String sql) {
    assertThatThrownBy(() -> home.execute(sql)).as(sql).isInstanceOf(SQLException.class);
  }

  @Test
  void aPatchWithoutAChangeOfAnOlderVersionIsStillOld() {
    Profile seen = profiles.current();
    change(seen, Map.of("company", Map.of("employees", 96)), ADA);
    assertThatThrownBy(() -> change(seen, Map.of(), BO)).isInstanceOf(Refusal.ProfileChanged.class);
    assertThat(Optional.of(profiles.current().version())).contains(seen.version() + 1);
  }
}
