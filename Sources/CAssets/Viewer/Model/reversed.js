/**
 * The same stacks joined from their leaves: below the root stands where stacks end, below that what calls it.
 *
 * @typedef {import("./joints.js").Joint} Joint
 * @typedef {import("./joints.js").OwnBox} OwnBox
 * @typedef {import("./profile.js").Profile} Profile
 * @typedef {import("./sums.js").Sums} Sums
 * @typedef {import("./boxes.js").Box} Box
 */
import { shownSum } from "./boxes.js";
import { callersStep, hasCallers, isInlinedEverywhere, jointBoxes, jointsByName, valuesOf } from "./joints.js";

/**
 * A path that is not there has no boxes.
 *
 * @param {Profile} profile @param {Sums} sums @param {number[]} path names from the leaf on @param {number} smallestShare
 * @param {[number, number]} window @returns {Box[]}
 */
export function reversedBoxes(profile, sums, path, smallestShare, window = [0, 1]) {
  const step = stepFromLeaves(profile, sums);
  const above = [rootJoint(sums)];
  for (const name of path) {
    const joint = step(above[above.length - 1], 0).find((joint) => joint.name === name);
    if (!joint) return [];
    above.push(joint);
  }
  const top = above.pop();
  const boxOf = (joint, row) => ownBox(profile, sums, joint, row + path.length);
  const boxes = jointBoxes(profile, top, { step, direction: 1, smallestShare, window, boxOf });
  return [...above.map((joint, depth) => aboveBox(joint, depth - path.length, ownBox(profile, sums, joint, depth))), ...boxes];
}

/**
 * The root with all that is drawn of what nodes have of their own.
 *
 * @param {Sums} sums @returns {Joint}
 */
function rootJoint(sums) {
  const nodes = [];
  const [first, second = first] = sums.own;
  for (let node = 0; node < first.length; node++) if (first[node] > 0 || second[node] > 0) nodes.push(node);
  return { name: 0, nodes, values: valuesOf(sums.own, nodes), total: sums.whole, width: shownSum(sums, sums.whole) };
}

/**
 * From the root to the leaves, which are its nodes themselves; from any other joint to what calls it.
 *
 * @param {Profile} profile @param {Sums} sums @returns {import("./joints.js").Step}
 */
function stepFromLeaves(profile, sums) {
  const toCallers = callersStep(profile, sums);
  return (joint, smallest) => joint.name > 0 ? toCallers(joint, smallest)
    : jointsByName(profile, sums, joint.nodes, joint.values, smallest).filter((leaf) => leaf.name > 0);
}

/**
 * Only where stacks end something is of its own.
 *
 * @param {Profile} profile @param {Sums} sums @param {Joint} joint @param {number} depth @returns {OwnBox}
 */
const ownBox = (profile, sums, joint, depth) => ({
  own: depth === 1 ? joint.total : sums.own.map((column) => depth === 0 ? column[0] : 0),
  isInlined: depth > 0 && isInlinedEverywhere(profile, joint),
  hasBelow: depth === 0 ? joint.nodes.some((node) => node > 0 && sums.width[node] > 0) : hasCallers(profile, sums, joint),
});

/** @param {Joint} joint @param {number} row @param {OwnBox} own @returns {Box} */
const aboveBox = ({ name, total }, row, own) => /** @type {Box} */ ({ node: -1, name, row, x: 0, width: 1, total, isAbove: true, ...own });
