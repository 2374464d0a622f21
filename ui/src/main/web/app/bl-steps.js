import { html, nothing, Part } from "./lit.js";
import { app } from "./context.js";
import { t } from "./text.js";
import "./bl-step-dialog.js";

const RUNS = { extract: "extract", scan: "quick-scan", evaluate: "evaluate" };

/** True where somebody decides for a business line: its lead, or an administrator for any. */
const leads = (me, line) =>
  me.role === "admin" || (me.role === "bl" && Boolean(me.businessLine) && (line ?? me.businessLine).trim().toLowerCase() === me.businessLine.trim().toLowerCase());

/** The steps that are possible now, the sensible one first. What needs words opens a dialog. */
export function stepsOf(bid, me) {
  const bit = bid.decision === "BIT";
  const steps = {
    draft: ["extract", "confirm"],
    reviewing: ["evaluate", "scan", "extract"],
    scanned: ["evaluate", "scan"],
    bit_decided: bit ? (leads(me) ? ["route", "rule"] : ["rule"]) : ["archive", "rule"],
    routed: leads(me, bid.assignedBusinessLine) ? ["team"] : [],
    team_assigned: ["archive"],
    archived: ["reopen"],
  }[bid.status];
  if (!steps) return [];
  const more = {
    bit_decided: ["evaluate", "scan", "reject"],
  }[bid.status] || [];
  const last = bid.status === "archived" ? [] : ["archive"];
  return [...new Set([...steps, ...more, ...last])];
}

class BlSteps extends Part {
  static properties = { model: { attribute: false }, asking: { state: true }, busy: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.hear(this.model);
  }

  render() {
    const { bid } = this.model;
    if (!app.may("bd")) return nothing;
    const [first, second, ...rest] = stepsOf(bid, app.me);
    return html`
      ${second ? html`<button ?disabled=${this.busy} @click=${() => this.#take(second)}>${t(`step.${second}`)}</button>` : nothing}
      ${first ? html`<button class="primary" ?disabled=${this.busy} @click=${() => this.#take(first)}>${t(`step.${first}`)}</button>` : nothing}
      ${rest.length ? html`<details class="menu" @focusout=${(event) => this.#left(event)} @keydown=${(event) => this.#escape(event)}><summary aria-label=${t("step.more")} title=${t("step.more")}>⋯</summary>
        <div class="items">${rest.map((step) => html`<button @click=${(event) => this.#chosen(event, step)}>${t(`step.${step}`)}</button>`)}</div></details>` : nothing}
      ${this.asking ? html`<bl-step-dialog .model=${this.model} .step=${this.asking} @dismissed=${() => (this.asking = null)}></bl-step-dialog>` : nothing}
    `;
  }

  #left({ currentTarget, relatedTarget }) {
    if (!currentTarget.contains(relatedTarget)) currentTarget.open = false;
  }

  #escape(event) {
    if (event.key !== "Escape") return;
    event.currentTarget.open = false;
    event.currentTarget.querySelector("summary").focus();
  }

  #chosen(event, step) {
    event.target.closest("details").open = false;
    this.#take(step);
  }

  async #take(step) {
    const { model } = this;
    await model.save();
    if (RUNS[step]) return this.#act(() => app.server.post(`${model.path}/${RUNS[step]}`, {}));
    if (step === "confirm" || step === "reopen" || step === "reject") {
      return this.#act(() => app.server.post(`${model.path}/transitions`, { to: "reviewing" }, { ifMatch: model.bid.version }));
    }
    this.asking = step;
  }

  async #act(request) {
    this.busy = true;
    try {
      await request();
      await this.model.refresh();
    } catch (problem) {
      app.failed(problem);
      if (problem.status === 412) this.model.refresh();
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("bl-steps", BlSteps);
