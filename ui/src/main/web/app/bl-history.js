import { html, nothing, Part, repeat } from "./lit.js";
import { app } from "./context.js";
import { address, restate } from "./route.js";
import { diff } from "../client/merge.js";
import { restorable, restore } from "../client/restore.js";
import { fieldOf, same } from "../client/values.js";
import { person } from "./bits.js";
import { actorName, ago, day, fieldName, moment, shown } from "./format.js";
import { t } from "./text.js";
import "./bl-dialog.js";

const PAGE = 50;
const SKIPPED = new Set(["id", "version", "createdAt", "updatedAt", "activeRun", "requirements", "merged", "mergedOver", "staleRun", "duplicates"]);

/** What became of a bid, who did it, and the way back. */
class BlHistory extends Part {
  static properties = { model: { attribute: false }, query: { attribute: false }, items: { state: true }, cursor: { state: true }, pair: { state: true }, picked: { state: true } };
  items = [];
  cursor = "";
  picked = new Set();
  #version = 0;
  #pairKey = "";

  connectedCallback() {
    super.connectedCallback();
    this.hear(this.model);
  }

  willUpdate() {
    if (this.model.bid.version !== this.#version) this.#newest();
    const key = `${this.query.get("from")}-${this.query.get("to")}`;
    if (key !== this.#pairKey) this.#compare(key);
  }

  async #newest() {
    const known = this.#version;
    this.#version = this.model.bid.version;
    const page = await this.#page("");
    if (!page) return;
    const fresh = page.items.filter(({ version }) => version > known || !this.items.length);
    const rest = fresh.length === PAGE ? [] : this.items.filter((one) => !fresh.some(({ version }) => version === one.version));
    if (!rest.length) this.cursor = page.nextCursor || "";
    this.items = rest.length ? [...fresh, ...rest] : page.items;
  }

  #page(cursor) {
    return app.server.get(`${this.model.path}/history?limit=${PAGE}${cursor ? `&cursor=${cursor}` : ""}`).catch((problem) => app.failed(problem));
  }

  async #more() {
    const page = await this.#page(this.cursor);
    if (!page) return;
    this.items = [...this.items, ...page.items];
    this.cursor = page.nextCursor || "";
  }

  #choose(from, to) {
    restate(["bids", this.model.id, "history"], from ? { from: Math.min(from, to), to: Math.max(from, to) } : {});
  }

  async #compare(key) {
    this.#pairKey = key;
    this.pair = null;
    this.picked = new Set();
    const [from, to] = [Number(this.query.get("from")), Number(this.query.get("to"))];
    const seen = this.model.bid.version;
    if (!from || !to) return;
    const version = (n) => app.server.get(`${this.model.path}/versions/${n}`);
    try {
      const [before, after] = await Promise.all([version(from), version(to)]);
      this.pair = { from, to, before, seen, fields: changed(before, after) };
    } catch (problem) {
      app.failed(problem);
    }
  }

  render() {
    return html`<div class="past ${this.pair ? "comparing" : ""}">
      <section class="timeline" aria-label=${t("tab.history")}>
        ${this.#days()}
        ${this.cursor ? html`<button class="more" @click=${() => this.#more()}>${t("history.more")}</button>` : nothing}
      </section>
      ${this.pair ? this.#diff() : html`<aside class="hint quiet"><p>${t("history.hint")}</p></aside>`}
    </div>`;
  }

  #days() {
    let last = "";
    return repeat(this.items, ({ version }) => version, (revision) => {
      const date = day(revision.at);
      const heading = date !== last;
      last = date;
      return html`${heading ? html`<h2 class="day">${date}</h2>` : nothing}${this.#revision(revision)}`;
    });
  }

  #revision({ version, at, actor, reason, changes }) {
    const before = version - 1;
    const chosen = this.pair && version > this.pair.from && version <= this.pair.to;
    return html`<article class="revision ${chosen ? "chosen" : ""}">
      <span class="num version">v${version}</span>
      ${person(actor)}
      <div class="what">
        <p><strong>${actorName(actor)}</strong> ${has(reason)} <time datetime=${at} title=${moment(at)}>${ago(at)}</time></p>
        <ul>${changes.filter(({ field }) => field !== "requirements.found").slice(0, 6).map((change) => this.#change(change))}
          ${changes.length > 6 ? html`<li class="quiet">${t("history.others", { n: changes.length - 6 })}</li>` : nothing}</ul>
      </div>
      <span class="acts">
        ${before > 0 ? html`<a class="link" href=${address(["bids", this.model.id, "history"], { from: before, to: version })}>${t("history.diff")}</a>` : nothing}
        ${version < this.model.bid.version ? html`<a class="link" href=${address(["bids", this.model.id, "history"], { from: version, to: this.model.bid.version })}>${t("history.now")}</a>` : nothing}
      </span>
    </article>`;
  }

  #change({ field, before, after }) {
    const short = (value) => {
      const text = shown(field, value).replaceAll("\n", ", ");
      return text.length > 90 ? `${text.slice(0, 90)}…` : text;
    };
    const large = field === "bitEvaluation" || field === "quickScan" || field === "decisionData" || field === "rawInput";
    return html`<li><span class="field-name">${fieldName(field)}</span> ${large ? html`<span class="quiet">${t("history.set")}</span>` : html`${short(before) ? html`<del>${short(before)}</del> → ` : nothing}<ins>${short(after) || t("empty")}</ins>`}</li>`;
  }

  #diff() {
    const { from, to, fields } = this.pair;
    const editable = app.may("bd") && from < this.model.bid.version;
    const versions = Array.from({ length: this.model.bid.version }, (_, i) => i + 1).reverse();
    const select = (name, value) => html`<select aria-label=${t(`history.${name}`)} @change=${(event) => this.#choose(...(name === "from" ? [Number(event.target.value), to] : [from, Number(event.target.value)]))}>${versions.slice(0, 500).map((n) => html`<option value=${n} ?selected=${n === value}>v${n}</option>`)}</select>`;
    return html`<section class="compared" aria-label=${t("history.compared", { from, to })}>
      <header><h2>${select("from", from)} <span aria-hidden="true">→</span> ${select("to", to)}</h2><span class="space"></span>
        <button class="icon" aria-label=${t("close")} @click=${() => this.#choose()}>✕</button></header>
      ${fields.length ? html`<table class="diff"><tbody>${fields.map(([field, before, after]) => html`<tr>
        <th scope="row">${editable && restorable(field) ? html`<label class="check"><input type="checkbox" .checked=${this.picked.has(field)} @change=${() => this.#pick(field)} />${fieldName(field)}</label>` : fieldName(field)}</th>
        <td>${this.#parts(field, before, after)}</td></tr>`)}</tbody></table>` : html`<p class="none">${t("history.equal")}</p>`}
      ${editable ? html`<footer>
        <button ?disabled=${!this.picked.size} @click=${() => this.#restore([...this.picked])}>${t("history.restoreFields", { n: this.picked.size, v: from })}</button>
        <button @click=${() => this.#restore()}>${t("history.restoreAll", { v: from })}</button></footer>` : nothing}
    </section>`;
  }

  #parts(field, before, after) {
    const [one, other] = [shown(field, before), shown(field, after)];
    if (typeof before === "object" && typeof after === "object" && one === other) return html`<span class="quiet">${t("history.set")}</span>`;
    return diff(one, other).map(({ kind, text }) => (kind === "gone" ? html`<del>${text}</del>` : kind === "new" ? html`<ins>${text}</ins>` : text));
  }

  #pick(field) {
    const picked = new Set(this.picked);
    if (!picked.delete(field)) picked.add(field);
    this.picked = picked;
  }

  async #restore(fields) {
    const { before, seen, from } = this.pair;
    try {
      const [conflict] = await restore(this.model, { before, seen, fields });
      if (conflict) this.tell("compare", conflict);
      else app.say(t("history.restored", { v: from }));
      this.#choose();
    } catch (problem) {
      app.failed(problem);
    }
  }
}

/** The words of a reason: those of the server are known, a person's stand as they are. */
const has = (reason) => {
  const restored = /^version (\d+) restored$/.exec(reason);
  if (restored) return t("reason.restored", { v: restored[1] });
  const text = t(`reason.${reason}`);
  return text === reason.split(".").pop().replaceAll("_", " ") ? reason : text;
};

function changed(before, after) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)].filter((name) => !SKIPPED.has(name)));
  for (const bid of [before, after]) for (const name of Object.keys(bid.requirements)) names.add(`requirements.${name}`);
  names.delete("requirements.found");
  return [...names].map((field) => [field, fieldOf(before, field), fieldOf(after, field)]).filter(([, one, other]) => !same(one, other));
}

customElements.define("bl-history", BlHistory);
