package bidloom.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Who did it. Every change is attributed.
 *
 * @param name the user's or token's name, the run's id, or the part of the system
 */
public record Actor(Kind kind, String name) {
  /** What kind of actor. */
  public enum Kind {
    USER,
    TOKEN,
    RUN,
    SYSTEM;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Actor user(String name) {
    return new Actor(Kind.USER, name);
  }

  /** Whoever acts with the rights of an account: itself and its tokens. */
  public static List<Actor> of(LoginName account, List<LoginName> tokens) {
    List<Actor> actors = new ArrayList<>(List.of(user(account.value())));
    tokens.forEach(token -> actors.add(new Actor(Kind.TOKEN, token.value())));
    return actors;
  }

  public static Actor run(RunId id) {
    return new Actor(Kind.RUN, id.value());
  }

  public static Actor system(String part) {
    return new Actor(Kind.SYSTEM, part);
  }

  /** True for a person, or a program in a person's name. */
  public boolean person() {
    return kind == Kind.USER || kind == Kind.TOKEN;
  }

  /** The stored form, {@code user:ada}. */
  public String text() {
    return kind.wireName() + ":" + name;
  }

  /** Reads the stored form. */
  public static Actor parse(String text) {
    int colon = text.indexOf(':');
    return new Actor(
        Kind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT)), text.substring(colon + 1));
  }
}
