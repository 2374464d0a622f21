/** The facts of a bid as the page orders them, and how each is edited. */
const R = "requirements.";

export const GROUPS = [
  ["tender", [
    ["customerName", "text"],
    [`${R}customerType`, "text"],
    [`${R}industry`, "text"],
    [`${R}country`, "text"],
    ["websiteUrl", "text"],
    [`${R}noticeId`, "text"],
    [`${R}procedure`, "text"],
    [`${R}language`, "text"],
  ]],
  ["terms", [
    [`${R}submissionDeadline`, "deadline"],
    [`${R}budget`, "budget"],
    [`${R}contractType`, "text"],
    [`${R}start`, "date"],
    [`${R}end`, "date"],
    [`${R}durationMonths`, "number"],
    [`${R}awardCriteria`, "rows"],
  ]],
  ["work", [
    [`${R}title`, "text"],
    [`${R}description`, "long"],
    [`${R}projectGoal`, "long"],
    [`${R}technologies`, "texts"],
    [`${R}scope`, "texts"],
    [`${R}keyRequirements`, "texts"],
    [`${R}deliverables`, "texts"],
    [`${R}lots`, "rows"],
    [`${R}classificationCodes`, "rows"],
  ]],
  ["conditions", [
    [`${R}constraints`, "texts"],
    [`${R}certificates`, "texts"],
    [`${R}requiredReferences`, "texts"],
    [`${R}contacts`, "rows"],
  ]],
  ["own", [
    ["owner", "text"],
    ["stage", "text"],
    ["source", "text"],
  ]],
];

export const KINDS = new Map([["title", "text"], ...GROUPS.flatMap(([, fields]) => fields)]);

/** The columns of lists of objects. */
export const COLUMNS = {
  [`${R}awardCriteria`]: [["name", "text"], ["weight", "number"]],
  [`${R}lots`]: [["id", "text"], ["title", "text"], ["description", "text"]],
  [`${R}classificationCodes`]: [["scheme", "text"], ["code", "text"]],
  [`${R}contacts`]: [["name", "text"], ["email", "text"], ["phone", "text"]],
};
