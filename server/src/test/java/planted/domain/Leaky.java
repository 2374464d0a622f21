package planted.domain;

import planted.store.Table;

/** The domain knows nobody. */
record Leaky(Table table) {}
