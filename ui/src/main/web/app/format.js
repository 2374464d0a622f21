import { has, locale, t } from "./text.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const cache = new Map();
function intl(kind, options) {
  const key = kind.name + JSON.stringify(options);
  if (!cache.has(key)) cache.set(key, new kind(locale, options));
  return cache.get(key);
}

export const number = (value, options = {}) => intl(Intl.NumberFormat, options).format(value);
export const percent = (share) => number(share, { style: "percent", maximumFractionDigits: 0 });

const dateOf = (value) => new Date(value);
const valid = (value) => value && !Number.isNaN(dateOf(value).getTime());

export const day = (value) =>
  valid(value) ? intl(Intl.DateTimeFormat, { day: "numeric", month: "short", year: "numeric" }).format(dateOf(value)) : "";

export const moment = (value, zone) =>
  valid(value)
    ? intl(Intl.DateTimeFormat, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", ...(zone ? { timeZone: zone, timeZoneName: "short" } : {}) }).format(dateOf(value))
    : "";

/** A moment in the zone that a notice states, where this browser knows it. */
export function momentIn(value, zone) {
  try {
    return moment(value, zone === "Z" ? "UTC" : zone);
  } catch {
    return moment(value);
  }
}

export function ago(value) {
  const past = Date.now() - dateOf(value).getTime();
  if (past < MINUTE) return t("time.now");
  const relative = intl(Intl.RelativeTimeFormat, { numeric: "auto", style: "short" });
  if (past < HOUR) return relative.format(-Math.floor(past / MINUTE), "minute");
  if (past < DAY) return relative.format(-Math.floor(past / HOUR), "hour");
  if (past < 30 * DAY) return relative.format(-Math.floor(past / DAY), "day");
  return day(value);
}

/** How long until a deadline: `{text, tone: "late" | "soon" | "near" | "far"}`. */
export function countdown(value) {
  if (!valid(value)) return null;
  const left = dateOf(value).getTime() - Date.now();
  if (left < 0) return { text: t("deadline.past", { ago: ago(value) }), tone: "late" };
  const tone = left < 3 * DAY ? "soon" : left < 14 * DAY ? "near" : "far";
  if (left < HOUR) return { text: t("deadline.minutes", { n: Math.ceil(left / MINUTE) }), tone };
  if (left < 2 * DAY) {
    return { text: t("deadline.hours", { h: Math.floor(left / HOUR), m: Math.floor((left % HOUR) / MINUTE) }), tone };
  }
  if (left > 100 * DAY) return { text: day(value), tone };
  return { text: t("deadline.days", { n: Math.floor(left / DAY) }), tone };
}

export function money(budget, compact = false) {
  const amount = budget?.max ?? budget?.min;
  if (typeof amount !== "number") return "";
  const options = compact ? { notation: "compact", maximumFractionDigits: 1 } : { maximumFractionDigits: 2 };
  const show = (value) => currency(value, budget.currency, options);
  if (!compact && typeof budget.min === "number" && typeof budget.max === "number" && budget.min !== budget.max) {
    return `${show(budget.min)} – ${show(budget.max)}`;
  }
  return show(amount);
}

function currency(value, code, options) {
  try {
    if (code) return number(value, { style: "currency", currency: code, minimumFractionDigits: 0, ...options });
  } catch {
    // Not a currency that Intl knows: shown as it stands.
  }
  return `${number(value, options)}${code ? ` ${code}` : ""}`;
}

export function duration(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  if (seconds < 90) return t("duration.seconds", { n: Math.round(seconds) });
  if (seconds < 90 * 60) return t("duration.minutes", { n: Math.round(seconds / 60) });
  if (seconds < 48 * 3600) return t("duration.hours", { n: Math.round(seconds / 3600) });
  return t("duration.days", { n: Math.round(seconds / 86400) });
}

/** Who did it, as people say it. */
export function actorName(actor) {
  const [kind, ...rest] = (actor || "").split(":");
  const name = rest.join(":");
  if (kind === "run") return t("actor.agents");
  if (kind === "system") return t("actor.system");
  return name || actor || "";
}

export const initials = (actor) =>
  actor?.startsWith("run:") ? "◆" :
  actorName(actor).split(/[\s._-]+/).filter(Boolean).slice(0, 2).map((word) => word[0].toUpperCase()).join("") || "?";

/** One of eight colours that belongs to a name. */
export function hue(actor) {
  let sum = 0;
  for (const c of actor?.startsWith("run:") ? "run" : actor || "") sum = (sum * 31 + c.codePointAt(0)) % 8;
  return sum;
}

export function fieldName(field) {
  const key = `field.${field}`;
  return has(key) ? t(key) : field.replace(/^requirements\./, "");
}

/** A value of a field as one line or a few. */
export function shown(field, value) {
  if (value === null || value === undefined || value === "") return "";
  if (typeof value === "number") return number(value, { maximumFractionDigits: 4 });
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  const name = field.replace(/^requirements\./, "");
  if (name === "status") return t(`status.${value}`);
  if (name === "decision") return t(`decision.${value}`);
  if (name === "budget") return money(value);
  if (name === "submissionDeadline") return momentIn(value.instant, value.zone);
  if ((name === "start" || name === "end") && valid(value)) return day(value);
  if (Array.isArray(value)) return value.map((one) => (typeof one === "object" ? line(one) : one)).join("\n");
  if (typeof value === "object") return line(value);
  return String(value);
}

function line(object) {
  return Object.values(object)
    .filter((member) => member !== null && typeof member !== "object")
    .join(" · ") || JSON.stringify(object);
}
