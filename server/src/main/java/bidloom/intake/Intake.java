package bidloom.intake;

import bidloom.domain.Notice;
import bidloom.domain.Requirements;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads documents; only plain text for now, the formats follow. */
public final class Intake {
  public static final int MAX_BYTES = 20 * 1024 * 1024;

  private Intake() {}

  public static List<Notice> read(byte[] content) {
    return List.of(
        new Notice("text", Requirements.NONE, new String(content, StandardCharsets.UTF_8)));
  }
}
