package bidloom.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Evaluates notices. */
@Command(name = "evaluate", mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 0;
  }
}
