package planted.node;

/** What puts the rooms together. */
public final class Assembly {}
