package bidloom.log;

import java.util.List;

/**
 * What a stream is fed from. One thread at a time pulls, whenever it can write; whoever made it is
 * told when there may be more. Nothing blocks, and no queue grows for a reader that is slow.
 */
public interface Frames extends AutoCloseable {
  /** The next frames; none where there is nothing to write for now. */
  List<Frame> next();

  /** True where nothing will come any more. */
  boolean ended();

  @Override
  void close();
}
