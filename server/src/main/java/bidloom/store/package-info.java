/** All SQL: one store class a table, on SQLite and PostgreSQL. */
@NullMarked
package bidloom.store;

import org.jspecify.annotations.NullMarked;
