package bidloom.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pseudonym takes a name's place where the product wrote it, and nowhere else. */
class FormerNameTest {
  private static final String NOBODY = "former-user-1";
  private static final FormerName USER = new FormerName(FormerName.Kind.USER, "ada", NOBODY);
  private static final FormerName TOKEN = new FormerName(FormerName.Kind.TOKEN, "ada", NOBODY);
  private static final FormerName SHOWN = new FormerName(FormerName.Kind.DISPLAY, "Ada L.", NOBODY);

  @Test
  void anActorIsTheUserOrTheTokenAndNeverWhatOthersSee() {
    assertThat(USER.actor()).contains(Actor.user("ada"));
    assertThat(TOKEN.actor()).contains(new Actor(Actor.Kind.TOKEN, "ada"));
    assertThat(SHOWN.actor()).isEmpty();
    assertThat(USER.inActor("user:ada")).isEqualTo("user:former-user-1");
    assertThat(USER.inActor("token:ada")).isEqualTo("token:ada");
    assertThat(TOKEN.inActor("token:ada")).isEqualTo("token:former-user-1");
    assertThat(SHOWN.inActor("user:Ada L.")).isEqualTo("user:Ada L.");
    assertThat(USER.inActor("user:adam")).isEqualTo("user:adam");
  }

  @Test
  void anActorIsFoundHoweverDeepItIs() {
    Object deep = List.of(Map.of("a", List.of(Map.of("by", "user:ada", "n", 1))));
    assertThat(USER.in(deep))
        .isEqualTo(List.of(Map.of("a", List.of(Map.of("by", "user:former-user-1", "n", 1)))));
    assertThat(TOKEN.in(deep)).isEqualTo(deep);
  }

  @Test
  void anOwnerIsReplacedAsAFieldAsAChangeAndInAConflict() {
    assertThat(USER.inObject(Map.of("owner", "ada", "title", "ada")))
        .isEqualTo(Map.of("owner", NOBODY, "title", "ada"));
    for (String side : List.of("before", "after", "base", "yours", "theirs")) {
      assertThat(USER.inObject(Map.of("field", "owner", side, "ada")))
          .isEqualTo(Map.of("field", "owner", side, NOBODY));
      Map<String, String> other = Map.of("field", "title", side, "ada");
      assertThat(USER.inObject(other)).isEqualTo(other);
    }
    assertThat(SHOWN.inObject(Map.of("owner", "Ada L."))).isEqualTo(Map.of("owner", NOBODY));
    assertThat(TOKEN.inObject(Map.of("owner", "ada"))).isEqualTo(Map.of("owner", "ada"));
    assertThat(USER.inObject(Map.of("owner", "adam"))).isEqualTo(Map.of("owner", "adam"));
  }

  @Test
  void aMemberOfATeamIsReplacedByName() {
    List<Map<String, String>> team =
        List.of(Map.of("name", "Ada L.", "role", "Ada L."), Map.of("name", "Bo", "role", "x"));
    List<Map<String, String>> after =
        List.of(Map.of("name", NOBODY, "role", "Ada L."), Map.of("name", "Bo", "role", "x"));
    assertThat(SHOWN.inObject(Map.of("assignedTeam", team)))
        .isEqualTo(Map.of("assignedTeam", after));
    assertThat(SHOWN.inObject(Map.of("field", "assignedTeam", "after", team)))
        .isEqualTo(Map.of("field", "assignedTeam", "after", after));
    assertThat(SHOWN.inObject(Map.of("lots", team))).isEqualTo(Map.of("lots", team));
  }

  @ParameterizedTest
  @EnumSource(
      value = FormerName.Kind.class,
      names = {"USER", "TOKEN"})
  void aMessageNamesWhoDidItAtItsEnd(FormerName.Kind kind) {
    FormerName name = new FormerName(kind, "ada", NOBODY);
    assertThat(message(name, "evaluation started by ada"))
        .isEqualTo("evaluation started by former-user-1");
    for (String other : List.of("ada", "by ada went it", "started by adam", "led by canada")) {
      assertThat(message(name, other)).isEqualTo(other);
    }
    assertThat(message(SHOWN, "started by Ada L.")).isEqualTo("started by Ada L.");
  }

  private static Object message(FormerName name, String text) {
    return name.inObject(Map.of("message", text)).getOrDefault("message", "");
  }

  @ParameterizedTest
  @EnumSource(FormerName.Kind.class)
  void aKindIsReadAsItIsWritten(FormerName.Kind kind) {
    assertThat(FormerName.Kind.named(kind.wireName())).isEqualTo(kind);
  }

  @Test
  void aChangeIsToldWithoutItsValues() {
    Revision revision =
        new Revision(
            new BidId("1"),
            2,
            Instant.EPOCH,
            Actor.user("ada"),
            "edited",
            List.of(new FieldChange("title", Optional.of("secret"), Optional.empty())));
    assertThat(Trace.Change.of(revision))
        .isEqualTo(
            new Trace.Change(
                new BidId("1"), 2, Instant.EPOCH, Actor.user("ada"), "edited", List.of("title")));
  }
}
