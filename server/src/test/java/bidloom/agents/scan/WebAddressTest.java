package bidloom.agents.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.agents.AgentFailure;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as bids and redirects name them. */
class WebAddressTest {
  @ParameterizedTest
  @CsvSource({
    "www.example.org, https://www.example.org/",
    "http://example.org?page=2, http://example.org/?page=2",
    "https://example.org:8443/a#part, https://example.org:8443/a",
    "www.böblingen.example, https://www.xn--bblingen-n4a.example/",
    "ｗｗｗ．example．org, https://www.example.org/",
    "①②⑦.⓪.⓪.①, https://127.0.0.1/"
  })
  void aWrittenAddressIsUnderstood(String written, String meant) {
    assertThat(WebAddress.parse(written)).contains(URI.create(meant));
  }

  /** The first two would be read as the host evil.ca, and as a name and password. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.c℀.example/",
        "http://good.example＠evil.example/",
        "http://user:secret@example.org/",
        "http://a b/",
        "http://a_b.example/",
        "http://0x7f.0.0.1/",
        "http://%31%32%37.0.0.1/",
        "http:///path",
        "ftp://example.org/",
        "javascript:alert(1)",
        "http://example.org:999999/",
        ""
      })
  void aFalseAddressIsNotUnderstood(String written) {
    assertThat(WebAddress.parse(written)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP://Example.ORG, http://example.org/",
    "http://example.org./a, http://example.org/a",
    "http://example.org/ä?ö#part, http://example.org/%C3%A4?%C3%B6",
    "http://8.8.8.8/, http://8.8.8.8/"
  })
  void eachAddressHasOneForm(String one, String canonical) throws Exception {
    assertThat(WebAddress.canonical(URI.create(one))).isEqualTo(URI.create(canonical));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://0177.0.0.1/",
        "http://127.0.0.01/",
        "http://2130706433/",
        "http://127.1/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://127.0.0.1./",
        "http://127.0.0x0.1/",
        "http://[fe80::1%25eth0]/",
        "http://user@example.org/",
        "http://:secret@example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "jar:http://example.org/a.jar!/",
        "http:example.org",
        "//example.org/",
        "http://a_b.example/"
      })
  void anAddressInAnotherFormIsRefused(String one) {
    assertThatThrownBy(() -> WebAddress.canonical(URI.create(one)))
        .isInstanceOf(AgentFailure.class)
        .extracting(failure -> ((AgentFailure) failure).code())
        .isEqualTo("refused-address");
  }

  @Test
  void anAddressOfMoreThanTheMostCharactersIsTooLarge() {
    URI longest = URI.create("http://example.org/" + "x".repeat(WebAddress.MAX_LENGTH));
    assertThatThrownBy(() -> WebAddress.canonical(longest))
        .isInstanceOf(AgentFailure.class)
        .hasMessageContaining("8000");
  }

  @ParameterizedTest
  @CsvSource({
    "/b, http://example.org/b",
    "c?d, http://example.org/a/c?d",
    "//other.example/x, http://other.example/x",
    "https://bücher.example/ü, https://xn--bcher-kva.example/ü"
  })
  void aRedirectLeadsWhereBrowsersGo(String location, String to) throws Exception {
    assertThat(WebAddress.redirected(URI.create("http://example.org/a/b"), location))
        .isEqualTo(URI.create(to));
  }
}
