import { html, nothing, Part, repeat } from "./lit.js";
import { app } from "./context.js";
import { t } from "./text.js";

const CALM = 6000;

/** Words to the person at the foot of the page; those that matter stay until they are put away. */
class BlWords extends Part {
  static properties = { words: { state: true } };
  words = [];

  connectedCallback() {
    super.connectedCallback();
    this.hear(app, "word", ({ detail }) => this.#add(detail));
  }

  #add(word) {
    this.words = [...this.words.filter((one) => one.text !== word.text), word].slice(-4);
    if (word.tone === "calm" && !word.action) setTimeout(() => this.#drop(word), CALM);
  }

  #drop(word) {
    this.words = this.words.filter((one) => one !== word);
  }

  render() {
    return html`<div class="words" role="status" aria-live="polite">
      ${repeat(this.words, (word) => word.text, (word) => html`
        <div class="word ${word.tone}">
          <span>${word.text}</span>
          ${word.action ? html`<button class="link" @click=${() => this.#act(word)}>${word.action.text}</button>` : nothing}
          <button class="icon" aria-label=${t("close")} @click=${() => this.#drop(word)}>✕</button>
        </div>`)}
    </div>`;
  }

  #act(word) {
    this.#drop(word);
    word.action.run();
  }
}

customElements.define("bl-words", BlWords);
