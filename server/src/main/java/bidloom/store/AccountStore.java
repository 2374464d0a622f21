package bidloom.store;

import bidloom.domain.Account;
import bidloom.domain.LoginName;
import bidloom.domain.Role;
import java.util.List;
import java.util.Optional;

/** The table {@code bidloom_account}. A password is nowhere, only its hash (a PHC string). */
public final class AccountStore {
  private static final String COLUMNS =
      "name, display_name, role, business_line, disabled, must_change, created_at";
  private static final String FIND = "SELECT " + COLUMNS + " FROM bidloom_account WHERE name = ?";
  private static final String ALL =
      "SELECT " + COLUMNS + " FROM bidloom_account WHERE name > ? ORDER BY name LIMIT ?";
  private static final String LOCK_ADMINISTRATORS =
      "SELECT name FROM bidloom_account WHERE role = 'admin' AND disabled = 0 ORDER BY name ";
  private static final String INSERT =
      """
      INSERT INTO bidloom_account (name, display_name, role, business_line, disabled, password,
        must_change, issuer, subject, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;
  private static final String UPDATE =
      """
      UPDATE bidloom_account SET display_name = ?, role = ?, business_line = ?, disabled = ?
      WHERE name = ?
      """;
  private static final String ANY_ADMINISTRATOR =
      "SELECT name FROM bidloom_account WHERE role = 'admin' LIMIT 1";
  private static final String PASSWORD = "SELECT password FROM bidloom_account WHERE name = ?";
  private static final String SET_PASSWORD =
      "UPDATE bidloom_account SET password = ?, must_change = ? WHERE name = ?";
  private static final String REHASH = "UPDATE bidloom_account SET password = ? WHERE name = ?";
  private static final String DELETE = "DELETE FROM bidloom_account WHERE name = ?";
  private static final String NAMED_ALIKE =
      "SELECT count(*) AS others FROM bidloom_account WHERE display_name = ? AND name <> ?";
  private static final String SUBJECT =
      """
      SELECT issuer, subject FROM bidloom_account WHERE name = ? AND subject IS NOT NULL
      """;
  private static final String BY_SUBJECT =
      "SELECT " + COLUMNS + " FROM bidloom_account WHERE issuer = ? AND subject = ?";

  private final String lockAdministrators;
  private final String lock;

  public AccountStore(Database database) {
    this.lockAdministrators = LOCK_ADMINISTRATORS + database.dialect().forUpdate();
    this.lock = FIND + " " + database.dialect().forUpdate();
  }

  /**
   * How an account proves who it is.
   *
   * @param password the hash; none where only the identity provider vouches
   */
  public record Proof(Optional<String> password, Optional<Subject> subject) {
    public static Proof password(String hash) {
      return new Proof(Optional.of(hash), Optional.empty());
    }
  }

  /** Somebody as an identity provider knows them (OpenID Connect Core, section 2). */
  public record Subject(String issuer, String subject) {}

  public Optional<Account> find(Tx tx, LoginName name) {
    return tx.one(FIND, AccountStore::account, name.value());
  }

  /** As {@link #find}, kept from changing until the transaction ends. */
  public Optional<Account> lock(Tx tx, LoginName name) {
    return tx.one(lock, AccountStore::account, name.value());
  }

  public Optional<Account> find(Tx tx, Subject subject) {
    return tx.one(BY_SUBJECT, AccountStore::account, subject.issuer(), subject.subject());
  }

  /** A page by name. */
  public List<Account> after(Tx tx, String name, int limit) {
    return tx.query(ALL, AccountStore::account, name, limit);
  }

  /** Whether anybody ever was made administrator: not so at the first start. */
  public boolean anyAdministrator(Tx tx) {
    return tx.one(ANY_ADMINISTRATOR, row -> row.text("name")).isPresent();
  }

  /** Those who can administer the installation now, kept so until the transaction ends. */
  public List<LoginName> lockAdministrators(Tx tx) {
    return tx.query(lockAdministrators, row -> new LoginName(row.text("name")));
  }

  /** False where the name or the subject has an account already; nothing is changed then. */
  public boolean insert(Tx tx, Account account, Proof proof) {
    return tx.update(
            INSERT,
            account.name().value(),
            account.displayName(),
            account.role().wireName(),
            account.businessLine().orElse(null),
            account.disabled() ? 1 : 0,
            proof.password().orElse(null),
            account.mustChange() ? 1 : 0,
            proof.subject().map(Subject::issuer).orElse(null),
            proof.subject().map(Subject::subject).orElse(null),
            account.createdAt().toEpochMilli())
        == 1;
  }

  /** Writes all but name and password. */
  public void update(Tx tx, Account account) {
    tx.update(
        UPDATE,
        account.displayName(),
        account.role().wireName(),
        account.businessLine().orElse(null),
        account.disabled() ? 1 : 0,
        account.name().value());
  }

  /** The hash of the password; nothing where there is no account, or none by that way. */
  public Optional<String> password(Tx tx, LoginName name) {
    return tx.query(PASSWORD, row -> row.optionalText("password"), name.value()).stream()
        .findFirst()
        .flatMap(hash -> hash);
  }

  public void setPassword(Tx tx, LoginName name, String hash, boolean mustChange) {
    tx.update(SET_PASSWORD, hash, mustChange ? 1 : 0, name.value());
  }

  /** Puts another hash of the same password in the place of the one of a locked account. */
  public void rehash(Tx tx, LoginName name, String hash) {
    tx.update(REHASH, hash, name.value());
  }

  /** Removes an account; its sessions and tokens have to go first. */
  public void delete(Tx tx, LoginName name) {
    tx.update(DELETE, name.value());
  }

  /** Whether others are shown by the same name. */
  public boolean namedAlike(Tx tx, Account account) {
    return tx.query(
                NAMED_ALIKE,
                row -> row.number("others"),
                account.displayName(),
                account.name().value())
            .getFirst()
        > 0;
  }

  /** Who it is to the identity provider, where that vouches for it. */
  public Optional<Subject> subject(Tx tx, LoginName name) {
    return tx.one(
        SUBJECT, row -> new Subject(row.text("issuer"), row.text("subject")), name.value());
  }

  private static Account account(Row row) {
    return new Account(
        new LoginName(row.text("name")),
        row.text("display_name"),
        Role.parse(row.text("role")).orElseThrow(),
        row.optionalText("business_line"),
        row.number("disabled") != 0,
        row.number("must_change") != 0,
        row.instant("created_at"));
  }
}
