import { html, nothing, Part } from "./lit.js";
import { app } from "./context.js";
import { countChart } from "./charts.js";
import { money, number, percent } from "./format.js";
import { t } from "./text.js";

const MARKET = ["customerTypes", "countries", "relationships"];
const RULES = ["threshold", "conditionalBand", "minimumConfidence"];

/** The company that bids: what the agents hold a tender against, and how it is decided. */
class BlProfile extends Part {
  static properties = { profile: { state: true }, problem: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    app.server.get("/api/profile").then((profile) => (this.profile = profile), (problem) => (this.problem = problem));
  }

  render() {
    document.title = `${t("nav.profile")} · Bidloom`;
    if (this.problem) return html`<div class="blank"><p>${this.problem.message}</p></div>`;
    if (!this.profile) return html`<div class="starting" role="status" aria-label=${t("loading")}></div>`;
    const { company, capabilities, references, market, rules } = this.profile;
    return html`<div class="profile">
      <div class="bar"><h1>${company.name}</h1><span class="quiet">${t("profile.facts", { employees: company.employees, turnover: money({ max: company.annualTurnover, currency: company.currency }, true), languages: company.languages.join(", ") })}</span></div>
      <div class="columns">
        ${this.#rules(rules)}
        ${this.#market(company, market)}
      </div>
      ${this.#table("capabilities", ["capability", "level", "people", "line", "technologies"], capabilities.map((one) => [one.name, this.#level(one.level), number(one.people), this.#lines(one.name), html`<span>${one.technologies.join(", ")}</span>`]))}
      ${this.#table("references", ["reference", "year", "value", "industry", "technologies"], references.map((one) => [one.title, one.year, money({ max: one.value, currency: company.currency }, true), one.industry, html`<span>${one.technologies.join(", ")}</span>`]))}
    </div>`;
  }

  #rules(rules) {
    return html`<section class="panel"><h2>${t("profile.rules")}</h2><dl class="found-facts">
      ${RULES.map((name) => html`<div><dt>${t(`profile.${name}`)}</dt><dd class="num">${name === "minimumConfidence" ? percent(rules[name] / 100) : rules[name]}</dd></div>`)}
      <div><dt>${t("profile.blockingClauses")}</dt><dd>${rules.blockingClauses.map((name) => name.replaceAll("_", " ")).join(", ") || "–"}</dd></div></dl>
      <h2 class="next">${t("profile.weights")}</h2>${countChart(Object.entries(rules.weights).map(([name, share]) => [name, Math.round(share * 100)]), { label: t("profile.weights"), nameOf: (name) => t(`agent.${name}`) })}</section>`;
  }

  #market(company, market) {
    const rows = [
      ["certificates", company.certificates],
      ["industries", market.industries.map(({ name, years }) => (years ? `${name} (${years})` : name))],
      ...MARKET.map((name) => [name, market[name]]),
      ["competitors", market.competitors.map(({ name }) => name)],
      ["partners", market.partners.map(({ name }) => name)],
    ];
    return html`<section class="panel"><h2>${t("profile.market")}</h2><dl class="found-facts">
      ${rows.map(([name, values]) => (values.length ? html`<div><dt>${t(`profile.${name}`)}</dt><dd>${values.join(", ")}</dd></div>` : nothing))}</dl></section>`;
  }

  #lines(capability) {
    return this.profile.businessLines.filter(({ capabilities }) => capabilities.includes(capability)).map(({ name }) => name).join(", ") || "–";
  }

  #level(level) {
    return html`<span class="level" role="img" aria-label=${t("profile.levelOf", { n: level })}>${[1, 2, 3, 4, 5].map((n) => html`<i class=${n <= level ? "on" : ""}></i>`)}</span>`;
  }

  #table(name, columns, rows) {
    return html`<section class="tokens"><h2>${t(`profile.${name}`)}</h2>
      <div class="scroll" tabindex="0" role="region" aria-label=${t(`profile.${name}`)}><table class="plain"><thead><tr>${columns.map((column) => html`<th scope="col">${t(`profile.${column}`)}</th>`)}</tr></thead>
      <tbody>${rows.map(([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map((cell, i) => html`<td class=${i === rest.length - 1 ? "wrap" : "num"}>${cell}</td>`)}</tr>`)}</tbody></table></div></section>`;
  }
}

customElements.define("bl-profile", BlProfile);
