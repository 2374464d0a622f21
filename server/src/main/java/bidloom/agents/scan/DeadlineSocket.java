package bidloom.agents.scan;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A socket whose reads end at a deadline, and on an interrupt of the reading thread.
 *
 * <p>A read timeout alone bounds one read: a peer that sends a byte now and then would hold us for
 * ever, in the TLS handshake too. The TLS layer reads through {@link #getInputStream}, so this
 * bounds both.
 */
final class DeadlineSocket extends Socket {
  private final Deadline deadline;

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
          setSoTimeout(deadline.slice());
          try {
            return super.read(buffer, offset, length);
          } catch (SocketTimeoutException sliceOver) {
            deadline.millis();
          }
        }
      }
    };
  }
}
