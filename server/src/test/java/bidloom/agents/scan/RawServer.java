package bidloom.agents.scan;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on the loopback address that answers with whatever bytes a test wants. */
final class RawServer implements AutoCloseable {
  /** Writes the answer to one request. */
  @FunctionalInterface
  interface Answer {
    void write(String path, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final Answer answer;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  RawServer(Answer answer) {
    this.answer = answer;
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    Thread.ofVirtual().start(this::serve);
  }

  /** Answers robots.txt with 404, and all else with the same text. */
  static RawServer saying(String text) {
    return new RawServer(
        (path, out) ->
            out.write(
                (path.equals("/robots.txt") ? status(404, "") : text)
                    .getBytes(StandardCharsets.ISO_8859_1)));
  }

  static String status(int status, String headers) {
    return "HTTP/1.1 %d Said\r\n%sContent-Length: 0\r\n\r\n".formatted(status, headers);
  }

  static String ok(String headers, String body) {
    return "HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(headers, body.length(), body);
  }

  URI uri(String path) {
    return URI.create("http://site.test:" + server.getLocalPort() + path);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
  }

  /** The request lines so far. */
  List<String> requests() {
    return requests;
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      StringBuilder request = new StringBuilder();
      while (request.indexOf("\r\n\r\n") < 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          return;
        }
        request.append((char) next);
      }
      requests.add(request.toString());
      answer.write(request.toString().split(" ", -1)[1], socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (IOException | InterruptedException gone) {
      // The reader hung up, which is what many of these tests want.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException alreadyGone) {
      throw new UncheckedIOException(alreadyGone);
    }
  }
}
