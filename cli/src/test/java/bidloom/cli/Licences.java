package bidloom.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The libraries of a CycloneDX list, and whether we may ship them. */
final class Licences {
  /**
   * SPDX identifiers, and the names under which a library's POM gives another one. Each lets us
   * ship the library as it is, with its notice, whatever licence our own code has.
   */
  static final Set<String> ALLOWED =
      Set.of(
          "Apache-2.0",
          "MIT",
          "MIT-0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-2.0",
          // The MIT licence with another copyright line: https://www.bouncycastle.org/licence.html
          "Bouncy Castle Licence");

  private Licences() {}

  /**
   * A library that is shipped.
   *
   * @param licences any of which its user may choose
   */
  record Library(String group, String name, String version, List<String> licences) {
    boolean allowed() {
      return licences.stream().anyMatch(ALLOWED::contains);
    }

    /** As the packaged application names its file. */
    String file() {
      return group + "." + name + "-" + version + ".jar";
    }

    String line() {
      return "%s:%s %s: %s".formatted(group, name, version, String.join(" or ", licences));
    }
  }

  /** The libraries of a list, in order of their names. */
  static List<Library> of(Map<String, Object> sbom) {
    Map<String, Library> libraries = new TreeMap<>();
    for (Part component : Part.of(sbom).list("components")) {
      Library library =
          new Library(
              component.text("group").orElse(""),
              component.text("name").orElse(""),
              component.text("version").orElse(""),
              component.list("licenses").stream().map(Licences::name).toList());
      libraries.put(library.line(), library);
    }
    return List.copyOf(libraries.values());
  }

  private static String name(Part choice) {
    Part licence = choice.at("license");
    return licence
        .text("id")
        .or(() -> licence.text("name"))
        .or(() -> choice.text("expression"))
        .orElse("unknown");
  }
}
