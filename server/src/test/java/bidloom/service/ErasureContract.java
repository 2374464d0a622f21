package bidloom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.Actor;
import bidloom.domain.Answer;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.Edit;
import bidloom.domain.FormerName;
import bidloom.domain.IdentityLimits;
import bidloom.domain.LoginName;
import bidloom.domain.Refusal;
import bidloom.domain.Revision;
import bidloom.domain.Role;
import bidloom.domain.Ruling;
import bidloom.domain.Run;
import bidloom.domain.RunKind;
import bidloom.domain.RunState;
import bidloom.domain.Settings;
import bidloom.protocol.Json;
import bidloom.store.Everything;
import bidloom.store.Inspection;
import bidloom.store.PresenceStore;
import bidloom.store.Race;
import bidloom.store.StoreFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody's name leaves the database, and everything that they did stays whole. */
abstract class ErasureContract extends ServiceFixture {
  private static final Actor ADMIN = Actor.user("root");
  private static final String PASSWORD = "green lamps over water";

  private final Identity identity =
      new Identity(
          database,
          IdentityLimits.DEFAULTS,
          ServiceFixture::id,
          clock::nanos,
          new Argon2.Cost(64, 1, 1));
  private int people;

  @BeforeAll
  void administrator() {
    account("root", "Root", Role.ADMIN);
  }

  private void account(String name, String shown, Role role) {
    identity
        .accounts()
        .create(
            new Accounts.Draft(new LoginName(name), shown, role, Optional.empty()),
            Optional.of(PASSWORD));
  }

  /** Somebody with an account and a token, whom no other test knows. */
  private record Person(String name, Actor actor, Actor token) {
    String shown() {
      return "Quince \"%s\" the Elder".formatted(name);
    }
  }

  private Person person() {
    people++;
    String name = "quillwort%dx".formatted(people);
    Person person = new Person(name, Actor.user(name), new Actor(Actor.Kind.TOKEN, name + "-ci"));
    account(name, person.shown(), Role.BD);
    Sessions.Opened session =
        identity.sessions().login(name, PASSWORD, "192.0.2.1", Optional.empty());
    identity
        .tokens()
        .issue(
            session.principal(),
            new Tokens.Draft(
                new LoginName(person.token().name()), Optional.empty(), Optional.empty()));
    return person;
  }

  private Erasure.Erased erase(Person person) {
    return identity.erasure().erase(new LoginName(person.name()), ADMIN);
  }

  private void isNowhere(Person person) throws SQLException {
    assertThat(Everything.holding(home, person.name())).isEmpty();
    assertThat(findings()).isEmpty();
  }

  private List<Verification.Finding> findings() {
    try (Inspection inspection = home.inspect(clock)) {
      return Verification.of(inspection, Settings.DEFAULTS).results().stream()
          .flatMap(result -> result.findings().stream())
          .toList();
    }
  }

  private Bid owned(Person person) {
    return edit(draft().id(), person.actor(), "owner", person.name());
  }

  /** They have changed the company's profile. */
  private void profile(Actor actor) {
    Map<String, Object> values = Map.of("company", Map.of("employees", people));
    database.write(
        tx -> tables.profiles().insert(tx, tables.profiles().version(tx) + 1, actor, values));
  }

  /** A bid on which they have done all that one can do. */
  private BidId busy(Person person) {
    Bid bid = reviewing();
    profile(person.actor());
    profile(person.token());
    edit(bid.id(), person.token(), "owner", person.name());
    edit(bid.id(), BO, "owner", "bo");
    edit(bid.id(), person.actor(), "title", "Überführung 🚦 \"two\"\n lines");
    Edit odd =
        Edit.setting(
            Map.of(
                "owner",
                person.name(),
                "requirements.budget",
                Map.of("max", 1_500_000.50),
                "requirements.durationMonths",
                1e30));
    edit(bid.id(), person.actor(), odd);
    edit(bid.id(), BO, "owner", person.shown());
    Run cancelled = start(bid(bid.id()), RunKind.EVALUATION, person.actor());
    runs.cancel(cancelled.id(), person.token()).now();
    outcomes.cancel(cancelled.fence());
    Run stale = start(bid(bid.id()), RunKind.EVALUATION, person.token());
    edit(bid.id(), person.actor(), "title", "Bridge");
    assertThat(outcomes.commit(stale.fence(), deciding("BIT")).state()).isEqualTo(RunState.STALE);
    start(bid(bid.id()), RunKind.QUICK_SCAN, person.actor());
    Run last =
        runs.start(bid.id(), RunKind.EVALUATION, Runs.OnActive.REPLACE, person.actor()).now().run();
    outcomes.commit(last.fence(), deciding("BIT"));
    Ruling ruling = Ruling.read(Map.of("decision", "BIT", "reason", "we know them"));
    moves.rule(bid.id(), bid(bid.id()).version(), ruling, person.actor()).now();
    move(bid(bid.id()), Map.of("to", "routed", "businessLine", "Web"));
    Map<String, Object> team =
        Map.of(
            "to",
            "team_assigned",
            "team",
            List.of(
                member(person.shown(), "project_manager"),
                member("Bo", "developer"),
                member(person.name(), "designer")));
    move(bid(bid.id()), team, person.token());
    return bid.id();
  }

  private static Map<String, Object> member(String name, String role) {
    return Map.of("name", name, "role", role);
  }

  private Run start(Bid bid, RunKind kind, Actor by) {
    return runs.start(bid.id(), kind, Runs.OnActive.REJECT, by).now().run();
  }

  private void besidesBids(Person person, BidId bid) {
    database.write(
        tx -> {
          PresenceStore.Seat seat = new PresenceStore.Seat(bid, person.actor(), "tab");
          new PresenceStore()
              .put(
                  tx,
                  "node",
                  new PresenceStore.Entry(seat, Optional.empty(), 1, true),
                  Duration.ofDays(1));
          return true;
        });
    answered("user:bo", bid);
    answered(person.actor().text(), bid);
  }

  /** A request with a key, whose answer has the bid in it. */
  private void answered(String caller, BidId bid) {
    IdempotencyKeys keys =
        new IdempotencyKeys(database, tables, Settings.DEFAULTS, ServiceFixture::id);
    keys.once(
        new IdempotencyKeys.Request(caller, id(), "look"),
        bids.look(bid),
        view -> new Answer(200, Map.of(), Json.write(view.bid().fields())));
  }

  @Test
  void theNameIsNowhereAndAllElseIsWhole() throws SQLException {
    Person person = person();
    BidId bid = busy(person);
    besidesBids(person, bid);
    besidesBids(person, owned(person).id());
    assertThat(Everything.holding(home, person.name()))
        .contains(
            "api_token.name",
            "api_token.owner",
            "bid_listing.owner",
            "bid_listing.search",
            "bid_opportunities.assigned_team",
            "bid_opportunities.bit_decision_data",
            "bid_opportunities.user_id",
            "bid_presence.actor",
            "bid_revision.actor",
            "bid_revision.changes",
            "bid_run.cancel_by",
            "bid_run.started_by",
            "bidloom_account.name",
            "bidloom_session.account",
            "idempotency_key.body",
            "idempotency_key.caller",
            "run_event.data");
    List<Revision> before = revisions(bid);
    assertThat(findings()).isEmpty();
    Erasure.Erased erased = erase(person);
    assertThat(erased.pseudonym()).matches("former-user-[0-9a-f]{16}");
    assertThat(erased.changed()).isGreaterThan(20);
    isNowhere(person);
    sameButFor(before, revisions(bid), person, erased.pseudonym());
  }

  /** The history tells the same, of one actor whom nobody knows; and one step more. */
  private void sameButFor(
      List<Revision> before, List<Revision> after, Person person, String pseudonym) {
    Revision last = after.getFirst();
    assertThat(last.actor()).isEqualTo(ADMIN);
    assertThat(last.reason()).isEqualTo("name erased");
    assertThat(last.changes())
        .extracting(change -> change.field())
        .containsExactly("assignedTeam", "decisionData", "owner");
    assertThat(after.subList(1, after.size()))
        .extracting(r -> r.version() + r.actor().text() + r.reason() + r.at())
        .containsExactlyElementsOf(
            before.stream()
                .map(
                    r ->
                        r.version()
                            + r.actor()
                                .text()
                                .replace(person.token().name(), pseudonym)
                                .replace(person.name(), pseudonym)
                            + r.reason()
                            + r.at())
                .toList());
    Bid now = bid(last.bidId());
    assertThat(now.fields()).containsEntry("owner", pseudonym);
    assertThat(past.version(now.id(), last.version() - 1).fields()).isEqualTo(now.fields());
    assertThat(runs.ofBid(now.id(), 10))
        .extracting(run -> run.startedBy().name())
        .containsOnly(pseudonym);
  }

  @Test
  void nobodyGetsInByThatNameAndItIsNeverGivenAgain() {
    Person person = person();
    String secret =
        identity.sessions().login(person.name(), PASSWORD, "192.0.2.1", Optional.empty()).secret();
    String pseudonym = erase(person).pseudonym();
    assertThat(identity.sessions().authenticate(secret)).isEmpty();
    assertThatThrownBy(
            () -> identity.sessions().login(person.name(), PASSWORD, "192.0.2.1", Optional.empty()))
        .isInstanceOf(Refusal.Unauthenticated.class);
    assertThatThrownBy(() -> identity.accounts().get(new LoginName(person.name())))
        .isInstanceOf(Refusal.NotFound.class);
    assertThatThrownBy(() -> account(person.name(), "Somebody", Role.BD))
        .isInstanceOf(Refusal.AlreadyExists.class);
    assertThatThrownBy(() -> tokenOfRoot(person.token().name()))
        .isInstanceOf(Refusal.AlreadyExists.class);
    assertThatThrownBy(() -> vouched(person.name())).isInstanceOf(Refusal.AlreadyExists.class);
    assertThatThrownBy(() -> account(pseudonym, "Somebody", Role.BD))
        .isInstanceOf(Refusal.AlreadyExists.class);
    assertThatThrownBy(() -> tokenOfRoot(FormerName.PREFIX + "mine"))
        .isInstanceOf(Refusal.AlreadyExists.class);
    account(person.name() + "x", "Somebody", Role.BD);
  }

  private void tokenOfRoot(String name) {
    identity
        .tokens()
        .issue(
            new LoginName("root"),
            new Tokens.Draft(new LoginName(name), Optional.empty(), Optional.empty()));
  }

  private void vouched(String name) {
    Accounts.Draft draft =
        new Accounts.Draft(new LoginName(name), "Somebody", Role.BD, Optional.empty());
    identity
        .foreignLogins()
        .login(new ForeignLogins.Vouched("https://issuer", name, draft), Optional.empty());
  }

  @Test
  void anActiveRunOfTheirsEndsAsItWould() throws SQLException {
    Person person = person();
    Run run = start(reviewing(), RunKind.EVALUATION, person.actor());
    edit(run.bidId(), BO, "owner", person.name());
    erase(person);
    isNowhere(person);
    assertThat(outcomes.commit(run.fence(), deciding("BIT")).state()).isEqualTo(RunState.COMMITTED);
    isNowhere(person);
    Run cancelled = start(reviewing(), RunKind.EVALUATION, BO);
    Person other = person();
    runs.cancel(cancelled.id(), other.actor()).now();
    erase(other);
    outcomes.cancel(cancelled.fence());
    isNowhere(other);
  }

  @Test
  void whatWasInterruptedGoesOnUnderTheSamePseudonym() throws SQLException {
    Person person = person();
    BidId bid = busy(person);
    for (int i = 0; i < 3; i++) {
      owned(person);
    }
    database.beforeWriteAfter(9, () -> database.setDown(true));
    assertThatThrownBy(() -> erase(person)).isInstanceOf(StoreFailure.class);
    database.setDown(false);
    assertThat(findings()).isEmpty();
    assertThat(Everything.holding(home, person.name())).contains("bid_revision.actor");
    String pending =
        home.value("SELECT DISTINCT pseudonym FROM bidloom_erasure WHERE kind = 'user'");
    assertThat(erase(person).pseudonym()).isEqualTo(pending);
    isNowhere(person);
    assertThat(bid(bid).fields()).containsEntry("owner", pending);
    assertThat(home.value("SELECT count(*) FROM bidloom_erasure")).isEqualTo("0");
  }

  @Test
  void whatTheyWereJustWritingIsTakenByAskingAgain() throws SQLException {
    Person person = person();
    Erasure.Erased first = erase(person);
    BidId late = owned(person).id();
    assertThat(Everything.holding(home, person.name())).isNotEmpty();
    Erasure.Erased again = erase(person);
    assertThat(again.pseudonym()).isEqualTo(first.pseudonym());
    assertThat(again.changed()).isPositive();
    isNowhere(person);
    assertThat(revisions(late).get(1).actor().name()).isEqualTo(first.pseudonym());
    assertThat(erase(person).changed()).isZero();
    edit(late, person.token(), "stage", "late");
    LoginName token = new LoginName(person.token().name());
    assertThat(identity.erasure().erase(token, ADMIN).pseudonym()).isEqualTo(first.pseudonym());
    isNowhere(person);
  }

  @Test
  void nothingBesidesTheNameIsTouched() {
    Person person = person();
    Bid typed = edit(draft().id(), BO, "title", person.name());
    Bid longer = edit(draft().id(), BO, "owner", person.name() + "y");
    Bid theirs = owned(person);
    String pseudonym = erase(person).pseudonym();
    assertThat(bid(typed.id())).isEqualTo(typed);
    assertThat(bid(longer.id())).isEqualTo(longer);
    Bid after = bid(theirs.id());
    assertThat(after.version()).isEqualTo(theirs.version() + 1);
    assertThat(after.fields()).containsEntry("owner", pseudonym);
  }

  @Test
  void peopleEditMeanwhileAndLoseNothing() throws Exception {
    Person person = person();
    List<BidId> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(owned(person).id());
    }
    AtomicBoolean erased = new AtomicBoolean();
    List<Callable<Integer>> everybody = new ArrayList<>();
    for (BidId bid : all) {
      everybody.add(() -> editsUntil(bid, erased));
    }
    everybody.add(
        () -> {
          try {
            return (int) erase(person).changed();
          } finally {
            erased.set(true);
          }
        });
    List<Integer> done = Race.of(everybody);
    isNowhere(person);
    for (int i = 0; i < all.size(); i++) {
      assertThat(revisions(all.get(i)))
          .filteredOn(revision -> revision.actor().equals(BO))
          .hasSize(done.get(i));
      assertThat(bid(all.get(i)).fields()).containsEntry("stage", "stage " + (done.get(i) - 1));
    }
  }

  /** Edits a bid again and again, at most as often as a page of its history shows. */
  private int editsUntil(BidId bid, AtomicBoolean erased) {
    int done = 0;
    while (done < 1 || (done < 150 && !erased.get())) {
      try {
        edit(bid, BO, "stage", "stage " + done);
        done++;
      } catch (Refusal.Conflict meanwhile) {
        assertThat(meanwhile.details().fields()).isEmpty();
      }
    }
    return done;
  }

  @Test
  void theTriggersLetNothingElseThroughWhileANameIsReplaced() throws SQLException {
    Person person = person();
    BidId bid = busy(person);
    BidId foreign = edit(draft().id(), BO, "owner", "bo").id();
    database.beforeWriteAfter(1, () -> database.setDown(true));
    assertThatThrownBy(() -> erase(person)).isInstanceOf(StoreFailure.class);
    database.setDown(false);
    for (String change :
        List.of(
            "reason = 'x'",
            "version = version + 100",
            "at = 0",
            "actor = 'user:somebody'",
            "changes = '[]'",
            "changes = replace(changes, 'title', 'stage')",
            "bid_id = '%s'".formatted(foreign),
            "actor = NULL",
            "changes = NULL")) {
      refused("UPDATE bid_revision SET %s WHERE bid_id = '%s'".formatted(change, bid));
    }
    refused("UPDATE bid_revision SET actor = 'user:x' WHERE bid_id = '%s'".formatted(foreign));
    refused("DELETE FROM bid_revision WHERE bid_id = '%s'".formatted(bid));
    for (String change : List.of("seq = seq + 100", "type = 'error'", "data = '{}'", "at = 0")) {
      refused("UPDATE run_event SET " + change);
    }
    erase(person);
    isNowhere(person);
    refused(
        "UPDATE bid_revision SET actor = 'user:%s' WHERE bid_id = '%s' AND actor LIKE 'user:%%'"
            .formatted(person.name(), bid));
  }

  private void refused(String sql) {
    assertThatThrownBy(() -> home.execute(sql)).as(sql).isInstanceOf(SQLException.class);
  }

  @Test
  void theLastAdministratorAndStrangersAreNotErased() {
    LoginName root = new LoginName("root");
    assertThatThrownBy(() -> identity.erasure().erase(root, BO))
        .isInstanceOf(Refusal.Invalid.class);
    assertThat(identity.accounts().get(root).administers()).isTrue();
    assertThatThrownBy(() -> identity.erasure().erase(new LoginName("nobody"), ADMIN))
        .isInstanceOf(Refusal.NotFound.class);
  }
}
