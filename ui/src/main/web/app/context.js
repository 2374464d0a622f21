import { Server } from "../client/server.js";
import { Streams } from "../client/streams.js";
import { Drafts } from "../client/drafts.js";

const RANK = ["viewer", "bd", "bl", "admin"];

/** Who is logged in and what all parts of the page share. Tells of changes by `change`, of words by `word`. */
class Context extends EventTarget {
  me = undefined;
  oidc = false;
  server = new Server({ unauthenticated: () => this.#over() });

  async start() {
    const { me, oidc } = await this.server.session();
    this.oidc = oidc;
    await this.#enter(me ?? null);
  }

  async #enter(me) {
    this.me = me;
    if (me && !me.mustChangePassword) {
      this.drafts = await Drafts.in(me.account);
      this.streams ??= new Streams();
    }
    this.changed();
  }

  async login(name, password) {
    await this.#enter(await this.server.login(name, password));
  }

  /** After a session ended, with the page still there: the same person goes on where they were. */
  async again(name, password) {
    const me = await this.server.login(name, password);
    if (me.account !== this.me.account) return location.reload();
    this.#goOn();
  }

  /** Whether another tab has logged the same person in again: then there is nothing to ask for. */
  async back() {
    const { me } = await this.server.session();
    const same = me?.account === this.me.account;
    if (same) this.#goOn();
    return same;
  }

  #goOn() {
    this.ended = false;
    this.streams.reset();
    this.changed();
    this.dispatchEvent(new Event("again"));
  }

  async changePassword(current, password) {
    await this.server.send("POST", "/api/me/password", { body: JSON.stringify({ current, password }), type: "application/json" });
    await this.#enter((await this.server.session()).me);
  }

  async logout() {
    await this.server.logout();
    this.streams?.reset();
    location.hash = "#/";
    location.reload();
  }

  #over() {
    if (!this.me || this.ended) return;
    this.ended = true;
    this.changed();
  }

  /** What a model of a bid is made with. */
  parts() {
    return { server: this.server, streams: this.streams, drafts: this.drafts, me: this.me };
  }

  may(role) {
    return RANK.indexOf(this.me?.role) >= RANK.indexOf(role);
  }

  changed() {
    this.dispatchEvent(new Event("change"));
  }

  /** A word to the person that needs no answer. */
  say(text, { tone = "calm", action } = {}) {
    this.dispatchEvent(new CustomEvent("word", { detail: { text, tone, action } }));
  }

  failed(problem) {
    if (problem.status !== 401) this.say(problem.message, { tone: "bad" });
  }
}

export const app = new Context();
