package bidloom.store;

import java.sql.SQLException;

/**
 * The database could not do it. Thrown from a write, it leaves open whether the write happened: the
 * caller reads the row again to find out.
 */
public final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreFailure(String message, SQLException cause) {
    super(message, cause);
  }
}
