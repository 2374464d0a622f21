package bidloom.cli;

import static bidloom.cli.Arguments.flag;
import static bidloom.cli.Arguments.valued;

import bidloom.domain.LoginName;
import bidloom.domain.Role;
import bidloom.domain.Token;
import bidloom.service.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.Options;

/** Keeps the tokens of a database, without a server. */
final class TokenCommand implements Command {
  private static final String CREATE = "token create NAME --user OWNER";

  @Override
  public String name() {
    return "token";
  }

  @Override
  public String description() {
    return "Keeps the tokens of programs. Works on the database itself, so it needs no server. A"
        + " new token is shown once.";
  }

  @Override
  public String operands() {
    return "create NAME | list | revoke ID";
  }

  @Override
  public Options options() {
    return Arguments.options(
        Register.DB,
        valued("user", "NAME", "whose token it is (create, list)"),
        valued("role", "ROLE", "the most it may do (create; default: what its owner may)"),
        valued("days", "N", "how long it is good (create; default: 90)"),
        flag("json", "print one JSON document"));
  }

  @Override
  public int run(Arguments given, Terminal terminal) throws Mistake {
    String action = given.words().isEmpty() ? "" : given.words().getFirst();
    switch (action) {
      case "create" -> create(given, terminal);
      case "list" -> list(given, terminal);
      case "revoke" -> {
        String id = given.words(2, "token revoke ID").get(1);
        try (Register register = Register.open(given)) {
          Token token = register.identity().tokens().revoke(Optional.empty(), id);
          Register.tell(given, terminal, line(token), document(token));
        }
      }
      default -> throw new Mistake("Say what to do: " + operands() + ".");
    }
    return 0;
  }

  private static void create(Arguments given, Terminal terminal) throws Mistake {
    LoginName name = Register.name(given.words(2, CREATE).get(1));
    LoginName owner =
        Register.name(given.text("user").orElseThrow(() -> new Mistake("Say: " + CREATE)));
    Optional<String> role = given.text("role");
    Optional<Role> most =
        role.isPresent() ? Optional.of(Register.role(role.get())) : Optional.empty();
    Tokens.Draft draft = new Tokens.Draft(name, most, life(given));
    try (Register register = Register.open(given)) {
      Tokens.Issued issued = register.identity().tokens().issue(owner, draft);
      Map<String, Object> document = document(issued.token());
      document.put("token", issued.secret());
      Register.tell(given, terminal, issued.secret(), document);
    }
  }

  private static Optional<Duration> life(Arguments given) throws Mistake {
    Optional<String> days = given.text("days");
    if (days.isPresent() && !days.get().matches("\\d{1,4}")) {
      throw new Mistake("--days: '%s' is no number of days.".formatted(days.get()));
    }
    return days.map(text -> Duration.ofDays(Integer.parseInt(text)));
  }

  private static void list(Arguments given, Terminal terminal) throws Mistake {
    given.words(1, "token list");
    Optional<String> user = given.text("user");
    Optional<LoginName> owner =
        user.isPresent() ? Optional.of(Register.name(user.get())) : Optional.empty();
    try (Register register = Register.open(given)) {
      Tokens tokens = register.identity().tokens();
      List<Token> all = new ArrayList<>();
      List<Token> page = tokens.list(owner, "", Tokens.MAX_PAGE);
      while (!page.isEmpty()) {
        all.addAll(page);
        page = tokens.list(owner, page.getLast().name().value(), Tokens.MAX_PAGE);
      }
      Register.tellAll(
          given,
          terminal,
          all.stream().map(TokenCommand::line).toList(),
          all.stream().map(TokenCommand::document).toList());
    }
  }

  private static String line(Token token) {
    return "%s %-24s %-7s of %-16s until %-10s used %-10s %s"
        .formatted(
            token.id(),
            token.name(),
            token.role().wireName(),
            token.owner(),
            Register.day(token.expiresAt()),
            Register.day(token.lastUsedAt()),
            token.revokedAt().isPresent() ? "revoked" : "")
        .strip();
  }

  private static Map<String, Object> document(Token token) {
    return Register.document(
        Map.of(
            "id",
            token.id(),
            "name",
            token.name().value(),
            "role",
            token.role().wireName(),
            "owner",
            token.owner().value(),
            "createdAt",
            token.createdAt()),
        Map.of(
            "expiresAt",
            token.expiresAt(),
            "lastUsedAt",
            token.lastUsedAt(),
            "revokedAt",
            token.revokedAt()));
  }
}
