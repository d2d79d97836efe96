/**
 * The labels that all samples of a frame share.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { setsThatPass } from "../Model/sums.js";

const mostShown = 3;

/** @type {WeakMap<object, Map<number, string>>} for each sums what was found of a node */
const known = new WeakMap();

/** @param {Viewer} viewer @param {any} box @returns {string} */
export function sharedLabels(viewer, box) {
  const { profile, sums } = viewer;
  if (!profile.labels || !(box.node > 0)) return "";
  if (!known.has(sums)) known.set(sums, new Map());
  const texts = known.get(sums);
  if (!texts.has(box.node)) texts.set(box.node, textOf(viewer, sharedPairs(viewer, box.node)));
  return texts.get(box.node);
}

/** The pairs that all label sets of a node's samples have; looks at each set once, and ends when none is left. */
/** @param {Viewer} viewer @param {number} node @returns {[key: number, value: number][]} */
function sharedPairs(viewer, node) {
  const { tree, labels, samples } = viewer.profile;
  const passes = setsThatPass(viewer.profile, viewer.look);
  const seen = new Uint8Array(labels.starts.length);
  let shared = null;
  for (const side of samples) {
    const values = side.values[viewer.state.type];
    for (let row = firstRow(side, node); row < side.count && side.node[row] < tree.end[node]; row++) {
      const set = side.set[row];
      if (seen[set] || !passes[set] || values[row] === 0) continue;
      seen[set] = 1;
      const pairs = pairsOf(labels, set);
      shared = shared ? shared.filter((pair) => pairs.some((other) => other[0] === pair[0] && other[1] === pair[1])) : pairs;
      if (shared.length === 0) return [];
    }
  }
  return shared ?? [];
}

/** The first sample of a node or one behind it. */
/** @param {any} side @param {number} node */
function firstRow(side, node) {
  let [least, most] = [0, side.count];
  while (least < most) {
    const middle = (least + most) >> 1;
    if (side.node[middle] < node) least = middle + 1; else most = middle;
  }
  return least;
}

/** @param {any} labels @param {number} set @returns {[key: number, value: number][]} */
function pairsOf(labels, set) {
  const pairs = [];
  for (let pair = labels.starts[set]; pair < labels.starts[set + 1]; pair++) pairs.push([labels.keys[pair], labels.values[pair]]);
  return pairs;
}

/** @param {Viewer} viewer @param {[key: number, value: number][]} pairs */
function textOf(viewer, pairs) {
  const texts = pairs.slice(0, mostShown).map(([key, value]) => labelText(viewer, key, value));
  return texts.join(", ") + (pairs.length > mostShown ? " …" : "");
}

/** @param {Viewer} viewer @param {number} key @param {number} value */
export function labelText(viewer, key, value) {
  const { key: text, unit, isNumeric } = viewer.head.labels[key];
  return text + " = " + (isNumeric ? value + (unit ? " " + unit : "") : viewer.profile.labels.texts[value]);
}
