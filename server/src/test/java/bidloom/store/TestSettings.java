package bidloom.store;

import bidloom.domain.IdentityLimits;
import bidloom.domain.Settings;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The usual settings but for some, by the names of their components. */
public final class TestSettings {
  private TestSettings() {}

  public static Settings with(Map<String, ?> changed) {
    return with(Settings.DEFAULTS, changed);
  }

  public static IdentityLimits identity(Map<String, ?> changed) {
    return with(IdentityLimits.DEFAULTS, changed);
  }

  private static <T extends Record> T with(T usual, Map<String, ?> changed) {
    Map<String, Object> rest = new HashMap<>(changed);
    @SuppressWarnings("unchecked")
    Class<T> type = (Class<T>) usual.getClass();
    RecordComponent[] components = type.getRecordComponents();
    try {
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        Object wanted = rest.remove(components[i].getName());
        values[i] = wanted == null ? components[i].getAccessor().invoke(usual) : wanted;
      }
      if (!rest.isEmpty()) {
        throw new IllegalArgumentException("no such setting: " + rest.keySet());
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException notASetting) {
      throw new IllegalArgumentException(changed.toString(), notASetting);
    }
  }
}
