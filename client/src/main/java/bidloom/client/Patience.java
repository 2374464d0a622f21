package bidloom.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Sends a request again where that is right. What was refused with 429 had no effect and is sent
 * again after its {@code Retry-After}. A lost answer and a 503 tell nothing about the effect, so
 * only a request that may be repeated is: a GET, or a POST with its {@code Idempotency-Key}. A
 * server that was never reached is not waited for.
 *
 * @param longest how long all tries of a request may take together
 */
record Patience(Duration longest, LongSupplier nanos, Pause pause) {
  private static final Duration USUAL = Duration.ofSeconds(1);
  private static final String IN_FLIGHT = "/problems/in-flight";
  private static final int TOO_MANY = 429;
  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;

  /** Waits. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /** One try. */
  @FunctionalInterface
  interface Try {
    Bidloom.Answer send() throws IOException, InterruptedException;
  }

  static Patience of(Duration longest) {
    return new Patience(longest, System::nanoTime, Thread::sleep);
  }

  Bidloom.Answer send(Try request, boolean repeatable) throws IOException, InterruptedException {
    long end = nanos.getAsLong() + longest.toNanos();
    boolean reached = false;
    while (true) {
      Duration wait = USUAL;
      try {
        Bidloom.Answer answer = request.send();
        wait = answer.retryAfter().orElse(USUAL);
        if (!passing(answer, repeatable) || late(wait, end)) {
          return answer;
        }
        reached = true;
      } catch (ConnectException | HttpConnectTimeoutException absent) {
        if (!reached || late(wait, end)) {
          throw absent;
        }
      } catch (IOException lost) {
        if (!repeatable || late(wait, end)) {
          throw lost;
        }
        reached = true;
      }
      pause.of(wait);
    }
  }

  private boolean late(Duration wait, long end) {
    return nanos.getAsLong() + wait.toNanos() - end >= 0;
  }

  private static boolean passing(Bidloom.Answer answer, boolean repeatable) {
    boolean away = answer.status() >= BAD_GATEWAY && answer.status() <= GATEWAY_TIMEOUT;
    return answer.status() == TOO_MANY
        || (repeatable && (away || answer.text("type").equals(IN_FLIGHT)));
  }
}
