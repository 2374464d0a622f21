package bidloom.bench.torture;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A copy of the packaged application in which one guard is missing. */
final class Unguarded {
  private static final String SERVER_JAR = "bidloom.bidloom-server-";

  private Unguarded() {}

  /**
   * Makes the copy.
   *
   * @param application the folder of the packaged application
   * @param sources the server's source folder
   * @return the copy's start
   */
  static Path without(Guard guard, Path application, Path sources, Path folder) throws IOException {
    Path copy = folder.resolve("without-" + guard.name());
    copy(application, copy);
    Path source = write(guard, sources.resolve("bidloom"), folder.resolve("source"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    compile(source, jars(copy), classes);
    replace(classes, jars(copy).stream().filter(Unguarded::isServer).findFirst().orElseThrow());
    return copy.resolve("quarkus-run.jar");
  }

  private static boolean isServer(Path jar) {
    return jar.getFileName().toString().startsWith(SERVER_JAR);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static List<Path> jars(Path application) throws IOException {
    try (Stream<Path> files = Files.walk(application)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }

  private static Path write(Guard guard, Path sources, Path folder) throws IOException {
    String text = Files.readString(sources.resolve(guard.file()));
    for (Guard.Cut cut : guard.cuts()) {
      if (!text.contains(cut.find())) {
        throw new IllegalStateException(
            "%s has no \"%s\" any more: the guard has moved".formatted(guard.file(), cut.find()));
      }
      text = text.replace(cut.find(), cut.replace());
    }
    Path file = folder.resolve(guard.file());
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static void compile(Path source, List<Path> jars, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "-proc:none",
            "-implicit:none",
            "-parameters",
            "-d",
            classes.toString(),
            "-cp",
            jars.stream().map(Path::toString).collect(Collectors.joining(":")));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(null, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      if (!compiled) {
        throw new IllegalStateException(source + " does not compile");
      }
    }
  }

  private static void replace(Path classes, Path jar) throws IOException {
    try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of());
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path place = inside.getPath("/" + classes.relativize(file));
        Files.copy(file, place, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
