import { html, nothing, Part } from "./lit.js";
import { app } from "./context.js";
import { address } from "./route.js";
import { GROUPS } from "./fields.js";
import { t } from "./text.js";
import "./bl-field.js";

/** The facts, group by group; each is edited in place. */
class BlFacts extends Part {
  static properties = { model: { attribute: false }, all: { state: true }, duplicates: { state: true } };
  duplicates = [];

  connectedCallback() {
    super.connectedCallback();
    this.hear(this.model);
    app.server.get(`${this.model.path}/duplicates`).then(({ items }) => (this.duplicates = items), () => {});
  }

  render() {
    return html`<div class="factual">
      ${this.duplicates.length ? html`<p class="banner warn">${t("duplicates", { n: this.duplicates.length })}
        ${this.duplicates.slice(0, 3).map((one) => html` <a href=${address(["bids", one.id])}>${one.title || one.id}</a> <span class="quiet">(${t(`why.${one.why}`)})</span>`)}</p>` : nothing}
      ${GROUPS.map(([name, fields]) => this.#group(name, fields))}
    </div>`;
  }

  #group(name, fields) {
    return html`<section class="group" aria-label=${t(`group.${name}`)}>
      <h2>${t(`group.${name}`)}</h2>
      ${fields.map(([field, kind]) => html`<bl-field .model=${this.model} .field=${field} .kind=${kind}></bl-field>`)}
    </section>`;
  }
}

customElements.define("bl-facts", BlFacts);
