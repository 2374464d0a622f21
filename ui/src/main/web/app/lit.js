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

  /** Properties that a class gives first values as fields hide what Lit observes: they are set once more. */
  connectedCallback() {
    for (const name of this.constructor.elementProperties.keys()) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    super.connectedCallback();
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

  /** True once an element is there; until then it is fetched, and this renders again when it has come. */
  there(name, load) {
    if (customElements.get(name)) return true;
    load().then(() => this.requestUpdate());
    return false;
  }

  /** A bubbling event that an element further out acts on. */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}
