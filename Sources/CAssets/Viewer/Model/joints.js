/**
 * Nodes that are joined by name, level by level: no more is joined than is wide enough to be seen.
 *
 * @typedef {import("./profile.js").Profile} Profile
 * @typedef {import("./sums.js").Sums} Sums
 * @typedef {import("./boxes.js").Box} Box
 *
 * @typedef {object} Joint
 * @property {number} name
 * @property {number[]} nodes those that are joined; one may stand there more than once
 * @property {number[][]} values per side, what each of them counts here
 * @property {number[]} total a side
 * @property {number} width what the sides have together that are shown
 *
 * @typedef {{ own: number[], hasBelow: boolean, isInlined?: boolean }} OwnBox what is to be said of a box by those who draw it
 * @typedef {(joint: Joint, smallest: number) => Joint[]} Step what lies beyond a joint and is wide enough: what calls it, or what it calls
 */
import { shownSum } from "./boxes.js";

/**
 * Of some nodes with their values one joint a name, of those that are wide enough, in the order in which names come first.
 *
 * @param {Profile} profile @param {Sums} sums @param {number[]} nodes @param {number[][]} values @param {number} smallest
 * @returns {Joint[]}
 */
export function jointsByName({ tree }, sums, nodes, values, smallest) {
  const { slotOf, joints } = slotsByName(tree.name, nodes, values);
  for (const joint of joints) joint.width = shownSum(sums, joint.total);
  /* Most are too narrow, and need no columns. */
  const isWide = ({ width }) => width > 0 && width >= smallest;
  for (let index = 0; index < nodes.length; index++) {
    const joint = joints[slotOf[index]];
    if (!isWide(joint)) continue;
    joint.nodes.push(nodes[index]);
    for (let side = 0; side < values.length; side++) joint.values[side].push(values[side][index]);
  }
  return joints.filter(isWide);
}

/* One for all calls: a new one for each of a hundred thousand joints is most of the time. */
let slotScratch = new Uint32Array(1024);

/**
 * Which joint each node belongs to, and what these have.
 *
 * @param {Uint32Array} nameOfNode @param {number[]} nodes @param {number[][]} values
 */
function slotsByName(nameOfNode, nodes, values) {
  if (slotScratch.length < nodes.length) slotScratch = new Uint32Array(nodes.length * 2);
  const slotOf = slotScratch;
  const slots = new Map();
  /** @type {Joint[]} */
  const joints = [];
  for (let index = 0; index < nodes.length; index++) {
    const name = nameOfNode[nodes[index]];
    let slot = slots.get(name);
    if (slot === undefined) {
      slots.set(name, slot = joints.length);
      joints.push({ name, nodes: [], values: values.map(() => []), total: values.map(() => 0), width: 0 });
    }
    slotOf[index] = slot;
    const { total } = joints[slot];
    for (let side = 0; side < values.length; side++) total[side] += values[side][index];
  }
  return { slotOf, joints };
}

/**
 * What calls a joint; where the root does, nothing else does.
 *
 * @param {Profile} profile @param {Sums} sums @returns {Step}
 */
export const callersStep = (profile, sums) => ({ nodes, values, total, width }, smallest) => {
  const { parent, name } = profile.tree;
  if (nodes.length === 1) {
    const caller = parent[nodes[0]];
    return caller === 0 ? [] : [{ name: name[caller], nodes: [caller], values, total, width }];
  }
  /** @type {[number[], number[][]]} */
  const [above, kept] = [[], values.map(() => [])];
  for (let index = 0; index < nodes.length; index++) {
    const caller = parent[nodes[index]];
    if (caller === 0) continue;
    /* Callees of one caller lie side by side, mostly. */
    const isSame = above[above.length - 1] === caller;
    if (!isSame) above.push(caller);
    for (let side = 0; side < values.length; side++) {
      if (isSame) kept[side][above.length - 1] += values[side][index];
      else kept[side].push(values[side][index]);
    }
  }
  return jointsByName(profile, sums, above, kept, smallest);
};

/**
 * What a joint calls.
 *
 * @param {Profile} profile @param {Sums} sums @returns {Step}
 */
export const calleesStep = (profile, sums) => ({ nodes }, smallest) => {
  const { end } = profile.tree;
  const [first, second = first] = sums.total;
  const below = [];
  for (const node of nodes) {
    for (let callee = node + 1; callee < end[node]; callee = end[callee]) {
      /* What is on the side only that has no width is said too. */
      if (first[callee] > 0 || second[callee] > 0) below.push(callee);
    }
  }
  return jointsByName(profile, sums, below, valuesOf(sums.total, below), smallest);
};

/**
 * What columns, one a side, have at some nodes.
 *
 * @param {Float64Array[]} columns @param {number[]} nodes @returns {number[][]}
 */
export const valuesOf = (columns, nodes) => columns.map((column) => nodes.map((node) => column[node]));

/** @param {Profile} profile @param {Joint} joint */
export const isInlinedEverywhere = ({ tree }, { nodes }) => nodes.every((node) => tree.isInlined[node] === 1);

/**
 * Whether anything that has a width calls a joint.
 *
 * @param {Profile} profile @param {Sums} sums @param {Joint} joint
 */
export const hasCallers = ({ tree }, sums, { nodes, values }) =>
  nodes.some((node, index) => tree.parent[node] > 0 && sums.shown.some((side) => values[side][index] > 0));

/**
 * The boxes of a joint and of what lies beyond it, side by side, the heaviest first.
 *
 * @param {Profile} profile @param {Joint} top
 * @param {{
 *   step: Step, direction: 1 | -1, smallestShare: number, window: [number, number], boxOf: (joint: Joint, row: number) => OwnBox,
 * }} how
 * @returns {Box[]}
 */
export function jointBoxes(profile, top, { step, direction, smallestShare, window, boxOf }) {
  const boxes = [];
  const waiting = [{ joint: top, x: 0, row: 0 }];
  while (waiting.length > 0) {
    const { joint, x, row } = waiting.pop();
    const width = joint.width / top.width;
    if (!(width > 0) || width < smallestShare || x >= window[1] || x + width <= window[0]) continue;
    boxes.push({
      node: -1, name: joint.name, row, x, width, total: joint.total, isInlined: isInlinedEverywhere(profile, joint),
      isAbove: false, ...boxOf(joint, row),
    });
    let edge = x;
    for (const next of step(joint, smallestShare * top.width).sort((a, b) => b.width - a.width)) {
      waiting.push({ joint: next, x: edge, row: row + direction });
      edge += next.width / top.width;
    }
  }
  return boxes;
}
