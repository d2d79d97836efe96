/**
 * Nodes that are joined by name, level by level: no more is joined than is wide enough to be seen.
 *
 * @typedef {import("./profile.js").Profile} Profile
 * @typedef {import("./sums.js").Sums} Sums
 * @typedef {import("./boxes.js").Box} Box
 *
 * @typedef {object} Joint
 * @property {number} name
 * @property {Uint32Array} nodes those that are joined; one may stand there more than once
 * @property {Float64Array[]} values per side, what each of them counts here
 * @property {number[]} total a side
 * @property {number} width what the sides have together that are shown
 *
 * @typedef {(joint: Joint, smallest: number) => Joint[]} Step what lies beyond a joint and is wide enough: what calls it, or what it calls
 */
import { shownSum } from "./boxes.js";

/**
 * Of some nodes with their values one joint a name, of those that are wide enough, in the order in which names come first.
 *
 * @param {Profile} profile @param {Sums} sums @param {Uint32Array} nodes @param {Float64Array[]} values @param {number} smallest
 * @returns {Joint[]}
 */
export function jointsByName({ tree }, sums, nodes, values, smallest) {
  const { slotOf, joints } = slotsByName(tree.name, nodes, values);
  for (const joint of joints) {
    joint.width = shownSum(sums, joint.total);
    /* Most are too narrow, and need no columns. */
    if (!(joint.width > 0) || joint.width < smallest) continue;
    joint.nodes = new Uint32Array(joint.count);
    joint.values = values.map(() => new Float64Array(joint.count));
    joint.count = 0;
  }
  for (let index = 0; index < nodes.length; index++) {
    const joint = joints[slotOf[index]];
    if (!joint.nodes) continue;
    joint.nodes[joint.count] = nodes[index];
    for (let side = 0; side < values.length; side++) joint.values[side][joint.count] = values[side][index];
    joint.count++;
  }
  return joints.filter((joint) => joint.nodes);
}

/**
 * Which joint each node belongs to, and what these have.
 *
 * @param {Uint32Array} nameOfNode @param {Uint32Array} nodes @param {Float64Array[]} values
 */
function slotsByName(nameOfNode, nodes, values) {
  const slots = new Map();
  const slotOf = new Uint32Array(nodes.length);
  /** @type {(Joint & { count: number })[]} */
  const joints = [];
  for (let index = 0; index < nodes.length; index++) {
    const name = nameOfNode[nodes[index]];
    let slot = slots.get(name);
    if (slot === undefined) {
      slots.set(name, slot = joints.length);
      joints.push({ name, nodes: null, values: [], total: values.map(() => 0), width: 0, count: 0 });
    }
    slotOf[index] = slot;
    const joint = joints[slot];
    joint.count++;
    for (let side = 0; side < values.length; side++) joint.total[side] += values[side][index];
  }
  return { slotOf, joints };
}

/**
 * What calls a joint; where the root does, nothing else does.
 *
 * @param {Profile} profile @param {Sums} sums @returns {Step}
 */
export const callersStep = (profile, sums) => ({ nodes, values }, smallest) => {
  const { parent } = profile.tree;
  const [above, kept] = [new Uint32Array(nodes.length), values.map(() => new Float64Array(nodes.length))];
  let count = 0;
  for (let index = 0; index < nodes.length; index++) {
    const caller = parent[nodes[index]];
    if (caller === 0) continue;
    /* Callees of one caller lie side by side, mostly. */
    if (count === 0 || above[count - 1] !== caller) above[count++] = caller;
    for (let side = 0; side < values.length; side++) kept[side][count - 1] += values[side][index];
  }
  return jointsByName(profile, sums, above.subarray(0, count), kept.map((column) => column.subarray(0, count)), smallest);
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
  const callees = Uint32Array.from(below);
  return jointsByName(profile, sums, callees, valuesOf(sums.total, callees), smallest);
};

/**
 * What columns, one a side, have at some nodes.
 *
 * @param {Float64Array[]} columns @param {Uint32Array} nodes
 */
export const valuesOf = (columns, nodes) => columns.map((column) => Float64Array.from(nodes, (node) => column[node]));

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
 *   step: Step, direction: 1 | -1, smallestShare: number, window: [number, number], boxOf: (joint: Joint, row: number) => Partial<Box>,
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
