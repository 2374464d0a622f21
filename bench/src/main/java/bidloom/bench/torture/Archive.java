package bidloom.bench.torture;

import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.Checkpoint;
import bidloom.domain.Revision;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.Settings;
import bidloom.service.Bids;
import bidloom.service.Tables;
import bidloom.store.Database;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is in the database when all is over. */
final class Archive implements AutoCloseable {
  private static final int PAGE = 1000;

  private final Database database;
  private final Tables tables;

  Archive(String url) {
    this.database = Database.open(url, Settings.DEFAULTS);
    this.tables = Tables.of(database);
  }

  Chain chain(String id) {
    BidId bid = new BidId(id);
    return database.read(
        tx -> {
          Bid row = tables.bids().find(tx, bid).orElseThrow();
          List<Revision> revisions = new ArrayList<>(tables.revisions().since(tx, bid, 0));
          revisions.sort(Comparator.comparingLong(Revision::version));
          return new Chain(row, revisions);
        });
  }

  List<Run> runs(String bid) {
    return database.read(tx -> tables.runs().ofBid(tx, new BidId(bid), Bids.MAX_PAGE * 100));
  }

  List<Checkpoint> checkpoints(Run run) {
    return database.read(tx -> tables.checkpoints().ofRun(tx, run.id()));
  }

  List<RunEvent> events(Run run) {
    List<RunEvent> events = new ArrayList<>();
    List<RunEvent> page;
    do {
      long after = events.isEmpty() ? 0 : events.getLast().seq();
      page = database.read(tx -> tables.events().after(tx, run.id(), after, PAGE));
      events.addAll(page);
    } while (!page.isEmpty());
    return events;
  }

  @Override
  public void close() {
    database.close();
  }
}
