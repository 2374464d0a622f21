package bidloom.agents.scan;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * A socket whose reads and writes end at a deadline, and on an interrupt of their thread.
 *
 * <p>A read timeout alone bounds one read: a peer that sends a byte now and then would hold us for
 * ever, in the TLS handshake too. A write has no timeout at all: a peer that opens a small window
 * and never takes a byte would hold us as well. The TLS layer reads and writes through these
 * streams, so this bounds it too.
 */
final class DeadlineSocket extends Socket {
  private final Deadline deadline;
  private final Executor writers;

  /**
   * A socket that is not connected yet.
   *
   * @param writers starts each write in a thread of its own
   */
  DeadlineSocket(Deadline deadline, Executor writers) {
    this.deadline = deadline;
    this.writers = writers;
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

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(super.getOutputStream()) {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] buffer, int offset, int length) throws IOException {
        FutureTask<Boolean> writing =
            new FutureTask<>(
                () -> {
                  out.write(buffer, offset, length);
                  return true;
                });
        writers.execute(writing); // ends when the socket is closed, if not before
        try {
          deadline.await(writing);
        } catch (ExecutionException failed) {
          throw new IOException("write", failed.getCause());
        }
      }
    };
  }
}
