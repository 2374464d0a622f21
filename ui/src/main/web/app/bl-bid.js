import { html, keyed, nothing, Part } from "./lit.js";
import { app } from "./context.js";
import { address } from "./route.js";
import { BidModel } from "../client/bid.js";
import { t } from "./text.js";
import "./bl-bid-head.js";
import "./bl-facts.js";
import "./bl-notice.js";
import "./bl-conflict.js";
import "./bl-runs.js";

const TABS = ["facts", "decision", "scan", "history"];
const LATER = {
  decision: () => import("./bl-decision.js"),
  scan: () => import("./bl-scan.js"),
  history: () => import("./bl-history.js"),
};

/** One bid, with the notice beside it. */
class BlBid extends Part {
  static properties = { id: {}, tab: {}, query: { attribute: false }, comparing: { state: true }, passage: { state: true }, problem: { state: true } };

  willUpdate(changed) {
    if (changed.has("id")) this.#open();
  }

  async #open() {
    this.model?.close();
    this.unhear();
    this.problem = null;
    this.comparing = null;
    this.passage = null;
    const model = (this.model = new BidModel({ ...app.parts(), id: this.id }));
    this.hear(model);
    this.hear(app, "again", () => model.refresh().then(() => model.save(), () => {}));
    this.hear(window, "pagehide", () => model.save());
    this.hear(model, "stale", () => app.say(t("held.stale")));
    this.hear(window, "beforeunload", (event) => model.unkept && model.drafts.size && event.preventDefault());
    try {
      await model.open();
    } catch (problem) {
      this.problem = problem;
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.model?.close();
  }

  render() {
    const { model } = this;
    if (this.problem && !model?.bid) return this.#missing();
    if (!model?.bid) return html`<div class="starting" role="status" aria-label=${t("loading")}></div>`;
    document.title = `${model.value("title") || t("untitled")} · Bidloom`;
    const tab = TABS.includes(this.tab) ? this.tab : "facts";
    return keyed(model, html`
      <article class="bid ${tab}" @compare=${(event) => (this.comparing = event.detail)} @passage=${(event) => this.#show(event.detail)} @restart=${(event) => this.#restart(event.detail)}>
        <bl-bid-head .model=${model}></bl-bid-head>
        <bl-runs .model=${model}></bl-runs>
        <nav class="tabs" aria-label=${t("bid.parts")}>${TABS.map((name) => html`<a href=${address(["bids", this.id, ...(name === "facts" ? [] : [name])])} aria-current=${name === tab ? "page" : nothing}>${t(`tab.${name}`)}</a>`)}</nav>
        ${this.#content(tab)}
      </article>
      ${this.comparing && model.state(this.comparing) === "conflict"
        ? html`<bl-conflict .model=${model} .field=${this.comparing} @dismissed=${() => (this.comparing = null)}></bl-conflict>`
        : nothing}
    `);
  }

  #content(tab) {
    const { model } = this;
    if (LATER[tab] && !this.there(`bl-${tab}`, LATER[tab])) return html`<div class="starting" role="status" aria-label=${t("loading")}></div>`;
    if (tab === "decision") return html`<bl-decision .model=${model}></bl-decision>`;
    if (tab === "scan") return html`<bl-scan .model=${model}></bl-scan>`;
    if (tab === "history") return html`<bl-history .model=${model} .query=${this.query}></bl-history>`;
    return html`<div class="beside"><bl-facts .model=${model}></bl-facts><bl-notice .model=${model} .passage=${this.passage}></bl-notice></div>`;
  }

  #show(passage) {
    this.passage = { ...passage };
  }

  async #restart(fields) {
    const { activeRun } = this.model.bid;
    await this.model.release(fields);
    const path = { evaluation: "evaluate", quick_scan: "quick-scan", extraction: "extract" }[activeRun?.kind || "evaluation"];
    app.server.post(`${this.model.path}/${path}`, { onActive: "replace" }).catch((problem) => app.failed(problem));
  }

  #missing() {
    return html`<div class="blank"><h1>${this.problem.status === 404 ? t("bid.missing") : t("app.unreachable")}</h1><p>${this.problem.message}</p>
      <a class="button" href="#/">${t("nav.home")}</a></div>`;
  }
}

customElements.define("bl-bid", BlBid);
