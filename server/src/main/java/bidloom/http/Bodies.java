package bidloom.http;

import bidloom.domain.Refusal;
import bidloom.protocol.Json;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads request bodies. */
final class Bodies {
  /** The most bytes of a body. */
  static final int MAX_BYTES = 20 * 1024 * 1024;

  private Bodies() {}

  /** A JSON object; no body is an empty one. */
  static Map<String, Object> object(byte[] body) {
    bounded(body);
    if (body.length == 0) {
      return Map.of();
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return Json.readObject(text);
    } catch (CharacterCodingException notUtf8) {
      throw new Refusal.Malformed("The body is not UTF-8.");
    } catch (UncheckedIOException notAnObject) {
      throw new Refusal.Malformed("The body is not one JSON object.");
    }
  }

  static byte[] bounded(byte[] body) {
    if (body.length > MAX_BYTES) {
      throw new Refusal.TooLarge(
          "A body may have %d MB at most.".formatted(MAX_BYTES / 1024 / 1024));
    }
    return body;
  }

  /** A list of names, as a set; empty where there is none. */
  static Optional<Set<String>> names(String member, @Nullable Object value) {
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof List<?> names) || !names.stream().allMatch(String.class::isInstance)) {
      throw new Refusal.Invalid("/" + member, member + " is a list of field names.");
    }
    return Optional.of(names.stream().map(String.class::cast).collect(Collectors.toSet()));
  }

  /** Refuses members that a request has no use for. */
  static void only(Map<String, Object> members, String... known) {
    List<String> names = List.of(known);
    List<Refusal.Invalid.Fault> faults =
        members.keySet().stream()
            .filter(name -> !names.contains(name))
            .map(
                name ->
                    new Refusal.Invalid.Fault(
                        "/" + name, "There is no member \"%s\" here.".formatted(Echo.of(name))))
            .toList();
    if (!faults.isEmpty()) {
      throw new Refusal.Invalid(faults);
    }
  }
}
