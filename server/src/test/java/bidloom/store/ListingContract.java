package bidloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.BidQuery;
import bidloom.domain.BidStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the database goes about a page of the list. */
abstract class ListingContract extends StoreFixture {
  private final ListingStore listing = new ListingStore(database);

  /**
   * How the database says that it goes to the page's place in an index, and that it sorts.
   *
   * @param explain what asks for the plan of the query behind it
   * @param column where a line of the plan stands
   */
  record Words(String explain, String column, String seeks, String sorts) {}

  abstract Words words();

  /** On PostgreSQL, lets a plan for a small table be that for a large one. */
  abstract void asIfLarge(Tx tx);

  @ParameterizedTest
  @EnumSource
  void aPageOfEveryOrderIsReadFromItsPlaceInAnIndex(BidQuery.Sort sort) {
    for (Optional<BidStatus> status :
        List.of(Optional.<BidStatus>empty(), Optional.of(BidStatus.DRAFT))) {
      String plan = plan(new BidQuery(status, List.of(), Optional.empty(), Optional.empty(), sort));
      assertThat(plan).contains(words().seeks()).doesNotContain(words().sorts());
    }
  }

  private String plan(BidQuery query) {
    List<Object> parameters = new ArrayList<>(List.of("[]"));
    parameters.add(query.sort() == BidQuery.Sort.TITLE ? "bridge" : (Object) 7L);
    parameters.add("id");
    query.status().ifPresent(status -> parameters.add(status.wireName()));
    parameters.addAll(List.of("ada", "ada", Long.MAX_VALUE, 50));
    return database.read(
        tx -> {
          asIfLarge(tx);
          return String.join(
              "\n",
              tx.query(
                  words().explain() + listing.statement(query),
                  row -> row.text(words().column()),
                  parameters.toArray()));
        });
  }
}
