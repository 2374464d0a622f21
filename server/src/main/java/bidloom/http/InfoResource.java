package bidloom.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is running here. */
@Path("/actuator/info")
@Produces(MediaType.APPLICATION_JSON)
class InfoResource {
  private final String version;

  InfoResource(@ConfigProperty(name = "quarkus.application.version") String version) {
    this.version = version;
  }

  @GET
  public Map<String, Object> info() {
    return Map.of("name", "bidloom", "version", version, "java", Runtime.version().toString());
  }
}
