package planted.service;

import java.sql.Connection;

/** A service speaks to stores, not to databases. */
record Queries(Connection connection) {}
