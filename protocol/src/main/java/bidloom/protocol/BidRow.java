package bidloom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A bid in a list: what tells it from others, without the requirements and findings behind it.
 * Every member is there; what is not known is {@code null}.
 *
 * @param title the bid's, else that of its notice
 * @param deadline until when a bid can be handed in
 * @param budget {@code {min?, max?, currency?}}
 * @param score the weighted score of the last evaluation, 0-100
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BidRow(
    String id,
    long version,
    String status,
    Optional<Object> title,
    Optional<Object> customerName,
    Optional<Object> owner,
    Optional<Instant> deadline,
    Optional<Object> budget,
    Optional<BigDecimal> score,
    Optional<Object> decision,
    Optional<Object> outcome,
    Instant createdAt,
    Instant updatedAt,
    Optional<BidView.ActiveRun> activeRun) {}
