import { html, nothing, Part } from "./lit.js";
import { app } from "./context.js";
import { address, route } from "./route.js";
import { t } from "./text.js";
import { BidModel } from "../client/bid.js";

/**
 * Sends what was left unsaved in this browser, for bids that are not open, and shows what could not be:
 * somebody has to look at those.
 */
class BlUnsaved extends Part {
  static properties = { left: { state: true } };
  left = [];
  #busy = false;

  connectedCallback() {
    super.connectedCallback();
    this.hear(window, "online", () => this.#look());
    this.hear(window, "hashchange", () => this.#look());
    this.hear(app, "again", () => this.#look());
    this.#look();
  }

  async #look() {
    if (this.#busy || app.ended) return;
    this.#busy = true;
    try {
      const open = route().path[1];
      const left = [];
      for (const id of (await app.drafts.left()).filter((bid) => bid !== open)) left.push(await this.#send(id));
      this.left = left.filter(Boolean);
    } finally {
      this.#busy = false;
    }
  }

  /** What is left of a bid after a try to save it. */
  async #send(id) {
    const model = new BidModel({ ...app.parts(), id });
    try {
      await model.open({ follow: false });
      return model.drafts.size && { id, title: model.value("title"), count: model.drafts.size };
    } catch {
      return { id, title: "", count: 1 };
    }
  }

  render() {
    if (!this.left.length) return nothing;
    const [first] = this.left;
    const count = this.left.reduce((sum, { count: n }) => sum + n, 0);
    return html`<a class="unsaved" href=${address(["bids", first.id])} title=${first.title}>${t("unsaved", { n: count })}</a>`;
  }
}

customElements.define("bl-unsaved", BlUnsaved);
