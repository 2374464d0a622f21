import { Edits } from "./edits.js";
import { same, withField } from "./values.js";

const PRESENCE = 20_000;
const FRESH = 6000;
const ENDED = new Set(["committed", "stale", "failed", "cancelled"]);

/**
 * One bid as a page works on it together with others: what is typed here (see {@link Edits}), and what comes in
 * from elsewhere, which never touches what is typed. Tells of a run's steps by `run`.
 */
export class BidModel extends Edits {
  fresh = new Map();
  present = [];
  run = null;
  link = "waiting";

  #beat = 0;
  #saying = false;
  #unsaid = false;

  constructor({ streams, ...parts }) {
    super(parts);
    this.streams = streams;
  }

  /** Reads the bid, takes up what was left unsaved, and follows what others do. */
  async open({ follow = true } = {}) {
    await this.refresh();
    this.drafts = await this.store.of(this.id);
    this.take(this.bid); // which may have gone on since they were typed
    if (follow) this.#follow();
    this.changed();
    await this.save();
  }

  #follow() {
    this.stream = this.streams.subscribe(`${this.path}/events?client=${this.streams.client}`, {
      after: String(this.bid.version),
      event: (event) => this.#heard(event),
      state: (state, problem) => this.#linked(state, problem),
    });
    this.#beat = setInterval(() => this.field && this.#say(), PRESENCE);
    globalThis.addEventListener?.("online", this.#online);
  }

  close() {
    clearInterval(this.#beat);
    globalThis.removeEventListener?.("online", this.#online);
    this.stream?.close();
    this.retry.stop();
    if (this.field) this.enter(null);
    return this.save();
  }

  #online = () => this.retry.now();

  async refresh() {
    try {
      const { status, body } = await this.server.patiently(() =>
        this.server.send("GET", this.path, { ifNoneMatch: this.bid?.version }));
      if (status !== 304) this.take(body);
      this.refusal = null;
    } catch (problem) {
      this.refusal = problem;
      if (!this.bid || !problem.passing) throw problem;
    } finally {
      this.changed();
    }
  }

  others(field) {
    return this.present.filter((one) => one.field === field && one.client !== this.streams.client);
  }

  /** Says in which field the person is. */
  enter(field) {
    if (this.field === field) return;
    this.field = field;
    this.#say();
  }

  /** One at a time, and the newest last: two at once could arrive the wrong way round. */
  async #say() {
    this.#unsaid = true;
    if (this.#saying) return;
    this.#saying = true;
    while (this.#unsaid) {
      this.#unsaid = false;
      const where = { client: this.streams.client, ...(this.field ? { field: this.field } : {}) };
      await this.server.put(`${this.path}/presence`, where).catch(() => {}); // a courtesy; the next one tells it again
    }
    this.#saying = false;
  }

  // What others do.

  #linked(state, problem) {
    const back = state === "open" && this.link !== "open";
    this.link = state;
    if (state === "refused") this.refusal = problem;
    if (problem?.status === 401) this.server.unauthenticated(problem);
    if (back) {
      if (this.field) this.#say();
      this.refresh().then(() => this.retry.now(), () => {});
    }
    this.changed();
  }

  #heard({ type, data }) {
    if (type === "presence") this.present = data.clients;
    else if (type === "revision") this.#revision(data);
    else if (type === "run") this.#ran(data);
    else if (type === "reset") this.refresh().catch(() => {});
    this.changed();
  }

  #ran(run) {
    this.run = run;
    const active = this.bid.activeRun?.id === run.runId;
    if (active === ENDED.has(run.state)) this.#reread();
    this.dispatchEvent(new CustomEvent("run", { detail: run }));
  }

  /** What a run holds back is sent once it has ended. */
  #reread() {
    this.refresh().then(() => this.save(), () => {});
  }

  #revision(revision) {
    if (revision.version <= this.bid.version) return;
    const plain = revision.version === this.bid.version + 1 && !revision.changes.some((change) => change.omitted || change.field === "status");
    for (const change of revision.changes) this.#changedBy(revision, change);
    if (plain) {
      const bid = revision.changes.reduce((next, { field, after }) => withField(next, field, after), this.bid);
      this.take({ ...bid, version: revision.version, updatedAt: revision.at });
    } else {
      this.#reread();
    }
  }

  #changedBy({ actor, at, version }, { field, after, omitted }) {
    const draft = this.drafts.get(field);
    const own = actor === this.actor && draft?.sent?.some((value) => same(value, after));
    if (own) {
      this.keep(field, { ...draft, base: { version, value: after ?? null } });
    } else if (draft && !omitted && !same(draft.value, after) && !same(draft.base.value, after)) {
      const conflict = { field, base: draft.base.value, yours: draft.value, theirs: after ?? null, by: actor, at, version };
      this.keep(field, { ...draft, conflict });
    } else if (!draft && actor !== this.actor) {
      this.fresh.set(field, { by: actor, at });
      setTimeout(() => this.fresh.delete(field) && this.changed(), FRESH);
    }
  }
}
