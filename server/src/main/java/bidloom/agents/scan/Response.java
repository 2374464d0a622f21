package bidloom.agents.scan;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer, whole and unpacked. */
final class Response {
  /** The answer breaks the protocol or one of our limits. */
  static final class Broken extends IOException {
    private static final long serialVersionUID = 1L;
    private final String code;

    Broken(String code, String message) {
      super(message);
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]+)", Pattern.CASE_INSENSITIVE);

  /** How far into a page its encoding must be named (HTML, section 4.2.5.4). */
  private static final int PRESCAN_BYTES = 1024;

  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  Response(int status, Map<String, List<String>> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  int status() {
    return status;
  }

  Map<String, List<String>> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  boolean redirects() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> header("location").isPresent();
      default -> false;
    };
  }

  /** The body as text, in the encoding that the header or the page itself names. */
  String text() {
    String start =
        new String(body, 0, Math.min(PRESCAN_BYTES, body.length), StandardCharsets.ISO_8859_1);
    Charset charset =
        header("content-type")
            .flatMap(Response::charset)
            .or(() -> charset(start))
            .orElse(StandardCharsets.UTF_8);
    return new String(body, charset);
  }

  private static Optional<Charset> charset(String text) {
    Matcher named = CHARSET.matcher(text);
    try {
      return named.find() ? Optional.of(Charset.forName(named.group(1))) : Optional.empty();
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
