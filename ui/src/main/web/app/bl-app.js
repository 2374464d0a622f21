import { html, nothing, Part } from "./lit.js";
import { app } from "./context.js";
import { address, route } from "./route.js";
import { t } from "./text.js";
import "./bl-login.js";
import "./bl-words.js";
import "./bl-bids.js";
import "./bl-intake.js";
import "./bl-unsaved.js";

const LATER = {
  bid: () => import("./bl-bid.js"),
  numbers: () => import("./bl-numbers.js"),
  profile: () => import("./bl-profile.js"),
  people: () => import("./bl-people.js"),
  account: () => import("./bl-account.js"),
};

/** The frame of the page: who is logged in, where one can go, and what the address says to show. */
class BlApp extends Part {
  connectedCallback() {
    super.connectedCallback();
    this.hear(app);
    this.hear(app, "again", () => this.#ask(false));
    this.hear(window, "hashchange");
    this.hear(window, "unhandledrejection", ({ reason }) => this.#outdated(reason));
    app.start().catch((problem) => {
      this.problem = problem;
      this.requestUpdate();
    });
  }

  /** A part of a former version of the page is gone from the server. */
  #outdated(reason) {
    if (reason instanceof TypeError && /import|module/.test(reason.message)) {
      app.say(t("app.outdated"), { action: { text: t("app.reload"), run: () => location.reload() } });
    }
  }

  render() {
    document.title = "Bidloom";
    if (this.problem) return this.#unreachable();
    if (app.me === undefined) return html`<div class="starting" role="status" aria-label=${t("app.starting")}></div>`;
    if (!app.me || app.me.mustChangePassword) return html`<bl-login></bl-login>`;
    const { path, query } = route();
    const place = path[0] === "bids" && path[1] ? "bid" : path[0] || "bids";
    return html`
      <a class="skip" href="#main" @click=${(event) => this.#skip(event)}>${t("app.skip")}</a>
      ${this.#header(place)}
      ${app.ended ? this.#ended() : nothing}
      <main id="main" tabindex="-1">${this.#page(place, path, query)}</main>
      <bl-intake></bl-intake>
      ${app.ended && this.asked ? html`<bl-login again @dismissed=${() => this.#ask(false)}></bl-login>` : nothing}
      <bl-words></bl-words>
    `;
  }

  #skip(event) {
    event.preventDefault();
    this.querySelector("main").focus();
  }

  /** Does not come between a person and what they type, as a dialog would. */
  #ended() {
    return html`<div class="banner warn ended" role="alert">
      <span><b>${t("login.ended")}.</b> ${t("login.kept")}</span>
      <button class="primary" @click=${() => app.back().then((same) => this.#ask(!same), (problem) => app.failed(problem))}>${t("login.enter")}</button>
    </div>`;
  }

  #ask(asked) {
    this.asked = asked;
    this.requestUpdate();
  }

  #unreachable() {
    return html`
      <main class="blank">
        <h1>${t("app.unreachable")}</h1>
        <p>${this.problem.message}</p>
        <button class="primary" @click=${() => location.reload()}>${t("app.retry")}</button>
      </main>
    `;
  }

  #header(place) {
    const link = (name, path) => html`<a href=${address(path)} aria-current=${place === name ? "page" : nothing}>${t(`nav.${name}`)}</a>`;
    return html`
      <header class="top">
        <a class="brand" href="#/" aria-label=${t("nav.home")}><span class="mark" aria-hidden="true"></span>Bidloom</a>
        <nav aria-label=${t("nav.main")}>
          ${link("bids", ["bids"])} ${link("numbers", ["numbers"])} ${link("profile", ["profile"])}
          ${app.may("admin") ? link("people", ["people"]) : nothing}
        </nav>
        <bl-unsaved></bl-unsaved>
        <a class="me" href="#/account" aria-current=${place === "account" ? "page" : nothing}>
          <span class="name">${app.me.name}</span><span class="role">${t(`role.${app.me.role}`)}</span>
        </a>
      </header>
    `;
  }

  #page(place, path, query) {
    if (LATER[place] && !this.there(`bl-${place}`, LATER[place])) return html`<div class="starting" role="status" aria-label=${t("loading")}></div>`;
    if (place === "bid") return html`<bl-bid .id=${path[1]} .tab=${path[2] || "facts"} .query=${query}></bl-bid>`;
    if (place === "bids") return html`<bl-bids .query=${query}></bl-bids>`;
    if (place === "numbers") return html`<bl-numbers></bl-numbers>`;
    if (place === "profile") return html`<bl-profile></bl-profile>`;
    if (place === "people" && app.may("admin")) return html`<bl-people></bl-people>`;
    if (place === "account") return html`<bl-account></bl-account>`;
    return html`<div class="blank"><h1>${t("app.nothing")}</h1><a href="#/">${t("nav.home")}</a></div>`;
  }
}

customElements.define("bl-app", BlApp);
