package bidloom.agents.builtin;

import bidloom.domain.RequirementField;
import java.util.EnumSet;
import java.util.Set;

/** Read sets of analysts. */
final class Reads {
  private Reads() {}

  /** What says what a tender is about, and these fields. */
  static Set<RequirementField> subjectAnd(RequirementField... more) {
    EnumSet<RequirementField> fields = EnumSet.copyOf(Passages.SUBJECT);
    fields.addAll(Set.of(more));
    return Set.copyOf(fields);
  }
}
