package bidloom.domain;

/** The JSON shape of a field's value. */
public enum FieldType {
  TEXT,
  /** A list of texts. */
  TEXTS,
  NUMBER,
  /** An ISO 8601 calendar date, {@code 2026-11-24}. */
  DATE,
  OBJECT,
  /** A list of objects. */
  OBJECTS
}
