package bidloom.store;

import bidloom.domain.Settings;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The usual settings but for some, by the names of their components. */
public final class TestSettings {
  private TestSettings() {}

  public static Settings with(Map<String, ?> changed) {
    Map<String, Object> rest = new HashMap<>(changed);
    RecordComponent[] components = Settings.class.getRecordComponents();
    try {
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        Object usual = components[i].getAccessor().invoke(Settings.DEFAULTS);
        Object wanted = rest.remove(components[i].getName());
        values[i] = wanted == null ? usual : wanted;
      }
      if (!rest.isEmpty()) {
        throw new IllegalArgumentException("no such setting: " + rest.keySet());
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return Settings.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException notASetting) {
      throw new IllegalArgumentException(changed.toString(), notASetting);
    }
  }
}
