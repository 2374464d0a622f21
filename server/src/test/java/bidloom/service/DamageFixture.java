package bidloom.service;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Settings;
import bidloom.store.Inspection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A database that tests damage, each a little more; what they do through the program is well. */
abstract class DamageFixture extends ServiceFixture {
  private List<Verification.Finding> known = List.of();

  List<Verification.Finding> findings() {
    try (Inspection inspection = home.inspect(clock)) {
      return Verification.of(inspection, Settings.DEFAULTS).results().stream()
          .flatMap(result -> result.findings().stream())
          .toList();
    }
  }

  /** Does the damage; the one finding that was not there before, which is the check's. */
  Verification.Finding finds(Check check, String... sql) throws SQLException {
    home.executeUnguarded(sql);
    return more(check);
  }

  /** The one finding since the last one. */
  Verification.Finding more(Check check) {
    List<Verification.Finding> now = findings();
    List<Verification.Finding> more = new ArrayList<>(now);
    more.removeAll(known);
    known = now;
    assertThat(more).extracting(Verification.Finding::check).containsExactly(check);
    return more.getFirst();
  }
}
