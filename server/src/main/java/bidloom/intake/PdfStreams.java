package bidloom.intake;

import bidloom.domain.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Looks at the packed streams of a PDF before it is parsed: the parser unpacks each into memory,
 * whatever it comes to. The streams are found by their marks, as a damaged PDF's are, and what is
 * unpacked here is only counted.
 */
final class PdfStreams {
  /** A page scanned in colour at 600 dots to the inch has 100 MB. */
  private static final long MAX_STREAM = 128L * 1024 * 1024;

  private static final long MAX_ALL = 1024L * 1024 * 1024;

  /** How far before a stream its dictionary is looked for. */
  private static final int DICTIONARY = 1024;

  private static final byte[] MARK = "stream".getBytes(StandardCharsets.US_ASCII);

  /** Filters that make more of less; two in a row make very much of nearly nothing. */
  private static final Pattern PACKED =
      Pattern.compile("/(?:FlateDecode|LZWDecode|RunLengthDecode|Fl|LZW|RL)(?![A-Za-z])");

  private static final Pattern FILTERS = Pattern.compile("/Filter\\s*\\[([^\\]]{0,300})\\]");

  private PdfStreams() {}

  /**
   * Refuses a PDF that unpacks to more than it may.
   *
   * @throws Refusal.TooLarge where it does
   */
  static void check(byte[] pdf) {
    long all = 0;
    for (int at = next(pdf, 0); at >= 0; at = next(pdf, at)) {
      refuseTwice(pdf, at);
      all += unpacked(pdf, at);
      if (all > MAX_ALL) {
        throw tooLarge();
      }
    }
  }

  /** Where the next stream's data begins, after its line end; -1 where there is none. */
  private static int next(byte[] pdf, int from) {
    for (int i = from; i < pdf.length - MARK.length - 2; i++) {
      if (pdf[i] == 's' && marked(pdf, i)) {
        int end = i + MARK.length;
        if (pdf[end] == '\n') {
          return end + 1;
        }
        if (pdf[end] == '\r') {
          return pdf[end + 1] == '\n' ? end + 2 : end + 1;
        }
      }
    }
    return -1;
  }

  private static boolean marked(byte[] pdf, int at) {
    for (int i = 0; i < MARK.length; i++) {
      if (pdf[at + i] != MARK[i]) {
        return false;
      }
    }
    return at == 0 || pdf[at - 1] != 'd'; // endstream
  }

  private static void refuseTwice(byte[] pdf, int at) {
    int from = Math.max(0, at - DICTIONARY);
    String before = new String(pdf, from, at - from, StandardCharsets.ISO_8859_1);
    String dictionary = before.substring(Math.max(0, before.lastIndexOf(" obj")));
    Matcher filters = FILTERS.matcher(dictionary);
    if (filters.find() && PACKED.matcher(filters.group(1)).results().limit(2).count() > 1) {
      throw tooLarge();
    }
  }

  private static long unpacked(byte[] pdf, int at) {
    boolean zlib =
        (pdf[at] & 0x0F) == 8 && ((pdf[at] & 0xFF) * 256 + (pdf[at + 1] & 0xFF)) % 31 == 0;
    if (!zlib) {
      return 0;
    }
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(pdf, at, pdf.length - at);
      byte[] nowhere = new byte[64 * 1024];
      while (!inflater.finished()) {
        int count = inflater.inflate(nowhere);
        if (inflater.getBytesWritten() > MAX_STREAM) {
          throw tooLarge();
        }
        if (count == 0) {
          break;
        }
      }
      return inflater.getBytesWritten();
    } catch (DataFormatException damaged) {
      return 0; // the parser stops there as well, or it is encrypted
    }
  }

  private static Refusal tooLarge() {
    return new Refusal.TooLarge(
        "This PDF unpacks to more than it may (%d MB in one piece). Print it to a new PDF and send that."
            .formatted(MAX_STREAM / 1024 / 1024));
  }
}
