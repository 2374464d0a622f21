/**
 * JSON values in one canonical form, so that comparing their texts is comparing values: members sorted,
 * null members and elements left out, an absent value is null. As the server does.
 */
export function canonical(value) {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(canonical).filter((element) => element !== null);
  if (typeof value !== "object") return value;
  const sorted = {};
  for (const name of Object.keys(value).sort()) {
    const member = canonical(value[name]);
    if (member !== null) sorted[name] = member;
  }
  return sorted;
}

export const same = (one, other) => JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));

const REQUIREMENTS = "requirements.";

/** A field of a bid as the server shows it; `requirements.budget` is a member of `requirements`. */
export function fieldOf(bid, field) {
  if (!bid) return null;
  const value = field.startsWith(REQUIREMENTS)
    ? bid.requirements?.[field.slice(REQUIREMENTS.length)]
    : bid[field];
  return value ?? null;
}

/** The bid with another value in a field. */
export function withField(bid, field, value) {
  if (!field.startsWith(REQUIREMENTS)) return { ...bid, [field]: value ?? null };
  const requirements = { ...bid.requirements };
  const name = field.slice(REQUIREMENTS.length);
  if (value === null || value === undefined) delete requirements[name];
  else requirements[name] = value;
  return { ...bid, requirements };
}

/** A merge patch (RFC 7396) that sets fields; null clears one. */
export function patchOf(changes) {
  const patch = {};
  for (const [field, value] of Object.entries(changes)) {
    if (field.startsWith(REQUIREMENTS)) {
      (patch.requirements ??= {})[field.slice(REQUIREMENTS.length)] = value ?? null;
    } else {
      patch[field] = value ?? null;
    }
  }
  return patch;
}
