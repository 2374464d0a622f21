package bidloom.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The web page, out of the jar that has it. The page itself is asked for again each time; what it
 * is made of lies under the hash of all of it, and is kept for as long as a browser likes.
 */
@ApplicationScoped
class WebPage {
  private static final String ROOT = "bidloom/ui/";
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final String HASH = "hash";
  private static final Pattern NAME = Pattern.compile("(?:[a-z0-9_-]+/)*[a-z0-9_-]+\\.([a-z0-9]+)");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "css", "text/css;charset=UTF-8",
          "svg", "image/svg+xml",
          "json", "application/json");

  private final Map<String, Asset> assets = new ConcurrentHashMap<>();

  /** A file as it is sent, and as it is sent to those who unpack it. */
  private record Asset(Buffer plain, Buffer packed, String type) {}

  void install(@Observes Router router) {
    router.route("/").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::page);
    router.route("/ui/*").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::file);
  }

  private void page(RoutingContext rc) {
    Optional<String> hash = hash();
    Optional<Asset> page = asset("index.html");
    if (hash.isEmpty() || page.isEmpty()) {
      rc.next();
      return;
    }
    String etag = "\"" + hash.get() + "\"";
    rc.response().putHeader("ETag", etag).putHeader("Cache-Control", "no-cache");
    if (etag.equals(rc.request().getHeader("If-None-Match"))) {
      rc.response().setStatusCode(304).end();
      return;
    }
    send(rc, page.get());
  }

  /** A file of another version than this is not there: mixing two is worse than none. */
  private void file(RoutingContext rc) {
    String path = rc.normalizedPath();
    String prefix = "/ui/" + hash().orElse("") + "/";
    Optional<Asset> asset =
        path.startsWith(prefix) ? asset(path.substring(prefix.length())) : Optional.empty();
    if (asset.isEmpty()) {
      rc.next();
      return;
    }
    rc.response().putHeader("Cache-Control", FOREVER);
    send(rc, asset.get());
  }

  private static void send(RoutingContext rc, Asset asset) {
    HttpServerResponse response = rc.response();
    String accepted = rc.request().getHeader("Accept-Encoding");
    boolean packed = accepted != null && accepted.contains("gzip");
    Buffer body = packed ? asset.packed() : asset.plain();
    response.putHeader("Content-Type", asset.type()).putHeader("Vary", "Accept-Encoding");
    if (packed) {
      response.putHeader("Content-Encoding", "gzip");
    }
    if (rc.request().method().equals(HttpMethod.HEAD)) {
      response.putHeader("Content-Length", String.valueOf(body.length())).end();
    } else {
      response.end(body);
    }
  }

  /** The hash that the build took over all files. */
  private Optional<String> hash() {
    return read(HASH).map(asset -> asset.plain().toString(StandardCharsets.UTF_8).strip());
  }

  private Optional<Asset> asset(String name) {
    return NAME.matcher(name).matches() ? read(name) : Optional.empty();
  }

  /** Kept once read: there are no more of them than the jar has. */
  private Optional<Asset> read(String name) {
    Optional<Asset> known = Optional.ofNullable(assets.get(name));
    if (known.isPresent()) {
      return known;
    }
    Optional<Asset> read = load(name);
    read.ifPresent(asset -> assets.put(name, asset));
    return read;
  }

  private static Optional<Asset> load(String name) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = loader.getResourceAsStream(ROOT + name)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] plain = in.readAllBytes();
      String ending = name.substring(name.lastIndexOf('.') + 1);
      return Optional.of(
          new Asset(
              Buffer.buffer(plain),
              packed(plain),
              TYPES.getOrDefault(ending, "application/octet-stream")));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Buffer packed(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
