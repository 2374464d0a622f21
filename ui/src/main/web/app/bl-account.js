import { html, nothing, Part } from "./lit.js";
import { app } from "./context.js";
import { currentLanguage, languages, setLanguage, t } from "./text.js";
import "./bl-tokens.js";

/** One's own account: language, password, tokens, the way out. */
class BlAccount extends Part {
  static properties = { problem: { state: true }, done: { state: true } };

  render() {
    document.title = `${app.me.name} · Bidloom`;
    return html`<div class="account">
      <div class="bar"><h1>${app.me.name}</h1><span class="quiet">${t(`role.${app.me.role}`)}${app.me.businessLine ? ` · ${app.me.businessLine}` : ""}</span><span class="space"></span>
        <a class="button" href="/api/me/data" download>${t("account.data")}</a>
        <button @click=${() => app.logout()}>${t("logout")}</button></div>
      <div class="columns">
        <section class="panel"><h2>${t("account.language")}</h2>
          <div class="switch" role="group" aria-label=${t("account.language")}>${languages.map((one) => html`<button lang=${one} aria-pressed=${one === currentLanguage()} @click=${() => setLanguage(one)}>${t(`language.${one}`)}</button>`)}</div></section>
        <section class="panel"><h2>${t("account.password")}</h2>
          <form @submit=${(event) => this.#submit(event)}>
            <input type="text" name="username" autocomplete="username" .value=${app.me.account} hidden />
            <label>${t("login.current")}<input name="current" type="password" required autocomplete="current-password" /></label>
            <label>${t("login.new")}<input name="password" type="password" required minlength="12" autocomplete="new-password" /></label>
            <p class="hint">${t("login.rule")}</p>
            ${this.problem ? html`<p class="fault" role="alert">${this.problem.members.errors?.[0]?.message || this.problem.message}</p>` : nothing}
            <button>${t("login.set")}</button>
          </form></section>
      </div>
      ${app.may("bd") ? html`<bl-tokens></bl-tokens>` : nothing}
    </div>`;
  }

  async #submit(event) {
    event.preventDefault();
    this.problem = null;
    const { current, password } = Object.fromEntries(new FormData(event.target));
    try {
      await app.changePassword(current, password);
      event.target.reset();
      app.say(t("account.changed"));
    } catch (problem) {
      this.problem = problem;
    }
  }
}

customElements.define("bl-account", BlAccount);
