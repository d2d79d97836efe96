/**
 * Which boxes the model makes for what is shown, and how they lie to one another.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { chartBoxes } from "../Model/chart.js";
import { callersOf } from "../Model/callers.js";
import { reversedBoxes } from "../Model/reversed.js";
import { zoomBoxes } from "../Model/boxes.js";
import { go, relayOut, showCallers, zoomTo } from "./viewer.js";

/** Boxes that are at least half a pixel wide. */
/** @param {Viewer} viewer @param {number} width @param {[number, number]} window @returns {any[]} */
export function boxesOf(viewer, width, window = viewer.window) {
  const { profile, sums, state } = viewer;
  const smallest = 0.5 / width * (window[1] - window[0]);
  if (!(sums.width[0] > 0)) return [];
  if (state.view === "callers") return state.name > 0 ? callersOf(profile, sums, state.name, smallest, window) : [];
  if (state.view === "time") return chartBoxes(profile, sums, smallest, window);
  if (state.isReversed) return reversedBoxes(profile, sums, state.path, smallest, window);
  return zoomBoxes(profile, sums, state.zoom, smallest, window);
}

/** The box that all others are shown for. */
/** @param {Viewer} viewer */
export function centerOf(viewer) {
  return viewer.boxes.find((box) => box.row === 0 && !box.isAbove) ?? viewer.boxes[0] ?? null;
}

/** The boxes above one up to the root, itself last: those of the rows between that are as far left and right. */
/** @param {Viewer} viewer @param {any} box @returns {any[]} */
export function chainTo(viewer, box) {
  const chain = [box];
  const step = box.row > 0 || box.isAbove || viewer.state.view !== "callers" ? -1 : 1;
  const last = viewer.state.view === "callers" ? 0 : viewer.stage.first;
  for (let row = box.row; row !== last;) {
    row += step;
    const below = chain[chain.length - 1];
    const over = viewer.stage.boxAt(row, below.isAbove ? 0.5 : below.x + below.width / 2);
    if (!over) break;
    chain.push(over);
  }
  return chain.reverse();
}

/** What a click on a box does. */
/** @param {Viewer} viewer @param {any} box */
export function open(viewer, box) {
  const { state } = viewer;
  if (state.view === "callers") {
    if (box.row !== 0) showCallers(viewer, box.name);
  } else if (state.view === "time") {
    viewer.window = [Math.max(0, box.x), Math.min(1, box.x + box.width)];
    relayOut(viewer);
  } else if (state.isReversed) {
    go(viewer, { path: chainTo(viewer, box).slice(1).map((over) => over.name) });
  } else {
    zoomTo(viewer, box.node);
  }
}

/** @param {Viewer} viewer @param {number} node @returns {number[]} the nodes from the root on */
export function nodesTo(viewer, node) {
  const path = [node];
  while (node > 0) path.push(node = viewer.profile.tree.parent[node]);
  return path.reverse();
}

/** The nodes below one that are drawn, heaviest first. */
/** @param {Viewer} viewer @param {number} node @returns {number[]} */
export function nodesBelow(viewer, node) {
  const { profile: { tree }, sums } = viewer;
  const below = [];
  for (let child = node + 1; child < tree.end[node]; child = tree.end[child]) {
    if (sums.width[child] > 0) below.push(child);
  }
  return below.sort((a, b) => sums.width[b] - sums.width[a] || a - b);
}
