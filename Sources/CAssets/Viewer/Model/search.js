/**
 * What a search has found.
 *
 * @typedef {object} Found
 * @property {Uint8Array} names for each name whether it matches
 * @property {number} functions how many of those have anything
 * @property {number} frames how many frames of those are drawn
 * @property {number} part what stacks have that hold one, drawn, of all sides that are shown
 * @property {number[]} parts the same a side
 * @property {boolean} isAtLeast whether folded frames may have more of them
 * @property {number} first the first node that is drawn, or -1
 */
import { matchingNames } from "./filters.js";
import { tableRows } from "./table.js";
import { shownSum } from "./boxes.js";

/**
 * @param {import("./profile.js").Profile} profile @param {import("./sums.js").Sums} sums @param {string} query
 * @param {number} group all functions of that one, in place of those that match @returns {Found}
 */
export function search(profile, sums, query, group = -1) {
  const names = matchingNames(profile.names, query, group);
  const { count, name } = profile.tree;
  const parts = sums.total.map(() => 0);
  let [frames, first] = [0, -1];
  /* Where the outermost match ends: a frame below another match counts once. */
  let end = 0;
  for (let node = 1; node < count; node++) {
    if (names[name[node]] === 0) continue;
    if (sums.width[node] > 0) {
      frames++;
      if (first < 0) first = node;
    }
    if (node < end) continue;
    end = profile.tree.end[node];
    for (let side = 0; side < parts.length; side++) parts[side] += sums.total[side][node];
  }
  const functions = tableRows(profile, sums, names);
  const isAtLeast = addFoldedParts(profile, sums, functions, parts);
  return { names, functions: functions.length, frames, part: shownSum(sums, parts), parts, isAtLeast, first };
}

/**
 * Adds what is found in folded frames only. Which stacks hold more than one function is not known there.
 *
 * @param {import("./profile.js").Profile} profile @param {import("./sums.js").Sums} sums @param {Uint32Array} functions @param {number[]} parts
 */
function addFoldedParts({ folds }, { nameFolded, isPartial }, functions, parts) {
  if (!folds || functions.length === 0) return false;
  if (isPartial) return true;
  if (functions.length > 1) return functions.some((name) => nameFolded.some((column) => column[name] > 0));
  for (let side = 0; side < parts.length; side++) parts[side] += nameFolded[side][functions[0]];
  return false;
}
