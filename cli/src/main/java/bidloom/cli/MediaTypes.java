package bidloom.cli;

import java.nio.file.Path;
import java.util.Locale;

/** The media type that the name of a file promises; the server looks at the content itself. */
final class MediaTypes {
  private MediaTypes() {}

  static String of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "json" -> "application/json";
      case "xml" -> "application/xml";
      case "pdf" -> "application/pdf";
      case "docx" -> "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
      case "eml" -> "message/rfc822";
      case "html", "htm" -> "text/html";
      case "md" -> "text/markdown";
      case "txt" -> "text/plain";
      default -> "application/octet-stream";
    };
  }
}
