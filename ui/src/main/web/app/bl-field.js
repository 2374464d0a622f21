import { html, nothing, Part } from "./lit.js";
import { app } from "./context.js";
import { editor } from "./editors.js";
import { person } from "./bits.js";
import { actorName, ago, fieldName } from "./format.js";
import { t } from "./text.js";

/** Where Enter begins a new line. */
const MULTILINE = new Set(["long", "texts"]);

/** A fact: its name, its value in place, where it was found, who is in it, and what stands in its way. */
class BlField extends Part {
  static properties = { model: { attribute: false }, field: {}, kind: {}, plain: { type: Boolean } };

  connectedCallback() {
    super.connectedCallback();
    this.hear(this.model);
  }

  get found() {
    const name = this.field.replace(/^requirements\./, "");
    return this.model.bid.requirements.found?.[name];
  }

  #put = (value, more) => this.model.edit(this.field, value, more);

  #keys(event) {
    if (event.key === "Escape" && this.model.drafts.has(this.field)) {
      event.stopPropagation();
      this.#takeBack();
    } else if ((event.key === "Enter" && (event.ctrlKey || !MULTILINE.has(this.kind))) || (event.key === "s" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      this.#save();
    }
  }

  /** What is taken back by mistake comes back, too. */
  #takeBack() {
    const { model, field } = this;
    const { value, raw } = model.drafts.get(field);
    model.revert(field);
    app.say(t("edit.reverted", { field: fieldName(field) }), { action: { text: t("edit.undo"), run: () => model.edit(field, value, { raw }) } });
  }

  async #save() {
    await this.model.save();
    if (this.model.state(this.field) === "conflict") this.tell("compare", this.field);
  }

  /** Leaving a field saves it. Its conflict is shown then, unless the person types elsewhere already. */
  async #left(event) {
    if (this.contains(event.relatedTarget)) return;
    this.model.enter(null);
    await this.model.save();
    const typing = document.activeElement?.closest?.("bl-field, dialog");
    if (this.isConnected && this.model.state(this.field) === "conflict" && !typing) this.tell("compare", this.field);
  }

  render() {
    const { model, field } = this;
    const state = model.state(field);
    const draft = model.drafts.get(field);
    const label = fieldName(field);
    const readonly = !app.may("bd") || model.bid.status === "archived";
    const note = `${field.replace(".", "-")}-note`;
    const said = state === "conflict" || state === "error" || state === "held" || draft?.error;
    this.dataset.state = state;
    this.dataset.kind = this.kind;
    const content = editor(this.kind, field, {
      value: model.value(field), raw: draft?.raw, put: this.#put, label, readonly,
      invalid: Boolean(draft?.error), described: said ? note : undefined,
    });
    return html`
      ${this.plain ? nothing : html`<div class="label"><span>${label}</span>${this.#source()}</div>`}
      <div class="value" @focusin=${() => readonly || model.enter(field)} @focusout=${(event) => this.#left(event)} @keydown=${(event) => this.#keys(event)}>
        ${content}
        ${model.others(field).length ? html`<span class="here">${model.others(field).map((one) => person(one.actor, t("together.editing")))}</span>` : nothing}
      </div>
      ${this.#note(state, draft, note)}
    `;
  }

  #source() {
    const { found } = this;
    if (!found || this.model.drafts.has(this.field)) return nothing;
    return html`<button class="found" title=${t("found.show", { where: found.where })} @click=${() => this.tell("passage", { field: this.field, ...found })}>
      <span class="sure" aria-hidden="true"><i .style=${`width:${found.confidence}%`}></i></span><span class="sr">${t("found.sure", { field: fieldName(this.field), n: found.confidence })}</span></button>`;
  }

  #note(state, draft, id) {
    const fresh = this.model.fresh.get(this.field);
    if (state === "conflict") {
      const { by, at } = draft.conflict;
      return html`<p class="note conflict" id=${id} role="status">${t("conflict.by", { who: actorName(by), when: ago(at) })}
        <button class="link" @click=${() => this.tell("compare", this.field)}>${t("conflict.compare")}</button></p>`;
    }
    if (draft?.error) {
      return html`<p class="note fault" id=${id} role="status">${draft.error} <button class="link" @click=${() => this.#takeBack()}>${t("edit.revert")}</button></p>`;
    }
    if (state === "held") {
      return html`<p class="note held" id=${id} role="status">${t("held.why", { run: t(`kind.${this.model.bid.activeRun.kind}`) })}
        <button class="link" @click=${() => this.model.release([this.field])}>${t("held.save")}</button>
        <button class="link" @click=${() => this.tell("restart", [this.field])}>${t("held.restart")}</button></p>`;
    }
    return fresh ? html`<p class="note fresh">${t("fresh.by", { who: actorName(fresh.by) })}</p>` : nothing;
  }
}

customElements.define("bl-field", BlField);
