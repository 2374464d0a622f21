/** A run as its log tells it: what each agent does and has found. Tells of changes by `change`. */
export class Following extends EventTarget {
  agents = new Map();
  terminal = null;
  link = "waiting";
  seen = 0;

  constructor({ streams, id, kind, startedBy, startedAt }) {
    super();
    Object.assign(this, { id, kind, startedBy, startedAt });
    this.stream = streams.subscribe(`/api/runs/${encodeURIComponent(id)}/events`, {
      keep: "all",
      event: (event) => this.#heard(event),
      state: (state) => {
        this.link = state;
        this.#changed();
      },
    });
  }

  close() {
    this.stream.close();
  }

  /** The share of the work that is done, 0 to 1. */
  get progress() {
    const all = [...this.agents.values()];
    return all.length ? all.reduce((sum, agent) => sum + (agent.progress || 0), 0) / all.length : 0;
  }

  get finished() {
    return [...this.agents.values()].filter(({ state }) => state === "complete" || state === "failed").length;
  }

  #heard({ type, data }) {
    if (type === "reset") {
      this.seen = 0;
      this.agents.clear();
      return;
    }
    if (data.seq <= this.seen) return;
    this.seen = data.seq;
    if (type === "start") for (const name of data.agents || []) this.#agent(name, { state: "waiting", progress: 0 });
    else if (type === "agent-progress" && data.agent) this.#agent(data.agent, { state: "working", progress: data.progress ?? 0, message: data.message });
    else if (type === "agent-complete") this.#agent(data.agent, { ...data, state: data.error ? "failed" : "complete", progress: 1 });
    else if (["complete", "conflict", "error", "abort"].includes(type)) this.#over({ ...data, type });
    this.#changed();
  }

  #over(terminal) {
    this.terminal = terminal;
    for (const { name, state } of this.agents.values()) {
      if (state === "waiting" || state === "working") this.#agent(name, { state: "stopped", message: "" });
    }
  }

  /** What is finished is not unfinished by a late word of progress. */
  #agent(name, news) {
    const known = this.agents.get(name);
    if (known?.state === "complete" && news.state === "working") return;
    this.agents.set(name, { ...known, name, ...news });
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
