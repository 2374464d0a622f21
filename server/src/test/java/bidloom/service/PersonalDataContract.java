package bidloom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.IdentityLimits;
import bidloom.domain.LoginName;
import bidloom.domain.Refusal;
import bidloom.domain.Role;
import bidloom.domain.Run;
import bidloom.domain.RunKind;
import bidloom.domain.Token;
import bidloom.domain.Trace;
import bidloom.store.PresenceStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everybody can have what is held about them, all of it, and nothing of others. */
abstract class PersonalDataContract extends ServiceFixture {
  private static final Actor TOKEN = new Actor(Actor.Kind.TOKEN, "ada-ci");

  private final Identity identity =
      new Identity(
          database,
          IdentityLimits.DEFAULTS,
          ServiceFixture::id,
          clock::nanos,
          new Argon2.Cost(64, 1, 1));
  private final PersonalData data = identity.personalData();

  @BeforeAll
  void people() {
    for (String name : List.of("ada", "bo")) {
      identity
          .accounts()
          .create(
              new Accounts.Draft(new LoginName(name), name, Role.BD, Optional.empty()),
              Optional.of("green lamps over water"));
      identity
          .tokens()
          .issue(
              new LoginName(name),
              new Tokens.Draft(new LoginName(name + "-ci"), Optional.empty(), Optional.empty()));
      identity.sessions().login(name, "green lamps over water", "192.0.2.1", Optional.empty());
    }
  }

  private static <T> List<T> all(Function<Optional<T>, List<T>> pages) {
    List<T> all = new ArrayList<>();
    List<T> page = pages.apply(Optional.empty());
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(PersonalData.PAGE);
      all.addAll(page);
      page = pages.apply(Optional.of(page.getLast()));
    }
    return all;
  }

  private List<Trace.Change> changes(PersonalData.Person person) {
    return all(after -> data.changes(person, after));
  }

  @Test
  void itIsAllThatTheyDidAndNothingOfOthers() {
    PersonalData.Person ada = data.person(new LoginName("ada"));
    int before = changes(ada).size();
    Bid bid = draft();
    edit(bid.id(), BO, "title", "Bridge");
    for (int i = 0; i < PersonalData.PAGE; i++) {
      edit(bid.id(), TOKEN, "stage", "stage " + i);
    }
    edit(bid.id(), BO, "owner", "ada");
    Run run = start(bid(bid.id()), RunKind.EXTRACTION);
    runs.cancel(run.id(), BO).now();
    outcomes.cancel(run.fence());
    List<Trace.Change> changes = changes(ada);
    assertThat(changes).hasSize(before + PersonalData.PAGE + 2).doesNotHaveDuplicates();
    assertThat(changes).extracting(Trace.Change::actor).containsOnly(ADA, TOKEN);
    assertThat(changes)
        .filteredOn(change -> change.actor().equals(TOKEN))
        .allSatisfy(change -> assertThat(change.fields()).containsExactly("stage"));
    List<Trace.Owned> owned = all(after -> data.owned(ada, after));
    assertThat(owned).extracting(Trace.Owned::bid).containsExactly(bid.id());
    List<Trace.Errand> errands = all(after -> data.runs(ada, after));
    assertThat(errands)
        .filteredOn(errand -> errand.run().equals(run.id()))
        .singleElement()
        .matches(errand -> errand.started() && !errand.cancelled());
    PersonalData.Person bo = data.person(new LoginName("bo"));
    List<Trace.Errand> others = all(after -> data.runs(bo, after));
    assertThat(others).singleElement().matches(errand -> !errand.started() && errand.cancelled());
    List<Token> tokens = all(after -> data.tokens(ada, after));
    assertThat(tokens).extracting(Token::name).containsExactly(new LoginName("ada-ci"));
    assertThat(ada.sessions()).singleElement().matches(v -> v.createdAt().equals(clock.now()));
    assertThat(ada.account().name()).isEqualTo(new LoginName("ada"));
  }

  @Test
  void itNamesTheVersionsOfTheProfileThatTheyMade() {
    for (Actor actor : List.of(ADA, BO, TOKEN)) {
      database.write(
          tx -> tables.profiles().insert(tx, tables.profiles().version(tx) + 1, actor, Map.of()));
    }
    PersonalData.Person ada = data.person(new LoginName("ada"));
    List<Trace.Edition> editions = all(after -> data.editions(ada, after));
    assertThat(editions)
        .containsExactly(
            new Trace.Edition(2, clock.now(), ADA), new Trace.Edition(4, clock.now(), TOKEN));
  }

  @Test
  void itSaysWhereTheyArePresentByThemselvesOrTheirToken() {
    Bid bid = draft();
    PresenceStore presence = new PresenceStore();
    List<PresenceStore.Entry> entries =
        List.of(
            new PresenceStore.Entry(seat(bid, ADA, "tab-1"), Optional.of("title"), 1, true),
            new PresenceStore.Entry(seat(bid, BO, "tab-2"), Optional.empty(), 1, true),
            new PresenceStore.Entry(seat(bid, TOKEN, "tab-3"), Optional.empty(), 1, true));
    database.write(
        tx -> {
          entries.forEach(entry -> presence.put(tx, "node", entry, Duration.ofMinutes(1)));
          return true;
        });
    assertThat(data.person(new LoginName("ada")).presence())
        .containsExactlyInAnyOrder(
            new Trace.Seat(bid.id(), "tab-1", Optional.of("title"), clock.now()),
            new Trace.Seat(bid.id(), "tab-3", Optional.empty(), clock.now()));
  }

  private static PresenceStore.Seat seat(Bid bid, Actor actor, String client) {
    return new PresenceStore.Seat(bid.id(), actor, client);
  }

  @Test
  void whoIsVouchedForSeesByWhom() {
    identity
        .foreignLogins()
        .login(
            new ForeignLogins.Vouched(
                "https://issuer",
                "4711",
                new Accounts.Draft(new LoginName("cy"), "Cy", Role.BD, Optional.empty())),
            Optional.empty());
    assertThat(data.person(new LoginName("cy")).subject())
        .contains(new Trace.Vouched("https://issuer", "4711"));
    assertThat(data.person(new LoginName("bo")).subject()).isEmpty();
    assertThatThrownBy(() -> data.person(new LoginName("nobody")))
        .isInstanceOf(Refusal.NotFound.class);
  }
}
