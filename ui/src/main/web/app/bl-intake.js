import { html, nothing, Part, repeat } from "./lit.js";
import { app } from "./context.js";
import { address, go } from "./route.js";
import { Following } from "./following.js";
import { meter } from "./bits.js";
import { t } from "./text.js";
import "./bl-dialog.js";

const DONE = 8000;
const LARGEST = 20 * 1024 * 1024;

/** How bids come in: dropped anywhere on the page, chosen, pasted, or just by a title. */
class BlIntake extends Part {
  static properties = { asking: { state: true }, over: { state: true }, items: { state: true } };
  items = [];
  #depth = 0;

  connectedCallback() {
    super.connectedCallback();
    this.hear(window, "new-bid", () => (this.asking = true));
    this.hear(window, "dragenter", (event) => this.#drag(event, 1));
    this.hear(window, "dragleave", (event) => this.#drag(event, -1));
    this.hear(window, "dragover", (event) => this.#files(event) && event.preventDefault());
    this.hear(window, "drop", (event) => this.#drop(event));
  }

  #files(event) {
    return app.may("bd") && [...(event.dataTransfer?.types || [])].includes("Files");
  }

  #drag(event, step) {
    if (!this.#files(event)) return;
    this.#depth = Math.max(0, this.#depth + step);
    this.over = this.#depth > 0;
  }

  #drop(event) {
    if (!this.#files(event)) return;
    event.preventDefault();
    this.#depth = 0;
    this.over = false;
    this.#take([...event.dataTransfer.files]);
  }

  async #take(files) {
    this.asking = false;
    const items = files.map((file) => ({ file, name: file.name, state: "sending" }));
    this.items = [...this.items, ...items];
    for (const item of items) await this.#send(item);
    if (items.length === 1 && items[0].bid) this.#open(items[0]);
  }

  async #send(item) {
    try {
      if (item.file.size > LARGEST) throw new Error(t("intake.large"));
      const { body } = await app.server.upload("/api/bids?extract=true", item.file);
      Object.assign(item, { state: "made", bid: body.id, name: body.title || item.name, duplicates: body.duplicates || [] });
      if (body.activeRun) this.#follow(item, body.activeRun);
      this.#warn(body);
    } catch (problem) {
      Object.assign(item, { state: "failed", message: problem.message });
    }
    this.items = [...this.items];
  }

  /** Until its facts are read; a tray of which nothing is left to say puts itself away. */
  #follow(item, activeRun) {
    const run = new Following({ streams: app.streams, ...activeRun });
    run.addEventListener("change", () => {
      item.progress = run.progress;
      if (run.terminal) {
        Object.assign(item, { state: run.terminal.type === "complete" ? "read" : "failed", message: run.terminal.message });
        run.close();
      }
      if (this.items.every(({ state, duplicates }) => state === "read" && !duplicates.length)) setTimeout(() => (this.items = []), DONE);
      this.items = [...this.items];
    });
  }

  #open(item) {
    this.items = this.items.filter((one) => one !== item);
    go(["bids", item.bid]);
  }

  #warn({ duplicates = [] }) {
    const [first] = duplicates;
    if (!first) return;
    const run = () => go(["bids", first.id]);
    app.say(t("intake.duplicate", { title: first.title || first.id, why: t(`why.${first.why}`) }), { tone: "warn", action: { text: t("intake.look"), run } });
  }

  render() {
    return html`
      ${this.over ? html`<div class="dropping" aria-hidden="true"><div><div class="drop-sign"></div>${t("intake.drop")}</div></div>` : nothing}
      ${this.asking ? html`<bl-dialog .heading=${t("new.title")} .content=${this.#form()} @dismissed=${() => (this.asking = false)}></bl-dialog>` : nothing}
      ${this.items.length ? this.#tray() : nothing}
    `;
  }

  #tray() {
    return html`<section class="tray" aria-label=${t("intake.tray")}>
      <header><h2>${t("intake.tray")}</h2><button class="icon" aria-label=${t("close")} @click=${() => (this.items = [])}>✕</button></header>
      <ul>${repeat(this.items, (item) => item, (item) => html`<li class=${item.state}>
        ${item.bid ? html`<a href=${address(["bids", item.bid])}>${item.name}</a>` : html`<span>${item.name}</span>`}
        <span class="quiet">${item.state === "failed" ? item.message : t(`intake.${item.state}`)}</span>
        ${item.state === "made" ? meter(item.progress || 0, t("run.progress")) : nothing}
        ${item.duplicates?.length ? html`<a class="warn" href=${address(["bids", item.duplicates[0].id])}>${t(`why.${item.duplicates[0].why}`)}</a>` : nothing}
      </li>`)}</ul>
    </section>`;
  }

  #form() {
    return html`
      <form class="intake" @submit=${(event) => this.#submit(event)}>
        <label class="file"><input type="file" multiple @change=${(event) => this.#take([...event.target.files])} />
          <span class="drop-sign" aria-hidden="true"></span><strong>${t("new.file")}</strong><span class="quiet">${t("new.fileHint")}</span></label>
        <label>${t("new.text")}<textarea name="text" rows="5" placeholder=${t("new.textHint")}></textarea></label>
        <div class="two">
          <label>${t("field.title")}<input name="title" placeholder=${t("new.titleHint")} /></label>
          <label>${t("field.customerName")}<input name="customerName" /></label>
        </div>
        <footer><button type="button" @click=${() => (this.asking = false)}>${t("cancel")}</button><button class="primary">${t("new.create")}</button></footer>
      </form>
    `;
  }

  async #submit(event) {
    event.preventDefault();
    const { text, title, customerName } = Object.fromEntries(new FormData(event.target));
    if (!text.trim() && !title.trim()) return event.target.querySelector("textarea").focus();
    const fields = { title: title.trim(), customerName: customerName.trim(), rawInput: text.trim(), owner: app.me.account };
    for (const name of Object.keys(fields)) if (!fields[name]) delete fields[name];
    try {
      const { body } = await app.server.post(`/api/bids?extract=${Boolean(fields.rawInput)}`, fields);
      this.asking = false;
      this.#warn(body);
      go(["bids", body.id]);
    } catch (problem) {
      app.failed(problem);
    }
  }
}

customElements.define("bl-intake", BlIntake);
