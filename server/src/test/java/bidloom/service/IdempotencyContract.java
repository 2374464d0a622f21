package bidloom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.Answer;
import bidloom.domain.Bid;
import bidloom.domain.Edit;
import bidloom.domain.Refusal;
import bidloom.domain.RunKind;
import bidloom.domain.Settings;
import bidloom.service.IdempotencyKeys.Answered;
import bidloom.service.IdempotencyKeys.Request;
import bidloom.store.Race;
import bidloom.store.StoreFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Guarantee G13: a repeated request has the effect and the answer of the first. */
abstract class IdempotencyContract extends ServiceFixture {
  private final IdempotencyKeys keys =
      new IdempotencyKeys(database, tables, Settings.DEFAULTS, ServiceFixture::id);
  private final IdempotencyKeys elsewhere =
      new IdempotencyKeys(database, tables, Settings.DEFAULTS, ServiceFixture::id);

  private static Request request(String key) {
    return new Request("user:ada", key, "create");
  }

  private Work<Bids.Created> creation() {
    return bids.create(Edit.setting(Map.of("title", "Once only")), ADA);
  }

  private static Answer answer(Bids.Created created) {
    return new Answer(201, Map.of("Location", created.bid().id().value()), "{}");
  }

  private Answered create(IdempotencyKeys node, Request request) {
    return node.once(request, creation(), IdempotencyContract::answer);
  }

  private long bidsMade() {
    return lists.page(bidloom.domain.BidQuery.ALL, java.util.Optional.empty(), 200).bids().stream()
        .filter(view -> view.bid().fields().containsValue("Once only"))
        .count();
  }

  @Test
  void aRepeatedRequestGetsTheFirstAnswerAndHasNoSecondEffect() {
    String key = id();
    Answered first = create(keys, request(key));
    long made = bidsMade();
    Answered again = create(elsewhere, request(key));
    assertThat(again).isEqualTo(new Answered(first.answer(), true));
    assertThat(bidsMade()).isEqualTo(made);
    assertThat(create(keys, new Request("user:bo", key, "create")).replayed()).isFalse();
  }

  @Test
  void ofManyAtOnceOnNodesThatKnowNothingOfEachOtherOneHasAnEffect() throws Exception {
    long before = bidsMade();
    String key = id();
    List<Callable<Object>> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      IdempotencyKeys node = i % 2 == 0 ? keys : elsewhere;
      callers.add(
          () -> {
            try {
              return create(node, request(key)).answer();
            } catch (Refusal.InFlight meanwhile) {
              return meanwhile;
            }
          });
    }
    List<Object> answers = Race.of(callers);
    assertThat(bidsMade()).isEqualTo(before + 1);
    assertThat(answers.stream().filter(Answer.class::isInstance).distinct()).hasSize(1);
  }

  @Test
  void anotherRequestUnderTheSameKeyIsRefused() {
    String key = id();
    create(keys, request(key));
    assertThatThrownBy(() -> create(keys, new Request("user:ada", key, "something else")))
        .isInstanceOf(Refusal.IdempotencyMismatch.class);
  }

  @Test
  void whileTheFirstIsBeingDoneTheSecondIsToldSo() {
    String key = id();
    AtomicReference<Throwable> meanwhile = new AtomicReference<>();
    database.beforeWriteAfter(
        1,
        () -> {
          try {
            create(elsewhere, request(key));
          } catch (Refusal refused) {
            meanwhile.set(refused);
          }
        });
    assertThat(create(keys, request(key)).replayed()).isFalse();
    assertThat(meanwhile.get()).isInstanceOf(Refusal.InFlight.class);
  }

  @Test
  void aLostReplyLeavesTheEffectAndItsAnswer() {
    String key = id();
    long before = bidsMade();
    database.beforeWriteAfter(1, () -> database.loseReplies(1));
    assertThatThrownBy(() -> create(keys, request(key))).isInstanceOf(StoreFailure.class);
    Answered again = create(elsewhere, request(key));
    assertThat(again.replayed()).isTrue();
    assertThat(bidsMade()).isEqualTo(before + 1);
  }

  @Test
  void aClaimWhoseNodeDiedPassesOnAndTheDeadOnesEffectComesNoMore() {
    String key = id();
    long before = bidsMade();
    database.beforeWriteAfter(
        1,
        () -> {
          clock.advance(Settings.DEFAULTS.keyClaim().plusSeconds(1));
          assertThat(create(elsewhere, request(key)).replayed()).isFalse();
        });
    assertThatThrownBy(() -> create(keys, request(key))).isInstanceOf(Refusal.InFlight.class);
    assertThat(bidsMade()).isEqualTo(before + 1);
    assertThat(create(keys, request(key)).replayed()).isTrue();
  }

  @Test
  void aRefusedRequestMayBeSentAgain() {
    String key = id();
    Bid bid = draft();
    Request request = new Request("user:ada", key, "evaluate");
    assertThatThrownBy(() -> evaluate(request, bid)).isInstanceOf(Refusal.IllegalTransition.class);
    move(bid, Map.of("to", "reviewing"));
    assertThat(evaluate(request, bid).replayed()).isFalse();
    assertThat(evaluate(request, bid).replayed()).isTrue();
    assertThat(runs.ofBid(bid.id(), 10)).hasSize(1);
  }

  private Answered evaluate(Request request, Bid bid) {
    return keys.once(
        request,
        runs.start(bid.id(), RunKind.EVALUATION, Runs.OnActive.REJECT, ADA),
        started -> new Answer(202, Map.of(), "{}"));
  }

  @Test
  void aKeyIsForgottenAfterItsTime() {
    String key = id();
    create(keys, request(key));
    clock.advance(Settings.DEFAULTS.keepKeys().plus(Duration.ofMillis(1)));
    assertThat(create(keys, request(key)).replayed()).isFalse();
    create(keys, request(id()));
    clock.advance(Settings.DEFAULTS.keepKeys().plus(Duration.ofMillis(1)));
    outcomes.prune();
    assertThat(database.<Integer>write(tx -> tables.keys().prune(tx, Duration.ZERO))).isZero();
  }

  @Test
  void twoWorksMadeOneAreBothDoneOrNeither() {
    long before = bidsMade();
    Work<Object> broken =
        creation()
            .then(
                made ->
                    runs.start(made.bid().id(), RunKind.EVALUATION, Runs.OnActive.JOIN, ADA)
                        .map(started -> (Object) started));
    assertThatThrownBy(broken::now).isInstanceOf(Refusal.IllegalTransition.class);
    assertThat(bidsMade()).isEqualTo(before);
    Runs.Started started =
        creation()
            .then(made -> runs.start(made.bid().id(), RunKind.EXTRACTION, Runs.OnActive.JOIN, ADA))
            .now();
    assertThat(hands.started).contains(started.run().id());
  }
}
