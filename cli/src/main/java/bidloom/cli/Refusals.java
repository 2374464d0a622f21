package bidloom.cli;

import bidloom.domain.Refusal;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What goes wrong while a command runs: a sentence and exit code 1; a bug shows itself whole. */
final class Refusals implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failed, CommandLine command, ParseResult parsed)
      throws Exception {
    command.getErr().println(sentence(failed));
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static String sentence(Exception failed) throws Exception {
    return switch (failed) {
      case Refusal refusal -> String.valueOf(refusal.getMessage());
      case NoSuchFileException absent -> "There is no file " + absent.getFile() + ".";
      case AccessDeniedException denied -> "The file " + denied.getFile() + " can't be read.";
      default -> throw failed;
    };
  }
}
