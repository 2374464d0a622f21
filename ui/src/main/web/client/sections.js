import { canonical, same } from "./values.js";

/**
 * Objects and lists of named objects as their parts, so that two people can change different ones. A list's
 * elements are known by their `name` or `title`, or by their place where they have none.
 */
function parts(value) {
  if (!Array.isArray(value)) return new Map(Object.entries(value || {}));
  const named = new Map();
  value.forEach((element, i) => {
    const name = element?.name || element?.title || "";
    named.set(name && !named.has(name) ? name : `${name}#${i + 1}`, element);
  });
  return named;
}

/**
 * The three-way merge of a section by its parts. Where both sides changed one to something else, `merged` has
 * mine, and `conflicts` tells its name and theirs.
 */
export function mergeSection(base, mine, theirs) {
  const [was, own, other] = [base, mine, theirs].map(parts);
  const conflicts = [];
  const merged = new Map();
  for (const name of new Set([...own.keys(), ...other.keys()])) {
    const [b, m, t] = [was, own, other].map((side) => side.get(name));
    const kept = same(m, b) ? t : m;
    if (!same(m, b) && !same(t, b) && !same(m, t)) conflicts.push({ name, theirs: t });
    if (kept !== undefined) merged.set(name, kept);
  }
  return { merged: whole(merged, mine), conflicts };
}

/** A section with one of its parts as another has it. */
export function withPart(section, name, value) {
  const changed = parts(section);
  if (value === undefined) changed.delete(name);
  else changed.set(name, value);
  return whole(changed, section);
}

const whole = (named, like) => (Array.isArray(like) ? [...named.values()] : Object.fromEntries(named));

/** The JSON merge patch (RFC 7396) that makes one object the other. */
export function mergePatch(from, to) {
  const patch = {};
  for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
    if (same(from[name], to[name])) continue;
    const nested = [from[name], to[name]].every((value) => value && typeof value === "object" && !Array.isArray(value));
    patch[name] = nested ? mergePatch(from[name], to[name]) : canonical(to[name]);
  }
  return patch;
}
