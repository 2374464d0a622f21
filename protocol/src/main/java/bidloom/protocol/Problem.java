package bidloom.protocol;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.Map;

/**
 * A problem (RFC 9457), {@code application/problem+json}.
 *
 * @param type a relative reference to a short page about this kind of problem
 * @param detail what happened and what to do
 * @param instance the id of the request, which the server's log has too
 * @param members further members, by kind
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    @JsonAnyGetter Map<String, Object> members) {
  public static final String MEDIA_TYPE = "application/problem+json";
}
