package bidloom.domain;

import java.util.Map;

/** What a request is answered with: an HTTP status, headers and a JSON body. */
public record Answer(int status, Map<String, String> headers, String body) {}
