package bidloom.intake;

import bidloom.domain.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.io.MaxLineLimitException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * An e-mail (RFC 5322, RFC 2045), taken apart. A mail inside a mail is an attachment and stays
 * closed.
 */
final class Mail {
  private static final int MAX_PARTS = 100;
  private static final int MAX_DEPTH = 10;
  private static final MimeConfig BOUNDS =
      MimeConfig.custom()
          .setMaxLineLen(1_000_000)
          .setMaxHeaderCount(1_000)
          .setMaxHeaderLen(100_000)
          .setMaxContentLen(Intake.MAX_BYTES)
          .build();

  /** How far into a document the header of a mail is looked for. */
  private static final int HEAD = 64 * 1024;

  private static final Pattern FIRST_FIELD =
      Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,60}:[^\\n]*\\n");
  private static final Pattern MARK =
      Pattern.compile("(?im)^(?:MIME-Version|Message-ID|Received):");
  private static final Pattern END_OF_HEADER = Pattern.compile("\\r?\\n\\r?\\n");

  private Optional<String> subject = Optional.empty();
  private Optional<String> plain = Optional.empty();
  private Optional<String> html = Optional.empty();
  private final List<byte[]> attachments = new ArrayList<>();

  /** Whether the part that is being read says that it is an attachment. */
  private boolean attached;

  private Mail() {}

  /** Whether a document begins with the header of a mail. */
  static boolean begins(byte[] document) {
    String head =
        new String(document, 0, Math.min(HEAD, document.length), StandardCharsets.ISO_8859_1);
    return FIRST_FIELD.matcher(head).lookingAt()
        && MARK.matcher(END_OF_HEADER.split(head, 2)[0]).find();
  }

  static Mail of(byte[] document) {
    Mail mail = new Mail();
    MimeTokenStream tokens = new MimeTokenStream(BOUNDS);
    tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    try {
      tokens.parse(new ByteArrayInputStream(document));
      mail.take(tokens);
    } catch (MimeException | IOException broken) {
      if (overBound(broken) || (broken.getCause() != null && overBound(broken.getCause()))) {
        throw tooLarge();
      }
      throw new Refusal.UnsupportedInput(
          "This e-mail is broken or cut off. Send its attachment or its text.");
    }
    return mail;
  }

  Optional<String> subject() {
    return subject;
  }

  /** What the sender wrote, without an attachment; may be empty. */
  String text() {
    return plain.or(() -> html.map(HtmlText::read)).orElse("");
  }

  /** In the order in which they are attached. */
  List<byte[]> attachments() {
    return attachments;
  }

  private void take(MimeTokenStream tokens) throws MimeException, IOException {
    int depth = 0;
    int parts = 0;
    for (EntityState state = tokens.getState();
        state != EntityState.T_END_OF_STREAM;
        state = tokens.next()) {
      switch (state) {
        case T_START_MULTIPART -> depth++;
        case T_END_MULTIPART -> depth--;
        case T_START_BODYPART -> parts++;
        case T_FIELD -> field(tokens.getField(), parts);
        case T_BODY -> body(tokens);
        default -> {
          // Preambles, epilogues and ends say nothing.
        }
      }
      if (depth > MAX_DEPTH || parts > MAX_PARTS) {
        throw tooLarge();
      }
    }
  }

  private void field(Field field, int parts) {
    if (parts == 0 && field.getName().equalsIgnoreCase("subject")) {
      subject =
          Optional.of(
              DecoderUtil.decodeEncodedWords(
                  String.valueOf(field.getBody()), DecodeMonitor.SILENT));
    }
    if (field.getName().equalsIgnoreCase("content-disposition")) {
      attached = field.getBody().strip().toLowerCase(Locale.ROOT).startsWith("attachment");
    }
  }

  private void body(MimeTokenStream tokens) throws IOException {
    BodyDescriptor descriptor = tokens.getBodyDescriptor();
    byte[] content = tokens.getDecodedInputStream().readAllBytes();
    String type = descriptor.getMimeType().toLowerCase(Locale.ROOT);
    if (!attached && type.equals("text/plain") && plain.isEmpty()) {
      plain = Optional.of(new String(content, charset(descriptor)));
    } else if (!attached && type.equals("text/html") && html.isEmpty()) {
      html = Optional.of(new String(content, charset(descriptor)));
    } else if (content.length > 0) {
      attachments.add(content);
    }
    attached = false;
  }

  private static Charset charset(BodyDescriptor descriptor) {
    try {
      return Charset.forName(descriptor.getCharset());
    } catch (IllegalArgumentException unknown) {
      return StandardCharsets.UTF_8;
    }
  }

  private static boolean overBound(Throwable broken) {
    return broken instanceof MaxLineLimitException
        || broken instanceof MaxHeaderLimitException
        || broken instanceof MaxHeaderLengthLimitException;
  }

  private static Refusal tooLarge() {
    return new Refusal.TooLarge(
        "This e-mail has more than %d parts, is nested deeper than %d or has a line that is too long. Send its attachment."
            .formatted(MAX_PARTS, MAX_DEPTH));
  }
}
