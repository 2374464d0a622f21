package bidloom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.Account;
import bidloom.domain.Actor;
import bidloom.domain.IdentityLimits;
import bidloom.domain.LoginName;
import bidloom.domain.Principal;
import bidloom.domain.Refusal;
import bidloom.domain.Role;
import bidloom.domain.Token;
import bidloom.store.Database;
import bidloom.store.Race;
import bidloom.store.TestClock;
import bidloom.store.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts, tokens and sessions. */
abstract class IdentityContract {
  static final IdentityLimits LIMITS = IdentityLimits.DEFAULTS;
  static final Argon2.Cost CHEAP = new Argon2.Cost(64, 1, 1);
  static final String PASSWORD = "green lamps over water";
  static final String OTHER = "slow trains in november";
  static final LoginName ADMIN = new LoginName("admin");
  static final LoginName ADA = new LoginName("ada");
  static final String HERE = "192.0.2.1";

  private final TestClock clock = new TestClock();
  private final List<Database> open = new ArrayList<>();
  private final TestDatabase home = fresh();
  private Identity identity;

  abstract TestDatabase fresh();

  @BeforeEach
  void boot() {
    identity = identity(CHEAP);
  }

  @AfterEach
  void close() {
    open.forEach(Database::close);
  }

  /** As another node on the same database. */
  private Identity identity(Argon2.Cost cost) {
    Database database = home.open(clock);
    open.add(database);
    return new Identity(database, LIMITS, ServiceFixture::id, clock::nanos, cost);
  }

  private Bootstrap.Drawn first() {
    return identity.bootstrap().run(Optional.empty()).orElseThrow();
  }

  private static Accounts.Draft draft(String name, Role role) {
    return new Accounts.Draft(new LoginName(name), "Ada", role, Optional.empty());
  }

  private Account ada(Role role) {
    return identity.accounts().create(draft("ada", role), Optional.of(PASSWORD));
  }

  private Sessions.Opened login(String name, String password) {
    return identity.sessions().login(name, password, HERE, Optional.empty());
  }

  private Tokens.Issued token(Principal maker, String name) {
    return identity
        .tokens()
        .issue(maker, new Tokens.Draft(new LoginName(name), Optional.empty(), Optional.empty()));
  }

  @Test
  void theFirstStartDrawsAnAdministratorOnce() {
    Bootstrap.Drawn drawn = first();
    Principal byToken = identity.tokens().authenticate(drawn.token());
    assertThat(byToken.actor().text()).isEqualTo("token:admin");
    assertThat(byToken.role()).isEqualTo(Role.ADMIN);
    assertThat(byToken.until()).isEmpty();
    assertThat(login("admin", drawn.password()).principal().mustChange()).isTrue();
    assertThat(identity.bootstrap().run(Optional.empty())).isEmpty();
    assertThat(identity.bootstrap().run(Optional.of("late"))).isEmpty();
    assertThatThrownBy(() -> identity.tokens().authenticate("late"))
        .isInstanceOf(Refusal.Unauthenticated.class);
  }

  @Test
  void aGivenTokenIsTheAdministratorsAndNothingIsShown() {
    assertThat(identity.bootstrap().run(Optional.of("given"))).isEmpty();
    assertThat(identity.tokens().authenticate("given").actor().text()).isEqualTo("token:admin");
    assertThatThrownBy(() -> login("admin", "")).isInstanceOf(Refusal.Unauthenticated.class);
  }

  @Test
  void ofNodesThatStartFirstAtTheSameTimeOneMakesTheAdministrator() throws InterruptedException {
    List<Callable<Optional<Bootstrap.Drawn>>> nodes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Identity node = identity(CHEAP);
      nodes.add(() -> node.bootstrap().run(Optional.empty()));
    }
    List<Bootstrap.Drawn> drawn = Race.of(nodes).stream().flatMap(Optional::stream).toList();
    assertThat(drawn).hasSize(1);
    assertThat(identity.tokens().authenticate(drawn.getFirst().token()).role())
        .isEqualTo(Role.ADMIN);
    assertThat(identity.tokens().list(Optional.empty(), "", 10)).hasSize(1);
  }

  @Test
  void nothingInTheDatabaseLetsAnybodyIn() throws SQLException {
    Bootstrap.Drawn drawn = first();
    ada(Role.BD);
    String secret = login("ada", PASSWORD).secret();
    String all =
        String.valueOf(
            List.of(
                home.column("SELECT name || password FROM bidloom_account"),
                home.column("SELECT hash || id || name FROM api_token"),
                home.column("SELECT hash || account FROM bidloom_session")));
    assertThat(all)
        .contains("$argon2id$v=19$m=64,t=1,p=1$")
        .doesNotContain(drawn.password(), drawn.token(), PASSWORD, secret);
  }

  @Test
  void aNameIsTakenWhateverItsCase() {
    ada(Role.BD);
    assertThat(LoginName.parse(" ADA ")).contains(ADA);
    assertThatThrownBy(() -> ada(Role.VIEWER)).isInstanceOf(Refusal.AlreadyExists.class);
    assertThat(login("Ada", PASSWORD).principal().account()).isEqualTo(ADA);
    assertThat(identity.accounts().get(ADA).role()).isEqualTo(Role.BD);
  }

  @Test
  void whatAnAccountLosesItsSessionsAndTokensLoseAtOnce() {
    first();
    ada(Role.BL);
    Sessions.Opened session = login("ada", PASSWORD);
    String token = token(session.principal(), "ci").secret();
    identity.accounts().change(ADA, Accounts.Change.NONE.withRole(Role.VIEWER));
    assertThat(identity.tokens().authenticate(token).role()).isEqualTo(Role.VIEWER);
    assertThat(identity.sessions().authenticate(session.secret()).orElseThrow().role())
        .isEqualTo(Role.VIEWER);
    identity.accounts().change(ADA, Accounts.Change.NONE.withDisabled(true));
    assertThat(identity.sessions().authenticate(session.secret())).isEmpty();
    assertThatThrownBy(() -> identity.tokens().authenticate(token))
        .isInstanceOf(Refusal.Unauthenticated.class);
    assertThatThrownBy(() -> login("ada", PASSWORD)).isInstanceOf(Refusal.Unauthenticated.class);
  }

  @Test
  void aTokenNeverDoesMoreThanItWasMadeForThoughItsOwnerMay() {
    first();
    ada(Role.BD);
    String token = token(login("ada", PASSWORD).principal(), "ci").secret();
    identity.accounts().change(ADA, Accounts.Change.NONE.withRole(Role.ADMIN));
    assertThat(identity.tokens().authenticate(token).role()).isEqualTo(Role.BD);
  }

  @Test
  void theLastAdministratorIsKept() throws InterruptedException {
    first();
    assertThatThrownBy(
            () -> identity.accounts().change(ADMIN, Accounts.Change.NONE.withRole(Role.BD)))
        .isInstanceOf(Refusal.Invalid.class);
    ada(Role.ADMIN);
    Identity elsewhere = identity(CHEAP);
    List<Boolean> done =
        Race.of(
            List.of(
                () -> tried(identity, ADMIN, Accounts.Change.NONE.withRole(Role.BD)),
                () -> tried(elsewhere, ADA, Accounts.Change.NONE.withDisabled(true))));
    assertThat(done).containsExactlyInAnyOrder(true, false);
  }

  private static boolean tried(Identity node, LoginName name, Accounts.Change change) {
    try {
      node.accounts().change(name, change);
      return true;
    } catch (Refusal.Invalid last) {
      return false;
    }
  }

  @Test
  void aTokenMayNotDoMoreThanItsMakerNorOutliveTheTokenItWasMadeWith() {
    ada(Role.BD);
    Principal ada = login("ada", PASSWORD).principal();
    Optional<Role> admin = Optional.of(Role.ADMIN);
    assertThatThrownBy(
            () ->
                identity
                    .tokens()
                    .issue(ada, new Tokens.Draft(new LoginName("x"), admin, Optional.empty())))
        .isInstanceOf(Refusal.Forbidden.class);
    Optional<Duration> tooLong = Optional.of(Duration.ofDays(366));
    assertThatThrownBy(
            () ->
                identity
                    .tokens()
                    .issue(ada, new Tokens.Draft(new LoginName("x"), Optional.empty(), tooLong)))
        .isInstanceOf(Refusal.Invalid.class);
    Tokens.Draft forADay =
        new Tokens.Draft(new LoginName("day"), Optional.empty(), Optional.of(Duration.ofDays(1)));
    Tokens.Issued day = identity.tokens().issue(ada, forADay);
    Tokens.Issued child = token(identity.tokens().authenticate(day.secret()), "child");
    assertThat(child.token().expiresAt()).isEqualTo(day.token().expiresAt());
    assertThat(token(ada, "usual").token().expiresAt())
        .contains(clock.now().plus(LIMITS.tokenLife()));
  }

  @Test
  void aTokenIsGoodUntilItExpiresOrIsRevoked() {
    ada(Role.BD);
    Principal ada = login("ada", PASSWORD).principal();
    Tokens.Issued issued = token(ada, "ci");
    assertThat(identity.tokens().authenticate(issued.secret()).actor())
        .isEqualTo(new Actor(Actor.Kind.TOKEN, "ci"));
    clock.advance(LIMITS.tokenLife().minusMillis(1));
    assertThat(identity.tokens().authenticate(issued.secret()).account()).isEqualTo(ADA);
    clock.advance(Duration.ofMillis(1));
    assertThatThrownBy(() -> identity.tokens().authenticate(issued.secret()))
        .isInstanceOf(Refusal.Unauthenticated.class);
    Tokens.Issued second = token(ada, "second");
    identity.tokens().revoke(Optional.of(ada), second.token().id());
    assertThatThrownBy(() -> identity.tokens().authenticate(second.secret()))
        .isInstanceOf(Refusal.Unauthenticated.class);
  }

  @Test
  void aTokensNameIsNeverGivenTwiceSoNobodyActsUnderSomebodyElses() {
    first();
    ada(Role.BD);
    Principal ada = login("ada", PASSWORD).principal();
    assertThatThrownBy(() -> token(ada, "admin")).isInstanceOf(Refusal.AlreadyExists.class);
    identity.tokens().revoke(Optional.of(ada), token(ada, "ci").token().id());
    assertThatThrownBy(() -> token(ada, "ci")).isInstanceOf(Refusal.AlreadyExists.class);
  }

  @Test
  void theTokenOfSomebodyElseIsNotThereForThoseWhoDoNotAdminister() {
    Bootstrap.Drawn drawn = first();
    ada(Role.BL);
    Principal admin = identity.tokens().authenticate(drawn.token());
    Principal ada = login("ada", PASSWORD).principal();
    String id = token(admin, "theirs").token().id();
    assertThatThrownBy(() -> identity.tokens().revoke(Optional.of(ada), id))
        .isInstanceOf(Refusal.NotFound.class);
    assertThat(identity.tokens().revoke(Optional.of(admin), id).revokedAt()).isPresent();
    assertThat(identity.tokens().list(Optional.of(ADA), "", 10)).isEmpty();
  }

  @Test
  void theLastUseIsWrittenOnceAMinute() {
    String secret = first().token();
    identity.tokens().authenticate(secret);
    clock.advance(Duration.ofSeconds(59));
    identity.tokens().authenticate(secret);
    assertThat(only().lastUsedAt()).contains(clock.now().minusSeconds(59));
    clock.advance(Duration.ofSeconds(1));
    identity.tokens().authenticate(secret);
    assertThat(only().lastUsedAt()).contains(clock.now());
  }

  private Token only() {
    return identity.tokens().list(Optional.empty(), "", 10).getFirst();
  }

  @Test
  void anAccountHasABoundedNumberOfGoodTokens() {
    ada(Role.BD);
    Principal ada = login("ada", PASSWORD).principal();
    for (int i = 0; i < LIMITS.tokensPerAccount(); i++) {
      token(ada, "t" + i);
    }
    assertThatThrownBy(() -> token(ada, "more")).isInstanceOf(Refusal.Invalid.class);
    identity
        .tokens()
        .revoke(Optional.of(ada), identity.tokens().list(Optional.of(ADA), "", 1).getFirst().id());
    assertThat(token(ada, "more").secret()).hasSize(43);
  }

  @Test
  void aSessionEndsWhenIdleAfterItsLifeAndByLogout() {
    ada(Role.BD);
    String idle = login("ada", PASSWORD).secret();
    clock.advance(LIMITS.sessionIdle());
    assertThat(identity.sessions().authenticate(idle)).isEmpty();
    String busy = login("ada", PASSWORD).secret();
    Duration step = LIMITS.sessionIdle().minusHours(1);
    for (Duration at = step; at.compareTo(LIMITS.sessionLife()) < 0; at = at.plus(step)) {
      clock.advance(step);
      assertThat(identity.sessions().authenticate(busy)).isPresent();
    }
    clock.advance(step);
    assertThat(identity.sessions().authenticate(busy)).isEmpty();
    String left = login("ada", PASSWORD).secret();
    identity.sessions().close(left);
    assertThat(identity.sessions().authenticate(left)).isEmpty();
  }

  @Test
  void aLoginEndsTheSessionThatTheSameCookieHeld() {
    ada(Role.BD);
    String before = login("ada", PASSWORD).secret();
    String beside = login("ada", PASSWORD).secret();
    Sessions.Opened now = identity.sessions().login("ada", PASSWORD, HERE, Optional.of(before));
    assertThat(identity.sessions().authenticate(before)).isEmpty();
    assertThat(identity.sessions().authenticate(beside)).isPresent();
    assertThat(identity.sessions().authenticate(now.secret())).isPresent();
    assertThat(now.csrfToken()).isNotEqualTo(now.secret());
    assertThat(Sessions.csrfHolds(now.secret(), now.csrfToken())).isTrue();
    assertThat(Sessions.csrfHolds(beside, now.csrfToken())).isFalse();
  }

  @Test
  void anAccountHasABoundedNumberOfSessions() {
    ada(Role.BD);
    String oldest = login("ada", PASSWORD).secret();
    for (int i = 0; i < LIMITS.sessionsPerAccount(); i++) {
      clock.advance(Duration.ofSeconds(1));
      login("ada", PASSWORD);
    }
    assertThat(identity.sessions().authenticate(oldest)).isEmpty();
  }

  @Test
  void aChangedPasswordEndsTheOtherSessionsAndOpensTheRest() {
    ada(Role.BD);
    Sessions.Opened mine = login("ada", PASSWORD);
    String other = login("ada", PASSWORD).secret();
    assertThat(mine.principal().mustChange()).isTrue();
    assertThatThrownBy(
            () -> identity.changePassword(mine.principal(), "wrong", OTHER, Optional.empty()))
        .isInstanceOf(Refusal.Invalid.class);
    identity.changePassword(mine.principal(), PASSWORD, OTHER, Optional.of(mine.secret()));
    assertThat(identity.sessions().authenticate(other)).isEmpty();
    assertThat(identity.sessions().authenticate(mine.secret()).orElseThrow().mustChange())
        .isFalse();
    assertThatThrownBy(() -> login("ada", PASSWORD)).isInstanceOf(Refusal.Unauthenticated.class);
    assertThat(login("ada", OTHER).principal().mustChange()).isFalse();
  }

  @Test
  void aWeakerHashIsReplacedAtTheNextLogin() throws SQLException {
    ada(Role.BD);
    Identity stronger = identity(new Argon2.Cost(128, 2, 1));
    stronger.sessions().login("ada", PASSWORD, HERE, Optional.empty());
    assertThat(home.value("SELECT password FROM bidloom_account")).contains("m=128,t=2");
    assertThat(login("ada", PASSWORD).principal().account()).isEqualTo(ADA);
  }

  @Test
  void unknownNamesAndWrongPasswordsAreAnsweredAlike() {
    ada(Role.BD);
    String wrong = refusal("ada", "wrong");
    assertThat(refusal("nobody", PASSWORD)).isEqualTo(wrong);
    assertThat(refusal("not a name:", PASSWORD)).isEqualTo(wrong);
    identity.accounts().create(draft("bo", Role.BD), Optional.empty());
    assertThat(refusal("bo", "")).isEqualTo(wrong);
  }

  private String refusal(String name, String password) {
    try {
      login(name, password);
      return "none";
    } catch (Refusal.Unauthenticated refused) {
      return refused.getMessage();
    }
  }

  @Test
  void wrongPasswordsCostTimeButNeverSomebodyElses() {
    ada(Role.BD);
    for (int i = 0; i < LIMITS.freeTries(); i++) {
      refusal("ada", "wrong");
    }
    assertThatThrownBy(() -> login("ada", PASSWORD))
        .isInstanceOfSatisfying(
            Refusal.RateLimited.class,
            limited -> assertThat(limited.retryAfter()).isEqualTo(LIMITS.firstWait()));
    String elsewhere = "192.0.2.2";
    assertThat(identity.sessions().login("ada", PASSWORD, elsewhere, Optional.empty()).principal())
        .isNotNull();
    clock.advance(LIMITS.firstWait());
    assertThat(login("ada", PASSWORD).principal().account()).isEqualTo(ADA);
  }
}
