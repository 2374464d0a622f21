package bidloom.domain;

import java.util.Locale;
import java.util.Optional;

/** What a person or a program may do. Each role may do all that the ones before it may. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** A bid manager: edits bids and runs agents on them. */
  BD,
  /** Leads a business line: also routes bids to it and assigns its teams. */
  BL,
  /** Also keeps the users, the tokens of others and the company profile. */
  ADMIN;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that wire name, or nothing. */
  public static Optional<Role> parse(String wireName) {
    for (Role role : values()) {
      if (role.wireName().equals(wireName)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /** True where who has this role may do what takes {@code least}. */
  public boolean covers(Role least) {
    return compareTo(least) >= 0;
  }

  /** The one of the two that may do less. */
  public Role lesser(Role other) {
    return covers(other) ? other : this;
  }
}
