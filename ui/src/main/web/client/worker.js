/** The hub of all tabs of a browser, as a SharedWorker. A tab that is gone is noticed by its lock. */
import { Hub } from "./hub.js";

const hub = new Hub();

self.onconnect = ({ ports: [port] }) => {
  const subscriptions = new Map();
  const leave = (number) => {
    const own = subscriptions.get(number);
    if (own) hub.unsubscribe(own.path, own.take);
    subscriptions.delete(number);
  };
  port.onmessage = ({ data }) => {
    if (data.do === "subscribe") {
      const own = { path: data.path, take: (message) => port.postMessage({ number: data.number, ...message }) };
      subscriptions.set(data.number, own);
      hub.subscribe(data.path, data, own.take);
    } else if (data.do === "unsubscribe") {
      leave(data.number);
    } else if (data.do === "wake") {
      hub.wake();
    } else if (data.do === "reset") {
      hub.reset();
    } else if (data.do === "hello" && data.lock && navigator.locks) {
      navigator.locks.request(data.lock, () => [...subscriptions.keys()].forEach(leave));
    } else if (data.do === "bye") {
      [...subscriptions.keys()].forEach(leave);
    }
  };
};
