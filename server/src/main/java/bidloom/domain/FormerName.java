package bidloom.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A name of somebody who is being erased, and the pseudonym that takes its place. It is replaced
 * where the product itself wrote it: as an actor, as the name in an event's message, and in the
 * fields that hold people ({@code owner}, {@code assignedTeam}) where the whole value is the name.
 * Text that people typed is left alone.
 *
 * @param word the login name, the name of a token, or the name that others see
 * @param pseudonym begins with {@link #PREFIX}
 */
public record FormerName(Kind kind, String word, String pseudonym) {
  /** How every pseudonym begins; no account and no token has such a name. */
  public static final String PREFIX = "former-user-";

  private static final Set<String> OF_PEOPLE =
      Set.of(BidField.OWNER.wireName(), BidField.ASSIGNED_TEAM.wireName());

  /** The members of a change, or of a conflict, that hold the field's value. */
  private static final Set<String> SIDES = Set.of("before", "after", "base", "yours", "theirs");

  /** What kind of name. */
  public enum Kind {
    USER,
    TOKEN,
    DISPLAY;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that name; {@link IllegalArgumentException} for another word. */
    public static Kind named(String wireName) {
      return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
  }

  /** The actor that goes by this name; the name that others see is no actor's. */
  public Optional<Actor> actor() {
    return switch (kind) {
      case USER -> Optional.of(new Actor(Actor.Kind.USER, word));
      case TOKEN -> Optional.of(new Actor(Actor.Kind.TOKEN, word));
      case DISPLAY -> Optional.empty();
    };
  }

  /** That actor's text under the pseudonym; any other text as it is. */
  public String inActor(String text) {
    return actor()
        .filter(actor -> actor.text().equals(text))
        .map(actor -> new Actor(actor.kind(), pseudonym).text())
        .orElse(text);
  }

  /** A canonical JSON value with the pseudonym in the name's place; nothing else of it changes. */
  public Object in(Object json) {
    return switch (json) {
      case String text -> inActor(text);
      case List<?> list -> list.stream().<Object>map(this::in).toList();
      case Map<?, ?> object -> inObject(object);
      default -> json;
    };
  }

  /** As {@link #in}, for an object. */
  public Map<String, Object> inObject(Map<?, ?> object) {
    boolean change = OF_PEOPLE.contains(String.valueOf(object.get("field")));
    Map<String, Object> after = new LinkedHashMap<>();
    object.forEach(
        (key, value) -> {
          String member = (String) key;
          boolean people = OF_PEOPLE.contains(member) || (change && SIDES.contains(member));
          after.put(member, people ? inPeople(value) : inMember(member, value));
        });
    return after;
  }

  private Object inMember(String member, Object value) {
    return member.equals("message") && value instanceof String text ? inMessage(text) : in(value);
  }

  /** Messages name an actor at their end. */
  private String inMessage(String text) {
    String end = " by " + word;
    return kind != Kind.DISPLAY && text.endsWith(end)
        ? text.substring(0, text.length() - word.length()) + pseudonym
        : text;
  }

  private Object inPeople(Object value) {
    return switch (value) {
      case String text when kind != Kind.TOKEN && text.equals(word) -> pseudonym;
      case List<?> list -> list.stream().<Object>map(this::inPeople).toList();
      case Map<?, ?> member -> {
        Map<String, Object> after = inObject(member);
        after.computeIfPresent("name", (key, name) -> inPeople(name));
        yield after;
      }
      default -> in(value);
    };
  }
}
