/**
 * What the sections of the company's profile consist of, member by member: a kind of value, an object in a list
 * (`[{...}]`), or `amounts`, numbers by name. `fixed` amounts have the names that they have; a `plain` number is no amount.
 */
const INDUSTRY = { name: "text", years: "number", keywords: "texts" };
const RIVAL = { name: "text", strength: "number", fields: "texts" };

export const SHAPE = {
  company: { name: "text", country: "text", employees: "number", annualTurnover: "number", currency: "text", languages: "texts", certificates: "texts" },
  rules: { threshold: "number", conditionalBand: "number", minimumConfidence: "number", blockingClauses: "texts", weights: "fixed" },
  market: { customerTypes: "texts", countries: "texts", relationships: "texts", industries: [INDUSTRY], competitors: [RIVAL], partners: [RIVAL] },
  capacity: { dayRate: "number", dayCost: "number", peopleAvailable: "number", smallestContract: "number", largestContract: "number", dayRates: "amounts", exchangeRates: "amounts" },
  businessLines: [{ name: "text", capabilities: "texts", skills: "texts" }],
  capabilities: [{ name: "text", level: "number", people: "number", technologies: "texts", keywords: "texts", cpv: "texts" }],
  references: [{ title: "text", customerType: "text", industry: "text", value: "number", year: "plain", success: "flag", technologies: "texts", keywords: "texts" }],
};

/** A new element of a list: all its lists are empty, and nothing is said yet. */
export const blank = (shape) =>
  Object.fromEntries(Object.entries(shape).flatMap(([name, kind]) => (kind === "texts" ? [[name, []]] : kind === "flag" ? [[name, true]] : [])));
