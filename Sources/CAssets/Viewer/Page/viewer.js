/**
 * What one viewer shows, and how a change of it comes to all that is seen.
 *
 * @typedef {object} State what a link can hold
 * @property {"flame" | "time" | "callers" | "table" | "source" | "tree"} view
 * @property {number} type
 * @property {"both" | "before" | "after"} sides
 * @property {any[]} labels choices of label values, as sums take them
 * @property {any[]} names choices of functions
 * @property {number} zoom the node that is as wide as the picture
 * @property {boolean} isReversed whether stacks are merged from their leaves
 * @property {number[]} path the names that are zoomed there, from the leaf on
 * @property {number} name the function whose callers, or whose source from a server, are shown, or -1
 * @property {string} query
 * @property {number} group the package that is searched for instead, or -1
 * @property {string} colors what colours stand for
 * @property {string} file the source file that is shown; empty for the heaviest
 * @property {number} line the line of it; 0 for the heaviest
 *
 * @typedef {object} Viewer
 * @property {any} profile
 * @property {any} head
 * @property {State} state
 * @property {any} sums
 * @property {any} found what the search has found, or null
 * @property {boolean} isWaiting whether a pattern waits for somebody to press Enter
 * @property {any} paint which colour a box has
 * @property {any[]} boxes
 * @property {any} current the box that line, keys and buttons are about, or null
 * @property {number} name the function of it, or one of a table; -1 if there is none
 * @property {[number, number]} window the part of the width that is seen
 * @property {string} missing what a link asked for and is not here
 * @property {string} side what stands beside the graph: "table", "labels" or nothing
 * @property {any} stage
 * @property {HTMLElement} root
 * @property {AbortSignal} signal ends all that listens to the page
 * @property {((viewer: Viewer) => void)[]} updates what follows each change
 * @property {(() => void)[]} themed what follows a change of colours
 * @property {any} look what the sums are of
 * @property {any} table
 * @property {import("../Server/server.js").Server | null} server what has sent the page, unless it is a file
 * @property {any[]} lists the table and the tree
 */
import { readServer } from "../Server/server.js";
import { writeAddress } from "./address.js";
import { paintOf } from "./colors.js";
import { foundIn } from "./find.js";
import { boxesOf, centerOf } from "./boxes-shown.js";
import { choose } from "./info.js";

/** @param {any} profile @param {HTMLElement} root @param {AbortSignal} signal @returns {Viewer} */
export function makeViewer(profile, root, signal) {
  const isDifference = profile.head.sides.length > 1;
  return {
    profile, head: profile.head, root, signal, updates: [], sums: null, found: null, isWaiting: false, paint: null, boxes: [],
    current: null, name: 0, window: [0, 1], missing: "", side: "table", stage: null, server: readServer(),
    state: {
      view: "flame", type: profile.head.type, sides: "both", labels: [], names: [], zoom: 0, isReversed: false, path: [],
      name: -1, query: "", group: -1, colors: isDifference ? "change" : "package", file: "", line: 0,
    },
  };
}

/** @param {Viewer} viewer */
export const isDifference = (viewer) => viewer.head.sides.length > 1;

/** @param {Viewer} viewer */
export const typeOf = (viewer) => viewer.head.types[viewer.state.type];

/** Whether boxes are drawn. */
/** @param {Viewer} viewer */
export const isGraph = (viewer) => ["flame", "callers", "time"].includes(viewer.state.view);

/** A step, from which one can go back. */
/** @param {Viewer} viewer @param {Partial<State>} change */
export function go(viewer, change) {
  Object.assign(viewer.state, change);
  viewer.window = [0, 1];
  viewer.missing = "";
  writeAddress(viewer, true);
  refresh(viewer);
  revealCenter(viewer);
}

/** Scrolls to what all others are shown for: callers stand above it, as many as there are. */
/** @param {Viewer} viewer */
export function revealCenter(viewer) {
  if (isGraph(viewer) && viewer.current) viewer.stage.reveal(viewer.current, viewer.state.view === "callers");
}

/** A change of what is shown that is no step of its own, as each letter of a search. */
/** @param {Viewer} viewer @param {Partial<State>} change */
export function adjust(viewer, change) {
  Object.assign(viewer.state, change);
  writeAddress(viewer, false);
  refresh(viewer);
}

/** @param {Viewer} viewer */
export function refresh(viewer) {
  const { profile, state } = viewer;
  const names = state.names.filter((choice) => !choice.isWaiting);
  viewer.look = { type: state.type, sides: state.sides, labels: state.labels, names };
  viewer.sums = profile.sumsFor(viewer.look);
  const { sums } = viewer;
  viewer.found = kept(viewer, "found", [sums, state.query, state.group, viewer.isWaiting], () => foundIn(viewer));
  const isJoined = ["callers", "time"].includes(state.view) || state.isReversed;
  viewer.paint = kept(viewer, "paint", [sums, state.colors, isJoined, profile.labels], () => paintOf(viewer));
  relayOut(viewer);
  for (const update of viewer.updates) update(viewer);
}

/** What was made of the same things the last time, else what is made of them now: a zoom changes neither matches nor colours. */
/** @param {any} holder @param {string} what @param {any[]} of @param {() => any} make */
export function kept(holder, what, of, make) {
  holder.kept ??= {};
  const last = holder.kept[what];
  if (!last || of.some((value, index) => value !== last.of[index])) holder.kept[what] = { of, made: make() };
  return holder.kept[what].made;
}

/** Makes the boxes for the room that there is. */
/** @param {Viewer} viewer */
export function relayOut(viewer) {
  if (isGraph(viewer)) viewer.boxes = boxesOf(viewer, viewer.stage.width);
  viewer.stage.layOut(viewer.boxes);
  const center = isGraph(viewer) ? centerOf(viewer) : null;
  choose(viewer, center, center ? center.name : viewer.name);
}

/** @param {Viewer} viewer @param {number} node */
export const zoomTo = (viewer, node) => go(viewer, { view: "flame", zoom: node, isReversed: false, path: [] });

/** @param {Viewer} viewer @param {number} name */
export function showCallers(viewer, name) {
  if (name > 0) go(viewer, { view: "callers", name });
}

/** Goes a step back to all: the part that is seen, the zoom, the view. */
/** @param {Viewer} viewer */
export function zoomOut(viewer) {
  const { state, window } = viewer;
  if (window[0] > 0 || window[1] < 1) {
    viewer.window = [0, 1];
    relayOut(viewer);
  } else if (state.view !== "flame") {
    go(viewer, { view: "flame" });
  } else {
    go(viewer, { zoom: 0, path: [] });
  }
}
