import { LitElement } from "../vendor/lit-element/lit-element.js";

export { html, svg, nothing, noChange } from "../vendor/lit-html/lit-html.js";
export { repeat } from "../vendor/lit-html/directives/repeat.js";
export { live } from "../vendor/lit-html/directives/live.js";
export { keyed } from "../vendor/lit-html/directives/keyed.js";

/** An element of the page. One stylesheet serves all, so none has a shadow of its own. */
export class Part extends LitElement {
  #heard = [];

  createRenderRoot() {
    return this;
  }

  /** Renders again with every event of that name, as long as it is on the page. */
  hear(target, name = "change", then = () => this.requestUpdate()) {
    this.#heard.push([target, name, then]);
    target.addEventListener(name, then);
  }

  unhear() {
    this.#heard.splice(0).forEach(([target, name, then]) => target.removeEventListener(name, then));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unhear();
  }

  /** A bubbling event that an element further out acts on. */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}
