package bidloom.http;

import bidloom.domain.Refusal;
import bidloom.protocol.Json;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads request bodies. */
final class Bodies {
  /** RFC 7396. */
  static final String MERGE_PATCH = "application/merge-patch+json";

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
      throw tooLarge();
    }
    return body;
  }

  static Refusal tooLarge() {
    return new Refusal.TooLarge(
        "A body may have %d MB at most.".formatted(MAX_BYTES / 1024 / 1024));
  }
}
