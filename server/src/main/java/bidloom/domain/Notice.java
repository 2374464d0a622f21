package bidloom.domain;

/**
 * A tender notice as it came in, understood.
 *
 * @param format how it was written: {@code ocds}, {@code eforms}, {@code ted-xml}, {@code sam},
 *     {@code pdf}, {@code docx}, {@code eml}, {@code html}, {@code markdown} or {@code text}
 * @param requirements what it asks for
 * @param text the notice as readable text
 */
public record Notice(String format, Requirements requirements, String text) {}
