import { held } from "./locks.js";
import { randomId } from "./server.js";

const PREFIX = "bidloom.draft";
const TAB = "bidloom.tab";

/**
 * What was typed and is not on the server yet, kept in this browser until it is: per account, bid, field and
 * tab. A tab adopts what closed tabs left behind. A lock that each tab holds tells which are open; it goes
 * with its tab, however that ended.
 */
export class Drafts {
  constructor(account, { storage = localStorage, tab } = {}) {
    this.account = account;
    this.storage = storage;
    this.tab = tab;
  }

  /** Names this tab, anew where another open one (a duplicate of this) bears the name. */
  static async in(account) {
    let tab = sessionStorage.getItem(TAB) || randomId();
    if (!(await held(`${TAB}.${tab}`))) {
      tab = randomId();
      await held(`${TAB}.${tab}`);
    }
    sessionStorage.setItem(TAB, tab);
    return new Drafts(account, { tab });
  }

  key(bid, field, tab = this.tab) {
    return [PREFIX, this.account, bid, field, tab].map(encodeURIComponent).join("/");
  }

  /** False where the browser's space is full: then it is in this tab's memory only. */
  put(bid, field, draft) {
    try {
      this.storage.setItem(this.key(bid, field), JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  drop(bid, field) {
    this.storage.removeItem(this.key(bid, field));
  }

  /** `[{bid, field, tab, key}]` of this account, by whichever tab. */
  entries() {
    const found = [];
    for (let i = 0; i < this.storage.length; i++) {
      const key = this.storage.key(i);
      const [prefix, account, bid, field, tab] = key.split("/").map(decodeURIComponent);
      if (prefix === PREFIX && account === this.account) found.push({ bid, field, tab, key });
    }
    return found;
  }

  /** The bids with drafts that no other open tab looks after. */
  async left() {
    const open = await openTabs();
    return [...new Set(this.entries().filter((entry) => entry.tab === this.tab || !open.has(entry.tab)).map((entry) => entry.bid))];
  }

  /** This tab's drafts of a bid, with those that closed tabs left: `Map` of field to draft. */
  async of(bid) {
    const open = await openTabs();
    const own = new Map();
    const entries = this.entries().filter((entry) => entry.bid === bid);
    for (const { field, tab, key } of entries) {
      if (tab === this.tab) this.#take(own, field, key);
    }
    for (const { field, tab, key } of entries) {
      if (tab !== this.tab && !open.has(tab) && !own.has(field) && this.#take(own, field, key)) {
        this.put(bid, field, own.get(field));
        this.storage.removeItem(key);
      }
    }
    return own;
  }

  #take(own, field, key) {
    try {
      const draft = JSON.parse(this.storage.getItem(key));
      if (draft?.base) return own.set(field, draft);
    } catch {
      // Not one of ours.
    }
    return null;
  }
}

async function openTabs() {
  const locks = navigator.locks ? (await navigator.locks.query()).held : [];
  return new Set(locks.filter((lock) => lock.name.startsWith(`${TAB}.`)).map((lock) => lock.name.slice(TAB.length + 1)));
}
