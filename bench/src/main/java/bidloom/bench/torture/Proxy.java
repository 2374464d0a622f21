package bidloom.bench.torture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A TCP connection's way through a bad network: it can be cut at any byte, and stalled. */
final class Proxy implements AutoCloseable {
  private static final int BUFFER = 1024;
  private static final int CONNECT_MILLIS = 2000;

  private final ServerSocket door;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition flows = lock.newCondition();
  private boolean stalled;

  private Proxy(ServerSocket door, int target) {
    this.door = door;
    this.target = target;
  }

  /** A way to that port of this machine. */
  static Proxy to(int target) throws IOException {
    Proxy proxy = new Proxy(new ServerSocket(0, 256, InetAddress.getLoopbackAddress()), target);
    Thread.ofVirtual().start(proxy::accept);
    return proxy;
  }

  int port() {
    return door.getLocalPort();
  }

  /** Holds every byte back from now on, or lets them all go again. */
  void stall(boolean held) {
    lock.lock();
    try {
      stalled = held;
      flows.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Cuts every connection, wherever it is. */
  void cut() {
    open.forEach(Proxy::close);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        Thread.ofVirtual().start(() -> join(near));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void join(Socket near) {
    Socket far = new Socket();
    open.add(near);
    open.add(far);
    try {
      far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      Thread back = Thread.ofVirtual().start(() -> pump(far, near));
      pump(near, far);
      back.join();
    } catch (IOException refused) {
      close(near);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      close(near);
      close(far);
      open.remove(near);
      open.remove(far);
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        waitWhileStalled();
        out.write(buffer, 0, count);
        out.flush();
      }
    } catch (IOException cut) {
      close(to);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void waitWhileStalled() throws InterruptedException {
    lock.lock();
    try {
      while (stalled) {
        flows.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // Broken is what it is meant to be.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    stall(false);
    cut();
  }
}
