/**
 * What samples have by their labels, to choose from.
 *
 * @typedef {import("./profile.js").Profile} Profile
 * @typedef {import("./sums.js").Sums} Sums
 * @typedef {import("./filters.js").Look} Look
 *
 * @typedef {object} LabelValue
 * @property {number} value index of a text; of a numeric key the first of the range
 * @property {[number, number]} [range] of a numeric key
 * @property {string} text
 * @property {number} amount what samples with it have, including negative values, of the sides that are shown
 * @property {number[]} amounts the same a side
 *
 * @typedef {object} LabelKey
 * @property {number} key index into the labels of the head
 * @property {LabelValue[]} values the heaviest first; ranges in their order
 * @property {number} amount what samples with the key have
 * @property {number} without what the others have
 * @property {number[]} withouts the same a side
 */
import { shownSum } from "./boxes.js";
import { passingNodes, passingSets } from "./filters.js";
import { labelNumberText, rangesOf, rangeText } from "./ranges.js";

/**
 * All keys, the heaviest first. What was chosen of a key does not count for its own values, so that others can be chosen too.
 *
 * @param {Profile} profile @param {Sums} sums @param {Look} look @returns {LabelKey[]}
 */
export function labelKeys(profile, sums, look) {
  const labels = profile.loadedLabels();
  const ofSets = setAmounts(profile, look);
  return profile.head.labels.map((_, key) => {
    const passing = passingSets(labels, look.labels.filter((choice) => choice.key !== key));
    const tally = tallyOf(profile, key, ofSets, passing);
    const [amount, without] = [tally.withKey, tally.withouts].map((amounts) => shownSum(sums, amounts));
    return { key, values: labelValues(profile, sums, key, tally), amount, without, withouts: tally.withouts };
  }).sort((a, b) => b.amount - a.amount || a.key - b.key);
}

/**
 * What the samples of each set have, a column a side.
 *
 * @param {Profile} profile @param {Look} look
 */
function setAmounts(profile, { type, names }) {
  const nodes = passingNodes(profile, names);
  return profile.samples.map(({ count, node, set, values }) => {
    const amounts = new Float64Array(profile.head.labelSets);
    for (let index = 0; index < count; index++) if (!nodes || nodes[node[index]]) amounts[set[index]] += values[type][index];
    return amounts;
  });
}

/** @typedef {{ places: [number, number][], amounts: number[][], withKey: number[], withouts: number[] }} Tally */

/**
 * What the sets that pass have for each value or range of a key; one that is there twice in a set counts once.
 *
 * @param {Profile} profile @param {number} key @param {Float64Array[]} ofSets @param {Uint8Array | null} passing @returns {Tally}
 */
function tallyOf(profile, key, ofSets, passing) {
  const { starts, keys, values } = profile.loadedLabels();
  const { places, placeOf } = placesOf(profile, key);
  const zeros = () => ofSets.map(() => 0);
  const [amounts, withKey, withouts, seen] = [places.map(zeros), zeros(), zeros(), new Int32Array(places.length).fill(-1)];
  for (let set = 0; set < starts.length - 1; set++) {
    if (passing && !passing[set]) continue;
    let hasKey = false;
    for (let pair = starts[set]; pair < starts[set + 1]; pair++) {
      if (keys[pair] !== key) continue;
      hasKey = true;
      const place = placeOf(values[pair]);
      if (seen[place] !== set) addSet(amounts[place], ofSets, set);
      seen[place] = set;
    }
    addSet(hasKey ? withKey : withouts, ofSets, set);
  }
  return { places, amounts, withKey, withouts };
}

/** @param {number[]} amounts @param {Float64Array[]} ofSets @param {number} set */
function addSet(amounts, ofSets, set) { for (let side = 0; side < amounts.length; side++) amounts[side] += ofSets[side][set]; }

/**
 * The values of a key, or the ranges of a numeric one, and which of them a value is in.
 *
 * @param {Profile} profile @param {number} key
 */
function placesOf(profile, key) {
  const { keys, values } = profile.loadedLabels();
  const own = new Set(values.filter((_, pair) => keys[pair] === key));
  const { isNumeric } = profile.head.labels[key];
  /** @type {[number, number][]} */
  const places = isNumeric ? rangesOf(own) : [...own].map((value) => [value, value]);
  const placeOfValue = new Map(isNumeric ? [...own].map((value) => [value, places.findIndex((range) => value <= range[1])])
    : places.map(([value], place) => [value, place]));
  return { places, placeOf: (/** @type {number} */ value) => placeOfValue.get(value) };
}

/** @param {Profile} profile @param {Sums} sums @param {number} key @param {Tally} tally @returns {LabelValue[]} */
function labelValues(profile, sums, key, { places, amounts }) {
  const { isNumeric, unit } = profile.head.labels[key];
  const { texts } = profile.loadedLabels();
  const values = places.map((range, place) => ({
    value: range[0], ...(isNumeric ? { range } : {}), text: isNumeric ? rangeText(range, unit) : texts[range[0]],
    amount: shownSum(sums, amounts[place]), amounts: amounts[place],
  })).filter(({ amounts }) => amounts.some((amount) => amount !== 0));
  return isNumeric ? values : values.sort((a, b) => b.amount - a.amount || (a.text < b.text ? -1 : 1));
}

/**
 * What all drawn samples of a node and below share: pairs of a key and a text, as "handler: index".
 *
 * @param {Profile} profile @param {Sums} sums @param {number} node @returns {string[]}
 */
export function sharedLabels(profile, sums, node) {
  /** @type {string[] | null} */
  let shared = null;
  for (const set of drawnSets(profile, sums, node)) {
    const texts = setTexts(profile, set);
    shared = shared === null ? [...texts] : shared.filter((text) => texts.has(text));
    if (shared.length === 0) break;
  }
  return shared ?? [];
}

/**
 * The sets that drawn samples of a node and below have.
 *
 * @param {Profile} profile @param {Sums} sums @param {number} node @returns {Set<number>}
 */
function drawnSets(profile, sums, node) {
  const passing = passingSets(profile.loadedLabels(), sums.look.labels);
  const end = profile.tree.end[node];
  const sets = new Set();
  for (const side of sums.shown) {
    const { node: nodes, set, values } = profile.samples[side];
    for (let index = firstAtLeast(nodes, node); index < nodes.length && nodes[index] < end; index++) {
      const isDrawn = values[sums.look.type][index] > 0 && sums.own[side][nodes[index]] > 0;
      if (isDrawn && (!passing || passing[set[index]])) sets.add(set[index]);
    }
  }
  return sets;
}

/** @param {Profile} profile @param {number} set */
function setTexts(profile, set) {
  const { starts, keys, values, texts } = profile.loadedLabels();
  const found = new Set();
  for (let pair = starts[set]; pair < starts[set + 1]; pair++) {
    const { key, unit, isNumeric } = profile.head.labels[keys[pair]];
    found.add(key + ": " + (isNumeric ? labelNumberText(values[pair], unit) : texts[values[pair]]));
  }
  return found;
}

/**
 * The first index of a sorted column that has at least a value.
 *
 * @param {Uint32Array} column @param {number} value
 */
function firstAtLeast(column, value) {
  let [least, most] = [0, column.length];
  while (least < most) {
    const middle = (least + most) >>> 1;
    if (column[middle] < value) least = middle + 1;
    else most = middle;
  }
  return least;
}
