package bidloom.http;

import bidloom.domain.Actor;
import bidloom.domain.BidId;
import bidloom.http.StreamDoor.Opening;
import bidloom.log.Feeds;
import bidloom.log.Frame;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The event streams of bids: of one, and of all for boards. */
@ApplicationScoped
class BidStreams {
  private final Feeds feeds;
  private final StreamDoor door;

  BidStreams(Feeds feeds, StreamDoor door) {
    this.feeds = feeds;
    this.door = door;
  }

  void install(@Observes Router router) {
    router.get("/api/bids/:id/events").order(0).handler(this::bid);
    router
        .get("/api/events")
        .order(0)
        .handler(
            rc -> door.open(rc, ready -> new Opening.Stream(Optional.empty(), feeds.board(ready))));
  }

  private void bid(RoutingContext rc) {
    Optional<Cursor> cursor = Cursor.of(rc);
    Optional<String> client = Optional.ofNullable(rc.request().getParam("client"));
    door.open(
        rc,
        ready -> {
          Actor actor = StreamDoor.caller(rc);
          // A program that doesn't say who it is counts as another client each time.
          String name = client.map(PresenceResource::client).orElseGet(UUID.randomUUID()::toString);
          return opening(new BidId(StreamDoor.id(rc)), cursor, actor, name, ready);
        });
  }

  private Opening opening(
      BidId bid, Optional<Cursor> cursor, Actor actor, String client, Runnable ready) {
    long version = feeds.version(bid);
    Begin begin =
        cursor
            .map(given -> begin(given, version))
            .orElseGet(() -> new Begin(new Feeds.From.Now(version), Optional.empty()));
    return new Opening.Stream(
        begin.reason().map(why -> reset(bid, version, why)),
        feeds.bid(bid, begin.from(), actor, client, ready));
  }

  /** Where a stream begins, and why that is not where its reader wanted to go on. */
  private record Begin(Feeds.From from, Optional<String> reason) {}

  private static Begin begin(Cursor cursor, long version) {
    Feeds.From now = new Feeds.From.Now(version);
    return switch (cursor) {
      case Cursor.Unreadable unreadable -> new Begin(now, Optional.of("unreadable-cursor"));
      case Cursor.At(long seen) when seen > version ->
          new Begin(now, Optional.of("beyond-the-end"));
      case Cursor.At(long seen) -> new Begin(new Feeds.From.After(seen, version), Optional.empty());
    };
  }

  /** The stream goes on from the version that the bid has: a reader fetches it again. */
  private static Frame reset(BidId bid, long version, String reason) {
    return Frame.unlogged(
            "reset", Map.of("reason", reason, "bidId", bid.value(), "version", version))
        .numbered(version);
  }
}
