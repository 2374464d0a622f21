package planted.store;

/** What only the store's callers may use. */
public final class Table {}
