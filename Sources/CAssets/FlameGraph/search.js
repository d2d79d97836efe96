/** Finds names by a regular expression. */
import { data, pathTo, percentText, tree } from "./model.js";
import { outermost } from "./boxes.js";
import { field, found, next, previous } from "./page.js";
import { choose, state } from "./view.js";

/** @param {string} query */
export function search(query) {
  state.matches = null;
  field.setAttribute("aria-invalid", false);
  if (query) {
    try {
      const pattern = new RegExp(query, /\p{Lu}/u.test(query) ? "" : "i");
      state.matches = data.names.map((name, index) => index > 0 && pattern.test(name));
    } catch {
      field.setAttribute("aria-invalid", true);
    }
  }
}

/** @param {import("./boxes.js").Box} box */
export const isMatch = (box) => state.matches !== null && state.matches[box.name];

// What the matching frames have of all that is shown: a frame below another match counts once.
function matchedPart() {
  const tops = state.pivot < 0 ? [state.zoom] : outermost(state.pivot);
  let [part, whole] = [0, 0];
  for (const top of tops) {
    whole += tree.total[top];
    if (pathTo(top).some((node) => state.matches[tree.name[node]])) {
      part += tree.total[top];
      continue;
    }
    for (let node = top; node < tree.end[top];) {
      const isMatch = state.matches[tree.name[node]];
      if (isMatch) part += tree.total[node];
      node = isMatch ? tree.end[node] : node + 1;
    }
  }
  return percentText(part, whole);
}

export function sayMatches() {
  const isOff = state.matches === null;
  found.textContent = isOff
    ? (field.getAttribute("aria-invalid") === "true" ? "not a regular expression" : "")
    : matchedPart() + (data.whole ? " of " + data.whole : "") + " matched";
  previous.hidden = next.hidden = isOff || !state.boxes.some(isMatch);
}

/** @param {1 | -1} step */
export function goToMatch(step) {
  const count = state.boxes.length;
  for (let tried = 1; tried <= count; tried++) {
    const index = (state.chosen + step * tried + count * tried) % count;
    if (isMatch(state.boxes[index])) {
      choose(index, true);
      return;
    }
  }
}
