package bidloom.architecture;

import bidloom.architecture.Sources.Text;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Measures methods as the compiler's parser sees them. */
final class Methods {
  static final int LONGEST = 40;

  private Methods() {}

  static List<String> areShort(Sources sources) {
    List<JavaFileObject> files =
        sources.those(Text::isMain).<JavaFileObject>map(InMemory::new).toList();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task = (JavacTask) compiler.getTask(null, null, null, null, null, files);
    List<String> findings = new ArrayList<>();
    try {
      Scanner scanner = new Scanner(Trees.instance(task).getSourcePositions(), findings);
      for (CompilationUnitTree unit : task.parse()) {
        scanner.scan(unit, null);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return findings;
  }

  private static final class Scanner extends TreePathScanner<Void, Void> {
    private final SourcePositions positions;
    private final List<String> findings;

    Scanner(SourcePositions positions, List<String> findings) {
      this.positions = positions;
      this.findings = findings;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
      LineMap map = unit.getLineMap();
      long end = positions.getEndPosition(unit, method);
      long start = positions.getStartPosition(unit, method);
      if (end > start) {
        long lines = map.getLineNumber(end) - map.getLineNumber(start) + 1;
        if (lines > LONGEST) {
          findings.add(
              unit.getSourceFile().getName() + ": " + method.getName() + ", " + lines + " lines");
        }
      }
      return super.visitMethod(method, null);
    }
  }

  private static final class InMemory extends SimpleJavaFileObject {
    private final String content;

    InMemory(Text text) {
      super(URI.create("text:///" + text.path()), Kind.SOURCE);
      this.content = text.content();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return content;
    }
  }
}
