package bidloom.node;

import bidloom.domain.Settings;
import bidloom.log.EventLog;
import bidloom.log.Feeds;
import bidloom.service.Bids;
import bidloom.service.IdempotencyKeys;
import bidloom.service.Identity;
import bidloom.service.Lists;
import bidloom.service.Moves;
import bidloom.service.Numbers;
import bidloom.service.Past;
import bidloom.service.Profiles;
import bidloom.service.Runs;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands the rooms of the node that this process is to the HTTP door. */
@ApplicationScoped
class Beans {
  private final NodeConfig config;

  Beans(NodeConfig config) {
    this.config = config;
  }

  @Produces
  @Singleton
  Node node() {
    return config.start();
  }

  /** The node works from the start, not from the first request. */
  void start(@Observes StartupEvent started, Identity identity) {
    config.bootstrap(identity);
  }

  void stop(@Disposes Node node) {
    node.close();
  }

  @Produces
  @Singleton
  Bids bids(Node node) {
    return node.bids();
  }

  @Produces
  @Singleton
  Lists lists(Node node) {
    return node.lists();
  }

  @Produces
  @Singleton
  Moves moves(Node node) {
    return node.moves();
  }

  @Produces
  @Singleton
  Past past(Node node) {
    return node.past();
  }

  @Produces
  @Singleton
  Numbers numbers(Node node) {
    return node.numbers();
  }

  @Produces
  @Singleton
  IdempotencyKeys keys(Node node) {
    return node.keys();
  }

  @Produces
  @Singleton
  Runs runs(Node node) {
    return node.runs();
  }

  @Produces
  @Singleton
  EventLog log(Node node) {
    return node.log();
  }

  @Produces
  @Singleton
  Feeds feeds(Node node) {
    return node.feeds();
  }

  @Produces
  @Singleton
  Identity identity(Node node) {
    return node.identity();
  }

  @Produces
  @Singleton
  Profiles profiles(Node node) {
    return node.profiles();
  }

  /** What an operator watches, beside what Micrometer counts of requests and the JVM. */
  @Produces
  @Singleton
  MeterBinder meters(Node node) {
    return registry -> {
      Gauge.builder("bidloom.runs.held", node, Node::heldRuns)
          .description("Runs that this node works on, or that wait for their turn on it")
          .register(registry);
      Gauge.builder("bidloom.streams.open", node, Node::openStreams)
          .description("Event streams that this node serves")
          .register(registry);
    };
  }

  @Produces
  @Singleton
  Settings settings(Node node) {
    return node.settings();
  }
}
