package bidloom.intake;

import bidloom.domain.Notice;
import bidloom.domain.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * The notice that an e-mail carries. A structured notice among its attachments is the notice; else
 * it is the text of the first attachment that can be read, followed by the text of the mail.
 */
final class MailNotices {
  private static final String FORMAT = "eml";

  /** How many attachments are looked at. */
  private static final int MOST = 5;

  private MailNotices() {}

  static List<Notice> read(byte[] document) {
    Mail mail = Mail.of(document);
    String letter = mail.subject().map(s -> "# " + s + "\n\n").orElse("") + mail.text();
    for (byte[] attachment : mail.attachments().stream().limit(MOST).toList()) {
      Optional<List<Notice>> carried = carried(attachment, letter);
      if (carried.isPresent()) {
        return carried.get();
      }
    }
    return List.of(FreeText.read(letter, FORMAT));
  }

  /** What an attachment and the letter with it say; empty where it can't be read. */
  private static Optional<List<Notice>> carried(byte[] attachment, String letter) {
    try {
      Content content = Content.of(attachment);
      return switch (content) {
        case Content.Eml mail -> Optional.empty();
        case Content.Xml xml -> Optional.of(List.of(XmlNotices.read(attachment)));
        case Content.Json(String text) -> Optional.of(JsonNotices.read(text));
        case Content.Document written ->
            Optional.of(
                List.of(FreeText.read(written.words(attachment) + "\n\n" + letter, FORMAT)));
      };
    } catch (Refusal unreadable) {
      return Optional.empty(); // a signature or a logo; the letter is still there
    }
  }
}
