package bidloom.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * One Argon2id hash (RFC 9106) as the PHC string format writes it, so that each says by itself what
 * it was made with.
 */
record Argon2(Cost cost, String salt, String hash) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d)\\$([\\w+/]{11,86})\\$([\\w+/]{22,86})");
  private static final int HASH_BYTES = 32;

  /** What hashing takes: KiB of memory, passes over it, lanes. */
  record Cost(int memoryKib, int passes, int lanes) {}

  static Argon2 of(String password, byte[] salt, Cost cost) {
    return new Argon2(cost, text(salt), text(compute(password, salt, cost, HASH_BYTES)));
  }

  /** A hash of no password. */
  static Argon2 ofNone(byte[] salt, Cost cost) {
    return new Argon2(cost, text(salt), text(new byte[HASH_BYTES]));
  }

  /** The hash of another text with this one's salt and cost. */
  Argon2 like(String text) {
    return of(text, bytes(salt), cost);
  }

  static Optional<Argon2> parse(String phc) {
    Matcher matcher = FORM.matcher(phc);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Cost cost =
        new Cost(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)));
    return Optional.of(new Argon2(cost, matcher.group(4), matcher.group(5)));
  }

  boolean matches(String password) {
    byte[] expected = bytes(hash);
    return MessageDigest.isEqual(expected, compute(password, bytes(salt), cost, expected.length));
  }

  String phc() {
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(cost.memoryKib(), cost.passes(), cost.lanes(), salt, hash);
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] bytes(String text) {
    return Base64.getDecoder().decode(text);
  }

  private static byte[] compute(String password, byte[] salt, Cost cost, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
