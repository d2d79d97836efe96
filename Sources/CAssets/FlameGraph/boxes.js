/**
 * What is drawn of the tree: boxes with a row and, as parts of the width, a place and a width.
 *
 * @typedef {object} Joint nodes of one name that are shown as one
 * @property {number} name
 * @property {number} total
 * @property {number} other
 * @property {number} own
 * @property {boolean} isInlined
 * @property {string} paint
 * @property {Map<number, Joint>} children
 * @property {number} [place] which of those below its caller it is
 * @property {number} [siblings] how many these are
 *
 * @typedef {object} Box
 * @property {number} node -1 where several are joined
 * @property {number} x
 * @property {number} width
 * @property {number} row
 * @property {boolean} isAbove
 * @property {number} name
 * @property {number} total
 * @property {number} other
 * @property {number} own
 * @property {string} paint
 * @property {boolean} isInlined
 * @property {number} place which of its siblings it is, counted from 1
 * @property {number} siblings how many these are, itself included
 * @property {boolean} isOpen whether there is something below it
 * @property {import("./model.js").Lost} [lost] what of the frames below is not in the file
 * @property {number} [index] its place among the boxes that are drawn
 * @property {number} [line]
 * @property {any} [group] the element, unless the box is too narrow to have its own
 */
import { data, pathTo, tree } from "./model.js";

// All below a node, and as full rows what is above it; boxes that have no room are left out, as is a root of nothing.
/** @param {number} node @param {number} smallest @returns {Box[]} */
export function zoomBoxes(node, smallest) {
  const boxes = pathTo(node).slice(0, -1).map((above) => box(above, 0, 1, true));
  const [left, whole] = [tree.start[node], tree.total[node] || 1];
  for (let row = node; row < tree.end[node];) {
    const width = tree.total[row] / whole;
    if (width < smallest) {
      row = tree.end[row];
    } else {
      boxes.push(box(row, (tree.start[row] - left) / whole, width, false));
      row++;
    }
  }
  return boxes;
}

/** @param {number} node @param {number} x @param {number} width @param {boolean} isAbove @returns {Box} */
function box(node, x, width, isAbove) {
  const paint = data.paint[node];
  return {
    node, x, width, isAbove, name: tree.name[node], row: tree.depth[node], total: tree.total[node], other: tree.other[node],
    own: tree.own[node], paint: paint.toLowerCase(), isInlined: paint < "a", place: node > 0 ? tree.place[node] : 1,
    siblings: node > 0 ? tree.width[tree.parent[node]] : 1, isOpen: tree.width[node] > 0,
    lost: tree.lost[node],
  };
}

// The nodes of a name that are not below another of that name.
/** @param {number} name @returns {number[]} */
export function outermost(name) {
  const nodes = [];
  for (let node = 0; node < tree.count;) {
    if (node > 0 && tree.name[node] === name) {
      nodes.push(node);
      node = tree.end[node];
    } else {
      node++;
    }
  }
  return nodes;
}

// One function wherever it is: callers above it, callees below, each joined by name.
/** @param {number} name @param {number} smallest @returns {Box[]} */
export function pivotBoxes(name, smallest) {
  const [callers, callees] = [joint(name), joint(name)];
  for (const node of outermost(name)) {
    let above = add(callers, node, node);
    for (let caller = tree.parent[node]; caller > 0; caller = tree.parent[caller]) {
      above = add(child(above, tree.name[caller]), caller, node);
    }
    const path = [add(callees, node, node)];
    callees.own += tree.own[node];
    for (let below = node + 1; below < tree.end[node]; below++) {
      const depth = tree.depth[below] - tree.depth[node];
      path[depth] = add(child(path[depth - 1], tree.name[below]), below, below);
      path[depth].own += tree.own[below];
    }
  }
  const boxes = [];
  place(callers, -1, smallest, boxes);
  boxes.shift();
  place(callees, 1, smallest, boxes);
  return boxes;
}

/** @type {(name: number) => Joint} */
const joint = (name) => ({ name, total: 0, other: 0, own: 0, isInlined: true, paint: "", children: new Map() });

/** @param {Joint} parent @param {number} name @returns {Joint} */
function child(parent, name) {
  if (!parent.children.has(name)) parent.children.set(name, joint(name));
  return parent.children.get(name);
}

/** @param {Joint} joined @param {number} node @param {number} counted @returns {Joint} */
function add(joined, node, counted) {
  const paint = data.paint[node];
  joined.total += tree.total[counted];
  joined.other += tree.other[counted];
  joined.isInlined &&= paint < "a";
  joined.paint = paint.toLowerCase();
  return joined;
}

/** @param {Joint} top @param {number} step @param {number} smallest @param {Box[]} boxes */
function place(top, step, smallest, boxes) {
  const waiting = [{ joined: top, x: 0, row: 0 }];
  while (waiting.length > 0) {
    const { joined, x, row } = waiting.pop();
    const width = joined.total / top.total;
    if (!(width >= smallest)) continue;
    boxes.push({
      ...joined, node: -1, x, width, row, isAbove: false, place: joined.place ?? 1,
      siblings: joined.siblings ?? 1, isOpen: joined.children.size > 0,
    });
    let next = x;
    const callees = [...joined.children.values()].sort((a, b) => b.total - a.total);
    for (const [index, below] of callees.entries()) {
      [below.place, below.siblings] = [index + 1, callees.length];
      waiting.push({ joined: below, x: next, row: row + step });
      next += below.total / top.total;
    }
  }
}
