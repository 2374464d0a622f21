import { html, nothing, Part } from "./lit.js";
import { app } from "./context.js";
import { t } from "./text.js";
import "./bl-dialog.js";

const OUTCOMES = ["won", "lost", "declined", "withdrawn", "no_bit"];
const SMALLEST = 3;

/** The steps that need words: routing, a team, an outcome, a person's word on the decision. */
class BlStepDialog extends Part {
  static properties = { model: { attribute: false }, step: {}, problem: { state: true }, team: { state: true } };
  team = [{}, {}, {}];

  render() {
    const content = html`<form class="step" @submit=${(event) => this.#submit(event)}>
      ${this.#fields()}
      ${this.problem ? html`<p class="fault" role="alert">${this.problem.members?.errors?.[0]?.message || this.problem.message}</p>` : nothing}
      <footer><button type="button" @click=${() => this.tell("dismissed")}>${t("cancel")}</button><button class="primary">${t(`step.${this.step}`)}</button></footer>
    </form>`;
    return html`<bl-dialog .heading=${t(`step.${this.step}.title`)} .content=${content}></bl-dialog>`;
  }

  #fields() {
    const { bid } = this.model;
    if (this.step === "route") {
      return html`<label>${t("field.assignedBusinessLine")}<input name="businessLine" required ?readonly=${app.me.role === "bl"} .value=${app.me.role === "bl" ? app.me.businessLine : bid.bitEvaluation?.businessLine || ""} /></label>${this.#reason(false)}`;
    }
    if (this.step === "team") return this.#members();
    if (this.step === "archive") {
      const likely = bid.decision === "NO_BIT" ? "no_bit" : "withdrawn";
      return html`<fieldset class="choices"><legend>${t("step.archive.outcome")}</legend>${OUTCOMES.map((one) => html`<label class="choice"><input type="radio" name="outcome" value=${one} ?checked=${one === likely} />${t(`outcome.${one}`)}</label>`)}</fieldset>${this.#reason(false)}`;
    }
    return html`<fieldset class="choices"><legend>${t("step.rule.decision")}</legend>${["BIT", "NO_BIT"].map((one) => html`<label class="choice"><input type="radio" name="decision" value=${one} ?checked=${one === bid.decision} />${t(`decision.${one}`)}</label>`)}</fieldset>${this.#reason(true)}`;
  }

  #reason(required) {
    return html`<label>${t(required ? "step.reason" : "step.reasonMaybe")}<textarea name="reason" rows="3" maxlength="2000" ?required=${required}></textarea></label>`;
  }

  #members() {
    return html`<p class="quiet">${t("step.team.hint")}</p>
      <div class="team">${this.team.map((_, i) => html`
        <input name="name" aria-label=${t("step.team.name", { n: i + 1 })} placeholder=${t("step.team.name", { n: i + 1 })} ?required=${i < SMALLEST} />
        ${i === 0 ? html`<input name="role" readonly value="project_manager" aria-label=${t("step.team.role", { n: 1 })} />` : html`<input name="role" aria-label=${t("step.team.role", { n: i + 1 })} placeholder=${t("step.team.role", { n: i + 1 })} ?required=${i < SMALLEST} />`}`)}</div>
      <button type="button" class="link" @click=${() => (this.team = [...this.team, {}])}>${t("step.team.add")}</button>`;
  }

  #request(data) {
    const reason = data.get("reason")?.trim();
    if (this.step === "rule") return ["decision", { decision: data.get("decision"), reason }];
    const more = reason ? { reason } : {};
    if (this.step === "route") return ["transitions", { to: "routed", businessLine: data.get("businessLine").trim(), ...more }];
    if (this.step === "archive") return ["transitions", { to: "archived", outcome: data.get("outcome"), ...more }];
    const roles = data.getAll("role");
    const team = data.getAll("name").map((name, i) => ({ name: name.trim(), role: roles[i].trim() })).filter(({ name }) => name);
    return ["transitions", { to: "team_assigned", team }];
  }

  async #submit(event) {
    event.preventDefault();
    const [path, body] = this.#request(new FormData(event.target));
    try {
      await app.server.post(`${this.model.path}/${path}`, body, { ifMatch: this.model.bid.version });
      await this.model.refresh();
      this.tell("dismissed");
    } catch (problem) {
      this.problem = problem;
      if (problem.status === 412) this.model.refresh();
    }
  }
}

customElements.define("bl-step-dialog", BlStepDialog);
