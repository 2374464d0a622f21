package bidloom.node;

import bidloom.agents.CompanyProfile;
import bidloom.service.Profiles;
import java.util.Map;

/** What the agents know as a profile. */
public final class ProfileForm implements Profiles.Form {
  /** Read when it is first asked for. */
  private static final class Sample {
    static final Map<String, Object> VALUES = CompanyProfile.sample().values();
  }

  @Override
  public Map<String, Object> sample() {
    return Sample.VALUES;
  }

  @Override
  public Map<String, Object> checked(Map<String, Object> values) {
    return CompanyProfile.of(values).values();
  }
}
