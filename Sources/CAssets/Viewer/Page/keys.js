/**
 * Keys that act wherever the focus is, and those of the frames.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { showFilter } from "../Server/filter.js";
import { focusCurrent, neighbour } from "./access.js";
import { open } from "./boxes-shown.js";
import { showKeys } from "./dialogs.js";
import { copied, selectContent } from "./elements.js";
import { enterSearch, find, goToMatch } from "./find.js";
import { showType, showView } from "./head.js";
import { choose } from "./info.js";
import { toggleReverse } from "./tools.js";
import { go, isGraph, zoomOut } from "./viewer.js";

/** @type {Record<string, (viewer: Viewer) => void>} */
const actions = {
  "/": (viewer) => { viewer.search.field.focus(); viewer.search.field.select(); },
  n: (viewer) => goToMatch(viewer, 1), N: (viewer) => goToMatch(viewer, -1),
  t: (viewer) => showView(viewer, viewer.state.view === "table" ? "flame" : "table"),
  s: (viewer) => showView(viewer, viewer.state.view === "callers" && viewer.name === viewer.state.name ? "flame" : "callers"),
  r: toggleReverse, "?": showKeys, c: copyName, u: (viewer) => copy(viewer, location.href, "Link copied"), Escape: escape,
  f: (viewer) => { if (viewer.server) showFilter(viewer); },
};

/** @type {Record<string, (viewer: Viewer) => any>} */
const moves = {
  ArrowUp: (viewer) => neighbour(viewer, -1, 0), ArrowDown: (viewer) => neighbour(viewer, 1, 0),
  ArrowLeft: (viewer) => neighbour(viewer, 0, -1), ArrowRight: (viewer) => neighbour(viewer, 0, 1),
  Home: (viewer) => viewer.stage.line(viewer.stage.first)[0],
};

/** @param {Viewer} viewer */
export function listenToKeys(viewer) {
  document.addEventListener("keydown", (event) => pressed(viewer, event), { signal: viewer.signal });
}

/** @param {Viewer} viewer @param {KeyboardEvent} event */
function pressed(viewer, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || viewer.root.querySelector("dialog")) return;
  const target = /** @type {HTMLElement} */ (event.target);
  const isHandled = target === viewer.search.field ? pressedInField(viewer, event)
    : target.localName === "select" || target.localName === "input" ? false
      : viewer.access.contains(target) && pressedInFrames(viewer, event) || pressedAnywhere(viewer, event);
  if (isHandled) event.preventDefault();
}

/** @param {Viewer} viewer @param {KeyboardEvent} event */
function pressedInField(viewer, event) {
  if (event.key === "Enter") enterSearch(viewer, event.shiftKey ? -1 : 1);
  else if (event.key === "Escape" && viewer.search.field.value) find(viewer, "");
  else if (event.key === "Escape") viewer.search.field.blur();
  else return false;
  return true;
}

/** @param {Viewer} viewer @param {KeyboardEvent} event */
function pressedInFrames(viewer, event) {
  if (!viewer.current) return false;
  if (event.key === "Enter" || event.key === " ") {
    open(viewer, viewer.current);
    focusCurrent(viewer);
    return true;
  }
  const box = moves[event.key]?.(viewer);
  if (box) {
    choose(viewer, box, box.name);
    viewer.stage.reveal(box);
  }
  return event.key in moves;
}

/** @param {Viewer} viewer @param {KeyboardEvent} event */
function pressedAnywhere(viewer, event) {
  const isButton = /** @type {HTMLElement} */ (event.target).localName === "button" && (event.key === " " || event.key === "Enter");
  if (isButton) return false;
  if (/^[1-9]$/.test(event.key)) { showType(viewer, Number(event.key) - 1); return true; }
  if (event.key in actions) { actions[event.key](viewer); return true; }
  // Arrows lead into the frames from wherever nothing else wants them.
  if (event.key in moves && event.target === document.body && isGraph(viewer)) { focusCurrent(viewer); return true; }
  return false;
}

/** @param {Viewer} viewer */
function escape(viewer) {
  if (viewer.state.query || viewer.state.group >= 0) go(viewer, { query: "", group: -1 });
  else zoomOut(viewer);
}

/** Copies the name that the line shows. */
/** @param {Viewer} viewer */
function copyName(viewer) {
  if (viewer.name >= 0) copy(viewer, viewer.profile.names.texts[viewer.name], "Name copied");
}

/** Where a page may not copy, the text is selected. */
/** @param {Viewer} viewer @param {string} text @param {string} done */
async function copy(viewer, text, done) {
  if (await copied(text)) { viewer.info.amounts.textContent = done; return; }
  viewer.info.name.textContent = text;
  selectContent(viewer.info.name);
}
