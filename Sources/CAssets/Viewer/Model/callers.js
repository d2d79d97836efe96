/**
 * One function over all stacks: what calls it stands above it, what it calls below, each joined by name. Where it recurs its
 * outermost call counts.
 *
 * @typedef {import("./joints.js").Joint} Joint
 */
import { shownSum } from "./boxes.js";
import { callersStep, calleesStep, hasCallers, jointBoxes, valuesOf } from "./joints.js";

/**
 * @param {import("./profile.js").Profile} profile @param {import("./sums.js").Sums} sums @param {number} name
 * @param {number} smallestShare @param {[number, number]} window @returns {import("./boxes.js").Box[]}
 */
export function callersOf(profile, sums, name, smallestShare, window = [0, 1]) {
  const top = jointOf(sums, name, nodesOf(profile, sums, name));
  const ownOf = (joint) => sums.own.map((column) => sumAt(column, joint.nodes));
  const below = jointBoxes(profile, top, {
    step: calleesStep(profile, sums), direction: 1, smallestShare, window, boxOf: (joint) => {
      const own = ownOf(joint);
      return { own, hasBelow: joint.width > shownSum(sums, own) };
    },
  });
  const above = jointBoxes(profile, top, {
    step: callersStep(profile, sums), direction: -1, smallestShare, window, boxOf: (joint) => ({
      own: sums.own.map(() => 0), hasBelow: hasCallers(profile, sums, joint),
    }),
  });
  /* The function itself is drawn once. */
  return [...below, ...above.slice(1)];
}

/* Loops, for a function that each of a million nodes is handed to takes most of the time when it is new. */
/**
 * The outermost nodes of a name that have anything.
 *
 * @param {import("./profile.js").Profile} profile @param {import("./sums.js").Sums} sums @param {number} name
 */
function nodesOf({ tree, outermost }, sums, name) {
  const [first, second = first] = sums.total;
  const [names, nodes] = [tree.name, []];
  for (let index = 0; index < outermost.length; index++) {
    const node = outermost[index];
    if (names[node] === name && (first[node] > 0 || second[node] > 0)) nodes.push(node);
  }
  return nodes;
}

/** @param {Float64Array} column @param {number[]} nodes */
function sumAt(column, nodes) {
  let sum = 0;
  for (let index = 0; index < nodes.length; index++) sum += column[nodes[index]];
  return sum;
}

/** @param {import("./sums.js").Sums} sums @param {number} name @param {number[]} nodes @returns {Joint} */
function jointOf(sums, name, nodes) {
  const values = valuesOf(sums.total, nodes);
  const total = values.map((column) => column.reduce((sum, value) => sum + value, 0));
  return { name, nodes, values, total, width: shownSum(sums, total) };
}
