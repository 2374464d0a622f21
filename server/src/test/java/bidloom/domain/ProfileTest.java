package bidloom.domain;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.protocol.Json;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {
  /** The examples of RFC 7396, appendix A, in which the document and the patch are objects. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":"b"}          | {"a":"c"}               | {"a":"c"}
          {"a":"b"}          | {"b":"c"}               | {"a":"b","b":"c"}
          {"a":"b"}          | {"a":null}              | {}
          {"a":"b","b":"c"}  | {"a":null}              | {"b":"c"}
          {"a":["b"]}        | {"a":"c"}               | {"a":"c"}
          {"a":"c"}          | {"a":["b"]}             | {"a":["b"]}
          {"a":{"b":"c"}}    | {"a":{"b":"d","c":null}} | {"a":{"b":"d"}}
          {"a":[{"b":"c"}]}  | {"a":[1]}               | {"a":[1]}
          {}                 | {"a":{"bb":{"ccc":null}}} | {"a":{"bb":{}}}
          {"a":"b"}          | {"a":{"c":"d"}}         | {"a":{"c":"d"}}
          """)
  void aPatchIsAMergePatch(String document, String patch, String result) {
    Profile profile = new Profile(3, Optional.empty(), Json.readObject(document));
    Map<String, Object> patched = profile.patched(Json.readObject(patch));
    assertThat(patched).isEqualTo(Values.canonicalObject(Json.readObject(result)));
    Profile after = new Profile(4, Optional.empty(), patched);
    assertThat(after.differences(profile)).isNotEmpty().isEqualTo(profile.differences(after));
    assertThat(after.differences(after)).isEmpty();
  }
}
