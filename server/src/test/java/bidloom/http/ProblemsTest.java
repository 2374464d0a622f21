package bidloom.http;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.Edit;
import bidloom.domain.Fence;
import bidloom.domain.FieldChange;
import bidloom.domain.Merge;
import bidloom.domain.Profile;
import bidloom.domain.Refusal;
import bidloom.domain.Revision;
import bidloom.domain.Role;
import bidloom.domain.Run;
import bidloom.domain.RunId;
import bidloom.domain.RunKind;
import bidloom.domain.RunState;
import bidloom.domain.Transition;
import bidloom.protocol.Json;
import bidloom.protocol.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of problem on the wire, as the golden files show it. Programs rely on them: a file is
 * changed by hand, with a word in UPGRADING, never to make a test pass.
 */
class ProblemsTest {
  private static final Path GOLDEN =
      Path.of("../protocol/src/main/resources/bidloom/protocol/problems");
  private static final String REQUEST = "7e9d4c9e-1f9b-4f6a-8a53-1d5b6f0a0c11";
  private static final Instant EARLIER = Instant.parse("2031-02-03T04:05:06.789Z");
  private static final Actor ADA = Actor.user("ada");
  private static final BidId BID = new BidId("0198c1d2-0000-7000-8000-000000000001");

  private static Bid bid(long version, Map<String, Object> fields) {
    return new Bid(BID, version, BidStatus.REVIEWING, fields, EARLIER, EARLIER);
  }

  private static Refusal conflict() {
    Revision theirs =
        new Revision(
            BID,
            4,
            EARLIER,
            ADA,
            "edited",
            List.of(
                new FieldChange("stage", Optional.empty(), Optional.of("first talk")),
                new FieldChange(
                    "rawInput", Optional.of("x".repeat(5000)), Optional.of("y".repeat(5000)))));
    Bid current = bid(4, Map.of("title", "Road signs", "stage", "first talk"));
    List<Revision> since = List.of(theirs);
    Edit yours = Edit.setting(Map.of("stage", "second talk"));
    return new Refusal.Conflict(
        new Refusal.Conflict.Details(
            3, current, since, Merge.merge(current, since, yours).conflicts()));
  }

  private static Profile profile() {
    return new Profile(
        2,
        Optional.of(new Profile.Made(EARLIER, ADA)),
        Map.of(
            "company",
            Map.of("name", "Example Software"),
            "capabilities",
            List.of(),
            "references",
            List.of(),
            "businessLines",
            List.of(),
            "market",
            Map.of(),
            "capacity",
            Map.of(),
            "rules",
            Map.of("threshold", 60)));
  }

  private static Run running() {
    return new Run(
        new RunId("0198c1d2-0000-7000-8000-000000000002"),
        BID,
        RunKind.EVALUATION,
        RunState.RUNNING,
        new Run.Lease("node-1", 1, EARLIER),
        1,
        new Run.Base(3, BidStatus.REVIEWING, new TreeSet<>(), Map.of(), Profile.SAMPLE),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ADA,
        EARLIER,
        Optional.empty(),
        1);
  }

  static Stream<Problem> problems() {
    List<Refusal> refusals =
        new ArrayList<>(
            List.of(
                new Refusal.NotFound("bid", "42"),
                new Refusal.Unauthenticated(),
                new Refusal.UnsupportedInput("This is no notice that Bidloom can read."),
                new Refusal.TooLarge("A body may have 20 MB at most."),
                new Refusal.TooSlow(Duration.ofMinutes(3)),
                new Refusal.PreconditionRequired(),
                new Refusal.Malformed("The body is not one JSON object."),
                new Refusal.Invalid("/stage", "Expected a text."),
                conflict(),
                Transition.refused(BidStatus.DRAFT, BidStatus.ROUTED),
                new Refusal.ProfileChanged(1, profile()),
                new Refusal.RunActive(running()),
                new Refusal.Fenced(new Fence(running().id(), 1)),
                new Refusal.NothingToApply("The bid has these values already."),
                new Refusal.IdempotencyMismatch(),
                new Refusal.InFlight(),
                new Refusal.Forbidden(Role.ADMIN),
                new Refusal.PasswordChangeRequired(),
                new Refusal.AlreadyExists("user", "ada"),
                new Refusal.RateLimited("Too many starts.", Duration.ofSeconds(7)),
                new Refusal.Unavailable("All places for runs are taken.")));
    Stream<Problem> refused = refusals.stream().map(refusal -> Problems.of(refusal, REQUEST));
    return Stream.concat(
        refused,
        Stream.of(
            Problems.of(Problems.Kind.HTTP, "Method Not Allowed", REQUEST),
            Problems.of(
                Problems.Kind.INTERNAL,
                "Nothing is lost; tell the operator this request's id.",
                REQUEST)));
  }

  private static Path golden(Problem problem) {
    return GOLDEN.resolve(problem.type().substring("/problems/".length()) + ".json");
  }

  @ParameterizedTest
  @MethodSource("problems")
  void eachKindIsAsItsGoldenFileShowsIt(Problem problem) throws IOException {
    String shown = Files.readString(golden(problem));
    assertThat(Json.readObject(Json.write(problem))).isEqualTo(Json.readObject(shown));
  }

  @Test
  void noKindIsWithoutAGoldenFileAndNoFileWithoutAKind() throws IOException {
    Set<String> kinds = new TreeSet<>();
    Arrays.stream(Problems.Kind.values()).forEach(kind -> kinds.add(kind.slug + ".json"));
    try (Stream<Path> files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(kinds);
    }
    assertThat(problems().map(problem -> golden(problem).getFileName().toString()))
        .containsExactlyInAnyOrderElementsOf(kinds);
  }
}
