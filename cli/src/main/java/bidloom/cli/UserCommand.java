package bidloom.cli;

import static bidloom.cli.Arguments.flag;
import static bidloom.cli.Arguments.valued;

import bidloom.domain.Account;
import bidloom.domain.Actor;
import bidloom.domain.LoginName;
import bidloom.service.Accounts;
import bidloom.service.Erasure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.Options;

/** Keeps the accounts of a database, without a server. */
final class UserCommand implements Command {
  private static final String ADD = "user add NAME --role ROLE";
  private static final int ROLE_WORDS = 3;

  @Override
  public String name() {
    return "user";
  }

  @Override
  public String description() {
    return "Keeps who may log in. Works on the database itself, so it needs no server and no"
        + " password of one's own. A password is typed or piped in, and has to be changed at the"
        + " first login with it.";
  }

  @Override
  public String operands() {
    return "add NAME | list | role NAME ROLE | disable NAME | enable NAME | password NAME"
        + " | erase NAME";
  }

  @Override
  public Options options() {
    return Arguments.options(
        Register.DB,
        valued("role", "ROLE", "viewer, bd, bl or admin (add)"),
        valued("display-name", "TEXT", "what others see (add; default: the name)"),
        valued("business-line", "TEXT", "the line that a bl leads (add)"),
        flag("json", "print one JSON document"));
  }

  @Override
  public int run(Arguments given, Terminal terminal) throws Mistake, IOException {
    String action = given.words().isEmpty() ? "" : given.words().getFirst();
    switch (action) {
      case "add" -> add(given, terminal);
      case "list" -> list(given, terminal);
      case "role" -> {
        List<String> words = given.words(ROLE_WORDS, "user role NAME ROLE");
        Accounts.Change change = Accounts.Change.NONE.withRole(Register.role(words.get(2)));
        change(given, terminal, words.get(1), change);
      }
      case "disable", "enable" -> {
        List<String> words = given.words(2, "user %s NAME".formatted(action));
        Accounts.Change change = Accounts.Change.NONE.withDisabled(action.equals("disable"));
        change(given, terminal, words.get(1), change);
      }
      case "password" -> password(given, terminal);
      case "erase" -> erase(given, terminal);
      default -> throw new Mistake("Say what to do: " + operands() + ".");
    }
    return 0;
  }

  private static void add(Arguments given, Terminal terminal) throws Mistake, IOException {
    LoginName name = Register.name(given.words(2, ADD).get(1));
    String role = given.text("role").orElseThrow(() -> new Mistake("Say: " + ADD));
    Accounts.Draft draft =
        new Accounts.Draft(
            name,
            given.text("display-name").orElse(name.value()),
            Register.role(role),
            given.text("business-line"));
    String password = Secret.read("First password of " + name);
    try (Register register = Register.open(given)) {
      tell(given, terminal, register.identity().accounts().create(draft, Optional.of(password)));
    }
  }

  private static void list(Arguments given, Terminal terminal) throws Mistake {
    given.words(1, "user list");
    try (Register register = Register.open(given)) {
      Accounts accounts = register.identity().accounts();
      List<Account> all = new ArrayList<>();
      List<Account> page = accounts.list("", Accounts.MAX_PAGE);
      while (!page.isEmpty()) {
        all.addAll(page);
        page = accounts.list(page.getLast().name().value(), Accounts.MAX_PAGE);
      }
      Register.tellAll(
          given,
          terminal,
          all.stream().map(UserCommand::line).toList(),
          all.stream().map(UserCommand::document).toList());
    }
  }

  private static void change(
      Arguments given, Terminal terminal, String name, Accounts.Change change) throws Mistake {
    LoginName known = Register.name(name);
    try (Register register = Register.open(given)) {
      tell(given, terminal, register.identity().accounts().change(known, change));
    }
  }

  private static void password(Arguments given, Terminal terminal) throws Mistake, IOException {
    LoginName name = Register.name(given.words(2, "user password NAME").get(1));
    String password = Secret.read("New password of " + name);
    try (Register register = Register.open(given)) {
      Accounts accounts = register.identity().accounts();
      accounts.setPassword(name, password);
      tell(given, terminal, accounts.get(name));
    }
  }

  /** Says under which name their changes stand now. */
  private static void erase(Arguments given, Terminal terminal) throws Mistake {
    LoginName name = Register.name(given.words(2, "user erase NAME").get(1));
    try (Register register = Register.open(given)) {
      Erasure.Erased erased = register.identity().erasure().erase(name, Actor.system("operator"));
      Register.tell(
          given,
          terminal,
          erased.pseudonym(),
          Map.of("pseudonym", erased.pseudonym(), "changed", erased.changed()));
    }
  }

  private static void tell(Arguments given, Terminal terminal, Account account) {
    Register.tell(given, terminal, line(account), document(account));
  }

  private static String line(Account account) {
    return "%-24s %-7s %-9s %s"
        .formatted(
            account.name(),
            account.role().wireName(),
            account.disabled() ? "disabled" : "",
            account.displayName());
  }

  private static Map<String, Object> document(Account account) {
    return Register.document(
        Map.of(
            "name",
            account.name().value(),
            "displayName",
            account.displayName(),
            "role",
            account.role().wireName(),
            "disabled",
            account.disabled(),
            "mustChangePassword",
            account.mustChange()),
        Map.of("businessLine", account.businessLine()));
  }
}
