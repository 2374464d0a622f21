package bidloom.intake;

import bidloom.domain.Refusal;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/** The text of a PDF, with a form feed after each page. */
final class PdfText {
  private static final int MAX_PAGES = 500;

  private PdfText() {}

  static String read(byte[] pdf) {
    PdfStreams.check(pdf);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      if (document.getNumberOfPages() > MAX_PAGES) {
        throw new Refusal.TooLarge("A PDF may have %d pages at most.".formatted(MAX_PAGES));
      }
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setPageEnd("\f");
      String text = stripper.getText(document);
      if (text.isBlank()) {
        throw new Refusal.UnsupportedInput(
            "This PDF has no text in it, only pictures. Run it through text recognition first.");
      }
      return text;
    } catch (InvalidPasswordException encrypted) {
      throw new Refusal.UnsupportedInput("This PDF needs a password. Send it without one.");
    } catch (IOException broken) {
      throw new Refusal.UnsupportedInput("This PDF is broken or cut off. Send the whole file.");
    }
  }
}
