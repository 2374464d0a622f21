package bidloom.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an account or of a token: one to 64 of {@code a-z 0-9 . _ @ + -}, beginning with a
 * letter or digit. It is kept in small letters, so that no two differ by case alone, and it can't
 * hold the colon that parts it from its kind where a change is attributed.
 */
public record LoginName(String value) implements Comparable<LoginName> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,63}");

  public LoginName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a login name");
    }
  }

  /** What a person typed, in small letters and without spaces around it; nothing if no name. */
  public static Optional<LoginName> parse(String text) {
    String small =
        Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return FORM.matcher(small).matches() ? Optional.of(new LoginName(small)) : Optional.empty();
  }

  /** As {@link #parse}, for a member of a request. */
  public static LoginName require(String pointer, String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new Refusal.Invalid(
                    pointer,
                    "A name has 1 to 64 of a-z, 0-9, . _ @ + - and begins with a letter or"
                        + " digit."));
  }

  @Override
  public int compareTo(LoginName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
