import { Hub } from "./hub.js";
import { held } from "./locks.js";
import { randomId } from "./server.js";

const HIDDEN = 10_000;
const BROWSER = "bidloom.browser";

/** Names this browser: its tabs are one client, so that they can share a stream. */
function browserId() {
  const id = localStorage.getItem(BROWSER) || randomId();
  localStorage.setItem(BROWSER, id);
  return id;
}

/**
 * A tab's door to the streams. By cookie, all tabs of a browser share one connection per stream through a
 * SharedWorker; where there is none, or a token is used, the tab has its own. A tab that is hidden for a
 * while lets go, and comes back to where it was.
 */
export class Streams {
  #numbers = 0;
  #subscriptions = new Map();
  #hidden = 0;
  #paused = false;

  constructor({ token, document = globalThis.document } = {}) {
    this.tab = randomId();
    this.client = token ? this.tab : browserId();
    this.shared = !token && typeof SharedWorker === "function";
    if (this.shared) this.#connect();
    else this.hub = new Hub({ headers: () => (token ? { Authorization: `Bearer ${token}` } : {}) });
    document?.addEventListener("visibilitychange", () => this.#visibility(document.hidden));
    globalThis.addEventListener?.("online", () => this.#wake());
    globalThis.addEventListener?.("pagehide", () => this.#post({ do: "bye" }));
    globalThis.addEventListener?.("pageshow", ({ persisted }) => persisted && this.#resume());
  }

  #connect() {
    const worker = new SharedWorker(new URL("./worker.js", import.meta.url), { type: "module", name: "bidloom" });
    this.port = worker.port;
    this.port.onmessage = ({ data }) => this.#subscriptions.get(data.number)?.take(data);
    this.port.start();
    const lock = `bidloom.port.${this.tab}`;
    held(lock).then(() => this.#post({ do: "hello", lock }));
  }

  #post(message) {
    this.port?.postMessage(message);
  }

  /**
   * Follows a stream until it is closed: `event({type, id, data})`, `state("open" | "waiting" | "refused" |
   * "ended", problem)`.
   *
   * @param keep "all" for logs such as those of runs, which are seen from the beginning
   */
  subscribe(path, { after, keep = "last", event, state = () => {} }) {
    const number = ++this.#numbers;
    const own = { number, path, after, keep, event, state };
    own.take = (message) => {
      if (message.event) {
        if (message.event.id !== undefined) own.after = message.event.id;
        event(message.event);
      } else {
        state(message.state, message.problem);
      }
    };
    this.#subscriptions.set(number, own);
    if (!this.#paused) this.#begin(own);
    return {
      close: () => {
        this.#end(own);
        this.#subscriptions.delete(number);
      },
    };
  }

  /** Connects anew: another session has begun. */
  reset() {
    if (this.hub) this.hub.reset();
    else this.#post({ do: "reset" });
    this.#subscriptions.forEach((own) => this.#begin(own));
  }

  #begin(own) {
    if (this.hub) this.hub.subscribe(own.path, own, own.take);
    else this.#post({ do: "subscribe", number: own.number, path: own.path, after: own.after, keep: own.keep });
  }

  #end(own) {
    if (this.hub) this.hub.unsubscribe(own.path, own.take);
    else this.#post({ do: "unsubscribe", number: own.number });
  }

  #wake() {
    if (this.hub) this.hub.wake();
    else this.#post({ do: "wake" });
  }

  #visibility(hidden) {
    clearTimeout(this.#hidden);
    if (hidden) this.#hidden = setTimeout(() => this.#pause(), HIDDEN);
    else this.#resume();
  }

  #pause() {
    this.#paused = true;
    this.#subscriptions.forEach((own) => this.#end(own));
  }

  #resume() {
    if (this.#paused) {
      this.#paused = false;
      this.#subscriptions.forEach((own) => this.#begin(own));
    }
    this.#wake();
  }
}
