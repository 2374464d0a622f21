package bidloom.agents.scan;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One GET over one connection (RFC 9112). */
final class Exchange {
  static final String USER_AGENT = "Bidloom/0.1 (quick scan)";

  private Exchange() {}

  static Response get(Socket socket, URI uri, FetchLimits limits) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(request(uri).getBytes(StandardCharsets.US_ASCII));
    out.flush();
    InputStream in = new BufferedInputStream(socket.getInputStream());
    return new ResponseReader(in, limits).read();
  }

  private static String request(URI uri) {
    String path = uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return """
        GET %s%s HTTP/1.1
        Host: %s
        User-Agent: %s
        Accept: text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5
        Accept-Encoding: gzip, identity
        Connection: close

        """
        .formatted(path, query, host(uri), USER_AGENT)
        .replace("\n", "\r\n");
  }

  private static String host(URI uri) {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }
}
