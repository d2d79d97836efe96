/**
 * What is drawn of a tree: boxes with a row and, as parts of the whole width, a place and a width.
 *
 * @typedef {import("./profile.js").Profile} Profile
 * @typedef {import("./sums.js").Sums} Sums
 *
 * @typedef {object} Box
 * @property {number} node -1 where nodes are joined
 * @property {number} name
 * @property {number} row 0 is the zoomed node's
 * @property {number} x
 * @property {number} width
 * @property {number[]} own a side
 * @property {number[]} total a side
 * @property {boolean} isInlined
 * @property {boolean} isAbove whether it is above the zoomed node
 * @property {boolean} hasBelow
 */

/**
 * All below a node, and what is above it as full rows. Boxes that are narrower than a share of the whole, or lie outside of the
 * window of it that is seen, are not even visited.
 *
 * @param {Profile} profile @param {Sums} sums @param {number} node @param {number} smallestShare @param {[number, number]} window
 * @returns {Box[]}
 */
export function zoomBoxes(profile, sums, node, smallestShare, window = [0, 1]) {
  const { tree } = profile;
  const whole = sums.width[node];
  if (!(whole > 0)) return [];
  const boxes = ancestorsOf(profile, node).map((above) => nodeBox(profile, sums, above, tree.depth[above] - tree.depth[node], 0, 1, true));
  const [{ depth, end }, { width, left }] = [tree, sums];
  const smallest = smallestShare * whole;
  const [first, last] = window.map((part) => left[node] + part * whole);
  for (let row = node; row < end[node];) {
    if (!(width[row] > 0) || width[row] < smallest || left[row] >= last || left[row] + width[row] <= first) {
      row = end[row];
    } else {
      boxes.push(nodeBox(profile, sums, row, depth[row] - depth[node], (left[row] - left[node]) / whole, width[row] / whole, false));
      row++;
    }
  }
  return boxes;
}

/**
 * The nodes above a node, the root first.
 *
 * @param {Profile} profile @param {number} node @returns {number[]}
 */
export function ancestorsOf({ tree }, node) {
  const path = [];
  while (node > 0) path.push(node = tree.parent[node]);
  return path.reverse();
}

/**
 * @param {Profile} profile @param {Sums} sums @param {number} node @param {number} row @param {number} x @param {number} width
 * @param {boolean} isAbove @returns {Box}
 */
function nodeBox({ tree }, sums, node, row, x, width, isAbove) {
  const own = sums.own.map((column) => column[node]);
  return {
    node, name: tree.name[node], row, x, width, own, total: sums.total.map((column) => column[node]),
    isInlined: tree.isInlined[node] === 1, isAbove, hasBelow: sums.width[node] > shownSum(sums, own),
  };
}

/**
 * What the sides have together that are shown.
 *
 * @param {Sums} sums @param {ArrayLike<number>} values a side
 */
export const shownSum = ({ shown }, values) => shown.length === 1 ? values[shown[0]] : values[0] + values[1];

/**
 * Which node lies at a row and a part of the width while a node is zoomed; -1 where there is none.
 *
 * @param {Profile} profile @param {Sums} sums @param {number} node @param {number} row @param {number} x
 */
export function hit(profile, sums, node, row, x) {
  if (!(sums.width[node] > 0) || !(x >= 0 && x < 1)) return -1;
  if (row < 0) return ancestorsOf(profile, node).at(row) ?? -1;
  const place = sums.left[node] + x * sums.width[node];
  for (; row > 0 && node >= 0; row--) node = calleeAt(profile, sums, node, place);
  return node;
}

/** @param {Profile} profile @param {Sums} sums @param {number} node @param {number} place */
function calleeAt({ tree }, { left, width }, node, place) {
  for (let below = node + 1; below < tree.end[node]; below = tree.end[below]) {
    if (left[below] <= place && place < left[below] + width[below]) return below;
  }
  return -1;
}
