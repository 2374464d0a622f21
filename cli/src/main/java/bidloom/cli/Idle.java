package bidloom.cli;

import bidloom.client.Bidloom;
import bidloom.client.EventStream.Event;
import bidloom.domain.BidStatus;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out from a stream when no run is active any more: on one bid, or on any. It looks once the
 * stream is open, so that no end falls between the two, and after each event that may be an end;
 * and it waits for what the stream has still to tell of the bid as it was then.
 */
final class Idle {
  static final String OPEN = "open";
  private static final List<String> RUNNING =
      Arrays.stream(BidStatus.values())
          .filter(BidStatus::running)
          .map(BidStatus::wireName)
          .toList();

  private final Bidloom server;
  private final Optional<String> bid;
  private long seen;
  private Optional<Long> idleAt = Optional.empty();

  /**
   * Nothing is known yet.
   *
   * @param bid the path of the bid; empty for all bids
   */
  Idle(Bidloom server, Optional<String> bid) {
    this.server = server;
    this.bid = bid;
  }

  /** Whether all is told and no run was active. */
  boolean after(Event event) throws IOException, InterruptedException {
    event.id().ifPresent(version -> seen = Math.max(seen, Long.parseLong(version)));
    if (perhaps(event)) {
      idleAt = look();
    }
    return idleAt.filter(version -> seen >= version).isPresent();
  }

  private static boolean perhaps(Event event) {
    return switch (event.type()) {
      case OPEN, "refetch" -> true;
      case "run" -> !"running".equals(event.data().get("state"));
      case "bid" -> !RUNNING.contains(String.valueOf(event.data().get("status")));
      default -> false;
    };
  }

  /** The version of the bid where no run is active, 0 for all bids. */
  Optional<Long> look() throws IOException, InterruptedException {
    return bid.isPresent() ? look(bid.get()) : lookAtAll();
  }

  private Optional<Long> look(String path) throws IOException, InterruptedException {
    Part found = Wire.part(server.get(path).orRefused().body());
    return found.value("activeRun").isPresent()
        ? Optional.empty()
        : found.number("version").map(Integer::longValue);
  }

  private Optional<Long> lookAtAll() throws IOException, InterruptedException {
    boolean none = true;
    for (String status : RUNNING) {
      none &= server.list("/api/bids", Map.of("status", status), 1).isEmpty();
    }
    return none ? Optional.of(0L) : Optional.empty();
  }
}
