package bidloom.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.agents.AgentTask;
import bidloom.agents.CompanyProfile;
import bidloom.agents.Outcome;
import bidloom.agents.Plan;
import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.Profile;
import bidloom.domain.Run;
import bidloom.domain.RunId;
import bidloom.domain.RunKind;
import bidloom.domain.RunState;
import bidloom.service.Profiles;
import bidloom.service.Tables;
import bidloom.store.Database;
import bidloom.store.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run is judged by the profile that it was started under, on whatever node it goes on. */
class PlanBookTest {
  private static final Actor ADA = Actor.user("ada");
  private static final Instant THEN = Instant.parse("2031-02-03T04:05:06Z");

  private final TestDatabase home = TestDatabase.sqlite();
  private final Database database = home.open();
  private final Profiles profiles = new Profiles(database, Tables.of(database), new ProfileForm());
  private final List<Integer> made = new ArrayList<>();

  @AfterEach
  void close() {
    database.close();
  }

  /** Says in its summary how many people the company had. */
  private Map<RunKind, Plan> agents(CompanyProfile company) {
    int employees = company.company().employees();
    made.add(employees);
    Outcome outcome = new Outcome(Map.of(), String.valueOf(employees), Map.of());
    return Map.of(RunKind.EVALUATION, new Plan(List.of(), (task, outputs, failures) -> outcome));
  }

  private Function<Run, Plan> open(Optional<CompanyProfile> given) {
    return PlanBook.of(this::agents, given).open(profiles);
  }

  private long employing(int people) {
    long version = profiles.current().version();
    return profiles
        .change(version, Map.of("company", Map.of("employees", people)), ADA)
        .now()
        .version();
  }

  private static Run run(RunKind kind, long profile) {
    Bid bid = new Bid(new BidId("b"), 3, BidStatus.REVIEWING, Map.of(), THEN, THEN);
    return new Run(
        new RunId("r"),
        bid.id(),
        kind,
        RunState.RUNNING,
        new Run.Lease("node", 1, THEN),
        1,
        Run.Base.of(bid, Set.of(), profile),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ADA,
        THEN,
        Optional.empty(),
        1);
  }

  private static String judged(Function<Run, Plan> book, long profile) throws Exception {
    return book.apply(run(RunKind.EVALUATION, profile))
        .coordinator()
        .coordinate(new AgentTask(Map.of(), THEN), Map.of(), Map.of())
        .summary();
  }

  @Test
  void eachRunIsJudgedByItsOwnVersion() throws Exception {
    Function<Run, Plan> here = open(Optional.empty());
    String sample = judged(here, Profile.SAMPLE);
    long first = employing(101);
    long second = employing(102);
    assertThat(judged(here, first)).isEqualTo("101");
    assertThat(judged(here, second)).isEqualTo("102");
    assertThat(judged(here, Profile.SAMPLE)).isEqualTo(sample);
    Function<Run, Plan> heir = open(Optional.empty());
    assertThat(judged(heir, first)).as("on another node").isEqualTo("101");
    assertThat(judged(heir, second)).isEqualTo("102");
  }

  @Test
  void agentsAreMadeOnceForTheVersionsInUse() throws Exception {
    Function<Run, Plan> book = open(Optional.empty());
    long version = employing(101);
    for (int i = 0; i < 5; i++) {
      judged(book, version);
      judged(book, Profile.SAMPLE);
    }
    assertThat(made).hasSize(2);
    for (int people = 102; people < 110; people++) {
      judged(book, employing(people));
    }
    assertThat(made).hasSize(10);
    assertThat(judged(book, version)).as("one that was put away meanwhile").isEqualTo("101");
    assertThat(made).hasSize(11);
  }

  @Test
  void aGivenProfileJudgesFromItsVersionOn() throws Exception {
    CompanyProfile sample = CompanyProfile.sample();
    CompanyProfile given =
        CompanyProfile.of(
            profiles.at(Profile.SAMPLE).patched(Map.of("company", Map.of("employees", 7))));
    Function<Run, Plan> book = open(Optional.of(given));
    assertThat(profiles.current().version()).isEqualTo(2);
    assertThat(judged(book, 2)).isEqualTo("7");
    assertThat(made).containsExactly(7);
    assertThat(judged(book, Profile.SAMPLE))
        .isEqualTo(String.valueOf(sample.company().employees()));
    long changed = employing(8);
    Function<Run, Plan> again = open(Optional.of(given));
    assertThat(judged(again, changed)).as("changed since the file was given").isEqualTo("8");
    assertThat(judged(again, 2)).isEqualTo("7");
  }

  @Test
  void aKindWithoutAPlanIsABug() {
    Function<Run, Plan> book = open(Optional.empty());
    assertThatThrownBy(() -> book.apply(run(RunKind.EXTRACTION, Profile.SAMPLE)))
        .isInstanceOf(IllegalStateException.class);
  }
}
