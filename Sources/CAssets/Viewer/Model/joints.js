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
 * @typedef {(joint: Joint) => Joint[]} Step what lies beyond a joint: what calls it, or what it calls
 */
import { shownSum } from "./boxes.js";

// Of some nodes with their values one joint a name, in the order in which names come first.
/** @param {Profile} profile @param {Sums} sums @param {Uint32Array} nodes @param {Float64Array[]} values @returns {Joint[]} */
export function jointsByName({ tree }, sums, nodes, values) {
  const slots = new Map();
  const slotOf = new Uint32Array(nodes.length);
  const counts = [];
  for (let index = 0; index < nodes.length; index++) {
    const name = tree.name[nodes[index]];
    let slot = slots.get(name);
    if (slot === undefined) { slots.set(name, slot = counts.length); counts.push(0); }
    slotOf[index] = slot;
    counts[slot]++;
  }
  const joints = [...slots.keys()].map((name, slot) => ({
    name, nodes: new Uint32Array(counts[slot]), values: values.map(() => new Float64Array(counts[slot])),
    total: values.map(() => 0), width: 0,
  }));
  const filled = new Uint32Array(joints.length);
  for (let index = 0; index < nodes.length; index++) {
    const [slot, joint] = [slotOf[index], joints[slotOf[index]]];
    joint.nodes[filled[slot]] = nodes[index];
    for (let side = 0; side < values.length; side++) {
      joint.values[side][filled[slot]] = values[side][index];
      joint.total[side] += values[side][index];
    }
    filled[slot]++;
  }
  for (const joint of joints) joint.width = shownSum(sums, joint.total);
  return joints;
}

// What calls a joint; where the root does, nothing else does.
/** @param {Profile} profile @param {Sums} sums @returns {Step} */
export const callersStep = (profile, sums) => ({ nodes, values }) => {
  const { parent } = profile.tree;
  const [above, kept] = [new Uint32Array(nodes.length), values.map(() => new Float64Array(nodes.length))];
  let count = 0;
  for (let index = 0; index < nodes.length; index++) {
    const caller = parent[nodes[index]];
    if (caller === 0) continue;
    // Callees of one caller lie side by side, mostly.
    if (count === 0 || above[count - 1] !== caller) above[count++] = caller;
    for (let side = 0; side < values.length; side++) kept[side][count - 1] += values[side][index];
  }
  return jointsByName(profile, sums, above.subarray(0, count), kept.map((column) => column.subarray(0, count)));
};

// What a joint calls.
/** @param {Profile} profile @param {Sums} sums @returns {Step} */
export const calleesStep = (profile, sums) => ({ nodes }) => {
  const { end } = profile.tree;
  const below = [];
  for (const node of nodes) {
    for (let callee = node + 1; callee < end[node]; callee = end[callee]) if (sums.width[callee] > 0) below.push(callee);
  }
  const callees = Uint32Array.from(below);
  return jointsByName(profile, sums, callees, valuesOf(sums.total, callees));
};

// What columns, one a side, have at some nodes.
/** @param {Float64Array[]} columns @param {Uint32Array} nodes */
export const valuesOf = (columns, nodes) => columns.map((column) => Float64Array.from(nodes, (node) => column[node]));

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
      node: -1, name: joint.name, row, x, width, total: joint.total, isInlined: joint.nodes.every((node) => profile.tree.isInlined[node]),
      isAbove: false, ...boxOf(joint, row),
    });
    let edge = x;
    for (const next of step(joint).sort((a, b) => b.width - a.width)) {
      waiting.push({ joint: next, x: edge, row: row + direction });
      edge += next.width / top.width;
    }
  }
  return boxes;
}
