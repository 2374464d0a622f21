package bidloom.work;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The threads of the product in this process, virtual ones too; the JDK's own are left out. */
final class LiveThreads {
  private static final Pattern THREAD = Pattern.compile("(?m)^#(\\d+) \"(.*?)\"( virtual)?");
  private static final Pattern OURS =
      Pattern.compile("sqlite-writer|heartbeat|reaper|pruner|hints|(sqlite|postgresql).*:.*");

  private static final String VIRTUAL = " (virtual)";

  private LiveThreads() {}

  static boolean isVirtual(String thread) {
    return thread.endsWith(VIRTUAL);
  }

  /** Those that live now, by id. */
  static Map<Long, String> now() throws IOException {
    Path folder = Files.createTempDirectory("threads");
    Path dump = folder.resolve("threads.txt");
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
      return parse(Files.readString(dump));
    } finally {
      Files.deleteIfExists(dump);
      Files.deleteIfExists(folder);
    }
  }

  private static Map<Long, String> parse(String dump) {
    Map<Long, String> threads = new TreeMap<>();
    Matcher thread = THREAD.matcher(dump);
    while (thread.find()) {
      String name = thread.group(2);
      boolean virtual = thread.group(3) != null;
      if (virtual ? !name.contains("Poller") : OURS.matcher(name).matches()) {
        threads.put(Long.valueOf(thread.group(1)), name + (virtual ? VIRTUAL : ""));
      }
    }
    return threads;
  }

  /** Those that were not there before. */
  static Map<Long, String> since(Map<Long, String> before) throws IOException {
    Map<Long, String> more = now();
    more.keySet().removeAll(before.keySet());
    return more;
  }
}
