package bidloom.agents.scan;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A socket whose reads end at a deadline, and on an interrupt of the reading thread.
 *
 * <p>A read timeout alone bounds one read: a peer that sends a byte now and then would hold us for
 * ever, in the TLS handshake too. The TLS layer reads through {@link #getInputStream}, so this
 * bounds both. A write has no timeout at all: it ends when {@link Connector} closes the socket at
 * the deadline.
 */
final class DeadlineSocket extends Socket {
  private final Deadline deadline;

  /** A socket that is not connected yet. */
  DeadlineSocket(Deadline deadline) {
    this.deadline = deadline;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        while (true) {
          try {
            setSoTimeout(deadline.slice());
            return super.read(buffer, offset, length);
          } catch (SocketTimeoutException sliceOver) {
            deadline.millis();
          } catch (IOException closed) {
            deadline.millis(); // says that it is over, where that is why
            throw closed;
          }
        }
      }
    };
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(super.getOutputStream()) {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] buffer, int offset, int length) throws IOException {
        try {
          out.write(buffer, offset, length);
        } catch (IOException closed) {
          deadline.millis(); // says that it is over, where that is why
          throw closed;
        }
      }
    };
  }
}
