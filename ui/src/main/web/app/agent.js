import { html, nothing } from "./lit.js";
import { meter, score } from "./bits.js";
import { percent } from "./format.js";
import { t } from "./text.js";

/** An agent's card: progress while it works, then its score, how sure it is, why, and from what. */
export function agentCard(agent, { open = false } = {}) {
  const { name, state, progress = 0, message } = agent;
  const result = agent.result || {};
  return html`
    <li class="agent ${state}">
      <header><h3>${t(`agent.${name}`)}</h3>${state === "complete" && typeof agent.score === "number" ? score(agent.score) : html`<span class="state">${t(`agent.state.${state}`)}</span>`}</header>
      ${state === "working" || state === "waiting"
        ? html`${meter(progress, t("agent.progress", { agent: t(`agent.${name}`) }))}<p class="message">${message || t("agent.state.waiting")}</p>`
        : state === "stopped" ? nothing : html`<p class="summary">${agent.message || agent.summary}</p>`}
      ${state === "complete" ? details(agent, result, open) : nothing}
    </li>
  `;
}

function details({ confidence }, { reasoning, evidence = [], criticalBlockers = [], unknown = [] }, open) {
  return html`
    ${criticalBlockers.map((text) => html`<p class="blocker">${text}</p>`)}
    ${reasoning || evidence.length ? html`<details ?open=${open}><summary>${t("agent.why")}<span class="space"></span>${confident(confidence)}</summary>
      ${reasoning ? html`<p class="reasoning">${reasoning}</p>` : nothing}
      ${evidence.length ? evidenceTable(evidence) : nothing}
      ${unknown.length ? html`<p class="unknowns"><strong>${t("agent.unknown")}</strong> ${unknown.join(" · ")}</p>` : nothing}
    </details>` : html`<p class="quiet">${confident(confidence)}</p>`}
  `;
}

const confident = (value) => (typeof value === "number" ? html`<span class="quiet num">${t("agent.confidence", { n: percent(value / 100) })}</span>` : nothing);

function evidenceTable(evidence) {
  return html`<table class="evidence"><thead><tr>${["requirement", "profile", "effect"].map((name) => html`<th scope="col">${t(`evidence.${name}`)}</th>`)}</tr></thead>
    <tbody>${evidence.map((one) => html`<tr><td>${one.requirement}</td><td>${one.profile}</td><td>${one.effect}</td></tr>`)}</tbody></table>`;
}

/** An agent as a run's view has it, in the shape of its last event. */
export const kept = ({ name, state, output }) => ({ name, state, ...output, message: output.summary || output.message, progress: state === "waiting" ? 0 : 1 });
