package bidloom.intake;

import bidloom.domain.Notice;
import bidloom.domain.Refusal;
import java.util.List;

/**
 * Reads notices and documents, told apart by their content alone. Structured notices are read
 * exactly; from free text, rules take what is plainly there. Everything is bounded: what is too
 * large, too deep or not readable is refused with a sentence that says what to do.
 */
public final class Intake {
  /** The most bytes of a document. */
  public static final int MAX_BYTES = 20 * 1024 * 1024;

  private Intake() {}

  /**
   * The notices in a document, at least one.
   *
   * @throws Refusal.UnsupportedInput where nothing of ours is in it
   * @throws Refusal.TooLarge over {@link #MAX_BYTES}, or too deep
   */
  public static List<Notice> read(byte[] document) {
    if (document.length > MAX_BYTES) {
      throw new Refusal.TooLarge(
          "A document may have %d MB at most.".formatted(MAX_BYTES / 1024 / 1024));
    }
    return notices(document).stream().map(Plain::notice).toList();
  }

  private static List<Notice> notices(byte[] document) {
    return switch (Content.of(document)) {
      case Content.Xml xml -> List.of(XmlNotices.read(document));
      case Content.Json(String text) -> JsonNotices.read(text);
      case Content.Eml mail -> MailNotices.read(document);
      case Content.Document written ->
          List.of(FreeText.read(written.words(document), written.format()));
    };
  }
}
