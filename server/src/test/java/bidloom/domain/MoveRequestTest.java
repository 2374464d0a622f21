package bidloom.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a move is: routing and teams are matters of a business line. */
class MoveRequestTest {
  private static final Bid DECIDED =
      new Bid(
          new BidId("1"),
          3,
          BidStatus.BIT_DECIDED,
          Map.of("decision", Ruling.BIT),
          Instant.EPOCH,
          Instant.EPOCH);
  private static final List<Map<String, String>> TEAM =
      List.of(
          Map.of("name", "Ada", "role", "project_manager"),
          Map.of("name", "Bo", "role", "developer"),
          Map.of("name", "Cy", "role", "designer"));

  private static Bid routedTo(String line) {
    return new Bid(
        DECIDED.id(),
        4,
        BidStatus.ROUTED,
        Map.of("decision", Ruling.BIT, "assignedBusinessLine", line),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static Principal caller(Role role, String line) {
    return new Principal(
        Actor.user("ada"),
        new LoginName("ada"),
        role,
        Optional.of(line).filter(text -> !text.isEmpty()),
        Optional.empty(),
        false);
  }

  private static MoveRequest route(String line) {
    return MoveRequest.read(Map.of("to", "routed", "businessLine", line));
  }

  private static MoveRequest staff() {
    return MoveRequest.read(Map.of("to", "team_assigned", "team", TEAM));
  }

  @Test
  void aLeadRoutesToTheOwnLineAndStaffsIt() {
    Principal lead = caller(Role.BL, "Web");
    assertThat(route("Web").on(DECIDED, lead).edit().changes()).hasSize(1);
    assertThat(route(" web").on(DECIDED, lead).move()).isEqualTo(Transition.Move.ROUTE);
    assertThat(staff().on(routedTo("Web"), lead).move()).isEqualTo(Transition.Move.ASSIGN_TEAM);
  }

  @Test
  void aLeadHasNoSayInAnotherLine() {
    Principal lead = caller(Role.BL, "Web");
    assertThatThrownBy(() -> route("Mobile").on(DECIDED, lead))
        .isInstanceOf(Refusal.Forbidden.class)
        .hasMessageContaining("\"Web\"")
        .hasMessageContaining("\"Mobile\"");
    assertThatThrownBy(() -> staff().on(routedTo("Mobile"), lead))
        .isInstanceOf(Refusal.Forbidden.class)
        .hasMessageContaining("\"Mobile\"");
  }

  @Test
  void aLeadWithoutALineLeadsNone() {
    Principal lead = caller(Role.BL, "");
    assertThatThrownBy(() -> route("Web").on(DECIDED, lead))
        .isInstanceOf(Refusal.Forbidden.class)
        .hasMessageContaining("administrator");
    assertThatThrownBy(() -> staff().on(routedTo("Web"), lead))
        .isInstanceOf(Refusal.Forbidden.class);
  }

  @Test
  void anAdministratorRoutesAnywhere() {
    Principal admin = caller(Role.ADMIN, "Web");
    assertThat(route("Mobile").on(DECIDED, admin).move()).isEqualTo(Transition.Move.ROUTE);
    assertThat(staff().on(routedTo("Mobile"), admin).move()).isEqualTo(Transition.Move.ASSIGN_TEAM);
  }

  @Test
  void aManagerNeitherRoutesNorStaffsWhateverTheLine() {
    Principal manager = caller(Role.BD, "Web");
    assertThatThrownBy(() -> route("Web").on(DECIDED, manager))
        .isInstanceOf(Refusal.Forbidden.class)
        .hasMessageContaining("bl");
    assertThatThrownBy(() -> staff().on(routedTo("Web"), manager))
        .isInstanceOf(Refusal.Forbidden.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Web"})
  void whatIsNoMatterOfALineIsAnyones(String line) {
    MoveRequest archive = MoveRequest.archive("won");
    assertThat(archive.on(routedTo("Mobile"), caller(Role.BL, line)).move())
        .isEqualTo(Transition.Move.ARCHIVE);
    assertThat(archive.on(routedTo("Mobile"), caller(Role.BD, line)).move())
        .isEqualTo(Transition.Move.ARCHIVE);
  }
}
