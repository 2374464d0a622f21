package bidloom.http;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Actor;
import bidloom.domain.LoginName;
import bidloom.domain.Principal;
import bidloom.domain.Role;
import bidloom.domain.Settings;
import bidloom.log.Frame;
import bidloom.log.Frames;
import bidloom.service.Identity;
import bidloom.service.Tokens;
import bidloom.store.Database;
import bidloom.store.TestDatabase;
import bidloom.store.TestSettings;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose streams go on, and whose do not. */
@Timeout(60)
class StreamDoorTest {
  private static final Principal ADMIN = AllowancesTest.caller("admin", Actor.user("admin"));

  private final Database database = TestDatabase.sqlite().open();
  private final Settings settings =
      TestSettings.with(
          Map.of(
              "keepAlive",
              Duration.ofMillis(90),
              "identity",
              TestSettings.identity(Map.of("streamCheck", Duration.ofMillis(50)))));
  private final Identity identity =
      new Identity(
          database, settings.identity(), () -> UUID.randomUUID().toString(), System::nanoTime);
  private final OpenStreams streams = new OpenStreams(settings);
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable LocalServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
    database.close();
  }

  private final class Silent implements Frames {
    @Override
    public List<Frame> next() {
      return List.of();
    }

    @Override
    public boolean ended() {
      return false;
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @SuppressWarnings("deprecation") // the way that Quarkus takes is internal
  private URI serve() {
    StreamDoor door = new StreamDoor(settings, streams, new Authentication(identity));
    server =
        new LocalServer(
            router ->
                router
                    .route()
                    .handler(
                        rc -> {
                          rc.setUser(
                              new QuarkusHttpUser(
                                  QuarkusSecurityIdentity.builder()
                                      .addAttribute(Caller.PRINCIPAL, ADMIN)
                                      .setAnonymous(true)
                                      .build()));
                          door.open(
                              rc,
                              ready ->
                                  new StreamDoor.Opening.Stream(Optional.empty(), new Silent()));
                        }));
    return server.base();
  }

  private static InputStream opened(URI uri, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body();
  }

  @Test
  void aStreamEndsWithTheTokenThatOpenedItAndNotBefore() throws Exception {
    identity.bootstrap().run(Optional.of("first"));
    Tokens.Issued issued =
        identity
            .tokens()
            .issue(
                new LoginName("admin"),
                new Tokens.Draft(
                    new LoginName("watcher"), Optional.of(Role.VIEWER), Optional.empty()));
    try (InputStream stream = opened(serve(), issued.secret())) {
      byte[] some = stream.readNBytes(400); // some signs of life, checks among them
      assertThat(new String(some, StandardCharsets.UTF_8)).contains("still here");
      assertThat(closed.getCount()).isEqualTo(1);
      assertThat(streams.count()).isEqualTo(1);
      identity.tokens().revoke(Optional.empty(), issued.token().id());
      assertThat(stream.readAllBytes()).isNotNull();
      assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(streams.count()).isZero();
  }
}
