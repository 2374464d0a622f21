package bidloom.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RawInputTest {
  @Test
  void textStaysReadable() {
    assertThat(RawInput.encode("Straßen – 東京".getBytes(UTF_8))).isEqualTo("Straßen – 東京");
    assertThat(RawInput.encode(new byte[0])).isEmpty();
  }

  @Test
  void everyDocumentComesBackByteForByte() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      byte[] document = new byte[random.nextInt(64)];
      random.nextBytes(document);
      assertThat(RawInput.decode(RawInput.encode(document)))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(document);
    }
    for (String text :
        List.of(
            "a\0b",
            "data:application/octet-stream;base64,",
            "data:application/octet-stream;base64,QQ==",
            "\uFEFFbom",
            "data:text/plain,x")) {
      assertThat(RawInput.decode(RawInput.encode(text.getBytes(UTF_8))))
          .isEqualTo(text.getBytes(UTF_8));
    }
  }

  @Test
  void nothingHoldsANulThatPostgresCouldNotKeep() {
    for (String text : List.of("a\0b", "\0")) {
      assertThat(RawInput.encode(text.getBytes(UTF_8))).doesNotContain("\0").startsWith("data:");
    }
  }
}
