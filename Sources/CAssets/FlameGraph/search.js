/** Finds functions, and says how much they have. */
import { finder, isBroken, isPattern } from "../Common/finder.js";
import { grouped, numbered, percentText } from "../Common/numbers.js";
import { data, everywhere, oneSidedText, pathTo, tree } from "./model.js";
import { outermost } from "./boxes.js";
import { found, matchPlace, next, previous } from "./page.js";
import { choose, state } from "./view.js";
import { zoomTo } from "./controls.js";

// Blanks around a text were pasted with it.
/** @param {string} typed */
export function search(typed) {
  const query = typed.trim();
  state.isWaiting = false;
  state.isBroken = isBroken(query);
  if (!query) { state.matches = null; return; }
  const isFound = finder(query);
  state.matches = data.names.map((name, index) => index > 0 && isFound(name));
}

// A pattern that came with a link is only run when somebody asks for it, for it may take for ever.
/** @param {string} query */
export function searchFromLink(query) {
  if (!isPattern(query.trim())) { search(query); return; }
  state.matches = null;
  state.isWaiting = true;
}

/** @param {import("./boxes.js").Box} box */
export const isMatch = (box) => state.matches !== null && state.matches[box.name];

// What the matching frames have below some nodes: a frame below another match counts once.
/** @param {number[]} tops */
function matchedBelow(tops) {
  let sum = 0;
  for (const top of tops) {
    if (pathTo(top).some((node) => state.matches[tree.name[node]])) {
      sum += tree.total[top];
      continue;
    }
    for (let node = top; node < tree.end[top];) {
      const isMatch = state.matches[tree.name[node]];
      if (isMatch) sum += tree.total[node];
      node = isMatch ? tree.end[node] : node + 1;
    }
  }
  return sum;
}

// What a search has found: how many functions, how many of their frames are in the file, and which part of the whole
// profile they have. That part is known if all their frames are here, or if there is one function; else it is a least.
/** @returns {{ functions: number, frames: number, part: number, isLeast: boolean }} */
export function matched() {
  const names = data.names.map((_, name) => name).filter((name) => state.matches[name]);
  let frames = 0;
  for (let node = 1; node < tree.count; node++) if (state.matches[tree.name[node]]) frames++;
  const here = matchedBelow([0]);
  const largest = names.reduce((most, name) => Math.max(most, everywhere(name).total), 0);
  const shown = outermostSums();
  const isWhole = names.every((name) => shown[name] >= everywhere(name).total);
  return { functions: names.length, frames, part: Math.max(here, largest), isLeast: names.length > 1 && !isWhole };
}

// What the frames in the file have of each name, each counted once in a path.
/** @type {Float64Array | undefined} */
let sums;
export function outermostSums() {
  if (sums) return sums;
  sums = new Float64Array(data.names.length);
  const [open, path] = [new Int32Array(data.names.length), []];
  for (let node = 0; node < tree.count; node++) {
    while (path.length > 0 && tree.end[path.at(-1)] <= node) open[tree.name[path.pop()]]--;
    const name = tree.name[node];
    if (open[name]++ === 0) sums[name] += tree.total[node];
    path.push(node);
  }
  return sums;
}

function matchText() {
  const { functions, frames, part, isLeast } = matched();
  if (functions === 0) return state.isBroken ? "Not a valid pattern" : "No function matches";
  const oneSided = oneSidedText(data.names.map((_, name) => name).filter((name) => state.matches[name]));
  if (oneSided) return numbered(functions, "function") + ", " + oneSided;
  const here = state.pivot >= 0 ? outermost(state.pivot) : state.zoom > 0 ? [state.zoom] : [];
  const whole = here.reduce((sum, node) => sum + tree.total[node], 0);
  return [numbered(functions, "function"), numbered(frames, "frame"),
    (isLeast ? "at least " : "") + percentText(part, tree.total[0]) + " of " + (data.whole ?? "all"),
    whole > 0 ? percentText(matchedBelow(here), whole) + " of what is shown" : "",
    state.isBroken ? "as text: not a valid pattern" : ""].filter((text) => text).join(", ");
}

export function sayMatches() {
  found.textContent = state.isWaiting ? "Press Enter to search for the pattern in the link"
    : state.matches === null ? "" : matchText();
  previous.hidden = next.hidden = state.matches === null || firstMatch() < 0;
  matchPlace.textContent = "";
}

// Which of the matches that are shown the current frame is.
function sayPlace() {
  const matches = state.boxes.filter(isMatch);
  const place = matches.indexOf(state.boxes[state.chosen]) + 1;
  matchPlace.textContent = place > 0 ? grouped(place) + " of " + grouped(matches.length) : "";
}

// The first node of the whole tree that matches, or -1.
function firstMatch() {
  for (let node = 1; node < tree.count; node++) if (state.matches?.[tree.name[node]]) return node;
  return -1;
}

/** @param {1 | -1} step */
export function goToMatch(step) {
  const count = state.boxes.length;
  for (let tried = 1; tried <= count; tried++) {
    const index = (state.chosen + step * tried + count * tried) % count;
    if (isMatch(state.boxes[index])) {
      choose(index, true);
      sayPlace();
      return;
    }
  }
  // Of what is shown none matches, or all that do are too narrow to be seen.
  const node = firstMatch();
  if (node > 0) zoomTo(node);
  sayPlace();
}
