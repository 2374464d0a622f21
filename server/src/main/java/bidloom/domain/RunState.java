package bidloom.domain;

import java.util.Locale;

/** How far a run is. All but {@link #RUNNING} are final. */
public enum RunState {
  RUNNING,
  COMMITTED,
  STALE,
  FAILED,
  CANCELLED;

  public boolean ended() {
    return this != RUNNING;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that name; {@link IllegalArgumentException} for another word. */
  public static RunState named(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
