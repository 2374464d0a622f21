package bidloom.domain;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The top-level fields of a bid, beside those of its requirements. */
public enum BidField {
  TITLE("title", FieldType.TEXT, true),
  CUSTOMER_NAME("customerName", FieldType.TEXT, true),
  SOURCE("source", FieldType.TEXT, true),
  STAGE("stage", FieldType.TEXT, true),
  INPUT_TYPE("inputType", FieldType.TEXT, false),
  RAW_INPUT("rawInput", FieldType.TEXT, true),
  WEBSITE_URL("websiteUrl", FieldType.TEXT, true),
  OWNER("owner", FieldType.TEXT, true),
  METADATA("metadata", FieldType.OBJECT, false),
  QUICK_SCAN("quickScan", FieldType.OBJECT, false),
  BIT_EVALUATION("bitEvaluation", FieldType.OBJECT, false),
  DECISION("decision", FieldType.TEXT, false),
  DECISION_DATA("decisionData", FieldType.OBJECT, false),
  ASSIGNED_BUSINESS_LINE("assignedBusinessLine", FieldType.TEXT, false),
  ASSIGNED_TEAM("assignedTeam", FieldType.OBJECTS, false),
  OUTCOME("outcome", FieldType.TEXT, false);

  private static final Map<String, BidField> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(field -> field.wireName, Function.identity()));

  private final String wireName;
  private final FieldType type;
  private final boolean editable;

  BidField(String wireName, FieldType type, boolean editable) {
    this.wireName = wireName;
    this.type = type;
    this.editable = editable;
  }

  public String wireName() {
    return wireName;
  }

  public FieldType type() {
    return type;
  }

  /** True where a person edits it directly; the others change by an action of their own. */
  public boolean editable() {
    return editable;
  }

  public static Optional<BidField> named(String wireName) {
    return Optional.ofNullable(BY_NAME.get(wireName));
  }
}
