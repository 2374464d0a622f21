package bidloom.intake;

import bidloom.domain.Notice;
import bidloom.domain.Refusal;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import bidloom.domain.Requirements.Found;
import bidloom.intake.Lines.Line;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Requirements from running text, by rules: what is plainly there and nothing more. */
final class FreeText {
  private static final int LABELLED = 90;
  private static final int NAMED = 80;
  private static final int LIKELY = 60;
  private static final int DESCRIPTION = 1500;
  private static final int TITLE = 200;

  private static final Pattern CPV = Pattern.compile("\\b(\\d{8})(?:-\\d)?\\b");
  private static final Pattern NAICS =
      Pattern.compile("NAICS\\D{0,20}(\\d{6})\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern DURATION =
      Pattern.compile(
          "\\b(\\d{1,3})[ -](month|months|year|years|monate?n?|jahre?n?)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DURATION_WORD =
      Pattern.compile(
          "duration|period of performance|contract term|term of|laufzeit|vertragsdauer|for a period",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern WEIGHT =
      Pattern.compile(
          "^(\\p{L}[\\p{L} ,/&()-]{2,60}?)\\s*[:|–-]?\\s*\\(?(\\d{1,3}(?:[.,]\\d)?)\\s?(?:%|percent|Prozent)\\)?\\.?$");
  private static final Pattern URL = Pattern.compile("https?://[^\\s)>\\]]+");
  private static final Pattern EMAIL =
      Pattern.compile("(?<![\\w.+-])[\\w.+-]{1,64}@[\\w-]+\\.[\\w.-]+\\w");
  private static final Pattern GERMAN =
      Pattern.compile(
          "\\b(?:und|der|die|das|für|mit|ist|wird|werden|eine|auftraggeber)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ENGLISH =
      Pattern.compile(
          "\\b(?:and|the|for|with|is|will|shall|of|contractor)\\b", Pattern.CASE_INSENSITIVE);

  private final Lines lines;
  private final String text;
  private final boolean german;
  private final Requirements.Builder builder = Requirements.builder();

  private FreeText(String text) {
    this.text = text;
    this.lines = Lines.of(text);
    this.german =
        GERMAN.matcher(text).results().limit(500).count()
            > ENGLISH.matcher(text).results().limit(500).count();
  }

  static Notice read(String written, String format) {
    String text = Plain.text(written);
    FreeText reading = new FreeText(text);
    if (reading.lines.lines().isEmpty()) {
      throw new Refusal.UnsupportedInput("There is no text in the document. Send one with text.");
    }
    reading.labelled();
    reading.passages();
    enrich(reading.builder, text, reading.lines.lines().getFirst().where());
    return new Notice(format, reading.builder.build(), text);
  }

  /** Adds what the sentences of a notice's description ask for. */
  static void enrich(Requirements.Builder builder, String text, String where) {
    Found found = new Found(NAMED, where, Optional.empty());
    List<String> sentences = Clauses.sentences(text);
    Set<String> technologies = Vocabulary.technologies(text);
    builder
        .put(RequirementField.TECHNOLOGIES, List.copyOf(technologies), found)
        .put(RequirementField.CERTIFICATES, Clauses.certificates(text), found)
        .put(RequirementField.REQUIRED_REFERENCES, Clauses.references(sentences), found)
        .put(RequirementField.KEY_REQUIREMENTS, Clauses.obligations(sentences), found)
        .put(RequirementField.DELIVERABLES, Clauses.deliverables(sentences), found)
        .put(RequirementField.SCOPE, Clauses.scope(sentences), found)
        .put(RequirementField.CONSTRAINTS, Clauses.constraints(sentences), found);
  }

  private void labelled() {
    for (Line line : lines.lines()) {
      label(RequirementField.TITLE, Labels.TITLE, line);
      label(RequirementField.CUSTOMER_NAME, Labels.CUSTOMER, line);
      label(RequirementField.NOTICE_ID, Labels.NOTICE_ID, line);
      label(RequirementField.COUNTRY, Labels.COUNTRY, line);
      label(RequirementField.PROJECT_GOAL, Labels.GOAL, line);
      Labels.value(Labels.WEBSITE, line.text())
          .flatMap(FreeText::url)
          .ifPresent(u -> builder.put(RequirementField.WEBSITE_URL, u, line.found(LABELLED)));
      Labels.value(Labels.PROCEDURE, line.text())
          .ifPresent(
              p ->
                  builder.put(
                      RequirementField.PROCEDURE, Procedures.named(p), line.found(LABELLED)));
      date(RequirementField.START, Labels.START, line);
      date(RequirementField.END, Labels.END, line);
      Dates.deadline(line.text(), german)
          .ifPresent(
              d ->
                  builder.put(
                      RequirementField.SUBMISSION_DEADLINE,
                      Requirements.value(d),
                      line.found(NAMED)));
      Money.budget(line.text())
          .ifPresent(
              b -> builder.put(RequirementField.BUDGET, Requirements.value(b), line.found(NAMED)));
      duration(line);
    }
    codes();
    criteria();
  }

  private void label(RequirementField field, Pattern label, Line line) {
    Labels.value(label, line.text()).ifPresent(v -> builder.put(field, v, line.found(LABELLED)));
  }

  private void date(RequirementField field, Pattern label, Line line) {
    Labels.value(label, line.text())
        .flatMap(Dates::first)
        .ifPresent(d -> builder.put(field, d.toString(), line.found(LABELLED)));
  }

  private static Optional<String> url(String value) {
    Matcher matcher = URL.matcher(value);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }

  private void duration(Line line) {
    Matcher matcher = DURATION.matcher(line.text());
    if (DURATION_WORD.matcher(line.text()).find() && matcher.find()) {
      int amount = Integer.parseInt(matcher.group(1));
      boolean years = matcher.group(2).toLowerCase(Locale.ROOT).matches("y.*|j.*");
      builder.put(
          RequirementField.DURATION_MONTHS, years ? amount * 12 : amount, line.found(NAMED));
    }
  }

  private void codes() {
    List<Map<String, Object>> codes = new ArrayList<>();
    Optional<Line> first = Optional.empty();
    for (Line line : lines.lines()) {
      if (line.text().contains("CPV")) {
        CPV.matcher(line.text()).results().forEach(m -> codes.add(code("CPV", m.group(1))));
      }
      NAICS.matcher(line.text()).results().forEach(m -> codes.add(code("NAICS", m.group(1))));
      first = first.isEmpty() && !codes.isEmpty() ? Optional.of(line) : first;
    }
    first.ifPresent(
        line -> {
          builder.put(
              RequirementField.CLASSIFICATION_CODES,
              codes.stream().distinct().toList(),
              line.found(LABELLED));
          Map<String, Object> main = codes.getFirst();
          Industries.of(
                  new Requirements.Classification(
                      String.valueOf(main.get("scheme")), String.valueOf(main.get("code"))))
              .ifPresent(i -> builder.put(RequirementField.INDUSTRY, i, line.found(NAMED)));
        });
  }

  private static Map<String, Object> code(String scheme, String code) {
    return Requirements.value(new Requirements.Classification(scheme, code));
  }

  private void criteria() {
    List<Map<String, Object>> criteria = new ArrayList<>();
    Optional<Line> first = Optional.empty();
    for (Line line : lines.lines()) {
      Matcher matcher = WEIGHT.matcher(line.text().replace("|", " ").strip());
      if (matcher.matches()) {
        criteria.add(
            Requirements.value(
                new Requirements.Criterion(
                    matcher.group(1).strip(), Decimals.of(matcher.group(2).replace(',', '.')))));
        first = first.isEmpty() ? Optional.of(line) : first;
      }
    }
    first.ifPresent(
        line -> builder.put(RequirementField.AWARD_CRITERIA, criteria, line.found(NAMED)));
  }

  private void passages() {
    Line first =
        lines.lines().stream()
            .filter(Line::heading)
            .findFirst()
            .or(() -> lines.lines().stream().filter(l -> l.text().length() > 8).findFirst())
            .orElse(lines.lines().getFirst());
    String title = first.text().length() <= TITLE ? first.text() : first.text().substring(0, TITLE);
    builder.put(RequirementField.TITLE, title, first.found(first.heading() ? NAMED : LIKELY));
    String description =
        lines.lines().stream()
            .filter(line -> !line.heading() && line.text().length() > 60)
            .map(Line::text)
            .collect(Collectors.joining("\n"));
    builder.put(
        RequirementField.DESCRIPTION,
        description.length() <= DESCRIPTION ? description : description.substring(0, DESCRIPTION),
        new Found(LIKELY, first.where(), Optional.empty()));
    builder.put(
        RequirementField.LANGUAGE,
        german ? "de" : "en",
        new Found(LIKELY, first.where(), Optional.empty()));
    Procedures.contractType(text)
        .ifPresent(
            t ->
                builder.put(
                    RequirementField.CONTRACT_TYPE,
                    t,
                    new Found(LIKELY, first.where(), Optional.empty())));
    Set<String> emails = new LinkedHashSet<>();
    EMAIL.matcher(text).results().limit(10).forEach(m -> emails.add(m.group()));
    List<Map<String, Object>> contacts = new ArrayList<>();
    for (String email : emails) {
      contacts.add(
          Requirements.value(
              new Requirements.Contact(Optional.empty(), Optional.of(email), Optional.empty())));
    }
    builder.put(
        RequirementField.CONTACTS, contacts, new Found(NAMED, first.where(), Optional.empty()));
  }
}
