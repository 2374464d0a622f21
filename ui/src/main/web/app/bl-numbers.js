import { html, nothing, Part } from "./lit.js";
import { app } from "./context.js";
import { countChart, weekChart } from "./charts.js";
import { STATUSES } from "./bl-bids.js";
import { duration, number, percent } from "./format.js";
import { locale, t } from "./text.js";

const SPANS = [12, 26, 52];

/** How often, how fast and how well it is decided. */
class BlNumbers extends Part {
  static properties = { report: { state: true }, weeks: { state: true }, problem: { state: true } };
  weeks = 12;

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      this.report = await app.server.get(`/api/numbers?weeks=${this.weeks}`);
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    document.title = `${t("nav.numbers")} · Bidloom`;
    if (this.problem) return html`<div class="blank"><p>${this.problem.message}</p></div>`;
    if (!this.report) return html`<div class="starting" role="status" aria-label=${t("loading")}></div>`;
    const { byStatus, byOutcome, hitRate, medianSecondsToDecision, ninthTenthSecondsToDecision, weeks } = this.report;
    const all = Object.values(byStatus).reduce((sum, n) => sum + n, 0);
    const bit = weeks.reduce((sum, one) => sum + one.bit, 0);
    const noBit = weeks.reduce((sum, one) => sum + one.noBit, 0);
    return html`
      <div class="numbers">
        <div class="bar"><h1>${t("nav.numbers")}</h1></div>
        <dl class="figures">
          ${this.#figure("open", number(all - byStatus.archived), t("numbers.ofAll", { n: all }))}
          ${this.#figure("hitRate", typeof hitRate === "number" ? percent(hitRate) : "–", t("numbers.hitRateHint", { won: byOutcome.won || 0, lost: byOutcome.lost || 0 }))}
          ${this.#figure("median", duration(medianSecondsToDecision), t("numbers.ninth", { time: duration(ninthTenthSecondsToDecision) }))}
          ${this.#figure("decided", number(bit + noBit), t("numbers.decidedHint", { bit, noBit, n: this.weeks }))}
        </dl>
        <div class="columns">
          <section class="panel wide"><header class="line"><h2>${t("numbers.weeks")}</h2><span class="space"></span>
            <div class="switch" role="group" aria-label=${t("numbers.span")}>${SPANS.map((n) => html`<button aria-pressed=${n === this.weeks} @click=${() => this.#span(n)}>${t("numbers.weeksN", { n })}</button>`)}</div></header>
            ${bit + noBit ? weekChart(weeks, (monday) => this.#week(monday)) : html`<p class="none">${t("numbers.nothing")}</p>`}
            <p class="legend"><span class="key positive">${t("decision.BIT")}</span><span class="key negative">${t("decision.NO_BIT")}</span></p></section>
          <section class="panel wide"><h2>${t("numbers.byStatus")}</h2>${countChart(STATUSES.map((name) => [name, byStatus[name]]), { label: t("numbers.byStatus"), nameOf: (name) => t(`status.${name}`) })}</section>
          ${Object.keys(byOutcome).length ? html`<section class="panel wide"><h2>${t("numbers.byOutcome")}</h2>${countChart(Object.entries(byOutcome), { label: t("numbers.byOutcome"), nameOf: (name) => t(`outcome.${name}`), tone: (name) => ({ won: "positive", lost: "negative" })[name] || "plain" })}</section>` : nothing}
        </div>
      </div>
    `;
  }

  #figure(name, value, hint) {
    return html`<div><dt>${t(`numbers.${name}`)}</dt><dd class="num big">${value}</dd><dd class="quiet">${hint}</dd></div>`;
  }

  #span(weeks) {
    this.weeks = weeks;
    this.#load();
  }

  #week(monday) {
    return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(monday));
  }
}

customElements.define("bl-numbers", BlNumbers);
