package bidloom.bench.compare;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The same office, the same people, the same crashes; five ways to write. Each runs on a database
 * of its own in one PostgreSQL; its process is killed twice on the way.
 */
public final class Comparison {
  private static final List<String> STRATEGIES =
      List.of(
          "last write wins",
          "version that throws",
          "one long transaction",
          "status lock alone",
          "Bidloom");
  private static final int LIVES = 3;
  private static final int LIFE_SECONDS = 8;
  private static final int RECOVERY_SECONDS = 8;

  private Comparison() {}

  /** Prints the table; takes about three minutes. */
  public static void run() throws Exception {
    System.out.printf(
        "%-22s %6s %6s %8s %8s %9s %8s %9s %6s %8s %8s%n",
        "",
        "edits",
        "lost",
        "refused",
        "results",
        "outdated",
        "lost",
        "thrown",
        "stuck",
        "p50",
        "p99");
    System.out.printf(
        "%-22s %6s %6s %8s %8s %9s %8s %9s %6s %8s %8s%n",
        "", "", "edits", "edits", "", "results", "results", "away", "bids", "edit ms", "edit ms");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      for (String strategy : STRATEGIES) {
        print(strategy, measure(postgres, strategy));
      }
    }
  }

  private static void print(String strategy, Ledger.Row row) {
    System.out.printf(
        "%-22s %6d %6d %8d %8d %9d %8d %8d%% %6d %8.1f %8.1f%n",
        strategy,
        row.edits(),
        row.lostEdits(),
        row.refusals(),
        row.results(),
        row.outdated(),
        row.lostResults(),
        row.thrownAwayPercent(),
        row.stuck(),
        row.p50(),
        row.p99());
  }

  private static Ledger.Row measure(EmbeddedPostgres postgres, String strategy) throws Exception {
    String name = strategy.toLowerCase(Locale.ROOT).replace(' ', '_');
    try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
      connection.createStatement().execute("CREATE DATABASE " + name);
    }
    String url = postgres.getJdbcUrl("postgres", name);
    try (Strategy setUp = Office.open(strategy, url, () -> {})) {
      setUp.create(Office.BIDS);
    }
    Ledger ledger = new Ledger();
    for (int life = 1; life <= LIVES; life++) {
      live(strategy, url, life, ledger);
    }
    try (Strategy after = Office.open(strategy, url, () -> {})) {
      Thread.sleep(TimeUnit.SECONDS.toMillis(RECOVERY_SECONDS));
      return ledger.judge(after);
    }
  }

  /** One life of the process, which ends as {@code kill -9} does. */
  private static void live(String strategy, String url, int life, Ledger ledger) throws Exception {
    Process office =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Office.class.getName(),
                strategy,
                url,
                String.valueOf(life))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    CountDownLatch open = new CountDownLatch(1);
    Thread reader = Thread.ofPlatform().start(() -> read(office, ledger, open));
    open.await();
    boolean ended = office.waitFor(LIFE_SECONDS, TimeUnit.SECONDS);
    office.destroyForcibly().waitFor();
    reader.join();
    if (ended) {
      throw new IllegalStateException(strategy + " fell by itself, exit " + office.exitValue());
    }
  }

  private static void read(Process office, Ledger ledger, CountDownLatch open) {
    try (BufferedReader lines = office.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        ledger.take(line);
        open.countDown();
      }
    } catch (IOException killed) {
      // It ends as it was meant to: in the middle of whatever it was doing.
    } finally {
      open.countDown();
    }
  }
}
