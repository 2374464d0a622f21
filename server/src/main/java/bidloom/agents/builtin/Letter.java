package bidloom.agents.builtin;

import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.util.List;

/** A short text to the customer who gets no bid, in German for a German notice, else in English. */
record Letter(String company, Requirements requirements) {
  String text(String kind, List<String> scopes) {
    boolean german = requirements.text(RequirementField.LANGUAGE).filter("de"::equals).isPresent();
    String title = requirements.text(RequirementField.TITLE).orElse("");
    return german ? german(kind, scopes, title) : english(kind, scopes, title);
  }

  private String english(String kind, List<String> scopes, String title) {
    String about = title.isEmpty() ? "your tender" : "your tender \"%s\"".formatted(title);
    String body =
        switch (kind) {
          case "partner_collaboration" ->
              "We would like to take part together with a partner and are looking for a joint bid.";
          case "partial_scope" ->
              "We are interested in part of it (%s). May a bid be limited to that?"
                  .formatted(String.join("; ", scopes));
          case "delay_and_reassess" ->
              "Before we decide, we would like to understand some points better and will send our questions.";
          case "refer_to_competitor" ->
              "The work lies outside of our field, so we will not bid. We are glad to name companies that do it.";
          default -> "After careful review we will not submit a bid this time.";
        };
    return "Dear Sir or Madam,\n\nThank you for %s. %s We would be glad to hear of your future projects in software and web.\n\nKind regards\n%s"
        .formatted(about, body, company);
  }

  private String german(String kind, List<String> scopes, String title) {
    String about =
        title.isEmpty() ? "Ihre Ausschreibung" : "Ihre Ausschreibung „%s“".formatted(title);
    String body =
        switch (kind) {
          case "partner_collaboration" ->
              "Wir möchten uns gern gemeinsam mit einem Partner beteiligen und prüfen eine Bietergemeinschaft.";
          case "partial_scope" ->
              "Wir haben Interesse an einem Teil davon (%s). Ist ein Angebot nur dafür möglich?"
                  .formatted(String.join("; ", scopes));
          case "delay_and_reassess" ->
              "Vor einer Entscheidung möchten wir einige Punkte besser verstehen und werden Ihnen unsere Fragen senden.";
          case "refer_to_competitor" ->
              "Die Leistung liegt außerhalb unseres Gebiets, daher geben wir kein Angebot ab. Gern nennen wir Ihnen Unternehmen, die sie erbringen.";
          default -> "Nach sorgfältiger Prüfung geben wir diesmal kein Angebot ab.";
        };
    return "Sehr geehrte Damen und Herren,\n\nvielen Dank für %s. %s Über künftige Vorhaben im Bereich Software und Web informieren Sie uns gern.\n\nMit freundlichen Grüßen\n%s"
        .formatted(about, body, company);
  }
}
