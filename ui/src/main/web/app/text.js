import en from "./en.js";
import de from "./de.js";

const LANGUAGE = "bidloom.language";
const dictionaries = { en, de };

const wanted = localStorage.getItem(LANGUAGE) || navigator.language.slice(0, 2);
const language = dictionaries[wanted] ? wanted : "en";

export const languages = Object.keys(dictionaries);
export const currentLanguage = () => language;

/** The language with the region that the browser names, for dates and numbers. */
export const locale = navigator.languages.find((one) => one.startsWith(language)) || language;

/** Another language from now on. What is typed is kept over the reload. */
export function setLanguage(next) {
  localStorage.setItem(LANGUAGE, next);
  location.reload();
}

/** The text of a key; `{name}` in it is filled in, and `{n|one|many}` chooses by number. */
export function t(key, values = {}) {
  const text = dictionaries[language][key] ?? en[key];
  if (text === undefined) return key.split(".").pop().replaceAll("_", " ");
  return text
    .replace(/\{(\w+)\}/g, (_, name) => format(values[name]))
    .replace(/\{(\w+)\|([^|}]*)\|([^}]*)\}/g, (_, name, one, many) => (values[name] === 1 ? one : many).replace("#", format(values[name])));
}

const format = (value) => (typeof value === "number" ? value.toLocaleString(locale) : value ?? "");

export const has = (key) => key in en;
