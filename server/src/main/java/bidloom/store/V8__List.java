package bidloom.store;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Listed the bids, which {@link R__Listing} does in the form that {@code bid_listing} has by now.
 * Databases have this step written down, so its number stays taken.
 */
final class V8__List extends BaseJavaMigration {
  @Override
  public void migrate(Context context) {
    // Nothing is left to do at this point.
  }
}
