package bidloom.cli;

import bidloom.protocol.Json;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What somebody sends who means no good, or whose program is broken: drawn from a seed. */
final class Hostile {
  private static final List<Object> VALUES =
      List.of(
          "",
          " ",
          "x".repeat(70_000),
          "a\u0000b",
          "\u202Eexe.pdf",
          "\uD800",
          "<script>alert(1)</script>\"'>",
          "'; DROP TABLE bid; --",
          "../../../etc/passwd",
          "%2e%2e%2f",
          "${jndi:ldap://127.0.0.1/x}",
          "a\r\nSet-Cookie: x=y",
          "2031-02-30T25:61:00Z",
          "NaN",
          true,
          0,
          -1,
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          new BigDecimal("1e90"),
          List.of(),
          Map.of(),
          Collections.nCopies(5_000, "x"),
          Map.of("a", List.of(Map.of("b", "c"))));

  /** What no mapping would write. */
  private static final List<String> RAW =
      List.of(
          "",
          "null",
          "[]",
          "{",
          "{}{}",
          "{\"title\":1e999999999}",
          "{\"title\":\"a\",\"title\":\"b\"}",
          "{\"title\":\"\\uD800\"}",
          "[".repeat(2_000),
          "{\"a\":".repeat(2_000),
          "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><x>&y;</x>",
          "%PDF-1.7\nendobj xref trailer",
          "PK\u0003\u0004word/document.xml",
          "From: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
          "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../x\"\r\n\r\ny\r\n--x--");

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/merge-patch+json",
          "text/plain",
          "application/xml",
          "application/pdf",
          "message/rfc822",
          "multipart/form-data; boundary=x",
          "multipart/form-data",
          "application/x-www-form-urlencoded",
          "no/such-type",
          "application/json; charset=utf-99");

  private static final List<String> HEADER_VALUES =
      List.of(
          "\"1\"",
          "\"2\"",
          "*",
          "1",
          "W/\"1\"",
          "\"99999999999999999999\"",
          "\"-1\"",
          "abc",
          "0",
          "-5",
          "9223372036854775807",
          "\"1\", \"2\"",
          "text/event-stream",
          "x".repeat(6_000));

  private static final List<String> VERSIONS = List.of("\"1\"", "\"2\"", "\"3\"");

  private static final List<String> HEADERS =
      List.of(
          "If-Match",
          "If-None-Match",
          "Last-Event-ID",
          "Idempotency-Key",
          "Accept",
          "X-CSRF-Token",
          "Cookie",
          "Origin");

  /** Longer addresses are refused before any route sees them. */
  private static final int MAX_SEGMENT = 200;

  private final Random random;

  Hostile(long seed) {
    this.random = new Random(seed);
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  boolean in(int times) {
    return random.nextInt(times) == 0;
  }

  /** A part of a path: one of those that exist, as often as not. */
  String segment(List<String> known) {
    if (!known.isEmpty() && random.nextBoolean()) {
      return one(known);
    }
    String value = String.valueOf(one(VALUES));
    return URLEncoder.encode(
        value.isEmpty() ? "." : value.substring(0, Math.min(value.length(), MAX_SEGMENT)),
        StandardCharsets.UTF_8);
  }

  /** Query parameters with their question mark, or none. */
  String query(List<String> names) {
    StringBuilder query = new StringBuilder();
    for (String name : names) {
      if (in(3)) {
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(name)
            .append('=')
            .append(segment(List.of("1")));
      }
    }
    return query.toString();
  }

  /** Some headers; a version that there was, as often as not, or little would get past it. */
  Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    for (String name : HEADERS) {
      if (in(6)) {
        headers.put(name, one(HEADER_VALUES));
      }
    }
    if (random.nextBoolean()) {
      headers.put("If-Match", one(VERSIONS));
    }
    return headers;
  }

  String type() {
    return in(3) ? one(TYPES) : "application/json";
  }

  /** A body like a good one with something wrong about it; sometimes nothing like it. */
  byte[] body(Map<String, Object> good) {
    if (in(5)) {
      return one(RAW).getBytes(StandardCharsets.UTF_8);
    }
    Map<String, Object> body = new TreeMap<>(good);
    for (int changes = random.nextInt(3); changes > 0 && !good.isEmpty(); changes--) {
      String member = one(List.copyOf(good.keySet()));
      if (in(4)) {
        body.remove(member);
      } else {
        body.put(in(5) ? member + "x" : member, one(VALUES));
      }
    }
    byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
    return in(6) ? broken(bytes) : bytes;
  }

  /** Some bytes are others, or more of them. */
  private byte[] broken(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte each : bytes) {
      out.write(random.nextInt(40) == 0 ? random.nextInt(256) : each);
    }
    return out.toByteArray();
  }
}
