import { html, nothing, Part } from "./lit.js";
import { t } from "./text.js";

const LOOKS = ["technology", "content", "features"];

/** What the quick scan saw of the customer's site, and what it recommends. */
class BlScan extends Part {
  static properties = { model: { attribute: false } };

  connectedCallback() {
    super.connectedCallback();
    this.hear(this.model);
  }

  render() {
    const scan = this.model.bid.quickScan;
    if (!scan) return html`<div class="blank"><h2>${t("scan.none")}</h2><p>${t("scan.noneHint")}</p></div>`;
    const { site = {}, recommendation = {} } = scan;
    return html`<div class="scan">
      <section class="panel"><h2>${t("scan.recommendation")}</h2>
        <p><strong>${recommendation.businessLine || "–"}</strong> ${typeof recommendation.confidence === "number" ? html`<span class="quiet num">${t("found.confidence", { n: recommendation.confidence })}</span>` : nothing}</p>
        <p>${recommendation.reasoning || nothing}</p>
        ${this.#facts(Object.entries(recommendation).filter(([name]) => !["businessLine", "confidence", "reasoning"].includes(name)))}
      </section>
      <section class="panel"><h2>${t("scan.site")}</h2>${site.reachable === false ? html`<p class="quiet">${site.message}</p>` : this.#facts(Object.entries(site))}</section>
      ${LOOKS.filter((name) => scan[name]).map((name) => html`<section class="panel"><h2>${t(`agent.${name}`)}</h2>${this.#facts(Object.entries(scan[name]))}</section>`)}
    </div>`;
  }

  #facts(entries) {
    return html`<dl class="found-facts">${entries.filter(([, value]) => value !== null && value !== "" && !(Array.isArray(value) && !value.length)).map(([name, value]) => html`<div><dt>${t(`scan.${name}`)}</dt><dd>${this.#value(value)}</dd></div>`)}</dl>`;
  }

  #value(value) {
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (Array.isArray(value)) return value.map((one) => (typeof one === "object" ? Object.values(one).join(" ") : one)).join(", ");
    if (typeof value === "object") return Object.entries(value).map(([name, member]) => `${name} ${typeof member === "object" ? JSON.stringify(member) : member}`).join(" · ");
    return value;
  }
}

customElements.define("bl-scan", BlScan);
