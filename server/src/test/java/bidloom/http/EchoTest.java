package bidloom.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a message repeats of what was sent. */
class EchoTest {
  @Test
  void whatCouldDeceiveAReaderIsTakenOut() {
    assertThat(Echo.of("a\r\nb\u0000c\u001b[31md\u202Ee\uFEFFf")).isEqualTo("a?b?c?[31md?e?f");
  }

  @Test
  void whatIsLongIsCut() {
    assertThat(Echo.of("x".repeat(80))).isEqualTo("x".repeat(80));
    assertThat(Echo.of("x".repeat(81))).isEqualTo("x".repeat(80) + "...");
  }
}
