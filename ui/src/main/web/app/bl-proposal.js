import { html, nothing, Part } from "./lit.js";
import { app } from "./context.js";
import { actorName, ago, fieldName, shown } from "./format.js";
import { t } from "./text.js";
import "./bl-dialog.js";

const PATHS = { extraction: "extract", quick_scan: "quick-scan", evaluation: "evaluate" };

/**
 * A result that was not applied, because an input of the run changed or because people had set the values: what
 * changed, and the choice to apply it all the same, to run again, or to put it away. It stays with the run.
 */
class BlProposal extends Part {
  static properties = { model: { attribute: false }, run: { attribute: false }, full: { state: true }, looking: { state: true } };

  willUpdate(changed) {
    if (changed.has("run") && this.full?.id !== this.run.id) this.#load();
  }

  async #load() {
    this.full = null;
    this.full = await app.server.get(`/api/runs/${this.run.id}`).catch(() => null);
  }

  async #putAway() {
    try {
      this.full = (await app.server.post(`/api/runs/${this.run.id}/discard`)).body;
    } catch (problem) {
      app.failed(problem);
    }
  }

  async #apply() {
    try {
      await app.server.post(`/api/runs/${this.run.id}/apply`, {}, { ifMatch: this.model.bid.version });
      this.looking = false;
      app.say(t("proposal.applied"));
      await this.model.refresh();
      this.tell("applied");
    } catch (problem) {
      app.failed(problem);
      if (problem.status === 412) await this.model.refresh();
    }
  }

  #again() {
    this.looking = false;
    app.server.post(`${this.model.path}/${PATHS[this.run.kind]}`).then(() => this.model.refresh(), (problem) => app.failed(problem));
  }

  render() {
    if (!this.full) return nothing;
    return html`${this.full.proposal?.discarded ? this.#away() : this.#open()}
      ${this.looking ? html`<bl-dialog wide .heading=${t("proposal.title")} .content=${this.#changes()} @dismissed=${() => (this.looking = false)}></bl-dialog>` : nothing}`;
  }

  #away() {
    return html`<p class="quiet away">${t("proposal.away", { run: t(`kind.${this.run.kind}`) })}
      ${app.may("bd") ? html`<button class="link" @click=${() => (this.looking = true)}>${t("proposal.look")}</button>` : nothing}</p>`;
  }

  #open() {
    const stale = this.run.state === "stale";
    const fields = this.full.result?.conflict?.fields || [];
    return html`
      <section class="banner proposal ${stale ? "stale" : ""}" aria-label=${t("proposal.title")}>
        <div>
          <strong>${t(stale ? "proposal.stale" : "proposal.withheld", { run: t(`kind.${this.run.kind}`), n: Object.keys(this.run.proposal.changes).length })}</strong>
          ${fields.length ? html`<ul class="causes">${fields.map((one) => this.#cause(one))}</ul>` : nothing}
        </div>
        <span class="space"></span>
        ${app.may("bd") ? html`<div class="choices">
          <button @click=${() => (this.looking = true)}>${t("proposal.look")}</button>
          ${stale ? html`<button @click=${() => this.#again()}>${t("proposal.again")}</button>` : nothing}
          <button class=${stale ? "" : "primary"} @click=${() => this.#apply()}>${t("proposal.apply")}</button>
          <button class="link" @click=${() => this.#putAway()}>${t("proposal.discard")}</button></div>` : nothing}
      </section>
    `;
  }

  #cause({ field, base, theirs, by, at }) {
    const short = (value) => shown(field, value).replaceAll("\n", ", ") || t("empty");
    return html`<li><strong>${fieldName(field)}</strong>: <del>${short(base)}</del> → <ins>${short(theirs)}</ins>
      <span class="quiet">${by ? `${actorName(by)}, ${ago(at)}` : ""}</span></li>`;
  }

  #changes() {
    const { changes, summary } = this.run.proposal;
    return html`<p>${summary}</p>
      <table class="diff"><thead><tr><th scope="col">${t("diff.field")}</th><th scope="col">${t("proposal.now")}</th><th scope="col">${t("proposal.would")}</th></tr></thead>
      <tbody>${Object.entries(changes).filter(([, value]) => typeof value !== "object" || Array.isArray(value) || Object.keys(value).length < 6).map(([field, value]) => html`<tr>
        <th scope="row">${fieldName(field)}</th><td>${shown(field, this.model.saved(field)) || "–"}</td><td>${shown(field, value)}</td></tr>`)}</tbody></table>
      <footer><button @click=${() => (this.looking = false)}>${t("close")}</button><button class="primary" @click=${() => this.#apply()}>${t("proposal.apply")}</button></footer>`;
  }
}

customElements.define("bl-proposal", BlProposal);
