package bidloom.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActorTest {
  @Test
  void theStoredFormNamesTheKindAndComesBack() {
    assertThat(Actor.user("ada").text()).isEqualTo("user:ada");
    assertThat(Actor.run(new RunId("r1")).text()).isEqualTo("run:r1");
    assertThat(Actor.system("reaper").text()).isEqualTo("system:reaper");
    for (Actor.Kind kind : Actor.Kind.values()) {
      Actor actor = new Actor(kind, "a:b");
      assertThat(Actor.parse(actor.text())).isEqualTo(actor);
    }
  }

  /** What G10 protects is what these have set. */
  @Test
  void usersAndTheirTokensArePeopleAndRunsAreNot() {
    assertThat(Actor.user("ada").person()).isTrue();
    assertThat(new Actor(Actor.Kind.TOKEN, "ci").person()).isTrue();
    assertThat(Actor.run(new RunId("r1")).person()).isFalse();
    assertThat(Actor.system("reaper").person()).isFalse();
  }
}
