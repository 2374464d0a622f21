package bidloom.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.client.Bidloom.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are sent again, and when. */
class PatienceTest {
  private static final Answer DONE = answer(201, Map.of(), Optional.empty());
  private static final Answer TOO_OFTEN = answer(429, Map.of(), Optional.of(7));

  private final AtomicLong nanos = new AtomicLong();
  private final List<Duration> pauses = new ArrayList<>();
  private final Patience patience =
      new Patience(
          Duration.ofSeconds(30),
          nanos::get,
          pause -> {
            pauses.add(pause);
            nanos.addAndGet(pause.toNanos());
          });

  private static Answer answer(int status, Map<String, Object> body, Optional<Integer> seconds) {
    return new Answer(status, body, Optional.empty(), seconds.map(Duration::ofSeconds), false);
  }

  /** What happens at each try in turn: an answer, or an exception. */
  private static Patience.Try tries(Object... outcomes) {
    Deque<Object> left = new ArrayDeque<>(List.of(outcomes));
    return () -> {
      if (left.removeFirst() instanceof IOException failure) {
        throw failure;
      }
      return DONE;
    };
  }

  private static Patience.Try answers(Answer... answers) {
    Deque<Answer> left = new ArrayDeque<>(List.of(answers));
    return left::removeFirst;
  }

  @Test
  void whatCameTooEarlyIsSentAgainWhenTheServerSaysSo() throws Exception {
    assertThat(patience.send(answers(TOO_OFTEN, TOO_OFTEN, DONE), false)).isEqualTo(DONE);
    assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
  }

  @Test
  void patienceHasAnEnd() throws Exception {
    Answer[] always = new Answer[10];
    Arrays.fill(always, TOO_OFTEN);
    assertThat(patience.send(answers(always), true)).isEqualTo(TOO_OFTEN);
    assertThat(pauses).hasSize(4); // the fifth would end after 35 of 30 seconds
  }

  @Test
  void aServerThatIsAwayForTheMomentIsAskedAgainOnlyWhereThatDoesNoHarm() throws Exception {
    Answer away = answer(503, Map.of(), Optional.of(1));
    assertThat(patience.send(answers(away, DONE), true)).isEqualTo(DONE);
    assertThat(patience.send(answers(away, DONE), false)).isEqualTo(away);
  }

  @Test
  void theAnswerOfTheFirstRequestIsWaitedFor() throws Exception {
    Answer inFlight = answer(409, Map.of("type", "/problems/in-flight"), Optional.of(1));
    Answer active = answer(409, Map.of("type", "/problems/run-active"), Optional.empty());
    assertThat(patience.send(answers(inFlight, DONE), true)).isEqualTo(DONE);
    assertThat(patience.send(answers(active, DONE), true)).isEqualTo(active);
  }

  @Test
  void afterALostAnswerOnlyWhatMayBeRepeatedIs() throws Exception {
    IOException lost = new IOException("reset");
    assertThat(patience.send(tries(lost, lost, DONE), true)).isEqualTo(DONE);
    assertThat(pauses).hasSize(2);
    assertThatThrownBy(() -> patience.send(tries(lost, DONE), false)).isSameAs(lost);
  }

  @Test
  void aServerThatWasNeverReachedIsNotWaitedForAndOneThatRestartsIs() throws Exception {
    ConnectException absent = new ConnectException("refused");
    assertThatThrownBy(() -> patience.send(tries(absent, DONE), true)).isSameAs(absent);
    assertThat(pauses).isEmpty();
    assertThat(patience.send(tries(new IOException("reset"), absent, absent, DONE), true))
        .isEqualTo(DONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 404, 412, 500})
  void otherAnswersStand(int status) throws Exception {
    Answer answer = answer(status, Map.of(), Optional.empty());
    assertThat(patience.send(answers(answer, DONE), true)).isEqualTo(answer);
  }
}
