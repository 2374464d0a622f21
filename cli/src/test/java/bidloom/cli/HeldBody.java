package bidloom.cli;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A body on its way to whoever asked for it, read on the way. */
final class HeldBody<T> implements BodySubscriber<T> {
  private final BodySubscriber<T> subscriber;
  private final Reader reader;

  /** What reads along; a body that was cut off has no end. */
  interface Reader {
    void read(byte[] some);

    void end();
  }

  HeldBody(BodySubscriber<T> subscriber, Reader reader) {
    this.subscriber = subscriber;
    this.reader = reader;
  }

  @Override
  public CompletionStage<T> getBody() {
    return subscriber.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscriber.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      reader.read(bytes);
    }
    subscriber.onNext(buffers);
  }

  @Override
  public void onError(Throwable cutOff) {
    subscriber.onError(cutOff);
  }

  @Override
  public void onComplete() {
    reader.end();
    subscriber.onComplete();
  }
}
