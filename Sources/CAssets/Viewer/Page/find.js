/**
 * The search: its field, what it has found, and the filters that are made of it.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { isBroken, isPattern } from "../../Common/finder.js";
import { grouped, numbered } from "../../Common/numbers.js";
import { search } from "../Model/search.js";
import { button, html, say } from "./elements.js";
import { choose } from "./info.js";
import { adjust, go, isGraph, refresh, zoomTo } from "./viewer.js";
import { shareText, wholeText } from "./words.js";

/** @param {Viewer} viewer */
export function buildSearch(viewer) {
  const field = html("input", {
    type: "search", placeholder: "Find a function", "aria-label": "Find a function", autocomplete: "off", spellcheck: "false",
    title: "Part of a name; case matters if it has capitals; /…/ is a regular expression (key /)",
    input: () => find(viewer, field.value),
  });
  const parts = {
    field, found: html("span", { class: "found" }), place: html("span", { class: "found" }), shown: html("span", { class: "unseen" }),
    previous: button("‹", "Previous match (N)", () => goToMatch(viewer, -1), { "aria-label": "Previous match" }),
    next: button("›", "Next match (n)", () => goToMatch(viewer, 1), { "aria-label": "Next match" }),
    keep: button("Keep only these", "Only stacks with at least one of them", () => keepMatches(viewer, true)),
    leave: button("Leave these out", "Only stacks with none of them", () => keepMatches(viewer, false)),
  };
  viewer.search = parts;
  viewer.updates.push(updateSearch);
  return parts;
}

/** @param {Viewer} viewer @param {string} query */
export function find(viewer, query) {
  viewer.isWaiting = false;
  adjust(viewer, { query, group: -1 });
}

/** The functions of a package are found, or no longer. */
/** @param {Viewer} viewer @param {number} group */
export function findGroup(viewer, group) {
  adjust(viewer, { query: "", group: viewer.state.group === group ? -1 : group });
}

/** A pattern that came with a link runs only when somebody asks for it, for it may take for ever. */
/** @param {Viewer} viewer */
export function foundIn(viewer) {
  const { state, profile, sums } = viewer;
  const query = state.query.trim();
  if (state.group >= 0) return search(profile, sums, "", state.group);
  return query && !viewer.isWaiting ? search(profile, sums, query) : null;
}

/** @param {Viewer} viewer */
function updateSearch(viewer) {
  const { state, search: parts, found } = viewer;
  if (parts.field.value !== state.query) parts.field.value = state.query;
  const isFound = (found?.functions ?? 0) > 0;
  say(parts.found, viewer.isWaiting ? "Press Enter to search for the pattern in the link" : found ? matchText(viewer) : "");
  say(parts.place, "");
  say(parts.shown, shownText(viewer));
  for (const item of [parts.previous, parts.next, parts.keep, parts.leave]) item.hidden = !isFound;
}

/** What is zoomed and how much is left by filters, for those who do not see it. */
/** @param {Viewer} viewer */
function shownText({ state, profile: { names, tree } }) {
  const name = state.view === "callers" ? state.name : state.isReversed ? state.path[state.path.length - 1] ?? 0 : tree.name[state.zoom];
  const filters = state.names.length + state.labels.length;
  return (name > 0 ? names.texts[name] + " is shown. " : "") + (filters > 0 ? numbered(filters, "filter") + ". " : "");
}

/** @param {Viewer} viewer */
function matchText(viewer) {
  const { found, state, head } = viewer;
  const broken = state.group < 0 && isBroken(state.query.trim());
  if (found.functions === 0) return broken ? "Not a valid pattern" : "No function matches";
  return [
    state.group >= 0 ? head.groups[state.group].text : "", numbered(found.functions, "function"), numbered(found.frames, "frame"),
    (found.isAtLeast ? "at least " : "") + shareText(viewer, found.part) + " of " + wholeText(viewer), broken ? "as text: not a valid pattern" : "",
  ].filter((text) => text).join(", ");
}

/** Makes a filter of what is found. */
/** @param {Viewer} viewer @param {boolean} isKept */
function keepMatches(viewer, isKept) {
  const { state } = viewer;
  const choice = state.group >= 0 ? { query: "", group: state.group, isKept } : { query: state.query.trim(), isKept };
  go(viewer, { names: [...state.names, choice], query: "", group: -1 });
  viewer.search.field.focus({ preventScroll: true });
}

/** Runs a pattern that waited, else goes to the next match. */
/** @param {Viewer} viewer @param {1 | -1} step */
export function enterSearch(viewer, step) {
  const waits = viewer.isWaiting;
  viewer.isWaiting = false;
  if (waits) refresh(viewer);
  goToMatch(viewer, step);
}

/** Makes the next box that matches the current one. */
/** @param {Viewer} viewer @param {1 | -1} step */
export function goToMatch(viewer, step) {
  const { found, boxes } = viewer;
  if (!found || found.functions === 0) return;
  if (!isGraph(viewer)) {
    viewer.lists.find(({ element }) => !element.hidden).goToMatch(step);
    return;
  }
  const matches = boxes.filter((box) => found.names[box.name]);
  if (matches.length === 0) {
    if (found.first > 0) zoomTo(viewer, found.first);
    return;
  }
  const order = boxes.indexOf(viewer.current);
  const here = matches.indexOf(viewer.current);
  const before = matches.filter((box) => boxes.indexOf(box) < order).length;
  const next = here >= 0 ? here + step : step > 0 ? before : before - 1;
  const index = (next + matches.length) % matches.length;
  choose(viewer, matches[index], matches[index].name);
  viewer.stage.reveal(matches[index]);
  say(viewer.search.place, grouped(index + 1) + " of " + grouped(matches.length));
}

/** Whether a query that came from outside may run at once. */
/** @type {(query: string) => boolean} */
export const mustWait = (query) => isPattern(query.trim());
