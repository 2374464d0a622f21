/** A refusal of the server (RFC 9457), or that it can't be reached: then `status` is 0. */
export class Problem extends Error {
  constructor(status, members = {}) {
    super(members.detail || members.title || `HTTP ${status}`);
    this.name = "Problem";
    this.status = status;
    this.type = members.type || "/problems/http";
    this.members = members;
    this.retryAfter = members.retryAfter;
  }

  /** The last part of `type`, such as `conflict`. */
  get kind() {
    return this.type.split("/").pop();
  }

  /** True where the same request may be answered otherwise a little later. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500 || this.kind === "in-flight";
  }

  static unreachable(cause) {
    const problem = new Problem(0, { type: "/problems/unreachable", title: "The server can't be reached" });
    problem.cause = cause;
    return problem;
  }

  static async of(response) {
    let members = {};
    try {
      members = await response.json();
    } catch {
      // Not JSON: the status has to do.
    }
    const seconds = Number(response.headers.get("Retry-After"));
    return new Problem(response.status, { ...members, retryAfter: seconds > 0 ? seconds : undefined });
  }
}
