package bidloom.http;

import bidloom.protocol.Json;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Answers are written with the product's one JSON mapping. */
class JsonMapping {
  @Produces
  @Singleton
  ObjectMapper mapper() {
    return Json.mapper();
  }
}
