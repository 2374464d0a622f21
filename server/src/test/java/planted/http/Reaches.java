package planted.http;

import planted.store.Table;

/** The door asks the services, not the store. */
record Reaches(Table table) {}
