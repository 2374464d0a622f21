package bidloom.agents.builtin;

import bidloom.agents.Agent;
import bidloom.agents.AgentFailure;
import bidloom.agents.AgentOutput;
import bidloom.agents.AgentTask;
import bidloom.agents.CompanyProfile;
import bidloom.agents.Outcome;
import bidloom.agents.Plan;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import bidloom.domain.Requirements.Budget;
import bidloom.domain.Requirements.Classification;
import bidloom.domain.Requirements.Deadline;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Where tests hand in tenders and read the decision. */
final class Desk {
  static final Instant NOW = Instant.parse("2031-02-03T09:00:00Z");
  static final Plan PLAN = Evaluation.plan(CompanyProfile.sample());

  private Desk() {}

  /** A decision with the outputs it was made from. */
  record Decided(Outcome outcome, Map<String, AgentOutput> outputs) {
    String decision() {
      return String.valueOf(outcome.changes().get("decision"));
    }

    /** A member of the evaluation, which must be there. */
    Object get(String member) {
      return part(part(outcome.changes(), "bitEvaluation"), member);
    }

    boolean has(String member) {
      return ((Map<?, ?>) part(outcome.changes(), "bitEvaluation")).containsKey(member);
    }

    int number(String member) {
      return ((BigDecimal) get(member)).intValue();
    }

    List<String> texts(String member) {
      return ((List<?>) get(member)).stream().map(String::valueOf).toList();
    }

    Map<?, ?> object(String member) {
      return (Map<?, ?>) get(member);
    }

    AgentOutput output(String agent) {
      return Objects.requireNonNull(outputs.get(agent), agent);
    }

    int score(String agent) {
      return output(agent).score().orElseThrow();
    }

    Object result(String agent, String member) {
      return part(output(agent).result(), member);
    }
  }

  /** A member of an object, which must be there. */
  static Object part(Object object, String member) {
    return Objects.requireNonNull(((Map<?, ?>) object).get(member), member);
  }

  static Decided decide(Requirements requirements) throws AgentFailure, InterruptedException {
    return decide(requirements, Map.of());
  }

  /** Decides without the agents that failed. */
  static Decided decide(Requirements requirements, Map<String, String> failures)
      throws AgentFailure, InterruptedException {
    return decide(PLAN, requirements, failures);
  }

  static Decided decide(Plan plan, Requirements requirements, Map<String, String> failures)
      throws AgentFailure, InterruptedException {
    AgentTask task = task(requirements);
    Map<String, AgentOutput> outputs = new TreeMap<>();
    for (Agent agent : plan.agents()) {
      if (!failures.containsKey(agent.name())) {
        outputs.put(agent.name(), agent.work(task, (fraction, message) -> {}));
      }
    }
    return new Decided(plan.coordinator().coordinate(task, outputs, failures), outputs);
  }

  /** The sample profile's weight of an agent. */
  static double weight(String agent) {
    return Optional.ofNullable(CompanyProfile.sample().rules().weights().get(agent))
        .orElseThrow()
        .doubleValue();
  }

  static AgentTask task(Requirements requirements) {
    Map<String, Object> fields = new TreeMap<>();
    requirements.values().forEach((name, value) -> fields.put("requirements." + name, value));
    return new AgentTask(fields, NOW);
  }

  /** A web portal for a German district: work the sample company is made for. */
  static Map<RequirementField, Object> portal() {
    Map<RequirementField, Object> fields = new HashMap<>();
    fields.put(RequirementField.TITLE, "Entwicklung eines Serviceportals für den Landkreis");
    fields.put(
        RequirementField.DESCRIPTION,
        "Der Landkreis lässt ein Serviceportal mit 30 Onlinediensten entwickeln und betreiben."
            + " Bürger stellen Anträge und sehen den Stand. Umsetzung mit Java, Quarkus, React und"
            + " PostgreSQL. Der Leistungsumfang umfasst Konzeption, Softwareentwicklung, Schnittstellen"
            + " zu Fachverfahren, Barrierefreiheit und Betrieb der Anwendung.");
    fields.put(RequirementField.CUSTOMER_NAME, "Landkreis Exempelland (fiktiv)");
    fields.put(RequirementField.CUSTOMER_TYPE, "la");
    fields.put(RequirementField.COUNTRY, "DE");
    fields.put(RequirementField.LANGUAGE, "de");
    fields.put(RequirementField.PROCEDURE, "open");
    fields.put(RequirementField.CLASSIFICATION_CODES, cpv("72212200"));
    fields.put(RequirementField.BUDGET, budget("450000"));
    fields.put(RequirementField.SUBMISSION_DEADLINE, deadline("2031-03-20T11:00:00Z"));
    fields.put(RequirementField.DURATION_MONTHS, BigDecimal.valueOf(24));
    return fields;
  }

  /** Some other work, known by its title, text and code. */
  static Requirements other(String title, String description, String cpv) {
    Map<RequirementField, Object> fields = portal();
    fields.put(RequirementField.TITLE, title);
    fields.put(RequirementField.DESCRIPTION, description);
    fields.put(RequirementField.CLASSIFICATION_CODES, cpv(cpv));
    return requirements(fields);
  }

  static Requirements portalWith(RequirementField field, Object value) {
    Map<RequirementField, Object> fields = portal();
    fields.put(field, value);
    return requirements(fields);
  }

  static Requirements portalWithout(RequirementField... absent) {
    Map<RequirementField, Object> fields = portal();
    for (RequirementField field : absent) {
      fields.remove(field);
    }
    return requirements(fields);
  }

  /** The portal with more sentences in its description. */
  static Requirements portalSaying(String sentences) {
    return portalWith(
        RequirementField.DESCRIPTION, portal().get(RequirementField.DESCRIPTION) + " " + sentences);
  }

  static Requirements requirements(Map<RequirementField, Object> fields) {
    Map<String, Object> values = new TreeMap<>();
    fields.forEach((field, value) -> values.put(field.wireName(), value));
    return new Requirements(values);
  }

  static List<Map<String, Object>> cpv(String code) {
    return List.of(Requirements.value(new Classification("CPV", code)));
  }

  static Map<String, Object> budget(String euros) {
    return Requirements.value(
        new Budget(Optional.empty(), Optional.of(new BigDecimal(euros)), Optional.of("EUR")));
  }

  static Map<String, Object> deadline(String instant) {
    return Requirements.value(new Deadline(Instant.parse(instant), ZoneId.of("Europe/Berlin")));
  }
}
