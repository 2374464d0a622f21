package bidloom.log;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/**
 * One subscriber of one log: a cursor, not a queue (guarantee G12). The consumer pulls with {@link
 * #next} from one thread at a time, whenever it can write, and is told through {@code ready} that
 * it may pull again. Nothing blocks: what is not in memory is read by the log, page by page, while
 * the consumer does something else.
 */
public final class Subscription implements Frames {
  private static final int FRAMES = 64;

  private final Tail<?> tail;
  private final Runnable ready;
  private final ObjLongConsumer<Consumer<List<Frame>>> pages;
  private final Consumer<Subscription> leave;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile List<Frame> page = List.of();
  private long cursor;
  private volatile boolean gone;
  private boolean ended;

  /**
   * A subscription.
   *
   * @param pages reads the page after a cursor and hands it over, on whichever thread
   * @param leave is told of the end of it
   */
  Subscription(
      Tail<?> tail,
      long cursor,
      Runnable ready,
      ObjLongConsumer<Consumer<List<Frame>>> pages,
      Consumer<Subscription> leave) {
    this.tail = tail;
    this.cursor = cursor;
    this.ready = ready;
    this.pages = pages;
    this.leave = leave;
  }

  /** The next frames in order, each once. */
  @Override
  public List<Frame> next() {
    if (ended() || reading.get()) {
      return List.of();
    }
    List<Frame> frames = page;
    page = List.of();
    if (frames.isEmpty()) {
      frames =
          switch (tail.after(cursor, FRAMES)) {
            case Tail.Slice.Frames(List<Frame> recent) -> recent;
            case Tail.Slice.Behind behind -> {
              read();
              yield List.of();
            }
          };
    }
    if (!frames.isEmpty()) {
      cursor = frames.getLast().seq();
      ended = frames.getLast().terminal();
    }
    return frames;
  }

  /** True once the terminal event was handed out, or the log was pruned under the cursor. */
  @Override
  public boolean ended() {
    return ended || gone || tail.pruned();
  }

  private void read() {
    reading.set(true);
    pages.accept(
        frames -> {
          page = frames;
          gone = frames.isEmpty();
          reading.set(false);
          wake();
        },
        cursor);
  }

  void wake() {
    ready.run();
  }

  @Override
  public void close() {
    leave.accept(this);
  }
}
