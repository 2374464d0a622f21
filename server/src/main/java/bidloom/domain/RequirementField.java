package bidloom.domain;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a tender can ask for, one entry a field. The name is the member of {@code requirements} on
 * the wire; {@code requirements.<name>} is the field's name in revisions, conflicts and inputs.
 */
public enum RequirementField {
  CUSTOMER_NAME("customerName", FieldType.TEXT),
  CUSTOMER_TYPE("customerType", FieldType.TEXT),
  INDUSTRY("industry", FieldType.TEXT),
  COUNTRY("country", FieldType.TEXT),
  WEBSITE_URL("websiteUrl", FieldType.TEXT),
  TITLE("title", FieldType.TEXT),
  DESCRIPTION("description", FieldType.TEXT),
  PROJECT_GOAL("projectGoal", FieldType.TEXT),
  PROCEDURE("procedure", FieldType.TEXT),
  NOTICE_ID("noticeId", FieldType.TEXT),
  CLASSIFICATION_CODES("classificationCodes", FieldType.OBJECTS),
  TECHNOLOGIES("technologies", FieldType.TEXTS),
  SCOPE("scope", FieldType.TEXTS),
  KEY_REQUIREMENTS("keyRequirements", FieldType.TEXTS),
  CONSTRAINTS("constraints", FieldType.TEXTS),
  DELIVERABLES("deliverables", FieldType.TEXTS),
  REQUIRED_REFERENCES("requiredReferences", FieldType.TEXTS),
  CERTIFICATES("certificates", FieldType.TEXTS),
  BUDGET("budget", FieldType.OBJECT),
  SUBMISSION_DEADLINE("submissionDeadline", FieldType.OBJECT),
  START("start", FieldType.DATE),
  END("end", FieldType.DATE),
  DURATION_MONTHS("durationMonths", FieldType.NUMBER),
  CONTRACT_TYPE("contractType", FieldType.TEXT),
  AWARD_CRITERIA("awardCriteria", FieldType.OBJECTS),
  LOTS("lots", FieldType.OBJECTS),
  CONTACTS("contacts", FieldType.OBJECTS),
  LANGUAGE("language", FieldType.TEXT),
  /** Per field name: how sure (0-100) and where in the source it was found. */
  FOUND("found", FieldType.OBJECT);

  private static final Map<String, RequirementField> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(field -> field.wireName, Function.identity()));

  private final String wireName;
  private final FieldType type;

  RequirementField(String wireName, FieldType type) {
    this.wireName = wireName;
    this.type = type;
  }

  /** The member name inside {@code requirements}. */
  public String wireName() {
    return wireName;
  }

  /** The name of the field on the bid: the unit of conflict. */
  public String fieldName() {
    return "requirements." + wireName;
  }

  public FieldType type() {
    return type;
  }

  public static Optional<RequirementField> named(String wireName) {
    return Optional.ofNullable(BY_NAME.get(wireName));
  }
}
