package bidloom.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Who starts a thread or holds a lock has to argue about order; few rooms do. Blocking, and asking
 * the own thread whether it was interrupted, is for all.
 */
final class Threads {
  private static final String[] ROOMS = {"work", "log", "store"};

  /** Outside those rooms: a stream lives as long as its reader, a name lookup heeds no deadline. */
  private static final Set<String> MAY_START = Set.of("http.StreamDoor", "agents.scan.Connector");

  private static final Set<String> STARTS =
      Set.of("<init>", "start", "startVirtualThread", "ofVirtual", "ofPlatform");

  private Threads() {}

  static ArchRule startInTheirRooms(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(Walls.packages(root, ROOMS))
        .and(not(named(root)))
        .should()
        .accessTargetWhere(describe("start a thread", Threads::starts))
        .orShould()
        .dependOnClassesThat(runTasks())
        .as("threads start in their rooms");
  }

  static ArchRule locksHaveTheirRooms(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(Walls.packages(root, ROOMS))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.concurrent.locks")
        .as("locks have their rooms");
  }

  private static DescribedPredicate<JavaClass> named(String root) {
    return describe(
        "may start a thread",
        type ->
            type.getPackageName().startsWith(root)
                && MAY_START.contains(type.getName().substring(root.length() + 1)));
  }

  private static boolean starts(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    String name = target.getName();
    JavaClass owner = target.getOwner();
    if (owner.isEquivalentTo(Thread.class)) {
      return STARTS.contains(name);
    }
    return owner.isEquivalentTo(CompletableFuture.class)
        && (name.endsWith("Async") || name.equals("delayedExecutor"));
  }

  private static DescribedPredicate<JavaClass> runTasks() {
    return describe(
        "run tasks",
        type ->
            type.isAssignableTo(Executor.class)
                || type.isEquivalentTo(Executors.class)
                || type.isEquivalentTo(Timer.class)
                || type.isAssignableTo(Thread.Builder.class));
  }
}
