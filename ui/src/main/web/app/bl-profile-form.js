import { html, live, nothing, Part } from "./lit.js";
import { app } from "./context.js";
import { editor } from "./editors.js";
import { actorName, ago, number } from "./format.js";
import { blank, SHAPE } from "./profile-shape.js";
import { mergePatch, mergeSection, withPart } from "../client/sections.js";
import { same } from "../client/values.js";
import { has, t } from "./text.js";
import "./bl-dialog.js";

const keyOf = (section) => ["bidloom.profile", app.me.account, section].map(encodeURIComponent).join("/");

/** Whether something is typed in a section and not saved. */
export const begun = (section) => localStorage.getItem(keyOf(section)) !== null;

/**
 * One section of the profile to be edited. What is typed is kept in this browser until it is saved or given up.
 * Where somebody saved a newer version meanwhile, both are brought together part by part, and the person is
 * asked where both changed the same.
 */
class BlProfileForm extends Part {
  static properties = { section: {}, profile: { attribute: false }, value: { state: true }, problem: { state: true }, busy: { state: true } };
  conflicts = [];
  raws = new Map();
  wrong = new Set();
  added = new Set();

  willUpdate() {
    if (this.value) return;
    const kept = this.#kept();
    this.base = kept?.base ?? this.profile;
    this.value = kept?.value ?? structuredClone(this.profile[this.section]);
    this.conflicts = kept?.conflicts ?? [];
  }

  // What is typed, until it is saved.

  #kept() {
    try {
      return JSON.parse(localStorage.getItem(keyOf(this.section)));
    } catch {
      return null;
    }
  }

  #set(value) {
    this.value = value;
    try {
      localStorage.setItem(keyOf(this.section), JSON.stringify({ base: this.base, value, conflicts: this.conflicts }));
    } catch {
      // No space left: it is in this tab's memory only.
    }
  }

  #close() {
    localStorage.removeItem(keyOf(this.section));
    this.tell("dismissed");
  }

  // Saving.

  async #save(event) {
    event.preventDefault();
    if (this.wrong.size) return;
    this.busy = true;
    this.problem = null;
    try {
      await this.#send();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  /** Where somebody was faster, goes on from their version, at once where nobody has to be asked. */
  async #send() {
    const { section, base, value } = this;
    const patch = mergePatch({ [section]: base[section] }, { [section]: value });
    try {
      const { body } = await app.server.patch("/api/profile", patch, { ifMatch: base.version });
      this.tell("saved", body);
      this.#close();
    } catch (problem) {
      if (problem.kind !== "profile-changed") throw problem;
      this.#merge(problem.members.current);
      if (!this.conflicts.length) await this.#send();
    }
  }

  #merge(theirs) {
    const { merged, conflicts } = mergeSection(this.base[this.section], this.value, theirs[this.section]);
    this.base = theirs;
    this.conflicts = conflicts;
    this.raws.clear();
    this.#set(merged);
  }

  #take({ name, theirs }) {
    this.conflicts = this.conflicts.filter((one) => one.name !== name);
    this.#set(withPart(this.value, name, theirs));
  }

  // The form.

  render() {
    const content = html`<form class="section" novalidate @submit=${(event) => this.#save(event)}>
      ${this.conflicts.length ? this.#asking() : nothing}
      ${this.#fields(SHAPE[this.section], this.value, (value) => this.#set(value), this.section)}
      ${this.problem ? this.#fault() : nothing}
      <footer><button type="button" @click=${() => this.#close()}>${t("cancel")}</button><button class="primary" ?disabled=${this.busy || same(this.value, this.base[this.section])}>${t("save")}</button></footer>
    </form>`;
    return html`<bl-dialog wide .heading=${t(`profile.${this.section}`)} .content=${content}></bl-dialog>`;
  }

  #asking() {
    const { changedBy, changedAt } = this.base;
    return html`<div class="banner warn" role="alert"><p>${t("profile.both", { who: actorName(changedBy), when: ago(changedAt) })}</p>
      <ul>${this.conflicts.map((one) => html`<li>${has(`profile.of.${one.name}`) ? t(`profile.of.${one.name}`) : one.name}: <span class="quiet">${brief(one.theirs)}</span>
        <button type="button" class="link" @click=${() => this.#take(one)}>${t("conflict.take")}</button></li>`)}</ul></div>`;
  }

  #fault() {
    const errors = this.problem.members.errors || [{ message: this.problem.message }];
    return html`<ul class="fault" role="alert">${errors.map(({ message }) => html`<li>${message}</li>`)}</ul>`;
  }

  #fields(shape, value, put, path) {
    if (Array.isArray(shape)) return this.#list(shape[0], value, put, path);
    return html`<div class="members">${Object.entries(shape).map(([name, kind]) => this.#member(name, kind, value[name], (next) => put({ ...value, [name]: next }), `${path}.${name}`))}</div>`;
  }

  #member(name, kind, value, put, path) {
    const label = t(`profile.of.${name}`);
    if (Array.isArray(kind)) return html`<fieldset class="all"><legend>${label}</legend>${this.#list(kind[0], value || [], put, path)}</fieldset>`;
    if (kind === "amounts" || kind === "fixed") return html`<fieldset><legend>${label}</legend>${this.#amounts(kind, value || {}, put, path, label)}</fieldset>`;
    if (kind === "flag") return html`<label class="check"><input type="checkbox" data-field=${path} .checked=${live(Boolean(value))} @change=${(event) => put(event.target.checked)} /> ${label}</label>`;
    return html`<div class="member ${kind}"><span class="label">${label}</span>${this.#editor(kind, path, value, label, (next) => put(kind === "texts" ? next || [] : next))}</div>`;
  }

  #editor(kind, path, value, label, put) {
    const take = (next, { raw, error } = {}) => {
      this.raws.set(path, raw);
      this.wrong[error ? "add" : "delete"](path);
      put(next);
    };
    const plain = kind === "plain" ? value?.toString() : undefined;
    return editor(kind === "plain" ? "number" : kind, path, { value, raw: this.raws.get(path) ?? plain, put: take, label, invalid: this.wrong.has(path) });
  }

  #list(shape, list, put, path) {
    const change = (i, element) => put(list.map((one, at) => (at === i ? element : one)));
    const remove = (i) => {
      this.raws.clear();
      this.added.clear();
      put(list.filter((_, at) => at !== i));
    };
    const add = () => {
      this.added.add(`${path}.${list.length}`);
      put([...list, blank(shape)]);
    };
    const title = (element) => element.name || element.title || t("profile.unnamed");
    return html`<div class="elements">
      ${list.map((element, i) => html`<details ?open=${this.added.has(`${path}.${i}`)}><summary>${title(element)}</summary>
        ${this.#fields(shape, element, (next) => change(i, next), `${path}.${i}`)}
        <button type="button" class="link" @click=${() => remove(i)}>${t("profile.remove", { name: title(element) })}</button></details>`)}
      <button type="button" @click=${add}>${t("profile.add")}</button></div>`;
  }

  #amounts(kind, value, put, path, label) {
    const entries = Object.entries(value);
    const rename = (name, next) => next && put(Object.fromEntries(entries.map(([key, amount]) => [key === name ? next : key, amount])));
    const drop = (name) => put(Object.fromEntries(entries.filter(([key]) => key !== name)));
    return html`<div class="amounts">${entries.map(([name, amount]) => html`<div>
        ${kind === "fixed" ? html`<span>${t(`agent.${name}`)}</span>` : html`<input aria-label=${t("profile.amountName", { label })} .value=${live(name)} @change=${(event) => rename(name, event.target.value.trim())} />`}
        ${this.#editor("number", `${path}.${name}`, amount, `${label}, ${kind === "fixed" ? t(`agent.${name}`) : name}`, (next) => put({ ...value, [name]: next }))}
        ${kind === "fixed" ? nothing : html`<button type="button" class="icon" aria-label=${t("profile.remove", { name })} @click=${() => drop(name)}>✕</button>`}</div>`)}
      ${kind === "fixed" ? html`<p class="hint">${t("profile.sum", { n: number(sum(Object.values(value)), { maximumFractionDigits: 3 }) })}</p>`
        : html`<button type="button" @click=${() => put({ ...value, [fresh(value)]: null })}>${t("profile.add")}</button>`}</div>`;
  }
}

const sum = (amounts) => amounts.reduce((total, one) => total + (one || 0), 0);

const fresh = (value) => ["?", "??", "???"].find((name) => !(name in value)) || `?${Object.keys(value).length}`;

const brief = (value) => (value === undefined ? t("empty") : typeof value === "object" ? JSON.stringify(value).slice(0, 160) : String(value));

customElements.define("bl-profile-form", BlProfileForm);
