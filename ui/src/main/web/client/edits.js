import { fieldOf, patchOf, same } from "./values.js";
import { Retry } from "./retry.js";

const IDLE = 1500;

/**
 * What is typed over the newest known version of a bid, and its way to the server. Each field that was typed in
 * is a draft with the version and value it was made from. It is kept in the browser from the first key on, sent
 * when it rests, merged by the server with what others did meanwhile, and never given up but by the person: a
 * field that somebody else changed too waits as a conflict.
 *
 * Tells of every change by the event `change`, of a run that an edit made stale by `stale`.
 */
export class Edits extends EventTarget {
  bid = null;
  drafts = new Map();
  refusal = null;
  saving = false;
  unkept = false;
  retry = new Retry(() => this.save());

  #timer = 0;
  #sent = new Map();
  #again = false;

  constructor({ server, drafts, id, me }) {
    super();
    Object.assign(this, { server, store: drafts, id, me });
    this.actor = `${me.kind}:${me.name}`;
    this.path = `/api/bids/${encodeURIComponent(id)}`;
  }

  changed() {
    this.dispatchEvent(new Event("change"));
  }

  /** The bid as the server has it; a draft that says the same is none any more. */
  take(bid) {
    if (this.bid && bid.version < this.bid.version) return;
    this.bid = bid;
    for (const [field, draft] of this.drafts) {
      const saved = fieldOf(bid, field);
      if (same(draft.value, saved) && !this.#sent.has(field)) this.forget(field);
      // They went on: the next try to save says with what, who and when.
      else if (draft.conflict && !same(draft.conflict.theirs, saved)) this.keep(field, { ...draft, conflict: undefined });
    }
  }

  // What a page shows of a field.

  /** The value that the person sees: what is typed, else what is saved. */
  value(field) {
    const draft = this.drafts.get(field);
    return draft ? draft.value : fieldOf(this.bid, field);
  }

  saved(field) {
    return fieldOf(this.bid, field);
  }

  /** `saved`, `typing`, `held` (by a run that reads it), `conflict` or `error`. */
  state(field) {
    const draft = this.drafts.get(field);
    if (!draft) return "saved";
    if (draft.conflict) return "conflict";
    if (draft.error) return "error";
    return this.#risky(field, draft) ? "held" : "typing";
  }

  /** The fields in a state. */
  in(state) {
    return [...this.drafts.keys()].filter((field) => this.state(field) === state);
  }

  // What a person does.

  /**
   * Takes what is typed. The version that it is made from is that of the first key.
   *
   * @param raw the text as it stands in the field, where the value is not a text
   * @param error why it can't be saved as it is
   */
  edit(field, value, { raw, error } = {}) {
    const former = this.drafts.get(field);
    const base = former?.base || { version: this.bid.version, value: fieldOf(this.bid, field) };
    const draft = { ...former, value: value ?? null, raw, error, base, at: Date.now() };
    if (!former && !error && same(draft.value, base.value)) return;
    if (former && !error && same(draft.value, this.saved(field)) && !this.#sent.has(field)) {
      this.forget(field);
    } else {
      this.keep(field, draft);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), IDLE);
    this.changed();
  }

  /** Goes back to what is saved. */
  revert(field) {
    this.forget(field);
    this.changed();
  }

  /** The person has decided a conflict. */
  settle(field, value) {
    this.forget(field);
    if (!same(value, this.saved(field))) {
      this.keep(field, { value, base: { version: this.bid.version, value: this.saved(field) }, at: Date.now() });
    }
    this.changed();
    return this.save();
  }

  /** Saves although an active run reads these fields. */
  release(fields = this.in("held")) {
    for (const field of fields) this.keep(field, { ...this.drafts.get(field), consent: this.bid.activeRun?.id });
    return this.save();
  }

  keep(field, draft) {
    this.drafts.set(field, draft);
    this.unkept = !this.store.put(this.id, field, draft);
  }

  forget(field) {
    this.drafts.delete(field);
    this.store.drop(this.id, field);
  }

  #risky(field, draft) {
    const run = this.bid?.activeRun;
    return Boolean(run?.inputs?.includes(field) && draft.consent !== run.id);
  }

  // Saving.

  /** Sends all that can be sent; one request at a time. */
  async save() {
    clearTimeout(this.#timer);
    this.#again = true;
    if (this.saving) return;
    this.saving = true;
    try {
      while (this.#again) {
        this.#again = false;
        const batch = this.#batch();
        if (batch) this.#again = await this.#send(batch);
      }
    } finally {
      this.saving = false;
      this.changed();
    }
  }

  /** Drafts that were made from one version, the oldest first. */
  #batch() {
    const ready = [...this.drafts].filter(([field]) => this.state(field) === "typing");
    if (!ready.length || !this.bid) return null;
    const version = Math.min(...ready.map(([, draft]) => draft.base.version));
    return { version, changes: Object.fromEntries(ready.filter(([, d]) => d.base.version === version).map(([f, d]) => [f, d.value])) };
  }

  /** True where there may be more to send at once. */
  async #send({ version, changes }) {
    for (const [field, value] of Object.entries(changes)) {
      this.#sent.set(field, value);
      const draft = this.drafts.get(field);
      this.keep(field, { ...draft, sent: [...(draft.sent || []), value].slice(-5) });
    }
    this.changed();
    try {
      const request = { ifMatch: version, query: "?onConflict=merge" };
      const { body } = await this.server.patch(this.path, patchOf(changes), request);
      this.#sent.clear();
      this.#accepted(changes, body);
      return true;
    } catch (problem) {
      this.#sent.clear();
      return this.#refused(changes, problem);
    } finally {
      this.changed();
    }
  }

  #accepted(changes, bid) {
    for (const [field, value] of Object.entries(changes)) {
      const draft = this.drafts.get(field);
      if (!draft) continue;
      if (same(draft.value, value)) this.forget(field);
      else this.keep(field, { ...draft, sent: [], base: { version: bid.version, value } });
    }
    this.take(bid);
    this.savedAt = Date.now();
    this.refusal = null;
    this.retry.stop();
    if (bid.staleRun) this.dispatchEvent(new CustomEvent("stale", { detail: bid.staleRun }));
  }

  #refused(changes, problem) {
    if (problem.kind === "conflict") return this.#conflict(changes, problem.members);
    if (problem.kind === "validation") return this.#invalid(changes, problem.members.errors || []);
    this.refusal = problem;
    if (problem.passing) this.retry.later(problem.retryAfter);
    else if (problem.status !== 401 && problem.kind !== "password-change-required") {
      this.#fault(Object.keys(changes), problem.message);
    }
    return false;
  }

  /** Fields that nobody else touched go on from the newest version; of the others the person decides. */
  #conflict(changes, { currentVersion, current, fields }) {
    this.take({ ...current, activeRun: this.bid.activeRun });
    const hit = new Map(fields.map((conflict) => [conflict.field, conflict]));
    for (const field of Object.keys(changes)) {
      const draft = this.drafts.get(field);
      const conflict = hit.get(field);
      if (!draft) continue;
      const own = conflict?.by === this.actor && draft.sent?.some((value) => same(value, conflict.theirs));
      if (conflict && !own) this.keep(field, { ...draft, conflict });
      else this.keep(field, { ...draft, base: { version: currentVersion, value: fieldOf(current, field) } });
    }
    return true;
  }

  #invalid(changes, errors) {
    const named = Object.keys(changes).filter((field) => {
      const fault = errors.find(({ pointer }) => pointer.slice(1).replaceAll("/", ".") === field);
      if (fault) this.#fault([field], fault.message);
      return fault;
    });
    if (!named.length) this.#fault(Object.keys(changes), errors[0]?.message || "");
    return true;
  }

  #fault(fields, error) {
    for (const field of fields) {
      if (this.drafts.has(field)) this.keep(field, { ...this.drafts.get(field), error });
    }
  }
}
