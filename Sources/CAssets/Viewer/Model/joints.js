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
export function jointsByName({ tree, names }, sums, nodes, values, smallest) {
  const slots = slotsByName(tree.name, names.count, nodes, values);
  /* Most are too narrow, and need neither an object nor columns. */
  const [ofSlot, joints] = [[], []];
  for (let slot = 0; slot < slots; slot++) {
    const total = values.map((_, side) => totals[side][slot]);
    const width = shownSum(sums, total);
    const isWide = width > 0 && width >= smallest;
    ofSlot.push(isWide ? { name: nameOfSlot[slot], nodes: [], values: values.map(() => []), total, width } : null);
    if (isWide) joints.push(ofSlot[slot]);
  }
  for (let index = 0; joints.length > 0 && index < nodes.length; index++) {
    const joint = ofSlot[slotOfNode[index]];
    if (joint === null) continue;
    joint.nodes.push(nodes[index]);
    for (let side = 0; side < values.length; side++) joint.values[side].push(values[side][index]);
  }
  return joints;
}

/* One for all calls: new ones for each of a hundred thousand joints are most of the time. A slot is of one name. */
let [slotOfNode, nameOfSlot, totals] = [new Uint32Array(0), new Uint32Array(0), [new Float64Array(0), new Float64Array(0)]];
/* Counted from 1; 0 between calls. */
let slotOfName = new Uint32Array(0);

/** @param {number} nodes @param {number} names */
function makeRoom(nodes, names) {
  if (slotOfName.length < names) slotOfName = new Uint32Array(names);
  if (slotOfNode.length >= nodes) return;
  const room = nodes * 2;
  [slotOfNode, nameOfSlot, totals] = [new Uint32Array(room), new Uint32Array(room), totals.map(() => new Float64Array(room))];
}

/**
 * Finds which slot each node belongs to, and what slots have; gives how many there are.
 *
 * @param {Uint32Array} nameOfNode @param {number} names how many there are @param {number[]} nodes @param {number[][]} values
 */
function slotsByName(nameOfNode, names, nodes, values) {
  makeRoom(nodes.length, names);
  let count = 0;
  for (let index = 0; index < nodes.length; index++) {
    const name = nameOfNode[nodes[index]];
    if (slotOfName[name] === 0) {
      nameOfSlot[count] = name;
      for (let side = 0; side < values.length; side++) totals[side][count] = 0;
      slotOfName[name] = ++count;
    }
    const slot = slotOfNode[index] = slotOfName[name] - 1;
    for (let side = 0; side < values.length; side++) totals[side][slot] += values[side][index];
  }
  for (let slot = 0; slot < count; slot++) slotOfName[nameOfSlot[slot]] = 0;
  return count;
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
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
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
export const valuesOf = (columns, nodes) => columns.map((column) => {
  const values = new Array(nodes.length);
  for (let index = 0; index < nodes.length; index++) values[index] = column[nodes[index]];
  return values;
});

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
    const { own, hasBelow, isInlined = isInlinedEverywhere(profile, joint) } = boxOf(joint, row);
    boxes.push({ node: -1, name: joint.name, row, x, width, own, total: joint.total, isInlined, isAbove: false, hasBelow });
    let edge = x;
    for (const next of step(joint, smallestShare * top.width).sort((a, b) => b.width - a.width)) {
      waiting.push({ joint: next, x: edge, row: row + direction });
      edge += next.width / top.width;
    }
  }
  return boxes;
}
