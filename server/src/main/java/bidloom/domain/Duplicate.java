package bidloom.domain;

import java.util.Optional;

/** A bid that looks like the same tender as another, and why. */
public record Duplicate(
    BidId id, Optional<String> title, Optional<String> customerName, String why) {}
