package planted.protocol;

/** What goes over the wire, and concerns the door alone. */
public record Reply() {}
