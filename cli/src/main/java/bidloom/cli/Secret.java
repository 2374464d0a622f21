package bidloom.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A password, typed without an echo or piped in. It is never an argument: everybody on the machine
 * sees those.
 */
final class Secret {
  private Secret() {}

  static String read(String prompt) throws Mistake, IOException {
    Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    if (console.isPresent()) {
      return typed(console.get(), prompt);
    }
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return Optional.ofNullable(lines.readLine())
        .filter(line -> !line.isEmpty())
        .orElseThrow(() -> new Mistake("Type the password, or pipe it in as one line."));
  }

  private static String typed(Console console, String prompt) throws Mistake {
    char[] once = console.readPassword("%s: ", prompt);
    char[] twice = console.readPassword("The same again: ");
    if (once == null || !Arrays.equals(once, twice)) {
      throw new Mistake("These are not the same.");
    }
    return new String(once);
  }
}
