package bidloom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import bidloom.domain.Account;
import bidloom.domain.LoginName;
import bidloom.domain.Role;
import bidloom.domain.Token;
import bidloom.store.AccountStore.Proof;
import bidloom.store.AccountStore.Subject;
import bidloom.store.ForeignLoginStore.Pending;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts, sessions, tokens and logins under way, with what happens at the edge of each time. */
abstract class IdentityStoreContract extends StoreFixture {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration INSTANT = Duration.ofMillis(1);

  private final AtomicInteger names = new AtomicInteger();
  private final AccountStore accounts = new AccountStore(database);
  private final SessionStore sessions = new SessionStore();
  private final TokenStore tokens = new TokenStore();
  private final ForeignLoginStore logins = new ForeignLoginStore();

  /** A name that no other test has. */
  private LoginName name;

  @BeforeEach
  void anotherName() {
    name = new LoginName("someone-" + names.incrementAndGet());
  }

  private <T> T done(Function<Tx, T> work) {
    return database.write(work);
  }

  private void run(Consumer<Tx> work) {
    database.write(
        tx -> {
          work.accept(tx);
          return true;
        });
  }

  private Account account(Optional<String> line, boolean disabled, boolean mustChange) {
    return new Account(name, "Some One", Role.BL, line, disabled, mustChange, clock.now());
  }

  private Account registered(Proof proof) {
    Account account = account(Optional.empty(), false, false);
    assertThatObject(done(tx -> accounts.insert(tx, account, proof))).isEqualTo(true);
    return account;
  }

  private Account found() {
    return done(tx -> accounts.find(tx, name)).orElseThrow();
  }

  @Test
  void anAccountIsReadAsItWasWritten() {
    Account plain = registered(Proof.password("hash"));
    assertThat(found()).isEqualTo(plain);
    assertThatObject(done(tx -> accounts.lock(tx, name))).isEqualTo(Optional.of(plain));
    Account other =
        new Account(name, "Another", Role.BD, Optional.of("IT"), true, false, clock.now());
    run(tx -> accounts.update(tx, other));
    assertThat(found()).isEqualTo(other);
    assertThatObject(done(tx -> accounts.password(tx, name))).isEqualTo(Optional.of("hash"));
    run(tx -> accounts.setPassword(tx, name, "given", true));
    assertThat(found().mustChange()).isTrue();
    run(tx -> accounts.rehash(tx, name, "stronger"));
    assertThat(found().mustChange()).isTrue();
    assertThatObject(done(tx -> accounts.password(tx, name))).isEqualTo(Optional.of("stronger"));
    run(tx -> accounts.setPassword(tx, name, "chosen", false));
    assertThat(found().mustChange()).isFalse();
    run(tx -> accounts.delete(tx, name));
    assertThatObject(done(tx -> accounts.find(tx, name))).isEqualTo(Optional.empty());
    assertThatObject(done(tx -> accounts.lock(tx, name))).isEqualTo(Optional.empty());
    assertThatObject(done(tx -> accounts.password(tx, name))).isEqualTo(Optional.empty());
  }

  @Test
  void anAccountMayBeBornDisabledAndWithAPasswordToChange() {
    Account born = account(Optional.of("Roads"), true, true);
    assertThatObject(done(tx -> accounts.insert(tx, born, Proof.password("hash")))).isEqualTo(true);
    assertThat(found()).isEqualTo(born);
    assertThatObject(done(tx -> accounts.insert(tx, born, Proof.password("other"))))
        .isEqualTo(false);
    assertThatObject(done(tx -> accounts.password(tx, name))).isEqualTo(Optional.of("hash"));
  }

  @Test
  void whoComesFromAnIdentityProviderIsFoundByThatAndHasNoPassword() {
    Subject subject = new Subject("https://login.example", "subject of " + name.value());
    Account foreign = registered(new Proof(Optional.empty(), Optional.of(subject)));
    assertThatObject(done(tx -> accounts.find(tx, subject))).isEqualTo(Optional.of(foreign));
    assertThatObject(done(tx -> accounts.find(tx, new Subject("https://other.example", "x"))))
        .isEqualTo(Optional.empty());
    assertThatObject(done(tx -> accounts.subject(tx, name))).isEqualTo(Optional.of(subject));
    assertThatObject(done(tx -> accounts.password(tx, name))).isEqualTo(Optional.empty());
    LoginName second = new LoginName(name.value() + "-again");
    Account twin =
        new Account(second, "Twin", Role.BL, Optional.empty(), false, false, clock.now());
    Proof same = new Proof(Optional.empty(), Optional.of(subject));
    assertThatObject(done(tx -> accounts.insert(tx, twin, same))).isEqualTo(false);
    assertThatObject(done(tx -> accounts.find(tx, second))).isEqualTo(Optional.empty());
    assertThatObject(done(tx -> accounts.subject(tx, second))).isEqualTo(Optional.empty());
  }

  @Test
  void namesakesAreOthersWhoAreShownByTheSameName() {
    Account only =
        new Account(name, "Rare " + name, Role.VIEWER, Optional.empty(), false, false, clock.now());
    assertThatObject(done(tx -> accounts.insert(tx, only, Proof.password("x")))).isEqualTo(true);
    assertThatObject(done(tx -> accounts.namedAlike(tx, only))).isEqualTo(false);
    Account namesake =
        new Account(
            new LoginName(name.value() + "-2"),
            only.displayName(),
            Role.VIEWER,
            Optional.empty(),
            false,
            false,
            clock.now());
    assertThatObject(done(tx -> accounts.namedAlike(tx, namesake))).isEqualTo(true);
    assertThatObject(done(tx -> accounts.insert(tx, namesake, Proof.password("x"))))
        .isEqualTo(true);
    assertThatObject(done(tx -> accounts.namedAlike(tx, only))).isEqualTo(true);
    assertThatObject(done(tx -> accounts.after(tx, name.value(), 1))).isEqualTo(List.of(namesake));
  }

  @Test
  void onlyEnabledAdministratorsCount() {
    Account admin =
        new Account(name, "Chief", Role.ADMIN, Optional.empty(), false, false, clock.now());
    assertThatObject(done(accounts::anyAdministrator)).isEqualTo(false);
    assertThatObject(done(tx -> accounts.insert(tx, admin, Proof.password("x")))).isEqualTo(true);
    assertThatObject(done(accounts::lockAdministrators)).isEqualTo(List.of(name));
    Account out =
        new Account(name, "Chief", Role.ADMIN, Optional.empty(), true, false, clock.now());
    run(tx -> accounts.update(tx, out));
    assertThatObject(done(accounts::lockAdministrators)).isEqualTo(List.of());
    assertThatObject(done(accounts::anyAdministrator)).isEqualTo(true);
    run(tx -> accounts.delete(tx, name));
  }

  private String session(Duration life) {
    if (done(tx -> accounts.find(tx, name)).isEmpty()) {
      registered(Proof.password("x"));
    }
    String hash = name.value() + " session " + names.incrementAndGet();
    run(tx -> sessions.insert(tx, hash, name, life));
    return hash;
  }

  private Optional<SessionStore.Session> open(String hash) {
    return done(tx -> sessions.good(tx, hash, MINUTE));
  }

  @Test
  void aSessionIsGoodToTheLastInstantOfItsLifeAndOfItsIdleTime() {
    String hash = session(MINUTE.multipliedBy(2));
    SessionStore.Session opened = open(hash).orElseThrow();
    assertThat(opened)
        .isEqualTo(
            new SessionStore.Session(name, clock.now(), clock.now().plus(MINUTE.multipliedBy(2))));
    clock.advance(MINUTE.minus(INSTANT));
    assertThat(open(hash)).contains(opened);
    run(tx -> sessions.sweep(tx, MINUTE));
    run(tx -> sessions.seen(tx, hash, MINUTE));
    assertThat(open(hash)).as("seen less than a grain ago").contains(opened);
    clock.advance(INSTANT);
    assertThat(open(hash)).as("idle").isEmpty();
    run(tx -> sessions.seen(tx, hash, MINUTE));
    assertThat(open(hash).orElseThrow().seenAt()).isEqualTo(clock.now());
    clock.advance(MINUTE.minus(INSTANT));
    assertThat(open(hash)).isPresent();
    clock.advance(INSTANT);
    run(tx -> sessions.seen(tx, hash, INSTANT));
    assertThat(open(hash)).as("past its life").isEmpty();
  }

  @Test
  void whatIsOverIsSweptWhosever() throws SQLException {
    String idle = session(HOUR);
    clock.advance(MINUTE);
    String over = session(MINUTE.dividedBy(2));
    String open = session(HOUR);
    clock.advance(MINUTE.dividedBy(2));
    run(tx -> sessions.sweep(tx, MINUTE.plus(MINUTE.dividedBy(2))));
    assertThat(home.column("SELECT hash FROM bidloom_session WHERE account = '" + name + "'"))
        .as("not %s, not %s", idle, over)
        .containsExactly(Optional.of(open));
  }

  @Test
  void sessionsEndOneByOneOrAllButOneOrTheOldest() {
    String first = session(HOUR);
    clock.advance(INSTANT);
    String second = session(HOUR);
    clock.advance(INSTANT);
    String third = session(HOUR);
    run(tx -> sessions.keepNewest(tx, name, 2));
    assertThat(open(first)).isEmpty();
    assertThat(open(second)).isPresent();
    run(tx -> sessions.endOthers(tx, name, third));
    assertThat(open(second)).isEmpty();
    assertThat(open(third)).isPresent();
    run(tx -> sessions.end(tx, third));
    assertThat(open(third)).isEmpty();
  }

  private Token token(String id, Optional<Duration> life) {
    if (done(tx -> accounts.find(tx, name)).isEmpty()) {
      registered(Proof.password("x"));
    }
    Token token =
        new Token(
            id,
            new LoginName(id),
            Role.BD,
            name,
            clock.now(),
            life.map(clock.now()::plus),
            Optional.empty(),
            Optional.empty());
    assertThatObject(done(tx -> tokens.insert(tx, "hash of " + id, token))).isEqualTo(true);
    return token;
  }

  private Optional<Token> good(Token token) {
    return done(tx -> tokens.good(tx, "hash of " + token.id()));
  }

  @Test
  void aTokenIsGoodToTheLastInstantAndUntilItIsRevoked() {
    Token brief = token(name.value() + "-brief", Optional.of(MINUTE));
    Token lasting = token(name.value() + "-lasting", Optional.empty());
    assertThat(good(brief)).contains(brief);
    assertThatObject(done(tx -> tokens.find(tx, brief.id()))).isEqualTo(Optional.of(brief));
    assertThatObject(done(tx -> tokens.count(tx, name))).isEqualTo(2L);
    clock.advance(MINUTE.minus(INSTANT));
    assertThat(good(brief)).isPresent();
    clock.advance(INSTANT);
    assertThat(good(brief)).isEmpty();
    assertThatObject(done(tx -> tokens.count(tx, name))).isEqualTo(1L);
    run(tx -> tokens.revoke(tx, lasting.id()));
    Optional<Instant> revoked = Optional.of(clock.now());
    clock.advance(INSTANT);
    run(tx -> tokens.revoke(tx, lasting.id()));
    assertThat(good(lasting)).isEmpty();
    assertThat(done(tx -> tokens.find(tx, lasting.id())).orElseThrow().revokedAt())
        .as("revoked once")
        .isEqualTo(revoked);
    assertThatObject(done(tx -> tokens.count(tx, name))).isEqualTo(0L);
    assertThatObject(done(tx -> tokens.insert(tx, "another", brief)))
        .as("a name given twice")
        .isEqualTo(false);
    assertThatObject(done(tx -> tokens.names(tx, name)))
        .isEqualTo(List.of(brief.name(), lasting.name()));
    assertThatObject(
            done(
                tx ->
                    tokens.after(tx, Optional.of(name), brief.name().value(), 9).stream()
                        .map(Token::id)
                        .toList()))
        .isEqualTo(List.of(lasting.id()));
    assertThatObject(
            done(
                tx ->
                    tokens.after(tx, Optional.empty(), brief.name().value(), 1).stream()
                        .map(Token::id)
                        .toList()))
        .isEqualTo(List.of(lasting.id()));
    run(tx -> tokens.deleteAll(tx, name));
    assertThatObject(done(tx -> tokens.names(tx, name))).isEqualTo(List.of());
  }

  @Test
  void theUseOfATokenIsNotedOnceAGrain() {
    Token token = token(name.value() + "-used", Optional.empty());
    run(tx -> tokens.used(tx, token.id(), MINUTE));
    Optional<Instant> first = Optional.of(clock.now());
    assertThat(good(token).orElseThrow().lastUsedAt()).isEqualTo(first);
    clock.advance(MINUTE.minus(INSTANT));
    run(tx -> tokens.used(tx, token.id(), MINUTE));
    assertThat(good(token).orElseThrow().lastUsedAt()).isEqualTo(first);
    clock.advance(INSTANT);
    run(tx -> tokens.used(tx, token.id(), MINUTE));
    assertThat(good(token).orElseThrow().lastUsedAt()).contains(clock.now());
  }

  private void begin(String hash, int most) {
    run(tx -> logins.insert(tx, hash, new Pending("n " + hash, "v", "/bids"), MINUTE, most));
  }

  private Optional<Pending> take(String hash) {
    return done(tx -> logins.take(tx, hash));
  }

  @Test
  void aLoginUnderWayIsTakenOnceAndInTime() {
    begin("once", 9);
    begin("late", 9);
    assertThat(take("other")).isEmpty();
    assertThat(take("once")).contains(new Pending("n once", "v", "/bids"));
    assertThat(take("once")).isEmpty();
    clock.advance(MINUTE.minus(INSTANT));
    begin("next", 9);
    clock.advance(INSTANT);
    assertThat(take("late")).isEmpty();
    assertThat(take("next")).isPresent();
  }

  @Test
  void theOldestLoginsAreGivenUpWhenThereAreTooMany() {
    clock.advance(HOUR);
    begin("oldest", 2);
    clock.advance(INSTANT);
    begin("older", 2);
    begin("newest", 2);
    assertThat(take("oldest")).isEmpty();
    assertThat(take("older")).isEmpty();
    assertThat(take("newest")).isPresent();
  }
}
