import { html, live, nothing, Part } from "./lit.js";
import { app } from "./context.js";
import { restate } from "./route.js";
import { t } from "./text.js";
import "./bl-list.js";
import "./bl-board.js";

export const STATUSES = ["draft", "extracting", "reviewing", "quick_scanning", "scanned", "evaluating", "bit_decided", "routed", "team_assigned", "archived"];
const SORTS = ["-updatedAt", "updatedAt", "deadline", "-deadline", "-value", "value", "-score", "score", "title", "-createdAt"];
const USUAL = "-updatedAt";
const PERIODS = [3, 7, 14, 30, 90];
const TYPING = 250;

/** The usual order is not in the address. */
const unlessUsual = (sort) => (sort === USUAL ? "" : sort);

/** All bids, as a list or a board. What is chosen stands in the address. */
class BlBids extends Part {
  static properties = { query: { attribute: false }, counts: { state: true } };
  counts = null;
  #timer = 0;

  connectedCallback() {
    super.connectedCallback();
    this.hear(window, "keydown", (event) => this.#key(event));
    this.#count();
    this.feed = app.streams.subscribe("/api/events", {
      event: (event) => {
        this.querySelector("bl-list, bl-board")?.changedElsewhere(event);
        this.#countLater();
      },
      state: (state) => state === "open" && this.querySelector("bl-list, bl-board")?.changedElsewhere({ type: "refetch", data: {} }),
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.feed.close();
  }

  #countLater() {
    clearTimeout(this.counting);
    this.counting = setTimeout(() => this.#count(), 1500);
  }

  async #count() {
    this.counts = (await app.server.get("/api/numbers?weeks=1").catch(() => null))?.byStatus ?? this.counts;
  }

  /** `/` goes to the search, `n` makes a new bid, wherever nothing is typed. */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, dialog")) return;
    if (event.key === "/") {
      event.preventDefault();
      this.querySelector("input[type=search]").focus();
    } else if (event.key === "n" && app.may("bd")) {
      event.preventDefault();
      this.tell("new-bid");
    }
  }

  #set(name, value) {
    restate(["bids"], { ...Object.fromEntries(this.query), [name]: value });
  }

  #typed(value) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#set("q", value), TYPING);
  }

  get view() {
    return this.query.get("view") || "list";
  }

  /** The filter as the server takes it. */
  get filter() {
    const within = Number(this.query.get("within"));
    const day = new Date(Date.now() + within * 86_400_000).toISOString().slice(0, 10);
    return {
      q: this.query.get("q") || "",
      status: this.query.get("status") || "",
      owner: this.query.get("owner") || "",
      sort: this.query.get("sort") || USUAL,
      deadlineBefore: within ? `${day}T23:59:59Z` : "",
    };
  }

  render() {
    document.title = `${t("nav.bids")} · Bidloom`;
    const filtered = ["q", "status", "owner", "within"].some((name) => this.query.get(name));
    return html`
      <div class="bar">
        <h1>${t("nav.bids")}</h1>
        <input type="search" aria-label=${t("search")} placeholder=${t("search.hint")} .value=${live(this.query.get("q") || "")} @input=${(event) => this.#typed(event.target.value)} />
        ${this.view === "list" ? this.#select("status", [["", this.#all()], ...STATUSES.map((one) => [one, this.#counted(one)])]) : nothing}
        ${this.#select("within", [["", t("within.any")], ...PERIODS.map((n) => [String(n), t("within.days", { n })])])}
        ${this.#select("sort", SORTS.map((one) => [unlessUsual(one), t(`sort.${one}`)]))}
        <label class="check"><input type="checkbox" .checked=${live(this.query.get("owner") === app.me.account)} @change=${(event) => this.#set("owner", event.target.checked ? app.me.account : "")} />${t("mine")}</label>
        ${filtered ? html`<button class="link" @click=${() => restate(["bids"], { view: this.query.get("view") })}>${t("filters.clear")}</button>` : nothing}
        <span class="space"></span>
        <div class="switch" role="group" aria-label=${t("view")}>
          ${["list", "board"].map((view) => html`<button aria-pressed=${this.view === view} @click=${() => this.#set("view", view === "list" ? "" : view)}>${t(`view.${view}`)}</button>`)}
        </div>
        ${app.may("bd") ? html`<button class="primary" @click=${() => this.tell("new-bid")}>${t("new")}</button>` : nothing}
      </div>
      ${this.view === "board"
        ? html`<bl-board .filter=${this.filter} .counts=${filtered ? null : this.counts}></bl-board>`
        : html`<bl-list .filter=${this.filter} .total=${this.#total(filtered)} .filtered=${filtered} @order=${({ detail }) => this.#set("sort", unlessUsual(detail))}></bl-list>`}
    `;
  }

  #all() {
    return t("status.all");
  }

  #counted(status) {
    const count = this.counts?.[status];
    return `${t(`status.${status}`)}${count ? ` (${count.toLocaleString()})` : ""}`;
  }

  #total(filtered) {
    return filtered || !this.counts ? null : Object.values(this.counts).reduce((sum, n) => sum + n, 0);
  }

  #select(name, options) {
    const value = this.query.get(name) || "";
    return html`<select aria-label=${t(`filter.${name}`)} class=${value ? "set" : ""} @change=${(event) => this.#set(name, event.target.value)}>
      ${options.map(([option, text]) => html`<option value=${option} ?selected=${option === value}>${text}</option>`)}
    </select>`;
  }
}

customElements.define("bl-bids", BlBids);
