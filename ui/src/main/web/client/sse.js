import { Problem } from "./problem.js";

const TERMINAL = new Set(["complete", "conflict", "error", "abort"]);
const LONGEST_WAIT = 30_000;
const SILENCE = 40_000;

/** The frames of a body of server-sent events (WHATWG HTML, section 9.2): `{type, id?, data, retry?}`. */
export class Frames {
  #rest = "";
  #frame = {};

  /** Takes a piece of text and gives the frames that it completes. */
  take(text) {
    const all = this.#rest + text;
    const cut = all.endsWith("\r") ? all.length - 1 : all.length; // its \n may be yet to come
    const lines = all.slice(0, cut).split(/\r\n|\n|\r/);
    this.#rest = lines.pop() + all.slice(cut);
    const frames = [];
    for (const line of lines) {
      if (line !== "") this.#line(line);
      else if (this.#frame.data !== undefined || this.#frame.retry !== undefined) {
        frames.push({ type: "message", ...this.#frame });
        this.#frame = {};
      }
    }
    return frames;
  }

  #line(line) {
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") this.#frame.data = this.#frame.data === undefined ? value : `${this.#frame.data}\n${value}`;
    else if (name === "event") this.#frame.type = value;
    else if (name === "id") this.#frame.id = value;
    else if (name === "retry" && /^\d+$/.test(value)) this.#frame.retry = Number(value);
  }
}

/**
 * A stream that survives its connections: it comes back with the cursor of the last event after a wait that
 * grows and is never the same for two, and ends with the terminal event. A `reset` starts it over, or where
 * that says. A connection that is silent for longer than the server ever is counts as lost.
 */
export class Stream {
  #stop = new AbortController();
  #hurry = () => {};
  #retry = 1000;
  #failures = 0;

  constructor(path, { cursor, headers = () => ({}), event, state = () => {} }) {
    this.path = path;
    this.cursor = cursor;
    this.headers = headers;
    this.event = event;
    this.state = state;
  }

  close() {
    this.#stop.abort();
    this.#hurry();
  }

  /** Does not wait any longer for the next attempt. */
  wake() {
    this.#failures = 0;
    this.#hurry();
  }

  async follow() {
    let over = false;
    while (!over && !this.#stop.signal.aborted) {
      let wait;
      try {
        over = await this.#once();
      } catch (problem) {
        if (this.#stop.signal.aborted) return;
        if (problem instanceof Problem && !problem.passing) return this.state("refused", problem);
        wait = problem.retryAfter && problem.retryAfter * 1000;
      }
      if (over || this.#stop.signal.aborted) break;
      this.state("waiting");
      const grown = Math.min(LONGEST_WAIT, this.#retry * 2 ** this.#failures++);
      await this.#pause(wait ?? grown * (0.5 + Math.random() / 2));
    }
    if (over) this.state("ended");
  }

  #pause(millis) {
    return new Promise((done) => {
      const timer = setTimeout(done, millis);
      this.#hurry = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  /** A connection's worth; true where nothing more will come. */
  async #once() {
    const lost = new AbortController();
    const signal = AbortSignal.any([this.#stop.signal, lost.signal]);
    const headers = { Accept: "text/event-stream", ...this.headers() };
    if (this.cursor) headers["Last-Event-ID"] = this.cursor;
    const response = await fetch(this.path, { headers, signal, cache: "no-store" });
    if (response.status === 204) return true;
    if (!response.ok) throw await Problem.of(response);
    this.state("open");
    return this.#read(response.body.pipeThrough(new TextDecoderStream()).getReader(), lost);
  }

  async #read(reader, lost) {
    const frames = new Frames();
    for (;;) {
      const timer = setTimeout(() => lost.abort(), SILENCE);
      const { value, done } = await reader.read().finally(() => clearTimeout(timer));
      if (done) return false;
      for (const frame of frames.take(value)) {
        if (frame.retry) this.#retry = frame.retry;
        if (frame.data !== undefined && this.#handle(frame)) {
          lost.abort();
          return true;
        }
      }
    }
  }

  #handle(frame) {
    this.#failures = 0;
    if (frame.id !== undefined) this.cursor = frame.id;
    if (frame.type === "reset") this.cursor = frame.id;
    this.event({ type: frame.type, id: frame.id, data: JSON.parse(frame.data) });
    return TERMINAL.has(frame.type);
  }
}
