import { html, nothing, Part } from "./lit.js";
import { app } from "./context.js";
import { has, t } from "./text.js";
import "./bl-dialog.js";

/** Why a login at the provider was refused, where one was. It is said once: the address is to be kept. */
function refusal() {
  const word = new URLSearchParams(location.search).get("login");
  if (word === null) return null;
  history.replaceState(null, "", `/${location.hash}`);
  const key = `login.refused.${word}`;
  return t(has(key) ? key : "login.refused.unauthenticated");
}

/** Logging in, setting the first own password, and coming back after a session has ended. */
class BlLogin extends Part {
  static properties = { again: { type: Boolean }, problem: { state: true }, busy: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.refused = refusal();
  }

  firstUpdated() {
    if (!this.again) this.querySelector("input")?.focus();
  }

  render() {
    if (this.again) {
      const content = html`<p class="quiet">${t("login.kept")}</p>${this.#form()}`;
      return html`<bl-dialog .heading=${t("login.ended")} .content=${content}></bl-dialog>`;
    }
    return html`
      <main class="login" id="main">
        <div class="panel">
          <div class="brand large"><span class="mark" aria-hidden="true"></span>Bidloom</div>
          <h1>${app.me?.mustChangePassword ? t("login.change") : t("login.title")}</h1>
          ${app.me?.mustChangePassword ? this.#change() : this.#form()}
        </div>
      </main>
    `;
  }

  #form() {
    return html`
      <form @submit=${(event) => this.#submit(event, ({ name, password }) => (this.again ? app.again(name, password) : app.login(name, password)))}>
        <label>${t("login.name")}<input name="name" autocomplete="username" required autocapitalize="none" spellcheck="false" .value=${this.again ? app.me.account : ""} /></label>
        <label>${t("login.password")}<input name="password" type="password" autocomplete="current-password" required ?autofocus=${this.again} /></label>
        ${this.#fault()}
        <button class="primary" ?disabled=${this.busy}>${t("login.enter")}</button>
        ${app.oidc ? html`<a class="button" href="/api/session/oidc?to=${encodeURIComponent(`/${location.hash}`)}">${t("login.oidc")}</a>` : nothing}
      </form>
    `;
  }

  #change() {
    return html`
      <p class="quiet">${t("login.changeWhy")}</p>
      <form @submit=${(event) => this.#submit(event, ({ current, password }) => app.changePassword(current, password))}>
        <label>${t("login.current")}<input name="current" type="password" autocomplete="current-password" required /></label>
        <label>${t("login.new")}<input name="password" type="password" autocomplete="new-password" required minlength="12" /></label>
        <p class="hint">${t("login.rule")}</p>
        ${this.#fault()}
        <button class="primary" ?disabled=${this.busy}>${t("login.set")}</button>
      </form>
    `;
  }

  #fault() {
    if (!this.problem) return this.refused ? html`<p class="fault" role="alert">${this.refused}</p>` : nothing;
    const text = this.problem.status === 401 ? t("login.wrong") : this.problem.members.errors?.[0]?.message || this.problem.message;
    return html`<p class="fault" role="alert">${text}</p>`;
  }

  async #submit(event, act) {
    event.preventDefault();
    this.busy = true;
    this.problem = null;
    try {
      await act(Object.fromEntries(new FormData(event.target)));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("bl-login", BlLogin);
