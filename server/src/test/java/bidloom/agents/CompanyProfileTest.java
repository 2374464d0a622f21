package bidloom.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CompanyProfileTest {
  @Test
  void theSampleIsAWholeProfile() {
    CompanyProfile sample = CompanyProfile.sample();

    assertThat(sample.company().certificates()).contains("ISO 27001", "ISO 9001");
    assertThat(sample.rules().threshold()).isEqualTo(55);
    assertThat(sample.rules().weights()).hasSize(6);
    assertThat(sample.capabilities()).hasSizeGreaterThan(5);
    assertThat(sample.references()).hasSizeGreaterThan(5);
  }

  @Test
  void everyEntryToMendIsNamed() throws IOException {
    String broken =
        text()
            .replace("level: 3", "level: 9")
            .replace("employees: 85", "employees: many")
            .replace("legal: 0.15", "legal: 0.5");

    assertThatThrownBy(() -> read(broken))
        .isInstanceOfSatisfying(
            Refusal.Invalid.class,
            invalid ->
                assertThat(invalid.faults())
                    .extracting(Refusal.Invalid.Fault::pointer)
                    .contains("/company/employees", "/capabilities/3/level", "/rules/weights"));
  }

  @Test
  void aBusinessLineNamesCapabilitiesOfTheProfile() throws IOException {
    String broken =
        text().replace("capabilities: [Cloud operations and support,", "capabilities: [Baking,");

    assertThatThrownBy(() -> read(broken)).hasMessageContaining("\"Baking\"");
  }

  @Test
  void whatIsNotYamlSaysSo() {
    assertThatThrownBy(() -> read("company: [")).hasMessageContaining("not YAML");
    assertThatThrownBy(() -> read("just words")).hasMessageContaining("must be a YAML object");
  }

  private static CompanyProfile read(String yaml) throws IOException {
    return CompanyProfile.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(CompanyProfile.class.getResourceAsStream("sample-profile.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
