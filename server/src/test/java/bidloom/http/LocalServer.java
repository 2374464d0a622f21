package bidloom.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.function.Consumer;

/** A server on loopback with the routes that a test gives it. */
final class LocalServer implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final int port;

  LocalServer(Consumer<Router> routes) {
    Router router = Router.router(vertx);
    routes.accept(router);
    port =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
  }

  Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
