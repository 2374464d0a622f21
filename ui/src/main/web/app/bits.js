import { html, nothing } from "./lit.js";
import { countdown, actorName, hue, initials, momentIn } from "./format.js";
import { t } from "./text.js";

/** Small things that are shown in many places. */

export const status = (name) => html`<span class="status ${name}"><i aria-hidden="true"></i>${t(`status.${name}`)}</span>`;

export function deadline(instant, zone) {
  const left = countdown(instant);
  if (!left) return html`<span class="unknown">–</span>`;
  return html`<time class="deadline ${left.tone}" datetime=${instant} title=${momentIn(instant, zone)}>${left.text}</time>`;
}

export const rating = (score) => (score >= 70 ? "positive" : score >= 50 ? "neutral" : "negative");

export const score = (value) =>
  typeof value === "number"
    ? html`<span class="score ${rating(value)}" title=${t(`rating.${rating(value)}`)}>${Math.round(value)}</span>`
    : html`<span class="unknown">–</span>`;

export const decision = (value) => (value ? html`<span class="verdict ${value}">${t(`decision.${value}`)}</span>` : nothing);

export const person = (actor, field) => html`<span class="person hue${hue(actor)}" title=${field ? `${actorName(actor)} – ${field}` : actorName(actor)}>
  <span aria-hidden="true">${initials(actor)}</span><span class="sr">${actorName(actor)}</span></span>`;

export const meter = (share, label) => html`<progress max="1" .value=${share} aria-label=${label}></progress>`;
