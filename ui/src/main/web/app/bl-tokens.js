import { html, nothing, Part, repeat } from "./lit.js";
import { app } from "./context.js";
import { ago, day } from "./format.js";
import { t } from "./text.js";
import "./bl-dialog.js";

const ROLES = ["viewer", "bd", "bl", "admin"];

/** Tokens for programs: one's own, or those of all for administrators. */
class BlTokens extends Part {
  static properties = { all: { type: Boolean }, tokens: { state: true }, asking: { state: true }, issued: { state: true }, problem: { state: true } };
  tokens = null;

  firstUpdated() {
    this.#load();
  }

  async #load() {
    const tokens = [];
    let cursor = "";
    do {
      const page = await app.server.get(`/api/tokens?limit=200${this.all ? "&owner=*" : ""}&cursor=${encodeURIComponent(cursor)}`);
      tokens.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    this.tokens = tokens.sort((one, other) => Boolean(one.revokedAt) - Boolean(other.revokedAt));
  }

  render() {
    if (!this.tokens) return nothing;
    return html`<section class="tokens">
      <header class="line"><h2>${t("tokens")}</h2><span class="quiet">${t("tokens.hint")} <a href="/swagger-ui/">${t("tokens.api")}</a></span><span class="space"></span><button @click=${() => this.#ask()}>${t("tokens.new")}</button></header>
      ${this.tokens.length ? html`<div class="scroll" tabindex="0" role="region" aria-label=${t("tokens")}><table class="plain"><thead><tr>${["name", "role", ...(this.all ? ["owner"] : []), "created", "used", "expires"].map((name) => html`<th scope="col">${t(`tokens.${name}`)}</th>`)}<th scope="col"><span class="sr">${t("people.acts")}</span></th></tr></thead>
        <tbody>${repeat(this.tokens, ({ id }) => id, (token) => this.#token(token))}</tbody></table></div>` : html`<p class="none">${t("tokens.none")}</p>`}
      ${this.asking || this.issued ? html`<bl-dialog .heading=${t("tokens.new")} .content=${this.issued ? this.#secret() : this.#form()} @dismissed=${() => this.#close()}></bl-dialog>` : nothing}
    </section>`;
  }

  #token(token) {
    return html`<tr class=${token.revokedAt ? "off" : ""}><th scope="row">${token.name}</th><td>${t(`role.${token.role}`)}</td>
      ${this.all ? html`<td>${token.owner}</td>` : nothing}
      <td class="num">${day(token.createdAt)}</td><td>${token.lastUsedAt ? ago(token.lastUsedAt) : "–"}</td><td class="num">${token.expiresAt ? day(token.expiresAt) : "–"}</td>
      <td class="acts">${token.revokedAt ? t("tokens.revoked") : html`<button class="link" @click=${() => this.#revoke(token)}>${t("tokens.revoke")}</button>`}</td></tr>`;
  }

  #ask() {
    this.problem = null;
    this.asking = true;
  }

  #close() {
    this.asking = false;
    this.issued = null;
  }

  async #revoke({ id }) {
    await app.server.delete(`/api/tokens/${id}`).catch((problem) => app.failed(problem));
    this.#load();
  }

  #form() {
    const own = ROLES.slice(0, ROLES.indexOf(app.me.role) + 1);
    return html`<form @submit=${(event) => this.#submit(event)}>
      <label>${t("tokens.name")}<input name="name" required autocapitalize="none" spellcheck="false" autocomplete="off" /></label>
      <label>${t("tokens.role")}<select name="role">${own.map((role) => html`<option value=${role} ?selected=${role === app.me.role}>${t(`role.${role}`)}</option>`)}</select></label>
      <label>${t("tokens.days")}<input name="expiresInDays" type="number" min="1" max="365" value="90" /></label>
      ${this.problem ? html`<p class="fault" role="alert">${this.problem.members.errors?.[0]?.message || this.problem.message}</p>` : nothing}
      <footer><button type="button" @click=${() => this.#close()}>${t("cancel")}</button><button class="primary">${t("tokens.issue")}</button></footer>
    </form>`;
  }

  #secret() {
    const { token } = this.issued;
    return html`<p>${t("tokens.once")}</p><p class="secret"><code tabindex="0">${token}</code></p>
      <footer><button @click=${() => navigator.clipboard?.writeText(token).then(() => app.say(t("copied")))}>${t("copy")}</button><button class="primary" @click=${() => this.#close()}>${t("close")}</button></footer>`;
  }

  async #submit(event) {
    event.preventDefault();
    const { name, role, expiresInDays } = Object.fromEntries(new FormData(event.target));
    try {
      const { body } = await app.server.post("/api/tokens", { name, role, ...(expiresInDays ? { expiresInDays: Number(expiresInDays) } : {}) });
      this.asking = false;
      this.issued = body;
      this.#load();
    } catch (problem) {
      this.problem = problem;
    }
  }
}

customElements.define("bl-tokens", BlTokens);
