package planted.domain;

import com.fasterxml.jackson.databind.JsonNode;

/** The domain knows no library. */
record Wired(JsonNode node) {}
