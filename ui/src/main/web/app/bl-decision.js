import { html, nothing, Part } from "./lit.js";
import { app } from "./context.js";
import { agentCard, kept } from "./agent.js";
import { gauge, scoreChart } from "./charts.js";
import { actorName, moment } from "./format.js";
import { score as shownScore } from "./bits.js";
import { t } from "./text.js";

/** The decision: what, how sure, from what, and what would make it another. Made to be printed, too. */
class BlDecision extends Part {
  static properties = { model: { attribute: false }, agents: { state: true }, judgedBy: { state: true } };
  agents = [];
  #of = "";
  #unfolded = [];

  connectedCallback() {
    super.connectedCallback();
    this.hear(this.model);
    this.hear(window, "beforeprint", () => this.#unfold());
    this.hear(window, "afterprint", () => this.#unfolded.splice(0).forEach((one) => (one.open = false)));
  }

  willUpdate() {
    const key = JSON.stringify([this.model.id, this.model.bid.bitEvaluation?.scores, this.model.bid.status]);
    if (key !== this.#of && this.model.bid.bitEvaluation) this.#load();
    this.#of = key;
  }

  /** The findings behind it stay with the run. */
  async #load() {
    try {
      const { items } = await app.server.get(`${this.model.path}/runs?limit=50`);
      const run = items.find(({ kind, state, proposal }) => kind === "evaluation" && (state === "committed" || proposal?.applied));
      this.agents = run ? (await app.server.get(`/api/runs/${run.id}`)).agents.map(kept) : [];
      if (run) this.#compare(run.profileVersion);
    } catch {
      this.agents = [];
    }
  }

  /** Whether the company's profile is another by now than what it was judged by. */
  async #compare(version) {
    const { items } = await app.server.get("/api/profile/history?limit=1").catch(() => ({ items: [{ version }] }));
    this.judgedBy = { version, now: items[0].version };
  }

  render() {
    const { bid } = this.model;
    const evaluation = bid.bitEvaluation;
    if (!evaluation) return html`<div class="blank"><h2>${t("decision.none")}</h2><p>${t("decision.noneHint")}</p></div>`;
    return html`
      <div class="decided">
        ${this.#verdict(bid, evaluation)}
        <div class="columns">
          <section class="panel wide"><h2>${t("decision.scores")}</h2>${scoreChart(evaluation)}<p class="legend quiet">${t("decision.legend", { n: evaluation.threshold })}</p></section>
          <section class="panel"><h2>${t("decision.tree")}</h2>${this.#tree(evaluation.decisionTree || [])}</section>
        </div>
        <div class="columns thirds">
          ${this.#points("strengths", evaluation.strengths, "good")}
          ${this.#points("risks", evaluation.risks, "bad")}
          ${evaluation.blockers?.length ? this.#points("blockers", evaluation.blockers, "worst") : this.#points("nextSteps", evaluation.nextSteps, "")}
        </div>
        ${this.#sensitivity(evaluation.sensitivity)}
        ${evaluation.alternative ? this.#alternative(evaluation.alternative) : nothing}
        ${evaluation.blockers?.length ? this.#points("nextSteps", evaluation.nextSteps, "") : nothing}
        ${this.agents.length ? html`<section class="findings"><h2>${t("decision.findings")}</h2><ul class="agents">${this.agents.map((agent) => agentCard(agent))}</ul></section>` : nothing}
        <p class="stamp quiet">${t("decision.stamp", { v: bid.version, when: moment(bid.updatedAt) })}</p>
      </div>
    `;
  }

  #verdict(bid, evaluation) {
    const decision = bid.decision || evaluation.decision;
    const { overridden, by, at, reason } = bid.decisionData || {};
    return html`<section class="verdict-panel ${decision}" aria-label=${t("tab.decision")}>
      <div class="big"><span class="said">${t(`decision.${decision}`)}</span>${evaluation.conditional ? html`<span class="tag">${t("decision.conditional")}</span>` : nothing}</div>
      <dl>
        <div><dt>${t("decision.score")}</dt><dd class="num">${evaluation.score}</dd><dd>${gauge(evaluation.score, evaluation.threshold)}</dd></div>
        <div><dt>${t("decision.confidence")}</dt><dd class="num">${evaluation.confidence}</dd></div>
      </dl>
      <div class="summary"><p>${evaluation.executiveSummary}</p>
        ${reason ? html`<p class="ruling"><strong>${t(overridden ? "decision.overridden" : "decision.confirmed", { who: actorName(by), when: moment(at) })}</strong> ${reason}</p>`
          : evaluation.needsConfirmation ? html`<p class="ruling warn">${t("decision.needsConfirmation")}</p>` : nothing}
        ${this.judgedBy && this.judgedBy.version !== this.judgedBy.now ? html`<p class="ruling warn">${t("decision.olderProfile", this.judgedBy)}</p>` : nothing}
        ${evaluation.failedAgents?.length ? html`<p class="ruling warn">${t("decision.failed", { list: evaluation.failedAgents.map((name) => t(`agent.${name}`)).join(", ") })}</p>` : nothing}
      </div>
      <button class="print" @click=${() => window.print()}>${t("print")}</button>
    </section>`;
  }

  /** On paper nothing can be opened. */
  #unfold() {
    this.#unfolded.push(...this.querySelectorAll("details:not([open])"));
    this.#unfolded.forEach((one) => (one.open = true));
  }

  #tree(steps) {
    return html`<ol class="tree">${steps.map(({ step, score, rating }) => html`<li class=${rating}>
      <span class="name">${step === "eligibility" || step === "decision" ? t(`tree.${step}`) : t(`agent.${step}`)}</span>
      <span class="rating">${t(`rating.${rating}`)}</span>${typeof score === "number" ? shownScore(score) : html`<span></span>`}</li>`)}</ol>`;
  }

  #points(name, list, tone) {
    if (!list?.length) return nothing;
    return html`<section class="panel points ${tone}"><h2>${t(`decision.${name}`)}</h2><ul>${list.map((text) => html`<li>${text}</li>`)}</ul></section>`;
  }

  #sensitivity(sensitivity) {
    if (!sensitivity) return nothing;
    const flips = sensitivity.flips || [];
    return html`<section class="panel sensitivity"><h2>${t("decision.sensitivity")}</h2>
      <p>${flips.length ? t("decision.flipHint", { n: Math.abs(Math.round(sensitivity.margin)) }) : sensitivity.text}</p>
      ${flips.length ? html`<ul class="flips">${flips.map(({ kind, agent, from, to }) => html`<li><span>${t(`flip.${kind}`, { agent: t(`agent.${agent}`) })}</span><span class="num"><span class="quiet">${from}</span> → <strong>${to}</strong></span></li>`)}</ul>` : nothing}
    </section>`;
  }

  #alternative({ kind, reasoning, partners = [], reducedScopes = [], customerText }) {
    return html`<section class="panel alternative"><h2>${t("decision.alternative")}: ${t(`alternative.${kind}`)}</h2><p>${reasoning}</p>
      ${partners.length ? html`<p><strong>${t("alternative.partners")}</strong> ${partners.join(", ")}</p>` : nothing}
      ${reducedScopes.length ? html`<ul>${reducedScopes.map((scope) => html`<li>${scope}</li>`)}</ul>` : nothing}
      ${customerText ? html`<details><summary>${t("alternative.letter")}</summary><pre class="letter" tabindex="0">${customerText}</pre>
        <button @click=${() => navigator.clipboard?.writeText(customerText).then(() => app.say(t("copied")))}>${t("copy")}</button></details>` : nothing}
    </section>`;
  }
}

customElements.define("bl-decision", BlDecision);
