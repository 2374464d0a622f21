const FIRST = 1000;
const LONGEST = 30_000;

/** Tries something again after a wait that grows; never two waits at once. */
export class Retry {
  #timer = 0;
  #failures = 0;

  constructor(attempt) {
    this.attempt = attempt;
  }

  later(seconds) {
    clearTimeout(this.#timer);
    const wait = seconds ? seconds * 1000 : Math.min(LONGEST, FIRST * 2 ** this.#failures++);
    this.#timer = setTimeout(this.attempt, wait * (0.5 + Math.random() / 2));
  }

  now() {
    clearTimeout(this.#timer);
    this.#failures = 0;
    this.attempt();
  }

  stop() {
    clearTimeout(this.#timer);
    this.#failures = 0;
  }
}
