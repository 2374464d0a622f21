package planted.protocol;

/** The mapping that every room but the domain may use. */
public record Json() {}
