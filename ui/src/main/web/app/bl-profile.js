import { html, nothing, Part, repeat } from "./lit.js";
import { app } from "./context.js";
import { countChart } from "./charts.js";
import { actorName, moment, money, number, percent } from "./format.js";
import { begun } from "./bl-profile-form.js";
import { mergePatch } from "../client/sections.js";
import { t } from "./text.js";

const MARKET = ["customerTypes", "countries", "relationships"];
const RULES = ["threshold", "conditionalBand", "minimumConfidence"];
const PER_DAY = ["dayRate", "dayCost"];
const CONTRACTS = ["smallestContract", "largestContract"];
const OWN = new Set(["version", "changedAt", "changedBy"]);

/** The company that bids: what the agents hold a tender against, and how it is decided; its versions. */
class BlProfile extends Part {
  static properties = { profile: { state: true }, versions: { state: true }, editing: { state: true }, problem: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      const [profile, { items }] = await Promise.all([app.server.get("/api/profile"), app.server.get("/api/profile/history?limit=50")]);
      Object.assign(this, { profile, versions: items });
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    document.title = `${t("nav.profile")} · Bidloom`;
    if (this.problem) return html`<div class="blank"><p>${this.problem.message}</p></div>`;
    if (!this.profile) return html`<div class="starting" role="status" aria-label=${t("loading")}></div>`;
    const { company, capabilities, references, market, rules, version } = this.profile;
    return html`<div class="profile" @dismissed=${() => (this.editing = null)} @saved=${() => this.#load()}>
      <div class="bar"><h1>${company.name}</h1><span class="quiet">${t("profile.facts", { employees: company.employees, turnover: money({ max: company.annualTurnover, currency: company.currency }, true), languages: company.languages.join(", ") })}</span><span class="space"></span>${this.#edit("company")}</div>
      ${version === 1 ? html`<p class="banner">${t(app.may("admin") ? "profile.sampleEdit" : "profile.sample")}</p>` : nothing}
      <div class="columns">
        ${this.#rules(rules)}
        <div class="stack">${this.#market(company, market)}${this.#capacity(company)}</div>
      </div>
      ${this.#table("capabilities", ["capability", "level", "people", "line", "technologies"], capabilities.map((one) => [one.name, this.#level(one.level), number(one.people), this.#lines(one.name), html`<span>${one.technologies.join(", ")}</span>`]))}
      ${this.#table("references", ["reference", "year", "value", "industry", "technologies"], references.map((one) => [one.title, one.year, money({ max: one.value, currency: company.currency }, true), one.industry, html`<span>${one.technologies.join(", ")}</span>`]))}
      ${this.#table("businessLines", ["line", "capabilitiesOf", "skills"], this.profile.businessLines.map((one) => [one.name, html`<span class="listed">${one.capabilities.join(", ")}</span>`, html`<span>${one.skills.join(", ")}</span>`]))}
      ${this.#history()}
      ${this.editing ? this.#form() : nothing}
    </div>`;
  }

  #edit(section) {
    if (!app.may("admin")) return nothing;
    return html`<button class="edit" aria-label=${t("profile.editOf", { section: t(`profile.${section}`) })} @click=${() => (this.editing = section)}>${t(begun(section) ? "profile.goOn" : "profile.edit")}</button>`;
  }

  #form() {
    return html`<bl-profile-form .section=${this.editing} .profile=${this.profile}></bl-profile-form>`;
  }

  #head(section) {
    return html`<div class="bar"><h2>${t(`profile.${section}`)}</h2><span class="space"></span>${this.#edit(section)}</div>`;
  }

  #rules(rules) {
    return html`<section class="panel">${this.#head("rules")}<dl class="found-facts">
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
    return html`<section class="panel">${this.#head("market")}<dl class="found-facts">
      ${rows.map(([name, values]) => (values.length ? html`<div><dt>${t(`profile.${name}`)}</dt><dd>${values.join(", ")}</dd></div>` : nothing))}</dl></section>`;
  }

  #capacity({ currency }) {
    const { capacity } = this.profile;
    const amount = (name) => money({ max: capacity[name], currency }, true);
    return html`<section class="panel">${this.#head("capacity")}<dl class="found-facts">
      <div><dt>${t("profile.perDay")}</dt><dd>${PER_DAY.map(amount).join(" / ")}</dd></div>
      <div><dt>${t("profile.of.peopleAvailable")}</dt><dd>${number(capacity.peopleAvailable)}</dd></div>
      <div><dt>${t("profile.contracts")}</dt><dd>${CONTRACTS.map(amount).join(" – ")}</dd></div></dl></section>`;
  }

  #lines(capability) {
    return this.profile.businessLines.filter(({ capabilities }) => capabilities.includes(capability)).map(({ name }) => name).join(", ") || "–";
  }

  #level(level) {
    return html`<span class="level" role="img" aria-label=${t("profile.levelOf", { n: level })}>${[1, 2, 3, 4, 5].map((n) => html`<i class=${n <= level ? "on" : ""}></i>`)}</span>`;
  }

  #table(name, columns, rows) {
    return html`<section class="tokens">${this.#head(name)}
      <div class="scroll" tabindex="0" role="region" aria-label=${t(`profile.${name}`)}><table class="plain"><thead><tr>${columns.map((column) => html`<th scope="col">${t(`profile.${column}`)}</th>`)}</tr></thead>
      <tbody>${rows.map(([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map((cell, i) => html`<td class=${i === rest.length - 1 ? "wrap" : "num"}>${cell}</td>`)}</tr>`)}</tbody></table></div></section>`;
  }

  // Versions.

  #history() {
    if (!this.versions || this.versions.length < 2) return nothing;
    return html`<section class="tokens"><div class="bar"><h2>${t("profile.versions")}</h2></div>
      <div class="scroll" tabindex="0" role="region" aria-label=${t("profile.versions")}><table class="plain"><thead><tr>${["version", "changedAt", "changedBy", "changed"].map((name) => html`<th scope="col">${t(`profile.${name}`)}</th>`)}<th scope="col"><span class="sr">${t("people.acts")}</span></th></tr></thead>
      <tbody>${repeat(this.versions, ({ version }) => version, (one) => this.#version(one))}</tbody></table></div></section>`;
  }

  #version({ version, changedAt, changedBy, changed }) {
    const current = version === this.profile.version;
    return html`<tr><th scope="row" class="num">${version}</th><td>${changedAt ? moment(changedAt) : "–"}</td><td>${changedBy ? actorName(changedBy) : t("profile.shipped")}</td>
      <td class="wrap">${changed.map((section) => t(`profile.${section}`)).join(", ")}</td>
      <td class="acts">${current ? html`<span class="quiet">${t("profile.current")}</span>` : app.may("admin") ? html`<button class="link" @click=${() => this.#restore(version)}>${t("profile.restore", { version })}</button>` : nothing}</td></tr>`;
  }

  /** A version of the past becomes the next one. */
  async #restore(version) {
    try {
      const then = await app.server.get(`/api/profile?version=${version}`);
      const patch = mergePatch(sections(this.profile), sections(then));
      await app.server.patch("/api/profile", patch, { ifMatch: this.profile.version });
      app.say(t("profile.restored", { version }));
    } catch (problem) {
      app.say(t(problem.kind === "profile-changed" ? "profile.moved" : "profile.failed", { why: problem.message }), { tone: "bad" });
    }
    this.#load();
  }
}

const sections = (profile) => Object.fromEntries(Object.entries(profile).filter(([name]) => !OWN.has(name)));

customElements.define("bl-profile", BlProfile);
