import { html, nothing, Part } from "./lit.js";
import { KINDS } from "./fields.js";
import { editor } from "./editors.js";
import { diff, mergeValues } from "../client/merge.js";
import { same } from "../client/values.js";
import { actorName, ago, fieldName, moment, shown } from "./format.js";
import { t } from "./text.js";
import "./bl-dialog.js";

/** Two people changed one field: what it was, what both made of it, and what it shall be. */
class BlConflict extends Part {
  static properties = { model: { attribute: false }, field: {}, merged: { state: true }, raw: { state: true }, error: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.hear(this.model);
  }

  willUpdate(changed) {
    if (!changed.has("field")) return;
    const { base, theirs, mine } = this.#sides();
    this.raw = undefined;
    this.proposal = mergeValues(base, mine, theirs);
    this.merged = this.proposal ? this.proposal.merged : mine;
  }

  /** Long texts begin where they differ. */
  firstUpdated() {
    requestAnimationFrame(() => {
      for (const text of this.querySelectorAll(".was")) {
        const change = text.querySelector("ins, del");
        if (change) text.scrollTop = change.offsetTop - 40;
      }
    });
  }

  #sides() {
    const draft = this.model.drafts.get(this.field);
    const { base = null, theirs = null, by, at } = draft.conflict;
    return { base, theirs, by, at, mine: draft.value };
  }

  #choose(value) {
    this.model.settle(this.field, value);
    this.tell("dismissed");
  }

  render() {
    if (this.model.state(this.field) !== "conflict") return nothing;
    const { base, mine, theirs, by, at } = this.#sides();
    const kind = KINDS.get(this.field) || "text";
    const put = (value, { raw, error } = {}) => Object.assign(this, { merged: value, raw, error });
    const content = html`
      <p class="quiet">${t("conflict.explain", { who: actorName(by), field: fieldName(this.field) })}</p>
      <div class="sides">
        ${this.#side("base", t("conflict.base"), "", shown(this.field, base) || t("empty"), null)}
        ${this.#side("mine", t("conflict.mine"), "", this.#changes(base, mine), () => this.#choose(mine), t("conflict.keep"))}
        ${this.#side("theirs", actorName(by), html`<time datetime=${at} title=${moment(at)}>${ago(at)}</time>`, this.#changes(base, theirs), () => this.#choose(theirs), t("conflict.take"))}
      </div>
      <div class="merge">
        <h3>${t("conflict.merge")} <span class="quiet">${this.proposal ? t("conflict.proposed") : t("conflict.byHand")}</span></h3>
        <div class="value">${editor(kind, this.field, { value: this.merged, raw: this.raw, put, label: t("conflict.merge"), invalid: Boolean(this.error) })}</div>
        ${this.error ? html`<p class="fault" role="alert">${this.error}</p>` : nothing}
      </div>
      <footer><button @click=${() => this.tell("dismissed")}>${t("conflict.later")}</button>
        <button class=${this.proposal ? "primary" : ""} ?disabled=${Boolean(this.error) || (same(this.merged, mine) && !this.proposal)} @click=${() => this.#choose(this.merged)}>${t("conflict.save")}</button></footer>`;
    return html`<bl-dialog wide class="conflict" .heading=${t("conflict.title", { field: fieldName(this.field) })} .content=${content}></bl-dialog>`;
  }

  #side(name, title, more, value, choose, text) {
    return html`<section class="side ${name}" aria-label=${title}><h3>${title} <span class="quiet">${more}</span></h3>
      <div class="was" tabindex="0" role="group" aria-label=${title}>${value}</div>
      ${choose ? html`<button @click=${choose}>${text}</button>` : nothing}</section>`;
  }

  #changes(base, value) {
    const text = shown(this.field, value);
    if (!text) return html`<span class="unknown">${t("empty")}</span>`;
    return diff(shown(this.field, base), text).map(({ kind, text: part }) => (kind === "gone" ? html`<del>${part}</del>` : kind === "new" ? html`<ins>${part}</ins>` : part));
  }
}

customElements.define("bl-conflict", BlConflict);
