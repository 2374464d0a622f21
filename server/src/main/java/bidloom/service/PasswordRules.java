package bidloom.service;

import bidloom.domain.LoginName;
import bidloom.domain.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a password has to be: long, and not among the first that anybody tries. No composition is
 * asked for (NIST SP 800-63B, section 5.1.1.2).
 */
final class PasswordRules {
  private static final int SHORTEST = 12;
  private static final int LONGEST = 200;

  /** What is left of the commonest once the short ones are gone, without digits at the end. */
  private static final Set<String> COMMON =
      Set.of(
          "password",
          "passwordpassword",
          "passwort",
          "passwortpasswort",
          "qwertyuiop",
          "qwertzuiop",
          "qwertyqwerty",
          "qwertyuiopasdfghjkl",
          "abcdefghijkl",
          "abcdefghijklmnop",
          "iloveyou",
          "iloveyouforever",
          "letmeinletmein",
          "adminadmin",
          "administrator",
          "changemechangeme",
          "welcomewelcome",
          "willkommen",
          "correcthorsebatterystaple",
          "unitedstates",
          "manchesterunited",
          "bidloombidloom");

  private static final List<String> RUNS =
      List.of(
          "01234567890123456789012345678901234567890123456789",
          "98765432109876543210987654321098765432109876543210",
          "1q2w3e4r5t6z7u8i9o0p",
          "1q2w3e4r5t6y7u8i9o0p",
          "1qaz2wsx3edc4rfv5tgb6yhn7ujm");

  private PasswordRules() {}

  /** Refuses a password that is too easy to guess for that account. */
  static void check(String pointer, LoginName name, String password) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST || length > LONGEST) {
      throw invalid(pointer, "has %d to %d characters".formatted(SHORTEST, LONGEST));
    }
    String small = password.toLowerCase(Locale.ROOT).strip();
    if (small.contains(name.value()) && small.length() - name.value().length() < SHORTEST / 2) {
      throw invalid(pointer, "is not the name");
    }
    String letters = small.replaceAll("[^\\p{L}]+$", "");
    boolean common = COMMON.contains(letters) || RUNS.stream().anyMatch(run -> run.contains(small));
    if (common || small.codePoints().distinct().count() < 4) {
      throw invalid(pointer, "is not among those that everybody tries first");
    }
  }

  private static Refusal invalid(String pointer, String rule) {
    return new Refusal.Invalid(pointer, "A password " + rule + ".");
  }
}
