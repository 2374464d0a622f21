package bidloom.domain;

import java.util.Optional;

/** One field's step in a revision; empty is "no value". */
public record FieldChange(String field, Optional<Object> before, Optional<Object> after) {}
