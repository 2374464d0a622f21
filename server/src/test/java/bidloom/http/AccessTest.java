package bidloom.http;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Role;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table of access and the routes there are: neither is without the other. */
class AccessTest {
  @Test
  void everyRouteHasOneRuleAndEveryRuleARoute() throws ReflectiveOperationException {
    Set<String> routes = new TreeSet<>(resources(Set.of()));
    routes.addAll(streams());
    routes.add("GET " + Access.METRICS);
    assertThat(routes).hasSizeGreaterThan(25);
    List<String> rules =
        Access.RULES.stream().map(rule -> rule.method() + " " + rule.path()).toList();
    assertThat(rules).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(routes);
  }

  @Test
  void aRouteWithoutARuleIsFound() {
    assertThat(resources(Set.of(Planted.class))).contains("PUT /api/planted/{id}");
  }

  @Path("/api/planted")
  static class Planted {
    @jakarta.ws.rs.PUT
    @Path("{id}")
    public void put() {}
  }

  private static List<String> resources(Set<Class<?>> more) {
    List<Class<?>> types = new ArrayList<>(more);
    for (JavaClass type : product()) {
      types.add(type.reflect());
    }
    return types.stream()
        .filter(type -> type.isAnnotationPresent(Path.class))
        .flatMap(type -> routes(type).stream())
        .filter(route -> route.contains(" /api/") || route.contains(" /actuator/"))
        .toList();
  }

  private static Iterable<JavaClass> product() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("bidloom.http");
  }

  private static List<String> routes(Class<?> resource) {
    List<String> routes = new ArrayList<>();
    for (Method method : resource.getDeclaredMethods()) {
      for (Annotation annotation : method.getAnnotations()) {
        Optional.ofNullable(annotation.annotationType().getAnnotation(HttpMethod.class))
            .ifPresent(verb -> routes.add(verb.value() + " " + path(resource, method)));
      }
    }
    return routes;
  }

  private static String path(Class<?> resource, Method method) {
    String base = resource.getAnnotation(Path.class).value();
    return Optional.ofNullable(method.getAnnotation(Path.class))
        .map(own -> base + "/" + own.value())
        .orElse(base);
  }

  /** What the beans that observe the router put into it, apart from what catches all. */
  private static List<String> streams() throws ReflectiveOperationException {
    Vertx vertx = Vertx.vertx();
    try {
      Router router = Router.router(vertx);
      for (JavaClass type : product()) {
        install(type.reflect(), router);
      }
      return router.getRoutes().stream()
          .filter(route -> route.getPath() != null && route.methods() != null)
          .filter(route -> route.getPath().startsWith("/api/"))
          .map(AccessTest::text)
          .toList();
    } finally {
      vertx.close();
    }
  }

  private static void install(Class<?> type, Router router) throws ReflectiveOperationException {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals("install")) {
        var constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        method.setAccessible(true);
        Object[] nothing = new Object[constructor.getParameterCount()];
        method.invoke(constructor.newInstance(nothing), router);
      }
    }
  }

  private static String text(Route route) {
    assertThat(route.methods()).hasSize(1);
    return route.methods().iterator().next().name()
        + " "
        + route.getName().replaceAll(":(\\w+)", "{$1}");
  }

  @Test
  void onlyWhatIsInTheTableIsFoundHoweverThePathIsWritten() {
    assertThat(Access.of("GET", "/api/bids").orElseThrow().least()).isEqualTo(Role.VIEWER);
    assertThat(Access.of("HEAD", "/api/bids/x").orElseThrow().least()).isEqualTo(Role.VIEWER);
    assertThat(Access.of("GET", "/api/bids/")).isEmpty();
    assertThat(Access.of("GET", "/api/bids/x/")).isEmpty();
    assertThat(Access.of("GET", "/api/bids//runs")).isEmpty();
    assertThat(Access.of("GET", "/API/bids")).isEmpty();
    assertThat(Access.of("PUT", "/api/bids/x")).isEmpty();
    assertThat(Access.of("GET", "/api")).isEmpty();
  }

  @Test
  void anAddressOfIpv6CountsByItsNetwork() {
    assertThat(Address.network("2001:db8::1")).isEqualTo(Address.network("2001:DB8:0:0:5::9"));
    assertThat(Address.network("2001:db8::1")).isNotEqualTo(Address.network("2001:db8:1::1"));
  }
}
