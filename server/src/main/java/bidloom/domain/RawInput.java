package bidloom.domain;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A document as the text of the field {@code rawInput}: UTF-8 text as it is, anything else as a
 * {@code data:} URL (RFC 2397) in base64.
 */
public final class RawInput {
  private static final String DATA = "data:application/octet-stream;base64,";

  private RawInput() {}

  public static String encode(byte[] document) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
      return storable(text) ? text : DATA + Base64.getEncoder().encodeToString(document);
    } catch (CharacterCodingException binary) {
      return DATA + Base64.getEncoder().encodeToString(document);
    }
  }

  /** The document that was encoded; a text that is no such URL is itself. */
  public static byte[] decode(String rawInput) {
    if (rawInput.startsWith(DATA)) {
      return Base64.getDecoder().decode(rawInput.substring(DATA.length()));
    }
    return rawInput.getBytes(StandardCharsets.UTF_8);
  }

  /** PostgreSQL keeps no NUL in a text; a text that looks like our URL must not be read as one. */
  private static boolean storable(String text) {
    return text.indexOf('\0') < 0 && !text.startsWith(DATA);
  }
}
