import { Problem } from "./problem.js";
import { fieldOf, same } from "./values.js";

const EDITABLE = new Set(["title", "customerName", "source", "stage", "websiteUrl", "owner"]);
const ATTEMPTS = 5;

/** True for what a person edits: the rest goes back by actions of its own. */
export const restorable = (field) => EDITABLE.has(field) || (field.startsWith("requirements.") && field !== "requirements.found");

/**
 * Gives fields of a bid the values that they had in `before`. What others changed since version `seen`, which the
 * person decided on, is not undone unseen: such a field becomes a draft that waits as a conflict. Answers their
 * names.
 *
 * @param fields without them all that a person edits
 */
export async function restore(model, { before, seen, fields }) {
  const hit = new Map();
  let newest = seen;
  let wanted = fields;
  for (let attempt = 1; !wanted || wanted.length; attempt++) {
    try {
      const body = { version: before.version, ...(wanted ? { fields: wanted } : {}) };
      await model.server.post(`${model.path}/restore`, body, { ifMatch: newest });
      break;
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.kind !== "conflict" || attempt === ATTEMPTS) throw problem;
      const { currentVersion, current, fields: touched } = problem.members;
      for (const conflict of touched) if (restorable(conflict.field)) hit.set(conflict.field, conflict);
      wanted = (fields ?? differing(before, current)).filter((field) => !hit.has(field));
      newest = currentVersion;
    }
  }
  await model.refresh();
  const open = [...hit.values()].filter(({ base, yours }) => !same(base, yours)); // else only they changed it
  for (const conflict of open) wait(model, conflict, seen);
  model.changed();
  return open.map(({ field }) => field);
}

/** What is typed already is not replaced. */
function wait(model, conflict, seen) {
  if (model.drafts.has(conflict.field)) return;
  model.keep(conflict.field, { value: conflict.yours ?? null, base: { version: seen, value: conflict.base ?? null }, conflict, at: Date.now() });
}

/** The fields of a person in which two states of a bid differ. */
function differing(one, other) {
  const names = [...EDITABLE, ...[one, other].flatMap(({ requirements }) => Object.keys(requirements)).map((name) => `requirements.${name}`)];
  return [...new Set(names)].filter((field) => restorable(field) && !same(fieldOf(one, field), fieldOf(other, field)));
}
