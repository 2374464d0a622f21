package bidloom.cli;

import static bidloom.cli.Arguments.flag;
import static bidloom.cli.Arguments.valued;

import bidloom.client.Bidloom;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.Option;

/** Which server a command speaks to, and by which token. */
record Connection(URI server, String token) {
  static final String HOW_TO_GET_A_TOKEN =
      "The first start of a server prints a token; bidloom token create NAME --user OWNER, beside"
          + " the server's database, makes another. Give it in BIDLOOM_TOKEN or with --token.";

  private static final String SERVER = "server";
  private static final String TOKEN = "token";
  private static final String SERVER_VARIABLE = "BIDLOOM_SERVER";
  private static final String TOKEN_VARIABLE = "BIDLOOM_TOKEN";
  private static final String DEFAULT_SERVER = "http://127.0.0.1:8080";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  static List<Option> options() {
    return List.of(
        valued(SERVER, "URL", "default: %s, else %s".formatted(SERVER_VARIABLE, DEFAULT_SERVER)),
        valued(TOKEN, "TOKEN", "default: %s, which nobody else sees".formatted(TOKEN_VARIABLE)),
        flag("json", "print JSON: one document, or one a line"));
  }

  /** The options, else the environment, else the server on this machine. */
  static Connection of(Arguments given, Map<String, String> environment) throws Mistake {
    String server =
        given
            .text(SERVER)
            .or(() -> Optional.ofNullable(environment.get(SERVER_VARIABLE)))
            .orElse(DEFAULT_SERVER);
    String token =
        given
            .text(TOKEN)
            .or(() -> Optional.ofNullable(environment.get(TOKEN_VARIABLE)))
            .filter(text -> text.matches("[\\x21-\\x7e]+"))
            .orElseThrow(() -> new Mistake("A token is needed. " + HOW_TO_GET_A_TOKEN));
    return new Connection(uri(server), token);
  }

  private static URI uri(String text) throws Mistake {
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getRawPath().isEmpty() && uri.getQuery() == null) {
        return uri;
      }
    } catch (URISyntaxException noAddress) {
      // Told below.
    }
    throw new Mistake("--server: '%s' is no address such as %s.".formatted(text, DEFAULT_SERVER));
  }

  /** Without the token, which is in no text. */
  @Override
  public String toString() {
    return server.toString();
  }

  Bidloom client() {
    return new Bidloom(server, token).patient(PATIENCE);
  }

  /** What to say where it can't be spoken to. */
  String lost(IOException how) {
    String why = Optional.ofNullable(how.getMessage()).map(m -> " (" + m + ")").orElse("");
    return "The server %s is not reached%s. Is it running, and is the address right?"
        .formatted(server, why);
  }
}
