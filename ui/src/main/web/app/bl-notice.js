import { html, nothing, Part } from "./lit.js";
import { app } from "./context.js";
import { fieldName } from "./format.js";
import { t } from "./text.js";

const MOST = 200;

const loosely = (text) =>
  text.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+");

/** The notice as readable text, with the passage that a fact was found in. */
class BlNotice extends Part {
  static properties = { model: { attribute: false }, passage: { attribute: false }, notice: { state: true }, problem: { state: true } };

  willUpdate(changed) {
    if (changed.has("model")) this.#load();
  }

  async #load() {
    this.notice = this.problem = null;
    try {
      this.notice = await app.server.get(`${this.model.path}/notice`);
      this.toggleAttribute("none", !this.notice);
    } catch (problem) {
      this.problem = problem;
    }
  }

  updated(changed) {
    if (changed.has("passage") || changed.has("notice")) {
      const mark = this.querySelector("mark");
      const text = this.querySelector(".text");
      if (mark) text.scrollTo({ top: mark.offsetTop - text.clientHeight / 3 });
    }
  }

  render() {
    return html`<aside class="notice" aria-label=${t("notice")}>
      <header><h2>${t("notice")}</h2>
        ${this.notice ? html`<span class="quiet">${this.notice.format.toUpperCase()}</span><span class="space"></span><a href="${this.model.path}/notice/document" download>${t("notice.save")}</a>` : nothing}
      </header>
      ${this.passage ? this.#where() : nothing}
      ${this.#body()}
    </aside>`;
  }

  #where() {
    const { field, where, confidence } = this.passage;
    return html`<p class="where"><strong>${fieldName(field)}</strong> <span>${where}</span><span class="space"></span><span class="quiet">${t("found.confidence", { n: confidence })}</span></p>`;
  }

  #body() {
    if (this.problem) return html`<p class="none">${this.problem.message}</p>`;
    if (!this.notice) return html`<div class="starting" role="status" aria-label=${t("loading")}></div>`;
    return html`<div class="text" tabindex="0" role="region" aria-label=${t("notice.text")}>${this.#marked(this.notice.text).map((part, i) => (i % 2 ? html`<mark>${part}</mark>` : part))}
      ${this.notice.truncated ? html`<p class="none">${t("notice.cut")}</p>` : nothing}</div>`;
  }

  /**
   * The text in parts, every second one marked: the quote, however its spaces and line ends were written, or
   * where there is none, the words of the value itself.
   */
  #marked(text) {
    if (!this.passage) return [text];
    const { quote, field } = this.passage;
    const value = [this.model.saved(field)].flat().filter((one) => typeof one === "string" && one.length > 2);
    const sought = (quote ? [quote] : value.slice(0, MOST)).map(loosely);
    return sought.length ? text.split(new RegExp(`(?<!\\p{L})(${sought.join("|")})(?!\\p{L})`, "iu")) : [text];
  }
}

customElements.define("bl-notice", BlNotice);
