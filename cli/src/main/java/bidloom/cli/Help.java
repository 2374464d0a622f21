package bidloom.cli;

import java.io.PrintWriter;
import java.util.Collection;
import org.apache.commons.cli.Option;

/** What the program and its commands say of themselves. */
final class Help {
  private Help() {}

  static void program(Collection<Command> commands, PrintWriter out) {
    out.println("Bidloom decides whether to bid on a tender.");
    out.println();
    out.println("Usage: bidloom COMMAND [OPTION]...");
    out.println();
    for (Command command : commands) {
      out.printf("  %-10s %s%n", command.name(), sentences(command)[0]);
    }
    out.println();
    out.println("bidloom COMMAND --help shows a command's options; bidloom --version its version.");
  }

  static void command(Command command, PrintWriter out) {
    String usage = "Usage: bidloom %s [OPTION]... %s".formatted(command.name(), command.operands());
    out.println(usage.strip());
    out.println();
    for (String sentence : sentences(command)) {
      out.println(sentence);
    }
    out.println();
    for (Option option : command.options().getOptions()) {
      out.printf("  %-24s %s%n", words(option), option.getDescription());
    }
  }

  private static String words(Option option) {
    String key = option.getOpt() == null ? "" : "-" + option.getOpt() + ", ";
    String value = option.hasArg() ? " " + option.getArgName() : "";
    return key + "--" + option.getLongOpt() + value;
  }

  private static String[] sentences(Command command) {
    return command.description().split("(?<=\\.) ");
  }
}
