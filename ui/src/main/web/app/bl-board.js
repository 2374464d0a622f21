import { html, nothing, Part, repeat } from "./lit.js";
import { app } from "./context.js";
import { address } from "./route.js";
import { Listing } from "./listing.js";
import { deadline, decision, score } from "./bits.js";
import { money } from "./format.js";
import { t } from "./text.js";

/** The columns; a bid that agents work on stands where it will come to rest. */
const COLUMNS = [
  ["draft", "extracting"],
  ["reviewing"],
  ["scanned", "quick_scanning"],
  ["bit_decided", "evaluating"],
  ["routed"],
  ["team_assigned"],
  ["archived"],
];

/** Bids by status. */
class BlBoard extends Part {
  static properties = { filter: { attribute: false }, counts: { attribute: false } };
  #key = "";
  #listings = new Map();

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#listings.forEach((listing) => listing.close());
    this.#key = "";
  }

  willUpdate() {
    const { status, ...filter } = this.filter;
    const key = JSON.stringify(filter);
    if (key === this.#key) return;
    this.#key = key;
    this.#listings.forEach((listing) => listing.close());
    this.#listings.clear();
    for (const name of COLUMNS.flat()) {
      const listing = new Listing({ server: app.server, streams: app.streams, query: { ...filter, status: name } });
      listing.addEventListener("change", () => this.requestUpdate());
      this.#listings.set(name, listing.open());
    }
  }

  changedElsewhere(event) {
    for (const [name, listing] of this.#listings) {
      const concerned = event.type !== "bid" || event.data.status === name || listing.rows.some((row) => row.id === event.data.bidId);
      if (concerned) listing.hear(event);
    }
  }

  #scrolled({ target }, names) {
    if (target.scrollTop + 2 * target.clientHeight < target.scrollHeight) return;
    names.forEach((name) => this.#listings.get(name).more());
  }

  render() {
    return html`<div class="board" tabindex="0" role="region" aria-label=${t("view.board")}>${COLUMNS.map((names) => this.#column(names))}</div>`;
  }

  #column(names) {
    const listings = names.map((name) => this.#listings.get(name));
    const rows = listings.toReversed().flatMap((listing) => listing.rows);
    const known = this.counts ? names.reduce((sum, name) => sum + (this.counts[name] || 0), 0) : null;
    const more = listings.some((listing) => !listing.complete);
    return html`
      <section class="column" aria-label=${t(`status.${names[0]}`)}>
        <h2><span class="status ${names[0]}"><i aria-hidden="true"></i>${t(`status.${names[0]}`)}</span><span class="count">${known ?? `${rows.length}${more ? "+" : ""}`}</span></h2>
        <ul tabindex="0" aria-label=${t(`status.${names[0]}`)} @scroll=${(event) => this.#scrolled(event, names)}>
          ${repeat(rows, (row) => row.id, (row) => this.#card(row))}
          ${rows.length || more ? nothing : html`<li class="none">${t("board.none")}</li>`}
        </ul>
      </section>
    `;
  }

  #card(row) {
    const running = row.activeRun;
    return html`
      <li class="card ${running ? "running" : ""}">
        <a href=${address(["bids", row.id])}>${row.title || t("untitled")}</a>
        <span class="sub">${row.customerName || t("customer.unknown")}</span>
        <span class="line">${deadline(row.deadline)}<span class="value">${money(row.budget, true)}</span></span>
        ${running || row.decision || typeof row.score === "number"
          ? html`<span class="line">${running ? html`<span class="working">${t(`status.${row.status}`)}</span>` : row.outcome ? html`<span class="outcome">${t(`outcome.${row.outcome}`)}</span>` : decision(row.decision)}
              ${typeof row.score === "number" ? score(row.score) : nothing}</span>`
          : nothing}
      </li>
    `;
  }
}

customElements.define("bl-board", BlBoard);
