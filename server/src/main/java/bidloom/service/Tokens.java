package bidloom.service;

import bidloom.domain.Refusal;
import bidloom.store.Database;
import bidloom.store.TokenStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Bearer tokens (RFC 6750): 256 random bits, stored as SHA-256, shown once. */
public final class Tokens {
  private static final int TOKEN_BYTES = 32;

  private final Database database;
  private final TokenStore store = new TokenStore();
  private final SecureRandom random = new SecureRandom();

  public Tokens(Database database) {
    this.database = database;
  }

  /**
   * Makes the administrator's token where nobody has one yet.
   *
   * @param given the token to use; otherwise one is drawn
   * @return a token that was drawn and must be shown now, or nothing
   */
  public Optional<String> bootstrap(Optional<String> given) {
    String token = given.orElseGet(this::draw);
    boolean first =
        database.write(
            tx -> {
              boolean empty = store.isEmpty(tx);
              if (empty) {
                store.insert(tx, hash(token), new TokenStore.Holder("admin", "admin"));
              }
              return empty;
            });
    return first && given.isEmpty() ? Optional.of(token) : Optional.empty();
  }

  /** Who the token stands for; {@link Refusal.Unauthenticated} where it is not good. */
  public TokenStore.Holder authenticate(String token) {
    return database
        .read(tx -> store.find(tx, hash(token), tx.now()))
        .orElseThrow(Refusal.Unauthenticated::new);
  }

  private String draw() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String hash(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
