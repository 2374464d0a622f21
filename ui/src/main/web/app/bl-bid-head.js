import { html, nothing, Part } from "./lit.js";
import { app } from "./context.js";
import { address } from "./route.js";
import { deadline, person, status } from "./bits.js";
import { ago, money } from "./format.js";
import { t } from "./text.js";
import "./bl-field.js";
import "./bl-steps.js";

/** What a bid is, how it stands, who else is on it, and whether what was typed is safe. */
class BlBidHead extends Part {
  static properties = { model: { attribute: false } };

  connectedCallback() {
    super.connectedCallback();
    this.hear(this.model);
    this.tick = setInterval(() => this.requestUpdate(), 30_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.tick);
  }

  render() {
    const { model } = this;
    const { bid } = model;
    const due = bid.requirements.submissionDeadline;
    return html`
      <header class="head">
        <div class="line above">
          <a href="#/" class="back">${t("nav.bids")}</a>
          <span class="space"></span>
          ${this.#people()}
          <span role="status">${this.#safe()}</span>
        </div>
        <h1 class="sr">${model.saved("title") || t("untitled")}</h1>
        <bl-field class="titled" plain .model=${model} .field=${"title"} .kind=${"text"}></bl-field>
        <div class="line facts">
          ${status(bid.status)}
          ${bid.outcome ? html`<span class="outcome">${t(`outcome.${bid.outcome}`)}</span>` : nothing}
          <span>${bid.customerName || bid.requirements.customerName || t("customer.unknown")}</span>
          ${due ? html`<span>${deadline(due.instant, due.zone)}</span>` : html`<span class="unknown">${t("deadline.none")}</span>`}
          ${bid.requirements.budget ? html`<span class="num">${money(bid.requirements.budget)}</span>` : nothing}
          ${bid.assignedBusinessLine ? html`<span>${bid.assignedBusinessLine}</span>` : nothing}
          <span class="space"></span>
          <bl-steps .model=${model}></bl-steps>
        </div>
      </header>
    `;
  }

  #people() {
    const seen = new Map();
    for (const one of this.model.present) {
      if (one.client !== app.streams.client && !seen.has(one.actor)) seen.set(one.actor, one);
    }
    if (!seen.size) return nothing;
    return html`<span class="people" role="group" aria-label=${t("together.here")}>${[...seen.values()].slice(0, 6).map((one) => person(one.actor, one.field && t("together.editing")))}
      ${seen.size > 6 ? html`<span class="more">+${seen.size - 6}</span>` : nothing}</span>`;
  }

  /** Whether what was typed is saved, on its way, kept here, or waits for the person. */
  #safe() {
    const { model } = this;
    const conflicts = model.in("conflict");
    const held = model.in("held").length;
    const waiting = model.drafts.size - conflicts.length - held;
    if (conflicts.length) {
      return html`<button class="safe bad" @click=${() => this.tell("compare", conflicts[0])}>${t("safe.conflicts", { n: conflicts.length })}</button>`;
    }
    if (model.unkept && model.drafts.size) return html`<span class="safe bad">${t("safe.unkept")}</span>`;
    if (model.link === "waiting" || model.refusal?.passing) {
      return html`<span class="safe warn">${waiting ? t("safe.kept", { n: waiting }) : t("safe.offline")}</span>`;
    }
    if (held) return html`<span class="safe warn">${t("safe.held", { n: held })}</span>`;
    if (model.saving) return html`<span class="safe">${t("safe.saving")}</span>`;
    if (waiting) return html`<span class="safe">${t("safe.typing")}</span>`;
    const { version, updatedAt } = model.bid;
    return html`<a class="safe good" href=${address(["bids", model.id, "history"])} title=${t("safe.version", { v: version, when: ago(updatedAt) })}>${t("safe.saved")}<span class="quiet num">v${version}</span></a>`;
  }
}

customElements.define("bl-bid-head", BlBidHead);
