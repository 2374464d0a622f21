package bidloom.http;

import bidloom.service.Numbers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often, how fast and how well it is decided. */
@Path("/api/numbers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class NumbersResource {
  private static final int WEEKS = 12;

  private final Numbers numbers;

  NumbersResource(Numbers numbers) {
    this.numbers = numbers;
  }

  @GET
  public Map<String, Object> numbers(@QueryParam("weeks") @Nullable String weeks) {
    long wanted = Params.number("weeks", weeks, WEEKS);
    Numbers.Report report = numbers.report(Math.clamp(wanted, 1, Numbers.MAX_WEEKS));
    Map<String, Object> view = new HashMap<>();
    view.put("byStatus", report.byStatus());
    view.put("byOutcome", report.byOutcome());
    view.put("hitRate", report.hitRate());
    view.put("medianSecondsToDecision", report.medianToDecision().map(Duration::toSeconds));
    view.put("ninthTenthSecondsToDecision", report.ninthTenthToDecision().map(Duration::toSeconds));
    view.put("weeks", report.weeks());
    return view;
  }
}
