import { html, live, nothing } from "./lit.js";
import { COLUMNS } from "./fields.js";
import { momentIn, number as shownNumber } from "./format.js";
import { locale, t } from "./text.js";

/**
 * Editors by kind of field. Each shows a value and tells of another by `put(value, {raw, error})`; `raw` is
 * what stands in the field where that is not the value itself, so that half a number stays as it was typed.
 */
export function editor(kind, field, { value, raw, put, label, readonly, invalid, described }) {
  const common = { field, put, label, readonly, invalid, described };
  switch (kind) {
    case "texts":
      return area({ ...common, text: raw ?? (value || []).join("\n"), put: (text) => put(lines(text), { raw: text }), list: true });
    case "number":
      return line({ ...common, text: raw ?? decimal(value), put: (text) => putNumber(text, put), mode: "decimal" });
    case "date":
      return date({ ...common, value });
    case "deadline":
      return deadline({ ...common, value });
    case "budget":
      return budget({ ...common, value, raw });
    case "rows":
      return rows({ ...common, value });
    default:
      return area({ ...common, text: raw ?? value ?? "", put: (text) => put(text.trim() === "" ? null : text, { raw: text }) });
  }
}

const lines = (text) => {
  const list = text.split("\n").map((one) => one.trim()).filter(Boolean);
  return list.length ? list : null;
};

const decimal = (value) => (typeof value === "number" ? shownNumber(value, { maximumFractionDigits: 6 }) : "");

/** A number as people write it here: 1,234.5 in English, 1.234,5 in German. Undefined where it is none. */
export function parseNumber(text) {
  const point = (1.5).toLocaleString(locale)[1];
  const plain = text.replaceAll(/\s/g, "").replaceAll(point === "," ? "." : ",", "").replace(point, ".");
  if (plain === "") return null;
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

function putNumber(text, put) {
  const value = parseNumber(text);
  if (value === undefined) put(null, { raw: text, error: t("edit.number") });
  else put(value, { raw: text });
}

const attributes = ({ invalid }) => ({ invalid: invalid ? "true" : "false" });

function area({ field, text, put, label, readonly, list, described, ...rest }) {
  return html`<textarea rows="1" data-field=${field} class=${list ? "list" : ""} aria-label=${label} aria-invalid=${attributes(rest).invalid} aria-describedby=${described || nothing}
    ?readonly=${readonly} placeholder=${readonly ? "–" : list ? t("edit.list") : t("edit.empty")} .value=${live(text)} @input=${(event) => put(event.target.value)}></textarea>`;
}

function line({ field, text, put, label, readonly, mode, described, placeholder, ...rest }) {
  return html`<input data-field=${field} inputmode=${mode || nothing} aria-label=${label} aria-invalid=${attributes(rest).invalid} aria-describedby=${described || nothing}
    ?readonly=${readonly} placeholder=${placeholder ?? (readonly ? "–" : t("edit.empty"))} .value=${live(text)} @input=${(event) => put(event.target.value)} />`;
}

function date({ field, value, put, label, readonly, described }) {
  return html`<input type="date" class=${value ? "" : "void"} data-field=${field} aria-label=${label} aria-describedby=${described || nothing} ?readonly=${readonly} .value=${live(value || "")}
    @input=${(event) => event.target.validity.badInput || put(event.target.value || null)} />`;
}

/** The wall clock of a moment in a zone, as a field for local times takes it. */
export function wallClock(instant, zone) {
  try {
    const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone === "Z" ? "UTC" : zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(new Date(instant));
    const of = (type) => parts.find((part) => part.type === type).value;
    return `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}`;
  } catch {
    return "";
  }
}

/** The moment at which a zone's clocks show that. */
export function instantOf(wall, zone) {
  const asUtc = Date.parse(`${wall}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  let guess = asUtc;
  for (let i = 0; i < 2; i++) guess += asUtc - Date.parse(`${wallClock(new Date(guess).toISOString(), zone)}:00Z`);
  return Number.isNaN(guess) ? null : new Date(guess).toISOString().replace(".000Z", "Z");
}

function deadline({ field, value, put, label, readonly, described }) {
  const zone = value?.zone || Intl.DateTimeFormat().resolvedOptions().timeZone || "Z";
  const typed = ({ target }) => {
    if (target.validity.badInput) return;
    const instant = target.value && instantOf(target.value, zone);
    put(instant ? { instant, zone } : null);
  };
  return html`<span class="pair">
    <input type="datetime-local" class=${value ? "" : "void"} data-field=${field} aria-label=${label} aria-describedby=${described || nothing} ?readonly=${readonly} title=${value ? momentIn(value.instant, value.zone) : ""} .value=${live(value ? wallClock(value.instant, zone) : "")} @input=${typed} />
    <span class="zone">${value ? (zone === "Z" ? "UTC" : zone.replace(/^(?=[+-])/, "UTC")) : ""}</span></span>`;
}

function budget({ field, value, raw, put, label, readonly, invalid }) {
  const texts = raw ?? { min: decimal(value?.min), max: decimal(value?.max), currency: value?.currency || "" };
  const change = (name) => (text) => {
    const now = { ...texts, [name]: text };
    const min = parseNumber(now.min);
    const max = parseNumber(now.max);
    const members = { min, max, currency: now.currency.trim().toUpperCase() || null };
    for (const member of Object.keys(members)) if (members[member] === null) delete members[member];
    if (min === undefined || max === undefined) put(null, { raw: now, error: t("edit.number") });
    else put(Object.keys(members).length ? members : null, { raw: now });
  };
  const part = (name) => line({ field, label: `${label}, ${t(`budget.${name}`)}`, text: texts[name], put: change(name), readonly, invalid, mode: name === "currency" ? undefined : "decimal", placeholder: t(`budget.${name}`) });
  return html`<span class="budget">${part("min")}<span aria-hidden="true">–</span>${part("max")}${part("currency")}</span>`;
}

/** A small table; the row after the last is there to be filled in. */
function rows({ field, value, put, label, readonly }) {
  const columns = COLUMNS[field];
  const list = value || [];
  const change = (index, name, type, text) => {
    const next = list.map((row) => ({ ...row }));
    next[index] = { ...next[index] };
    const number = type === "number" ? parseNumber(text) : undefined;
    if (text.trim() === "") delete next[index][name];
    else next[index][name] = typeof number === "number" ? number : text;
    const kept = next.filter((row) => row && Object.keys(row).length);
    put(kept.length ? kept : null);
  };
  const cell = (row, index, [name, type]) => html`<td><input data-field=${field} aria-label=${`${label} ${index + 1}, ${t(`part.${name}`)}`} ?readonly=${readonly}
    placeholder=${index === list.length ? t(`part.${name}`) : ""} .value=${live(type === "number" && typeof row[name] === "number" ? decimal(row[name]) : row[name] ?? "")} @input=${(event) => change(index, name, type, event.target.value)} /></td>`;
  const shown = readonly ? list : [...list, {}];
  if (!shown.length) return html`<span class="unknown">–</span>`;
  return html`<table class="parts ${field.split(".").pop()}"><tbody>${shown.map((row, index) => html`<tr>${columns.map((column) => cell(row, index, column))}</tr>`)}</tbody></table>`;
}
