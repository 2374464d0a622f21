import { html, Part } from "./lit.js";
import { t } from "./text.js";

/** A modal dialog around its content. Closes by Escape and its button, and tells of that by `dismissed`. */
class BlDialog extends Part {
  static properties = { heading: {}, content: { attribute: false }, wide: { type: Boolean } };

  connectedCallback() {
    super.connectedCallback();
    this.former ??= document.activeElement;
  }

  firstUpdated() {
    const dialog = this.querySelector("dialog");
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("[autofocus], .content input, .content textarea, .content select")?.focus();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    if (this.former?.isConnected) this.former.focus();
  }

  #cancel(event) {
    event.preventDefault();
    this.tell("dismissed");
  }

  render() {
    return html`
      <dialog class=${this.wide ? "wide" : ""} aria-label=${this.heading} @cancel=${(event) => this.#cancel(event)}>
        <header>
          <h2>${this.heading}</h2>
          <button class="icon" aria-label=${t("close")} title=${t("close")} @click=${() => this.tell("dismissed")}>✕</button>
        </header>
        <div class="content">${this.content}</div>
      </dialog>
    `;
  }
}

customElements.define("bl-dialog", BlDialog);
