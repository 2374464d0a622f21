package bidloom.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same guarantees within wider bounds: minutes, for {@code ./dev model}. */
@EnabledIfSystemProperty(named = "model", matches = "deep")
class DeepModelTest {
  @TempDir static Path scratch;

  static Set<String> deep() throws IOException {
    return Configurations.in("deep");
  }

  @ParameterizedTest
  @MethodSource("deep")
  void theProtocolKeepsItsGuarantees(String name) throws IOException, InterruptedException {
    Verdict verdict = Tlc.thorough(scratch).check("deep/" + name + ".cfg");
    System.out.println(verdict);
    assertThat(verdict.holds()).as(verdict.output()).isTrue();
  }
}
