import { same } from "./values.js";

const MOST_TOKENS = 4000;

/**
 * The longest common subsequence of two lists, as pairs of places. Long middles that share nothing are
 * one change: what a person has to look at stays bounded.
 */
function common(one, other) {
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start++;
  let end = 0;
  while (end < one.length - start && end < other.length - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  const pairs = [];
  for (let i = 0; i < start; i++) pairs.push([i, i]);
  pairs.push(...middle(one.slice(start, one.length - end), other.slice(start, other.length - end), start));
  for (let i = end; i > 0; i--) pairs.push([one.length - i, other.length - i]);
  return pairs;
}

function middle(one, other, offset) {
  const width = other.length + 1;
  if (one.length * other.length > MOST_TOKENS * 500 || !one.length || !other.length) return [];
  const length = new Uint16Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      length[i * width + j] = one[i] === other[j]
        ? length[(i + 1) * width + j + 1] + 1
        : Math.max(length[(i + 1) * width + j], length[i * width + j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    if (one[i] === other[j]) pairs.push([offset + i++, offset + j++]);
    else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) i++;
    else j++;
  }
  return pairs;
}

/** Words with the space behind them: joined they are the text again. */
export const words = (text) => text.match(/\s+|[^\s]+\s*/g) || [];

/** What became of a text: `[{kind: "same" | "gone" | "new", text}]`. */
export function diff(before, after) {
  const parts = [];
  const add = (kind, tokens) => tokens.length && parts.push({ kind, text: tokens.join("") });
  const one = words(before);
  const other = words(after);
  let i = 0;
  let j = 0;
  for (const [a, b] of [...common(one, other), [one.length, other.length]]) {
    add("gone", one.slice(i, a));
    add("new", other.slice(j, b));
    if (a < one.length) add("same", [one[a]]);
    i = a + 1;
    j = b + 1;
  }
  return joined(parts);
}

function joined(parts) {
  const result = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last?.kind === part.kind) last.text += part.text;
    else result.push({ ...part });
  }
  return result;
}

/** The stretches of a list that another replaces: `[{from, to, by}]`. */
function changes(base, changed) {
  const found = [];
  let i = 0;
  let j = 0;
  for (const [a, b] of [...common(base, changed), [base.length, changed.length]]) {
    if (a > i || b > j) found.push({ from: i, to: a, by: changed.slice(j, b) });
    i = a + 1;
    j = b + 1;
  }
  return found;
}

const touch = (one, other) => one.from <= other.to && other.from <= one.to;
const equal = (one, other) => one.from === other.from && one.to === other.to && same(one.by, other.by);

/** Three-way merge of lists of words or lines; null where both changed the same place otherwise. */
export function mergeLists(base, mine, theirs) {
  const own = changes(base, mine);
  const other = changes(base, theirs);
  const all = [...own];
  for (const change of other) {
    if (own.some((one) => equal(one, change))) continue;
    if (own.some((one) => touch(one, change))) return null;
    all.push(change);
  }
  all.sort((one, two) => two.from - one.from);
  const merged = [...base];
  for (const change of all) merged.splice(change.from, change.to - change.from, ...change.by);
  return merged;
}

const isText = (value) => typeof value === "string";
const isTexts = (value) => Array.isArray(value) && value.every(isText);

/**
 * What both sides wanted, where that can be said: of texts by their words, of lists by their elements.
 * `{merged}` or null.
 */
export function mergeValues(base, mine, theirs) {
  if (same(mine, theirs) || same(base, theirs)) return { merged: mine };
  if (same(base, mine)) return { merged: theirs };
  if (isText(mine) && isText(theirs)) {
    const merged = mergeLists(words(isText(base) ? base : ""), words(mine), words(theirs));
    return merged && base ? { merged: merged.join("") } : null;
  }
  if (isTexts(mine) && isTexts(theirs)) {
    return { merged: mergeSets(isTexts(base) ? base : [], mine, theirs) };
  }
  return null;
}

/** Lists of facts: what either side took out is out, what either side added is in, in my order. */
function mergeSets(base, mine, theirs) {
  const gone = new Set(base.filter((one) => !mine.includes(one) || !theirs.includes(one)));
  return [...new Set([...mine, ...theirs])].filter((one) => !gone.has(one));
}
