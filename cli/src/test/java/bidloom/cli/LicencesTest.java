package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.protocol.Json;
import org.junit.jupiter.api.Test;

/** A library whose licence nobody has looked at is not shipped. */
class LicencesTest {
  private static Licences.Library library(String licences) {
    return Licences.of(
            Json.readObject(
                """
                {"components": [{"group": "org.example", "name": "lamp", "version": "1.2",
                  "licenses": [%s]}]}
                """
                    .formatted(licences)))
        .getFirst();
  }

  @Test
  void whatIsNotAllowedIsRefused() {
    assertThat(library("").allowed()).isFalse();
    assertThat(library("{\"license\": {\"id\": \"AGPL-3.0-only\"}}").allowed()).isFalse();
    assertThat(library("{\"license\": {\"name\": \"Apache-ish\"}}").allowed()).isFalse();
    assertThat(library("{\"expression\": \"MIT AND GPL-3.0-only\"}").allowed()).isFalse();
    assertThat(library("{\"license\": {}}").line()).endsWith("unknown");
  }

  @Test
  void oneOfSeveralIsEnough() {
    Licences.Library either =
        library("{\"license\": {\"id\": \"GPL-2.0-only\"}}, {\"license\": {\"id\": \"EPL-2.0\"}}");
    assertThat(either.allowed()).isTrue();
    assertThat(either.line()).isEqualTo("org.example:lamp 1.2: GPL-2.0-only or EPL-2.0");
    assertThat(either.file()).isEqualTo("org.example.lamp-1.2.jar");
  }
}
