import { Stream } from "./sse.js";

const LINGER = 3000;
const MOST_KEPT = 4000;

/**
 * One connection for all who want the same stream. Those of runs are kept from their first event on, so who
 * comes later sees them all; of the others the newest event of each kind is, as the state of things.
 */
export class Hub {
  #topics = new Map();

  constructor({ headers } = {}) {
    this.headers = headers;
  }

  /** @param port takes `{event}` and `{state, problem}` */
  subscribe(path, { after, keep }, port) {
    let topic = this.#topics.get(path);
    if (!topic) this.#topics.set(path, (topic = this.#open(path, after, keep)));
    clearTimeout(topic.closing);
    topic.ports.add(port);
    port({ state: topic.state, problem: topic.problem });
    for (const event of topic.kept.values()) {
      if (!after || !event.id || keep !== "all" || Number(event.id) > Number(after)) port({ event });
    }
  }

  unsubscribe(path, port) {
    const topic = this.#topics.get(path);
    if (!topic?.ports.delete(port) || topic.ports.size > 0) return;
    topic.closing = setTimeout(() => this.#close(path, topic), LINGER);
  }

  /** Somebody is back: what waits for its next attempt need not. */
  wake() {
    for (const topic of this.#topics.values()) topic.stream.wake();
  }

  /** Connects anew: what was open was opened in the name of a session that is over. */
  reset() {
    for (const [path, topic] of this.#topics) {
      topic.stream.close();
      this.#connect(path, topic, topic.stream.cursor);
    }
  }

  #close(path, topic) {
    topic.stream.close();
    if (this.#topics.get(path) === topic) this.#topics.delete(path);
  }

  #open(path, after, keep) {
    const topic = { ports: new Set(), kept: new Map(), state: "waiting", problem: null, closing: 0, keep };
    this.#connect(path, topic, keep === "all" ? undefined : after);
    return topic;
  }

  #connect(path, topic, cursor) {
    const tell = (message) => topic.ports.forEach((port) => port(message));
    topic.stream = new Stream(path, {
      cursor,
      headers: this.headers,
      event: (event) => {
        if (event.type === "reset") topic.kept.clear();
        if (topic.kept.size < MOST_KEPT) topic.kept.set(topic.keep === "all" ? topic.kept.size : event.type, event);
        tell({ event });
      },
      state: (state, problem) => {
        topic.state = state;
        topic.problem = problem && { status: problem.status, ...problem.members };
        tell({ state, problem: topic.problem });
        if (state === "refused") this.#topics.delete(path);
      },
    });
    topic.stream.follow();
  }
}
