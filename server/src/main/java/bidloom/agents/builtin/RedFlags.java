package bidloom.agents.builtin;

import java.util.List;

/** The clauses that make a contract dangerous, and what makes them usual again. */
final class RedFlags {
  /** German law does not allow less than this, so naming it is no special risk (BGB 276, 309). */
  private static final String STATUTORY =
      "vorsatz|grobe[rn]? fahrlässig|leben, körper|wilful|willful|gross negligence|death or personal injury|fraud";

  private static final String NEGATED =
      "|keine (?:unbeschränkte|unbegrenzte)|nicht unbe|not (?:be )?unlimited|no unlimited";

  static final List<Clause> ALL =
      List.of(
          Clause.of(
                  "liability",
                  "unlimited_liability",
                  35,
                  "liability without a cap",
                  "unlimited liabilit|liability (?:of the \\w+ )?(?:is|shall be|will be) unlimited|without (?:any )?limit(?:ation)? (?:of|to|on)"
                      + " liabilit|liab\\w+[^.]{0,60} without limit|unbeschränkte? haft|haftet[^.]{0,60} (?:unbeschränkt|unbegrenzt|in unbegrenzter)"
                      + "|haftung[^.]{0,40} (?:unbeschränkt|unbegrenzt)|unbegrenzte haft|haftungsbegrenzung(?:en)? (?:ist|sind|wird|werden) (?:ausgeschlossen|nicht)")
              .unless(STATUTORY + NEGATED),
          Clause.of(
                  "liability",
                  "consequential_damage",
                  12,
                  "liability for indirect damage",
                  "(?:including|for|and) (?:all )?(?:indirect|consequential)(?: and \\w+)? (?:damage|loss)|mittelbare[nr]? schäden|folgeschäden|entgangene[nrm]? gewinn")
              .unless(
                  "not (?:be )?liable|neither party|exclud|ausgeschlossen|nicht für|keine haftung"),
          Clause.of(
                  "liability",
                  "indemnity",
                  8,
                  "an indemnity in favour of the customer",
                  "indemnif(?:y|ies|ication)|hold harmless|stellt den auftraggeber[^.]{0,60} frei|freistellung(?:sanspruch)?|freizustellen")
              .unless("mutual|gegenseitig"),
          Clause.of(
                  "penalty",
                  "penalty",
                  10,
                  "a penalty for delay or failure",
                  "vertragsstrafe|pönale|liquidated damages|penalt(?:y|ies) (?:of|for|per|clause|payment)|service credits|pauschalierte[nr]? schadensersatz")
              .unless(
                  "keine vertragsstrafe|no penalt|tariftreue|mindestlohn|false statement|falsche angaben"),
          Clause.of(
              "penalty",
              "uncapped_penalty",
              15,
              "a penalty without a cap",
              "(?:vertragsstrafe|liquidated damages|penalt\\w+)[^.]{0,120}(?:without (?:a )?cap|uncapped|ohne (?:obergrenze|begrenzung))"),
          Clause.of(
                  "ip",
                  "exclusive_rights",
                  10,
                  "all rights go to the customer alone",
                  "ausschließliche[nrms]?,? (?:[^.]{0,40})?(?:nutzungs|verwertungs)recht|exclusive (?:rights?|licen[cs]e|ownership)|(?:all|any) (?:intellectual property|rights)[^.]{0,60}(?:vest|assign|transfer|belong)"
                      + "|assign(?:s|ment)?[^.]{0,40}intellectual property|sole property of the|work made for hire|exklusive[nrms]? nutzungsrecht")
              .unless(
                  "nicht ausschließlich|non-exclusive|nichtausschließ|einfaches nutzungsrecht|bidder retains"),
          Clause.of(
              "ip",
              "source_code",
              4,
              "the source code is handed over",
              "source code[^.]{0,60}(?:hand|deliver|provid|escrow|transfer)|(?:übergabe|herausgabe|hinterlegung) des quell(?:code|text)|quell(?:code|text)e?[^.]{0,40}(?:übergeben|herauszugeben|hinterlegt)"),
          Clause.of(
              "warranty",
              "long_warranty",
              10,
              "a warranty of more than two years",
              "(?:gewährleistung|garantie|mängelanspr|verjährung)[^.]{0,80}(?:(?:3[0-9]|4[0-9]|5[0-9]|60|72|84|120) ?monate|(?:[3-9]|10|drei|vier|fünf) jahre)"
                  + "|(?:warrant(?:y|ies)|defects? liability)[^.]{0,80}(?:(?:3[0-9]|4[0-9]|5[0-9]|60|72|84) ?months|(?:[3-9]|10|three|four|five) years)"
                  + "|(?:three|four|five|[3-9])[- ]year warranty"),
          Clause.of(
              "warranty",
              "strict_warranty",
              10,
              "a guarantee without fault",
              "verschuldensunabhängig|guarantees? (?:that )?the (?:software|system|solution)[^.]{0,40}(?:free (?:of|from)|error)|error[- ]free|fehlerfreiheit (?:ist|wird) (?:garantiert|zugesichert)"),
          Clause.of(
                  "termination",
                  "termination_at_will",
                  10,
                  "the customer may leave at any time",
                  "terminat\\w+ (?:this |the )?(?:contract |agreement )?(?:for (?:its )?convenience|at any time|without cause)|jederzeit (?:ohne angabe von gründen )?(?:kündbar|kündigen|gekündigt|zu kündigen)|ohne angabe von gründen kündigen")
              .unless("either party|beide[rn]? (?:parteien|vertragspartner|seiten)"),
          Clause.of(
              "termination",
              "no_minimum_call_off",
              6,
              "a framework without a guaranteed volume",
              "(?:no|without) (?:guarantee|obligation|commitment)[^.]{0,60}(?:volume|call[- ]off|order|spend|value)|keine (?:abnahme|abruf)(?:verpflichtung|pflicht|garantie)|kein anspruch auf (?:abruf|beauftragung|mindest)"));

  /** Looked for in every text; usual in procurement, so they only inform. */
  static final Clause JURISDICTION =
      Clause.of(
          "jurisdiction",
          "jurisdiction",
          0,
          "the law and the courts that decide",
          "governed by(?: and construed in accordance with)? the laws? of|laws of the (?:state|republic|kingdom|united)|exclusive jurisdiction|courts of \\p{Lu}|gerichtsstand|recht der (?:bundesrepublik|republik|schweiz)");

  private RedFlags() {}
}
