/** Keeps in the address what is shown, by names, so that a link works with newer data too. */
import { data, pathTo, tree } from "./model.js";
import { field, isDocument } from "./page.js";
import { draw, reveal, state } from "./view.js";
import { searchFromLink } from "./search.js";

function address() {
  const parts = [];
  const path = pathTo(state.zoom).slice(1).map((node) => data.names[tree.name[node]]);
  if (path.length > 0) parts.push("zoom=" + path.map(encodeURIComponent).join(";"));
  if (state.pivot >= 0) parts.push("pivot=" + encodeURIComponent(data.names[state.pivot]));
  if (field.value) parts.push("search=" + encodeURIComponent(field.value));
  return "#" + parts.join("&");
}

// Only a picture that is a page of its own owns the address.
/** @param {boolean} isStep whether one can go back to what was shown */
export function keepAddress(isStep) {
  state.missing = "";
  if (!isDocument || address() === (location.hash || "#")) return;
  try {
    history[isStep ? "pushState" : "replaceState"](null, "", address());
  } catch {
    // Some viewers have no history; the picture works without it.
  }
}

export function followAddress() {
  const parts = isDocument ? location.hash.slice(1).split("&") : [];
  const texts = Object.fromEntries(parts.map((part) => [part.split("=", 1)[0], part.slice(part.indexOf("=") + 1)]));
  const read = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
  const path = (texts.zoom ?? "").split(";").filter((text) => text !== "").map(read);
  const { node, depth } = nearest(path);
  state.zoom = node;
  // The first name is that of the root, which has no callers.
  state.pivot = texts.pivot === undefined ? -1 : data.names.lastIndexOf(read(texts.pivot)) || -1;
  state.missing = depth < path.length ? path[depth] : texts.pivot !== undefined && state.pivot < 0 ? read(texts.pivot) : "";
  field.value = read(texts.search ?? "");
  searchFromLink(field.value);
  draw();
  reveal();
}

// The node at the end of a path of names, or as far as the path leads.
/** @param {string[]} path @returns {{ node: number, depth: number }} */
function nearest(path) {
  let [found, depth] = [0, 0];
  for (; depth < path.length; depth++) {
    let node = found + 1;
    while (node < tree.end[found] && data.names[tree.name[node]] !== path[depth]) node = tree.end[node];
    if (node >= tree.end[found]) break;
    found = node;
  }
  return { node: found, depth };
}
