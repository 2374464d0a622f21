import { html, nothing, Part, repeat } from "./lit.js";
import { app } from "./context.js";
import { address, go } from "./route.js";
import { Listing } from "./listing.js";
import { deadline, decision, score, status } from "./bits.js";
import { ago, money, moment } from "./format.js";
import { t } from "./text.js";

const ROW = 44;
const MORE = 20;
const SPARE = 8;

/** The orders by a column, the first one first; the others are not ordered by. */
const COLUMNS = {
  title: ["title"],
  status: [],
  deadline: ["deadline", "-deadline"],
  value: ["-value", "value"],
  score: ["-score", "score"],
  decision: [],
  owner: [],
  updated: ["-updatedAt", "updatedAt"],
};

/** Bids in rows. Only those in sight are in the document; further pages come as one scrolls to them. */
class BlList extends Part {
  static properties = { filter: { attribute: false }, total: {}, filtered: {}, from: { state: true }, chosen: { state: true } };
  from = 0;
  chosen = -1;
  #key = "";

  connectedCallback() {
    super.connectedCallback();
    this.hear(window, "resize");
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.listing?.close();
    this.#key = "";
  }

  willUpdate() {
    const key = JSON.stringify(this.filter);
    if (key === this.#key) return;
    this.#key = key;
    this.listing?.close();
    this.listing = new Listing({ server: app.server, streams: app.streams, query: this.filter }).open();
    this.listing.addEventListener("change", () => this.requestUpdate());
    this.from = 0;
    this.chosen = -1;
    this.querySelector(".rows")?.scrollTo(0, 0);
  }

  changedElsewhere(event) {
    this.listing.hear(event);
  }

  #scrolled(event) {
    const from = Math.max(0, Math.floor(event.target.scrollTop / ROW) - SPARE);
    if (Math.abs(from - this.from) >= 4 || from === 0) this.from = from;
  }

  #visible() {
    return Math.ceil((this.querySelector(".rows")?.clientHeight || 800) / ROW) + 2 * SPARE;
  }

  updated() {
    if (this.from + this.#visible() + MORE > this.listing.rows.length) this.listing.more();
  }

  /** Arrows or j and k go up and down, Enter opens. */
  #move(event) {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.chosen = Math.max(0, Math.min(this.listing.rows.length - 1, this.chosen + step));
      this.#show();
    } else if (event.key === "Enter" && this.chosen >= 0 && !event.target.closest("a, button")) {
      go(["bids", this.listing.rows[this.chosen].id]);
    }
  }

  #show() {
    const rows = this.querySelector(".rows");
    const top = this.chosen * ROW;
    if (top < rows.scrollTop) rows.scrollTop = top;
    else if (top + 2 * ROW > rows.scrollTop + rows.clientHeight) rows.scrollTop = top + 2 * ROW - rows.clientHeight;
  }

  render() {
    const { rows, complete, problem } = this.listing;
    if (problem && !rows.length) return this.#note(problem.message);
    if (!rows.length && complete) return this.#empty();
    const until = Math.min(rows.length, this.from + this.#visible());
    return html`
      <div class="rows" tabindex="0" aria-label=${t("list.label")} role="region" @scroll=${(event) => this.#scrolled(event)} @keydown=${(event) => this.#move(event)}>
        <table class="bids" aria-rowcount=${this.total ?? (complete ? rows.length : -1)}>
          <thead><tr>
            ${Object.entries(COLUMNS).map(([name, orders]) => this.#heading(name, orders))}
          </tr></thead>
          <tbody>
            ${this.#gap(this.from)}
            ${repeat(rows.slice(this.from, until), (row) => row.id, (row, i) => this.#row(row, this.from + i))}
            ${this.#gap(rows.length - until)}
          </tbody>
        </table>
        ${rows.length ? nothing : html`<div class="starting" role="status" aria-label=${t("loading")}></div>`}
      </div>
      ${rows.length ? this.#foot() : nothing}
    `;
  }

  #foot() {
    const { rows, complete, problem, loading } = this.listing;
    return html`
      <p class="foot">
        <span>${this.total !== null && this.total !== undefined ? t("list.of", { n: rows.length, all: Math.max(this.total, rows.length) }) : complete ? t("list.all", { n: rows.length }) : t("list.some", { n: rows.length })}</span>
        ${loading ? html`<span class="quiet">${t("loading")}</span>` : nothing}
        ${problem ? html`<span class="fault">${problem.message}</span> <button class="link" @click=${() => this.listing.again()}>${t("app.retry")}</button>` : nothing}
        <span class="space"></span>
        ${this.#exports()}
      </p>
    `;
  }

  /** What is ordered by already is turned round. */
  #heading(name, orders) {
    const text = t(`column.${name}`);
    if (!orders.length) return html`<th scope="col" class="c-${name}">${text}</th>`;
    const now = this.filter.sort;
    const direction = !orders.includes(now) ? nothing : now.startsWith("-") ? "descending" : "ascending";
    const next = orders[(orders.indexOf(now) + 1) % orders.length];
    return html`<th scope="col" class="c-${name}" aria-sort=${direction}><button @click=${() => this.tell("order", next)}>${text}</button></th>`;
  }

  #gap(rows) {
    return rows > 0 ? html`<tr class="gap" aria-hidden="true"><td colspan="8" .style=${`height:${rows * ROW}px`}></td></tr>` : nothing;
  }

  #row(row, index) {
    return html`
      <tr class=${index === this.chosen ? "chosen" : ""} aria-rowindex=${index + 2} @click=${(event) => event.target.closest("a") || go(["bids", row.id])}>
        <td class="c-title"><a href=${address(["bids", row.id])}>${row.title || t("untitled")}</a><span class="sub">${row.customerName || nothing}</span></td>
        <td class="c-status">${status(row.status)}</td>
        <td class="c-deadline">${deadline(row.deadline)}</td>
        <td class="c-value" title=${money(row.budget)}>${money(row.budget, true) || html`<span class="unknown">–</span>`}</td>
        <td class="c-score">${score(row.score)}</td>
        <td class="c-decision">${row.outcome ? html`<span class="outcome">${t(`outcome.${row.outcome}`)}</span>` : decision(row.decision)}</td>
        <td class="c-owner">${row.owner || ""}</td>
        <td class="c-updated"><time datetime=${row.updatedAt} title=${moment(row.updatedAt)}>${ago(row.updatedAt)}</time></td>
      </tr>
    `;
  }

  #exports() {
    const query = new URLSearchParams(Object.entries(this.filter).filter(([, value]) => value));
    return html`<span class="exports">${t("export")}
      ${["bids.csv", "bids.json", "deadlines.ics"].map((file) => html`<a href="/api/export/${file}?${query}" download>${file.split(".").pop().toUpperCase()}</a>`)}
    </span>`;
  }

  #note(text) {
    return html`<div class="blank"><p>${text}</p><button @click=${() => this.listing.again()}>${t("app.retry")}</button></div>`;
  }

  #empty() {
    if (this.filtered) return html`<div class="blank"><h2>${t("list.none")}</h2><p>${t("list.noneHint")}</p></div>`;
    return html`<div class="blank first">
      <div class="drop-sign" aria-hidden="true"></div>
      <h2>${t("list.empty")}</h2>
      <p>${t("list.emptyHint")}</p>
      ${app.may("bd") ? html`<button class="primary" @click=${() => this.tell("new-bid")}>${t("new")}</button>` : nothing}
    </div>`;
  }
}

customElements.define("bl-list", BlList);
