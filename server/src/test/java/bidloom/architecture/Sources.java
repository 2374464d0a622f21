package bidloom.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The texts of the repository, by path from its root. */
record Sources(List<Text> texts) {
  private static final Set<String> NOT_OURS =
      Set.of("target", ".git", ".idea", ".vscode", ".settings", ".building", "node_modules");

  /** A file: its path with slashes, and its content. */
  record Text(String path, String content) {
    List<String> lines() {
      return content.lines().toList();
    }

    boolean isMain() {
      return path.endsWith(".java") && path.contains("src/main/java/");
    }

    boolean isTest() {
      return path.endsWith(".java") && path.contains("src/test/java/");
    }

    String folder() {
      return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  static Sources of(Text... texts) {
    return new Sources(List.of(texts));
  }

  Stream<Text> those(Predicate<Text> wanted) {
    return texts.stream().filter(wanted);
  }

  /** True for a file, and for a folder with a file somewhere in it. */
  boolean has(String path) {
    String folder = path.endsWith("/") ? path : path + "/";
    return texts.stream()
        .anyMatch(text -> text.path().equals(path) || text.path().startsWith(folder));
  }

  /** All files of the repository that the tests run in. */
  static Sources ofRepository() {
    Path root = root();
    List<Text> texts = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              String path = root.relativize(file).toString().replace('\\', '/');
              texts.add(new Text(path, read(file)));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new Sources(List.copyOf(texts));
  }

  /** What is not text is kept as an empty one: that it exists can matter, its bytes cannot. */
  private static String read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (byte each : bytes) {
      if (each == 0) {
        return "";
      }
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("These tests run inside the repository.");
      }
      folder = parent;
    }
    return folder;
  }
}
