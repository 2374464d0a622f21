package bidloom.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Map;
import java.util.Set;

/**
 * Which room may use which: the only statement of it. An entry with a dot is a single type, let
 * through although its room is closed.
 */
final class Rooms {
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("protocol", Set.of()),
          Map.entry("domain", Set.of()),
          Map.entry("store", Set.of("domain", "protocol.Json")),
          Map.entry("log", Set.of("store", "domain", "protocol.Json")),
          Map.entry("intake", Set.of("domain", "protocol.Json")),
          Map.entry("agents", Set.of("intake", "domain", "protocol.Json")),
          Map.entry("service", Set.of("log", "store", "intake", "domain")),
          Map.entry(
              "work",
              Set.of(
                  "service",
                  "agents",
                  "log",
                  "domain",
                  "store.StoreFailure",
                  "store.RunStore$Renewed")),
          Map.entry("http", Set.of("service", "log", "protocol", "domain", "store.StoreFailure")),
          Map.entry(
              "node",
              Set.of(
                  "http",
                  "work",
                  "service",
                  "agents",
                  "intake",
                  "log",
                  "store",
                  "domain",
                  "protocol.Json")));

  private Rooms() {}

  static Set<String> names() {
    return MAY_USE.keySet();
  }

  static ArchRule useOnlyWhatTheyMay(String root) {
    return ArchRuleDefinition.classes().should(respectTheTable(root));
  }

  private static ArchCondition<JavaClass> respectTheTable(String root) {
    return new ArchCondition<>("use only what their room may use") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> !allowed(root, dependency))
            .forEach(
                dependency ->
                    events.add(
                        SimpleConditionEvent.violated(dependency, dependency.getDescription())));
      }
    };
  }

  private static boolean allowed(String root, Dependency dependency) {
    String target = dependency.getTargetClass().getBaseComponentType().getName();
    if (!target.startsWith(root + ".")) {
      return true;
    }
    String from = room(root, dependency.getOriginClass().getName());
    String to = room(root, target);
    Set<String> mayUse = MAY_USE.getOrDefault(from, Set.of());
    return from.equals(to)
        || mayUse.contains(to)
        || mayUse.contains(target.substring(root.length() + 1));
  }

  private static String room(String root, String className) {
    String inner = className.substring(root.length() + 1);
    int end = inner.indexOf('.');
    return end < 0 ? "" : inner.substring(0, end);
  }
}
