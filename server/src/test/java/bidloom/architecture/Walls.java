package bidloom.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/**
 * The rules of the house about technology, as functions of the root package: the same rule is asked
 * of the product and of the planted offenders.
 */
final class Walls {
  private static final String JAVA = "java..";
  private static final Set<String> ADDRESSES =
      Set.of("java.net.URI", "java.net.URISyntaxException");

  /** Asks the identity provider, whose address the operator set. */
  private static final String MAY_CONNECT = ".http.OpenIdProvider";

  private static final String JSPECIFY = "org.jspecify..";

  private Walls() {}

  static ArchRule everyClassHasARoom(String root) {
    return classes()
        .should()
        .resideInAnyPackage(packages(root, Rooms.names().toArray(String[]::new)))
        .as("every class is in a room");
  }

  static ArchRule theDomainIsPlainJava(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".domain..")
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(JAVA, JSPECIFY, root + ".domain.."))
        .as("the domain knows Java only");
  }

  static ArchRule sqlStaysInTheStore(String root) {
    return confined(
        root,
        List.of("store"),
        "java.sql..",
        "javax.sql..",
        "com.zaxxer..",
        "org.flywaydb..",
        "org.sqlite..",
        "org.postgresql..");
  }

  static ArchRule theWebStaysAtTheDoor(String root) {
    return confined(root, List.of("http"), "jakarta.ws.rs..", "io.vertx..", "io.netty..");
  }

  static ArchRule injectionStaysAtTheDoorAndInTheAssembly(String root) {
    return confined(
        root, List.of("http", "node"), "jakarta.enterprise..", "jakarta.inject..", "io.quarkus..");
  }

  static ArchRule documentLibrariesStayInIntake(String root) {
    return confined(root, List.of("intake"), "org.apache.pdfbox..", "javax.xml.stream..");
  }

  /** The scan alone opens connections, since it alone keeps to public addresses. */
  static ArchRule theNetworkStaysInTheScan(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".agents.scan..")
        .and()
        .doNotHaveFullyQualifiedName(root + MAY_CONNECT)
        .should()
        .dependOnClassesThat(
            describe(
                "connect",
                type ->
                    resideInAnyPackage("java.net..", "javax.net..").test(type)
                        && !ADDRESSES.contains(type.getName())))
        .as("connections are opened in agents.scan only");
  }

  static ArchRule nothingPrints(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethodWhere(
            describe(
                "prints a stack trace",
                call ->
                    call.getName().equals("printStackTrace")
                        && call.getTargetOwner().isAssignableTo(Throwable.class)))
        .as("nothing prints");
  }

  static ArchRule packagesFormNoCycle(String root) {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  private static ArchRule confined(String root, List<String> rooms, String... technology) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages(root, rooms.toArray(String[]::new)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(technology)
        .as(String.join(", ", technology) + " only in " + String.join(", ", rooms));
  }

  static String[] packages(String root, String... rooms) {
    return List.of(rooms).stream().map(room -> root + "." + room + "..").toArray(String[]::new);
  }
}
