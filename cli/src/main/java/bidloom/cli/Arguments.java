package bidloom.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/** What a command was given, each value with its type. */
final class Arguments {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final int LAST_PORT = 65_535;

  private final CommandLine line;

  private Arguments(CommandLine line) {
    this.line = line;
  }

  static Arguments parse(Command command, List<String> words) throws Mistake {
    try {
      CommandLine line =
          DefaultParser.builder()
              .setAllowPartialMatching(false)
              .get()
              .parse(command.options(), words.toArray(String[]::new));
      if (!line.getArgList().isEmpty() && command.operands().isEmpty()) {
        throw new Mistake("'%s' is one word too many.".formatted(line.getArgList().getFirst()));
      }
      return new Arguments(line);
    } catch (ParseException unclear) {
      throw new Mistake(unclear.getMessage() + ".");
    }
  }

  /** The options of a command. */
  static Options options(Option... own) {
    Options options = new Options();
    for (Option option : own) {
      options.addOption(option);
    }
    return options.addOption(Option.builder("h").longOpt("help").desc("show this").get());
  }

  /** An option that is there or not. */
  static Option flag(String name, String description) {
    return Option.builder().longOpt(name).desc(description).get();
  }

  /** An option with a value. */
  static Option valued(String name, String placeholder, String description) {
    return Option.builder().longOpt(name).hasArg().argName(placeholder).desc(description).get();
  }

  boolean has(String name) {
    return line.hasOption(name);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(line.getOptionValue(name));
  }

  Optional<Path> path(String name) throws Mistake {
    Optional<String> text = text(name);
    return text.isPresent() ? Optional.of(path(name, text.get())) : Optional.empty();
  }

  /** The words that are no options. */
  List<String> words() {
    return line.getArgList();
  }

  /** The words that are no options, as many as the command takes. */
  List<String> words(int count, String usage) throws Mistake {
    List<String> words = words();
    if (words.size() != count) {
      throw new Mistake("Say: " + usage);
    }
    return words;
  }

  /** The files that follow the options; at least one. */
  List<Path> files() throws Mistake {
    if (line.getArgList().isEmpty()) {
      throw new Mistake("Name at least one file.");
    }
    List<Path> files = new ArrayList<>();
    for (String name : line.getArgList()) {
      files.add(path("FILE", name));
    }
    return files;
  }

  private static Path path(String name, String text) throws Mistake {
    try {
      return Path.of(text);
    } catch (InvalidPathException impossible) {
      throw new Mistake("%s: '%s' can't be the name of a file.".formatted(name, text));
    }
  }

  int port(String name, int otherwise) throws Mistake {
    String text = text(name).orElse(String.valueOf(otherwise));
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > LAST_PORT) {
      throw new Mistake("--%s: '%s' is no number from 0 to %d.".formatted(name, text, LAST_PORT));
    }
    return Integer.parseInt(text);
  }

  /** A number of days, one or more. */
  Optional<Integer> days(String name) throws Mistake {
    Optional<String> text = text(name);
    if (text.isPresent() && !text.get().matches("[1-9]\\d{0,4}")) {
      throw new Mistake("--%s: '%s' is no number of days.".formatted(name, text.get()));
    }
    return text.map(Integer::valueOf);
  }

  /** A whole number from 1 on. */
  int count(String name, int otherwise) throws Mistake {
    String text = text(name).orElse(String.valueOf(otherwise));
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw new Mistake("--%s: '%s' is no number from 1 on.".formatted(name, text));
    }
    return Integer.parseInt(text);
  }

  /** One of some words. */
  String choice(String name, List<String> words) throws Mistake {
    String text = text(name).orElse(words.getFirst());
    if (!words.contains(text)) {
      throw new Mistake(
          "--%s: '%s' is none of %s.".formatted(name, text, String.join(", ", words)));
    }
    return text;
  }

  /** Durations as people write them: {@code 500ms}, {@code 2s}, {@code 1m}, {@code 1h}. */
  Duration duration(String name, Duration otherwise) throws Mistake {
    Optional<String> text = text(name);
    return text.isPresent() ? duration(name, text.get()) : otherwise;
  }

  private static Duration duration(String name, String text) throws Mistake {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new Mistake("--%s: '%s' is no duration such as 500ms, 2s or 1m.".formatted(name, text));
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }
}
