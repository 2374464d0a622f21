import { html, nothing, Part, repeat } from "./lit.js";
import { app } from "./context.js";
import { address, route } from "./route.js";
import { agentCard } from "./agent.js";
import { Following } from "./following.js";
import { actorName, ago } from "./format.js";
import { meter } from "./bits.js";
import { t } from "./text.js";
import "./bl-proposal.js";

const PATHS = { extraction: "extract", quick_scan: "quick-scan", evaluation: "evaluate" };
const PLACES = { extraction: [], quick_scan: ["scan"], evaluation: ["decision"] };

/** The run that is at work on a bid, what became of the last one, and what waits for a person. */
class BlRuns extends Part {
  static properties = { model: { attribute: false }, folded: { state: true }, last: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.hear(this.model);
    this.hear(window, "hashchange");
    this.hear(this.model, "run", () => this.#latest());
    this.#latest();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.run?.close();
    this.run = null;
  }

  /** A run that ended before somebody came may have left a proposal. */
  async #latest() {
    const { items } = await app.server.get(`${this.model.path}/runs?limit=5`).catch(() => ({ items: [] }));
    this.last = items.find((run) => run.state !== "running") ?? null;
  }

  willUpdate() {
    const active = this.model.bid.activeRun;
    if (!active || active.id === this.run?.id) return;
    this.run?.close();
    this.folded = false;
    this.run = new Following({ streams: app.streams, ...active });
    this.run.addEventListener("change", () => {
      if (this.run?.terminal && !this.told) this.#ended();
      this.requestUpdate();
    });
    this.told = false;
  }

  #ended() {
    this.told = true;
    this.model.refresh().catch(() => {});
    this.#latest();
  }

  async #cancel() {
    await app.server.post(`/api/runs/${this.run.id}/cancel`).catch((problem) => app.failed(problem));
  }

  #again() {
    const kind = this.run?.kind || this.last.kind;
    app.server.post(`${this.model.path}/${PATHS[kind]}`).then(() => this.model.refresh(), (problem) => app.failed(problem));
  }

  render() {
    return html`${this.run ? this.#running() : nothing}
      ${this.last?.proposal && !this.last.proposal.applied && !this.model.bid.activeRun
        ? html`<bl-proposal .model=${this.model} .run=${this.last} @applied=${() => this.#latest()}></bl-proposal>` : nothing}`;
  }

  #running() {
    const { run } = this;
    const ended = run.terminal;
    const agents = [...run.agents.values()];
    const waits = ended?.type === "conflict" && this.last?.proposal;
    if (this.folded === "gone" || waits) return nothing;
    return html`
      <section class="run ${ended ? `ended ${ended.type}` : "active"}" aria-label=${t(`kind.${run.kind}`)}>
        <header>
          <h2>${t(`kind.${run.kind}`)}</h2>
          <span class="quiet" role="status">${ended ? this.#outcome(ended) : t("run.by", { who: actorName(run.startedBy), when: ago(run.startedAt), done: run.finished, all: agents.length })}</span>
          ${run.link === "waiting" && !ended ? html`<span class="safe warn">${t("run.waiting")}</span>` : nothing}
          <span class="space"></span>
          ${ended ? this.#after(ended) : app.may("bd") ? html`<button @click=${() => this.#cancel()}>${t("run.cancel")}</button>` : nothing}
        </header>
        ${ended ? nothing : meter(run.progress, t("run.progress"))}
        ${ended && !this.unfolded ? nothing : html`<ul class="agents">${repeat(agents, ({ name }) => name, (agent) => agentCard(agent))}</ul>`}
      </section>
    `;
  }

  #outcome({ type, message, decision, confidence, by }) {
    if (type === "complete" && decision) return t("run.decided", { decision: t(`decision.${decision}`), n: confidence });
    if (type === "complete") return message;
    if (type === "conflict") return t("run.stale");
    if (type === "abort") return t("run.cancelled", { who: actorName(by) });
    return message || t("run.failed");
  }

  #after({ type }) {
    const place = PLACES[this.run.kind];
    return html`
      ${app.may("bd") && (type === "error" || type === "abort") ? html`<button @click=${() => this.#again()}>${t("run.again")}</button>` : nothing}
      ${type === "complete" && place.length && route().path[2] !== place[0] ? html`<a class="button" href=${address(["bids", this.model.id, ...place])}>${t("run.look")}</a>` : nothing}
      <button class="link" aria-expanded=${Boolean(this.unfolded)} @click=${() => this.#fold()}>${t(this.unfolded ? "run.fold" : "run.unfold")}</button>
      <button class="icon" aria-label=${t("close")} @click=${() => (this.folded = "gone")}>✕</button>`;
  }

  #fold() {
    this.unfolded = !this.unfolded;
    this.requestUpdate();
  }
}

customElements.define("bl-runs", BlRuns);
