package bidloom.empty;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;

/** Does nothing. */
@TopCommand
@Command(name = "empty")
public class EmptyCommand implements Runnable {
  @Override
  public void run() {}
}
