import { html, nothing, Part, repeat } from "./lit.js";
import { app } from "./context.js";
import { day } from "./format.js";
import { t } from "./text.js";
import "./bl-dialog.js";
import "./bl-tokens.js";

const ROLES = ["viewer", "bd", "bl", "admin"];

/** Who may log in, and which programs; for administrators. */
class BlPeople extends Part {
  static properties = { users: { state: true }, asking: { state: true }, problem: { state: true } };
  users = null;

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    const users = [];
    let cursor = "";
    do {
      const page = await app.server.get(`/api/users?limit=200&cursor=${encodeURIComponent(cursor)}`);
      users.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    this.users = users;
  }

  render() {
    document.title = `${t("nav.people")} · Bidloom`;
    if (!this.users) return html`<div class="starting" role="status" aria-label=${t("loading")}></div>`;
    return html`<div class="people-page">
      <div class="bar"><h1>${t("nav.people")}</h1><span class="space"></span><button class="primary" @click=${() => this.#ask({ kind: "new" })}>${t("people.new")}</button></div>
      <div class="scroll" tabindex="0" role="region" aria-label=${t("nav.people")}><table class="plain"><thead><tr>${["name", "display", "role", "line", "since", "state"].map((name) => html`<th scope="col">${t(`people.${name}`)}</th>`)}<th scope="col"><span class="sr">${t("people.acts")}</span></th></tr></thead>
        <tbody>${repeat(this.users, ({ name }) => name, (user) => this.#user(user))}</tbody></table></div>
      <bl-tokens all></bl-tokens>
      ${this.asking ? html`<bl-dialog .heading=${t(`people.${this.asking.kind}`, this.asking.user)} .content=${this.#form()} @dismissed=${() => (this.asking = null)}></bl-dialog>` : nothing}
    </div>`;
  }

  #user(user) {
    const own = user.name === app.me.account;
    return html`<tr class=${user.disabled ? "off" : ""}>
      <th scope="row">${user.name}</th><td>${user.displayName}</td>
      <td><select aria-label=${t("people.roleOf", user)} ?disabled=${own} @change=${(event) => this.#change(user, { role: event.target.value })}>${ROLES.map((role) => html`<option value=${role} ?selected=${role === user.role}>${t(`role.${role}`)}</option>`)}</select></td>
      <td><input class="line-of" aria-label=${t("people.lineOf", user)} placeholder="–" .value=${user.businessLine || ""} @change=${(event) => this.#change(user, { businessLine: event.target.value.trim() || null })} /></td><td class="num">${day(user.createdAt)}</td>
      <td>${user.disabled ? t("people.disabled") : user.mustChangePassword ? t("people.mustChange") : t("people.active")}</td>
      <td class="acts"><button class="link" @click=${() => this.#ask({ kind: "password", user })}>${t("people.setPassword")}</button>
        <a class="link" href="/api/users/${encodeURIComponent(user.name)}/data" download>${t("people.data")}</a>
        ${own ? nothing : html`<button class="link" @click=${() => this.#change(user, { disabled: !user.disabled })}>${t(user.disabled ? "people.enable" : "people.disable")}</button>
          <button class="link" @click=${() => this.#ask({ kind: "erase", user })}>${t("people.eraseShort")}</button>`}</td></tr>`;
  }

  #ask(asking) {
    this.problem = null;
    this.asking = asking;
  }

  async #change(user, change) {
    try {
      const path = `/api/users/${encodeURIComponent(user.name)}`;
      await app.server.patch(path, change);
    } catch (problem) {
      app.failed(problem);
    }
    this.#load();
  }

  #form() {
    if (this.asking.kind === "erase") return this.#erasing();
    const isNew = this.asking.kind === "new";
    return html`<form @submit=${(event) => this.#submit(event)}>
      ${isNew ? html`<label>${t("people.name")}<input name="name" required autocapitalize="none" spellcheck="false" autocomplete="off" /></label>
        <label>${t("people.display")}<input name="displayName" autocomplete="off" /></label>
        <label>${t("people.role")}<select name="role">${ROLES.map((role) => html`<option value=${role} ?selected=${role === "bd"}>${t(`role.${role}`)}</option>`)}</select></label>
        <label>${t("people.line")}<input name="businessLine" autocomplete="off" /></label>` : nothing}
      <label>${t("people.first")}<input name="password" required minlength="12" autocomplete="new-password" /></label>
      <p class="hint">${t("people.firstHint")}</p>
      ${this.problem ? html`<p class="fault" role="alert">${this.problem.members.errors?.[0]?.message || this.problem.message}</p>` : nothing}
      <footer><button type="button" @click=${() => (this.asking = null)}>${t("cancel")}</button><button class="primary">${t("save")}</button></footer>
    </form>`;
  }

  #erasing() {
    return html`<p>${t("people.eraseWhat", this.asking.user)}</p>
      ${this.problem ? html`<p class="fault" role="alert">${this.problem.message}</p>` : nothing}
      <footer><button @click=${() => (this.asking = null)}>${t("cancel")}</button><button class="danger" @click=${() => this.#erase()}>${t("people.eraseDo")}</button></footer>`;
  }

  async #erase() {
    try {
      const { body } = await app.server.post(`/api/users/${encodeURIComponent(this.asking.user.name)}/erase`);
      app.say(t("people.erased", body));
      this.asking = null;
      this.#load();
    } catch (problem) {
      this.problem = problem;
      this.requestUpdate();
    }
  }

  async #submit(event) {
    event.preventDefault();
    const { user, kind } = this.asking;
    const data = Object.fromEntries([...new FormData(event.target)].filter(([, value]) => value));
    const path = kind === "new" ? "/api/users" : `/api/users/${encodeURIComponent(user.name)}/password`;
    try {
      await app.server.post(path, data);
      this.asking = null;
      this.#load();
    } catch (problem) {
      this.problem = problem;
    }
  }
}

customElements.define("bl-people", BlPeople);
