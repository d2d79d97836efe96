/**
 * Where nodes lie: callees stand below their caller from its left edge on, the heaviest first.
 *
 * @typedef {import("./decode.js").Tree} Tree
 */

/**
 * The left edge of each node; those without a width have none.
 *
 * @param {Tree} tree @param {Float64Array} width
 */
export function leftEdges(tree, width) {
  const left = new Float64Array(tree.count);
  const { end } = tree;
  for (let node = 0; node < tree.count;) {
    if (!(width[node] > 0)) { node = end[node]; continue; }
    let [edge, last, isSorted] = [left[node], Infinity, true];
    for (let below = node + 1; below < end[node]; below = end[below]) {
      left[below] = edge;
      edge += width[below];
      if (width[below] > last) isSorted = false;
      last = width[below];
    }
    /* The file has the order of its first type. */
    if (!isSorted) layOutSorted(tree, width, left, node);
    node++;
  }
  return left;
}

/** @param {Tree} tree @param {Float64Array} width @param {Float64Array} left @param {number} node */
function layOutSorted({ end }, width, left, node) {
  const callees = [];
  for (let below = node + 1; below < end[node]; below = end[below]) if (width[below] > 0) callees.push(below);
  /* Equal ones keep the order of the file. */
  callees.sort((a, b) => width[b] - width[a]);
  let edge = left[node];
  for (const below of callees) {
    left[below] = edge;
    edge += width[below];
  }
}
