package bidloom.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValuesTest {
  @Test
  void oneNumberHasOneForm() {
    Optional<Object> one = Values.canonical(1);
    for (Number same :
        List.of(1L, 1.0, 1.0f, new BigDecimal("1.000"), new BigDecimal("10e-1"), (short) 1)) {
      assertThat(Values.canonical(same)).isEqualTo(one);
    }
    assertThat(Values.canonical(100)).isEqualTo(Values.canonical(new BigDecimal("1E2")));
    assertThat(Values.canonical(0)).isEqualTo(Values.canonical(new BigDecimal("0.000")));
    assertThat(Values.canonical(0.1)).contains(new BigDecimal("0.1"));
    assertThat(Values.canonical(new BigDecimal("0.1")))
        .isNotEqualTo(Values.canonical(new BigDecimal("0.10000001")));
  }

  /** A few characters of JSON must not become a billion digits. */
  @Test
  void anEnormousExponentStaysSmall() {
    assertThat(Values.canonical(new BigDecimal("1E+999999999")))
        .contains(new BigDecimal("1E+999999999"));
    assertThat(Values.canonical(new BigDecimal("10E+999999998")))
        .contains(new BigDecimal("1E+999999999"));
    assertThat(Values.canonical(new BigDecimal("1E+100")))
        .contains(new BigDecimal("1" + "0".repeat(100)));
    assertThat(Values.canonical(new BigDecimal("1E+101"))).contains(new BigDecimal("1E+101"));
  }

  @Test
  void objectsDoNotDependOnOrderAndNullIsAbsence() {
    Map<String, Object> one = new HashMap<>();
    one.put("b", 1.50);
    one.put("a", Arrays.asList(1, null, 2));
    Map<String, Object> other = new HashMap<>();
    other.put("a", List.of(1.0, 2));
    other.put("b", new BigDecimal("1.5"));
    assertThat(Values.canonical(one)).isEqualTo(Values.canonical(other));
    one.put("c", null);
    assertThat(Values.canonicalObject(one))
        .isEqualTo(Values.canonicalObject(other))
        .doesNotContainKey("c");
    assertThat(Values.canonical(null)).isEmpty();
  }

  @Test
  void listsKeepTheirOrder() {
    assertThat(Values.canonical(List.of("a", "b")))
        .isNotEqualTo(Values.canonical(List.of("b", "a")));
  }

  @Test
  void canonicalValuesAreTheirOwn() {
    List<Object> mine = new ArrayList<>(List.of("a"));
    Object canonical = Values.canonical(mine).orElseThrow();
    mine.add("b");
    assertThat(canonical).isEqualTo(List.of("a"));
    assertThat(Values.canonical(canonical)).contains(canonical);
  }

  @Test
  void whatIsNotJsonIsABug() {
    assertThatThrownBy(() -> Values.canonical(new Object()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
