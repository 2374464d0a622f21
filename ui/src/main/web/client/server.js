import { Problem } from "./problem.js";

const JSON_TYPE = "application/json";
const MERGE_PATCH = "application/merge-patch+json";
const ATTEMPTS = 4;
const FIRST_WAIT = 300;

/** A random name; `crypto.randomUUID` exists only on secure origins. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

export const pause = (millis) => new Promise((done) => setTimeout(done, millis));

/**
 * Requests to a Bidloom server. From its own page the session cookie says who asks; other pages give a
 * token. What fails is thrown as a {@link Problem}.
 */
export class Server {
  constructor({ base = "", token, unauthenticated = () => {} } = {}) {
    this.base = base;
    this.token = token;
    this.csrf = "";
    this.account = undefined;
    this.unauthenticated = unauthenticated;
  }

  headers() {
    const headers = {};
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    else if (this.csrf) headers["X-CSRF-Token"] = this.csrf;
    return headers;
  }

  /** One request, once. Answers `{status, body, etag, headers}`. */
  async send(method, path, { body, type, ifMatch, ifNoneMatch, key, signal, keepalive } = {}) {
    const headers = this.headers();
    if (type) headers["Content-Type"] = type;
    if (ifMatch !== undefined) headers["If-Match"] = `"${ifMatch}"`;
    if (ifNoneMatch !== undefined) headers["If-None-Match"] = `"${ifNoneMatch}"`;
    if (key) headers["Idempotency-Key"] = key;
    let response;
    try {
      response = await fetch(this.base + path, { method, headers, body, signal, keepalive, cache: "no-store" });
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw Problem.unreachable(cause);
    }
    if (!response.ok && response.status !== 304) {
      const problem = await Problem.of(response);
      if (await this.#renewed(problem, headers["X-CSRF-Token"])) {
        return this.send(method, path, { body, type, ifMatch, ifNoneMatch, key, signal, keepalive });
      }
      if (problem.status === 401) this.unauthenticated(problem);
      throw problem;
    }
    return { status: response.status, etag: response.headers.get("ETag"), body: await content(response) };
  }

  /**
   * True where a new session of the same person has begun since a request was sent, in this tab or another.
   * Where it is somebody else's, what was done here in the name of the former is not sent in theirs.
   */
  async #renewed(problem, sent) {
    if (!sent || (problem.status !== 401 && problem.kind !== "forbidden")) return false;
    if (this.csrf === sent && problem.kind === "forbidden") {
      const { me } = await this.session();
      if (me?.account !== this.account) throw this.#ended();
    }
    return this.csrf !== sent;
  }

  #ended() {
    const problem = new Problem(401, { type: "/problems/unauthenticated", title: "This session has ended" });
    this.unauthenticated(problem);
    return problem;
  }

  /** Repeats what is safe to repeat for as long as the refusal is a passing one. */
  async patiently(request) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await request();
      } catch (problem) {
        if (!(problem instanceof Problem) || !problem.passing || attempt === ATTEMPTS) throw problem;
        const wait = problem.retryAfter ? problem.retryAfter * 1000 : FIRST_WAIT * 2 ** attempt;
        await pause(wait * (0.75 + Math.random() / 2));
      }
    }
  }

  async get(path, options) {
    return (await this.patiently(() => this.send("GET", path, options))).body;
  }

  /** A POST has its effect once, however often it has to be sent. */
  post(path, value = {}, { key = randomId(), ifMatch } = {}) {
    const request = { body: JSON.stringify(value), type: JSON_TYPE, key, ifMatch };
    return this.patiently(() => this.send("POST", path, request));
  }

  /** Posts a document as it is. */
  upload(path, file, { key = randomId() } = {}) {
    const request = { body: file, type: documentType(file), key };
    return this.patiently(() => this.send("POST", path, request));
  }

  /** Edits from the version that was seen (RFC 7396); not repeated, its caller knows what to do. */
  patch(path, value, { ifMatch, query = "", keepalive } = {}) {
    return this.send("PATCH", path + query, { body: JSON.stringify(value), type: MERGE_PATCH, ifMatch, keepalive });
  }

  put(path, value, options) {
    return this.send("PUT", path, { body: JSON.stringify(value), type: JSON_TYPE, ...options });
  }

  delete(path, options) {
    return this.send("DELETE", path, options);
  }

  /** Who is logged in, if anybody, and how one can: `{me?, oidc}`. */
  async session() {
    const { body } = await this.patiently(() => this.send("GET", "/api/session"));
    if (body.me) this.#enter(body.me);
    return body;
  }

  /** Keeps what has to be sent with changes, of the first who enters: nobody works on in another's name. */
  #enter({ account, csrfToken }) {
    this.account ??= account;
    if (account === this.account) this.csrf = csrfToken || "";
  }

  async login(name, password) {
    const { body } = await this.send("POST", "/api/session", { body: JSON.stringify({ name, password }), type: JSON_TYPE });
    this.#enter(body);
    return body;
  }

  async logout() {
    await this.send("DELETE", "/api/session");
    this.csrf = "";
    this.account = undefined;
  }
}

async function content(response) {
  const type = response.headers.get("Content-Type") || "";
  if (response.status === 204 || response.status === 304) return null;
  return type.includes("json") ? response.json() : response.text();
}

/** JSON files are notices too; whatever else, the server looks at the content. */
function documentType(file) {
  return file.type && file.type !== JSON_TYPE ? file.type : "application/octet-stream";
}
