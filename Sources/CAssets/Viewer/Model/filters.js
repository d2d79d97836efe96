/**
 * Which samples a look lets pass: by their labels, and by the functions that their stacks hold.
 *
 * @typedef {import("./profile.js").Profile} Profile
 * @typedef {import("./decode.js").Labels} Labels
 *
 * @typedef {object} LabelChoice
 * @property {number} key index into the labels of the head
 * @property {boolean} isKept only these, or all but these
 * @property {number[]} values indices of texts; -1 stands for no such label
 * @property {[number, number]} [range] the numbers of a numeric key, both ends included
 *
 * @typedef {{ query: string, isKept: boolean, group?: number }} NameChoice functions that match, or all of a group
 *
 * @typedef {object} Look
 * @property {number} type
 * @property {"both" | "before" | "after"} sides
 * @property {LabelChoice[]} labels
 * @property {NameChoice[]} names
 */
import { finder } from "../../Common/finder.js";

/**
 * For each set of labels whether it passes; null where all do.
 *
 * @param {Labels} labels @param {LabelChoice[]} choices
 */
export function passingSets(labels, choices) {
  if (choices.length === 0) return null;
  const passing = new Uint8Array(labels.starts.length - 1).fill(1);
  for (const choice of choices) {
    for (let set = 0; set < passing.length; set++) {
      if (hasChosen(labels, set, choice) !== choice.isKept) passing[set] = 0;
    }
  }
  return passing;
}

/** @param {Labels} labels @param {number} set @param {LabelChoice} choice */
function hasChosen(labels, set, { key, values, range }) {
  let hasKey = false;
  for (let pair = labels.starts[set]; pair < labels.starts[set + 1]; pair++) {
    if (labels.keys[pair] !== key) continue;
    const value = labels.values[pair];
    if (range ? value >= range[0] && value <= range[1] : value !== -1 && values.includes(value)) return true;
    hasKey = true;
  }
  return !hasKey && values.includes(-1);
}

/**
 * For each node whether its own samples pass; null where all do. The root is no function.
 *
 * @param {Profile} profile @param {NameChoice[]} choices
 */
export function passingNodes({ tree, names }, choices) {
  if (choices.length === 0) return null;
  const passing = new Uint8Array(tree.count).fill(1);
  const holds = new Uint8Array(tree.count);
  for (const { query, isKept, group } of choices) {
    const matches = matchingNames(names, query, group);
    holds[0] = 0;
    for (let node = 1; node < tree.count; node++) holds[node] = holds[tree.parent[node]] | matches[tree.name[node]];
    for (let node = 0; node < tree.count; node++) if ((holds[node] === 1) !== isKept) passing[node] = 0;
  }
  return passing;
}

/**
 * For each name whether it matches, or is of a group. Blanks around a text were pasted with it.
 *
 * @param {import("./decode.js").Names} names @param {string} query @param {number} group
 */
export function matchingNames({ texts, group: groups, folded }, query, group = -1) {
  const isFound = finder(query.trim());
  return Uint8Array.from(texts, (text, name) => name > 0 && name !== folded && (group >= 0 ? groups[name] === group : isFound(text)) ? 1 : 0);
}
