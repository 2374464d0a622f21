package bidloom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.IdentityLimits;
import bidloom.domain.LoginName;
import bidloom.domain.Refusal;
import bidloom.store.TestSettings;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  private static final LoginName ADA = new LoginName("ada.lovelace");

  private final Passwords passwords =
      new Passwords(new SecureRandom(), Passwords.COST, IdentityLimits.DEFAULTS);

  @Test
  void aHashIsSaltedSaysWhatItTookAndFitsItsPasswordOnly() {
    String hash = passwords.hash("one of a kind");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.hash("one of a kind")).isNotEqualTo(hash);
    assertThat(passwords.matches("one of a kind", Optional.of(hash))).isTrue();
    assertThat(passwords.matches("one of a kinD", Optional.of(hash))).isFalse();
    assertThat(passwords.matches("", Optional.empty())).isFalse();
    assertThat(passwords.matches("x", Optional.of("not a hash"))).isFalse();
    assertThat(passwords.outdated(hash)).isFalse();
    assertThat(passwords.outdated(hash.replace("t=2", "t=1"))).isTrue();
  }

  /** Made with the reference implementation: {@code argon2 somesalt -id -m 16 -t 2 -p 1}. */
  @Test
  void aHashOfTheReferenceImplementationFits() {
    String reference =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(passwords.matches("password", Optional.of(reference))).isTrue();
  }

  private static Passwords atOnce(int hashes) {
    IdentityLimits limits =
        TestSettings.identity(Map.of("hashesAtOnce", hashes, "hashWait", Duration.ofMillis(1)));
    return new Passwords(new SecureRandom(), new Argon2.Cost(64, 1, 1), limits);
  }

  @Test
  void withoutATurnNothingIsHashedAndTheCallerIsToldToComeBack() {
    assertThatThrownBy(() -> atOnce(0).hash("one of a kind"))
        .isInstanceOf(Refusal.Unavailable.class);
    assertThatThrownBy(() -> atOnce(0).matches("one of a kind", Optional.empty()))
        .isInstanceOf(Refusal.Unavailable.class);
  }

  @Test
  void everyTurnIsGivenBackAlsoByAWrongPassword() {
    Passwords one = atOnce(1);
    String hash = one.hash("one of a kind");
    assertThat(one.matches("another", Optional.of(hash))).isFalse();
    assertThat(one.matches("one of a kind", Optional.of(hash))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "elevenchars",
        "aaaaaaaaaaaaaa",
        "ada.lovelace",
        "Ada.Lovelace1",
        "password1234!",
        "PasswordPassword",
        "123456789012",
        "Administrator2026"
      })
  void whatIsTriedFirstIsNoPassword(String weak) {
    assertThatThrownBy(() -> PasswordRules.check("/password", ADA, weak))
        .isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void aPasswordHasTwelveToTwoHundredCharactersOfAnyKind() {
    assertThatCode(() -> PasswordRules.check("/p", ADA, "zwölf Brücke")).doesNotThrowAnyException();
    assertThatCode(() -> PasswordRules.check("/p", ADA, "xyzw".repeat(50)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> PasswordRules.check("/p", ADA, "xyzw".repeat(50) + "x"))
        .isInstanceOf(Refusal.Invalid.class);
  }
}
