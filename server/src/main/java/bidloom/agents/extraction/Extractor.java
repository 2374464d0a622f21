package bidloom.agents.extraction;

import bidloom.agents.Agent;
import bidloom.agents.AgentFailure;
import bidloom.agents.AgentOutput;
import bidloom.agents.AgentTask;
import bidloom.domain.BidField;
import bidloom.domain.Notice;
import bidloom.domain.RawInput;
import bidloom.domain.Refusal;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import bidloom.intake.Intake;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the bid's document. A file of several notices is one bid's by its first. */
final class Extractor implements Agent {
  static final String NAME = "extractor";
  private static final String INPUT = BidField.RAW_INPUT.wireName();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> inputs() {
    return Set.of(INPUT);
  }

  @Override
  public AgentOutput work(AgentTask task, Progress progress) throws AgentFailure {
    String rawInput =
        task.text(INPUT)
            .filter(text -> !text.isBlank())
            .orElseThrow(() -> new AgentFailure("no-input", "The bid has no document to read."));
    progress.report(0.1, "reading the document");
    Notice notice = read(rawInput);
    Requirements requirements = notice.requirements();
    return new AgentOutput(
        OptionalInt.empty(),
        confidence(requirements),
        summary(notice),
        Map.of("format", notice.format(), "requirements", requirements.values()));
  }

  private static Notice read(String rawInput) throws AgentFailure {
    try {
      return Intake.read(RawInput.decode(rawInput)).getFirst();
    } catch (Refusal unreadable) {
      throw new AgentFailure("unreadable", String.valueOf(unreadable.getMessage()));
    } catch (IllegalArgumentException notBase64) {
      throw new AgentFailure("unreadable", "The document's encoding is damaged.");
    }
  }

  /** The mean over what was found, 0 where nothing was. */
  private static int confidence(Requirements requirements) {
    return (int)
        Math.round(
            Arrays.stream(RequirementField.values())
                .flatMap(field -> requirements.found(field).stream())
                .mapToInt(Requirements.Found::confidence)
                .average()
                .orElse(0));
  }

  private static String summary(Notice notice) {
    long facts =
        notice.requirements().values().keySet().stream()
            .filter(name -> !name.equals(RequirementField.FOUND.wireName()))
            .count();
    return "%d %s from %s %s %s"
        .formatted(
            facts,
            facts == 1 ? "fact" : "facts",
            "aeio".indexOf(notice.format().charAt(0)) < 0 ? "a" : "an",
            notice.format(),
            notice.format().equals("text") ? "document" : "notice");
  }
}
