package bidloom.intake;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences of a text by what they ask for; English and German. */
final class Clauses {
  private static final int CASELESS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final Pattern SENTENCE = Pattern.compile("(?<=[.;!?])\\s+(?=\\p{Lu})|\\R+");
  private static final int SHORTEST = 20;
  private static final int LONGEST = 500;
  private static final int MOST = 30;

  private static final Pattern OBLIGATION =
      Pattern.compile(
          "\\b(?:must|shall|is required to|are required to|muss|müssen|ist zu|sind zu|zwingend|verpflichtet)\\b",
          CASELESS);
  private static final Pattern DELIVERABLE =
      Pattern.compile(
          "\\b(?:deliverables?|deliver|lieferumfang|liefergegenstand|zu liefern)\\b", CASELESS);
  private static final Pattern CONSTRAINT =
      Pattern.compile(
          "liabilit|penalt|liquidated damages|indemnif|intellectual property|ownership of|warrant|terminat|jurisdiction|"
              + "on-?site|security clearance|subcontract|haftung|vertragsstrafe|pönale|schadensersatz|gewährleistung|"
              + "nutzungsrecht|urheberrecht|kündig|gerichtsstand|vor ort|sicherheitsüberprüfung|unterauftrag|nachunternehm",
          CASELESS);
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\b(?:references|reference projects?|past performance|comparable (?:projects?|contracts?)|similar (?:projects?|contracts?)|referenz(?:en|projekte?|aufträge)?|vergleichbare (?:projekte|leistungen|aufträge))\\b",
          CASELESS);
  private static final Pattern SCOPE =
      Pattern.compile(
          "\\b(?:scope|services? include|includes|comprises|covers|leistungsumfang|umfasst|gegenstand (?:der|des)|beinhaltet)\\b",
          CASELESS);
  private static final Pattern CERTIFICATE =
      Pattern.compile(
          "\\b(ISO(?:/IEC)?\\s?\\d{4,5}(?:-\\d+)?|BSI C5|C5|TISAX|SOC 2|FedRAMP|EN\\s?\\d{4,5}|ITIL|PRINCE2|CMMI|Cyber Essentials(?: Plus)?|EMAS|HACCP|IT-Grundschutz)\\b",
          Pattern.CASE_INSENSITIVE);

  private Clauses() {}

  static List<String> obligations(List<String> sentences) {
    return matching(sentences, OBLIGATION);
  }

  static List<String> deliverables(List<String> sentences) {
    return matching(sentences, DELIVERABLE);
  }

  static List<String> constraints(List<String> sentences) {
    return matching(sentences, CONSTRAINT);
  }

  static List<String> references(List<String> sentences) {
    return matching(sentences, REFERENCE);
  }

  static List<String> scope(List<String> sentences) {
    return matching(sentences, SCOPE);
  }

  static List<String> certificates(String text) {
    Set<String> found = new LinkedHashSet<>();
    Matcher matcher = CERTIFICATE.matcher(text);
    while (matcher.find()) {
      String name =
          matcher.group(1).replaceAll("(?i)ISO/IEC", "ISO").replaceAll("(?i)^ISO\\s?", "ISO ");
      found.add(name);
    }
    return List.copyOf(found);
  }

  /** A text's sentences, none too short to say something or too long to be one. */
  static List<String> sentences(String text) {
    List<String> sentences = new ArrayList<>();
    for (String part : SENTENCE.split(text, -1)) {
      String sentence = part.replaceAll("\\s+", " ").strip();
      if (sentence.length() >= SHORTEST) {
        sentences.add(sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST));
      }
    }
    return sentences;
  }

  private static List<String> matching(List<String> sentences, Pattern pattern) {
    return sentences.stream()
        .filter(sentence -> pattern.matcher(sentence).find())
        .distinct()
        .limit(MOST)
        .toList();
  }
}
