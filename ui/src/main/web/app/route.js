/** Addresses are `#/bids/ID/decision?from=3`: what one sees can be linked, typed and gone back to. */
export function route() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?", 2);
  return { path: path.split("/").filter(Boolean).map(decode), query: new URLSearchParams(query) };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function address(path, query = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== "" && value !== null && value !== undefined) parameters.set(name, value);
  }
  const text = parameters.toString();
  return `#/${path.map(encodeURIComponent).join("/")}${text ? `?${text}` : ""}`;
}

export const go = (path, query) => {
  location.hash = address(path, query);
};

/** Another address for the same page: nothing to go back to. */
export function restate(path, query) {
  history.replaceState(null, "", address(path, query));
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}
