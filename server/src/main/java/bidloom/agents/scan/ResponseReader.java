package bidloom.agents.scan;

import bidloom.agents.scan.Response.Broken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads an HTTP/1.1 answer strictly (RFC 9112): what is doubtful is refused, not repaired. */
final class ResponseReader {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] [1-5]\\d\\d( .*)?");
  private static final Pattern FIELD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+:.*");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,18}");
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{1,7}[ \t]*(;.*)?");
  private static final int CHUNK_LINE_BYTES = 1024;

  private final InputStream in;
  private final FetchLimits limits;
  private int headerBytesLeft;

  /** Of the lines between chunks: with extensions they could be many times the body. */
  private int framingBytesLeft;

  ResponseReader(InputStream in, FetchLimits limits) {
    this.in = in;
    this.limits = limits;
    this.headerBytesLeft = limits.headerBytes();
    this.framingBytesLeft = limits.bodyBytes();
  }

  Response read() throws IOException {
    int status = status();
    Map<String, List<String>> headers = headers();
    while (status < 200) {
      status = status();
      headers = headers();
    }
    byte[] sent = status == 204 || status == 304 ? new byte[0] : body(headers);
    return new Response(status, headers, unpacked(sent, headers));
  }

  private int status() throws IOException {
    String line = headerLine();
    if (!STATUS.matcher(line).matches()) {
      throw bad("The answer is not HTTP/1.1.");
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new TreeMap<>();
    for (String line = headerLine(); !line.isEmpty(); line = headerLine()) {
      if (!FIELD.matcher(line).matches()) {
        throw bad("A header line of the answer is malformed.");
      }
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    return headers;
  }

  private String headerLine() throws IOException {
    String line = line(headerBytesLeft);
    headerBytesLeft -= line.length() + 2;
    return line;
  }

  private String line(int limit) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\r'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("The answer ends early.");
      }
      if (next == '\n' || next == 0) {
        throw bad("A line of the answer is malformed.");
      }
      if (line.size() >= limit) {
        throw new Broken("too-large", "The answer's header is too large.");
      }
      line.write(next);
    }
    if (in.read() != '\n') {
      throw bad("A line of the answer is malformed.");
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private byte[] body(Map<String, List<String>> headers) throws IOException {
    List<String> lengths = headers.getOrDefault("content-length", List.of());
    List<String> codings = headers.getOrDefault("transfer-encoding", List.of());
    if (!codings.isEmpty()) {
      if (codings.size() > 1
          || !codings.getFirst().equalsIgnoreCase("chunked")
          || !lengths.isEmpty()) {
        throw bad("The answer's length is ambiguous.");
      }
      return chunks();
    }
    return lengths.isEmpty()
        ? bounded(in.readNBytes(limits.bodyBytes() + 1))
        : exactly(length(lengths));
  }

  private long length(List<String> lengths) throws IOException {
    if (new HashSet<>(lengths).size() > 1 || !DECIMAL.matcher(lengths.getFirst()).matches()) {
      throw bad("The answer's length is ambiguous.");
    }
    return Long.parseLong(lengths.getFirst());
  }

  private byte[] exactly(long length) throws IOException {
    if (length > limits.bodyBytes()) {
      throw tooLarge();
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException("The answer ends early.");
    }
    return bytes;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      String size = line(CHUNK_LINE_BYTES);
      framingBytesLeft -= size.length();
      if (framingBytesLeft < 0) {
        throw tooLarge();
      }
      if (!HEX.matcher(size).matches()) {
        throw bad("A chunk of the answer is malformed.");
      }
      int length = Integer.parseInt(size.split("[; \t]", 2)[0], 16);
      if (length == 0) {
        headers(); // trailers, which say nothing to us
        return all.toByteArray();
      }
      if (all.size() + length > limits.bodyBytes()) {
        throw tooLarge();
      }
      all.writeBytes(exactly(length));
      if (!line(CHUNK_LINE_BYTES).isEmpty()) {
        throw bad("A chunk of the answer is malformed.");
      }
    }
  }

  private byte[] unpacked(byte[] sent, Map<String, List<String>> headers) throws IOException {
    String coding =
        String.join(",", headers.getOrDefault("content-encoding", List.of()))
            .toLowerCase(Locale.ROOT);
    return switch (coding) {
      case "", "identity" -> sent;
      case "gzip", "x-gzip" -> sent.length == 0 ? sent : gunzip(sent);
      default -> throw bad("The answer is packed in a way that was not asked for.");
    };
  }

  private byte[] gunzip(byte[] packed) throws IOException {
    try (GZIPInputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return bounded(unpacking.readNBytes(limits.bodyBytes() + 1));
    } catch (ZipException damaged) {
      throw bad("The answer's gzip is damaged.");
    }
  }

  private byte[] bounded(byte[] bytes) throws IOException {
    if (bytes.length > limits.bodyBytes()) {
      throw tooLarge();
    }
    return bytes;
  }

  private Broken tooLarge() {
    return new Broken(
        "too-large", "The page is larger than %d bytes.".formatted(limits.bodyBytes()));
  }

  private static Broken bad(String message) {
    return new Broken("bad-response", message);
  }
}
