import { Retry } from "../client/retry.js";

const PAGE = 100;
const MOST = 200;
const GATHER = 400;

/** What a list shows of a bid: a row of the list, made from a whole bid too. */
export function rowOf(bid) {
  if (!("requirements" in bid)) return bid;
  const { requirements, bitEvaluation, quickScan, ...row } = bid;
  return {
    ...row,
    title: bid.title ?? requirements.title ?? null,
    deadline: requirements.submissionDeadline?.instant ?? null,
    budget: requirements.budget ?? null,
    score: bitEvaluation?.score ?? null,
  };
}

/**
 * Bids by a query, page by page, as somebody scrolls; kept up to date by the hints of the board's stream. Tells
 * of changes by `change`.
 */
export class Listing extends EventTarget {
  rows = [];
  cursor = "";
  complete = false;
  loading = false;
  problem = null;

  #hinted = new Set();
  #timer = 0;
  #round = 0;
  #retry = new Retry(() => this.#page());

  constructor({ server, streams, query }) {
    super();
    Object.assign(this, { server, streams, query });
  }

  open() {
    this.more();
    return this;
  }

  close() {
    this.#round++;
    clearTimeout(this.#timer);
    this.#retry.stop();
  }

  path(cursor, limit = PAGE) {
    const parameters = new URLSearchParams({ limit: String(limit) });
    for (const [name, value] of Object.entries({ ...this.query, cursor })) if (value) parameters.set(name, value);
    return `/api/board?${parameters}`;
  }

  /** What was refused is not asked for again at once, and where that would change nothing, not at all. */
  more() {
    if (!this.loading && !this.complete && !this.problem) this.#page();
  }

  /** The person asks for it again. */
  again() {
    this.#retry.stop();
    this.problem = null;
    this.more();
  }

  async #page() {
    this.loading = true;
    const round = this.#round;
    try {
      const page = await this.server.get(this.path(this.cursor));
      if (round !== this.#round) return;
      const known = new Set(this.rows.map((row) => row.id));
      this.rows = [...this.rows, ...page.items.map(rowOf).filter((row) => !known.has(row.id))];
      this.cursor = page.nextCursor || "";
      this.complete = !page.nextCursor;
      this.problem = null;
      this.#retry.stop();
    } catch (problem) {
      this.problem = problem;
      if (problem.passing && round === this.#round) this.#retry.later(problem.retryAfter);
    } finally {
      this.loading = false;
      this.#changed();
    }
  }

  /** Somebody changed a bid, or many did more than could be told. */
  hear({ type, data }) {
    if (type === "bid") this.#hinted.add(data.bidId);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#catchUp(), GATHER);
  }

  /** What is shown stays where it is: known rows are replaced, new ones come to the head. */
  async #catchUp() {
    const round = this.#round;
    const hinted = new Set(this.#hinted);
    this.#hinted.clear();
    try {
      const wanted = Math.max(PAGE, Math.min(MOST, this.rows.length));
      const head = (await this.server.get(this.path("", wanted))).items.map(rowOf);
      const ids = new Set(head.map((row) => row.id));
      const rest = head.length < wanted ? [] : await this.#again(this.rows.filter((row) => !ids.has(row.id)), hinted);
      if (round !== this.#round) return;
      this.rows = [...head, ...rest];
      this.complete ||= head.length < wanted;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
    this.#changed();
  }

  /** Rows further down, those that changed as they are now, and without those that no longer belong. */
  async #again(rows, hinted) {
    const changed = rows.filter((row) => hinted.has(row.id)).slice(0, 20);
    const now = new Map();
    for (const { id } of changed) now.set(id, rowOf(await this.server.get(`/api/bids/${id}`)));
    return rows.map((row) => now.get(row.id) ?? row).filter((row) => !this.query.status || row.status === this.query.status);
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
