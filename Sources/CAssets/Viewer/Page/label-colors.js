/**
 * Colours by the values of a label: a frame has that of the value which has most of it.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { passingSets } from "../Model/filters.js";
import { labelKeys } from "../Model/labels.js";
import { otherFill, rootFill, standardFill, withOthers } from "./colors.js";

/**
 * Value by value over all frames, so that two columns are enough however many values there are. Frames that are joined
 * of several have no values: null where there are none.
 *
 * @param {Viewer} viewer @param {number} key @returns {import("./colors.js").Paint | null}
 */
export function labelPaint(viewer, key) {
  const { profile, sums, state } = viewer;
  if (!profile.labels || ["callers", "time"].includes(state.view) || state.isReversed) return null;
  const known = labelKeys(profile, sums, viewer.look).find((found) => found.key === key);
  if (!known) return null;
  const values = known.values.filter(({ amount }) => amount > 0);
  const fills = heaviestFills(viewer, key, values.slice(0, 10).map(({ value }) => value));
  const entries = values.slice(0, 10).map(({ value, text, amount }, fill) =>
    ({ fill, text, part: amount, value: /** @type {[number, number]} */ ([key, value]) }));
  const others = values.slice(10).map(({ amount }) => ({ value: amount }));
  const all = withOthers(entries, others, "value");
  return {
    of: (box) => box.node === 0 ? rootFill : fills[box.node], heading: "Most of a frame has " + viewer.head.labels[key].key,
    entries: known.without > 0 ? [...all, { fill: standardFill, text: "no such label", part: known.without }] : all,
  };
}

/** For each frame the colour of the value that most of it has. */
/** @param {Viewer} viewer @param {number} key @param {number[]} values */
function heaviestFills(viewer, key, values) {
  const { tree } = viewer.profile;
  const slots = slotsOfSets(viewer, key, values);
  const [fills, most] = [new Uint8Array(tree.count).fill(standardFill), new Float64Array(tree.count)];
  for (let slot = 0; slot < values.length + 2; slot++) {
    const sum = sumsBelow(viewer, slots, slot);
    const fill = slot < values.length ? slot : slot === values.length ? otherFill : standardFill;
    for (let node = 0; node < tree.count; node++) {
      if (sum[node] > most[node]) [fills[node], most[node]] = [fill, sum[node]];
    }
  }
  return fills;
}

/** For each label set which of the values it has: its place, one more for another value, two more for none. */
/** @param {Viewer} viewer @param {number} key @param {number[]} values */
function slotsOfSets(viewer, key, values) {
  const { labels } = viewer.profile;
  const passing = passingSets(labels, viewer.look.labels);
  const slots = new Uint8Array(labels.starts.length - 1).fill(values.length + 1);
  for (let set = 0; set < slots.length; set++) {
    // Samples that do not pass have no slot.
    if (passing && !passing[set]) slots[set] = 255;
    for (let pair = labels.starts[set]; pair < labels.starts[set + 1]; pair++) {
      if (labels.keys[pair] !== key || slots[set] === 255) continue;
      const place = values.indexOf(labels.values[pair]);
      slots[set] = place >= 0 ? place : values.length;
    }
  }
  return slots;
}

/** What frames have of one slot, with all below them. */
/** @param {Viewer} viewer @param {Uint8Array} slots @param {number} slot */
function sumsBelow(viewer, slots, slot) {
  const { tree, samples } = viewer.profile;
  const { shown, own } = viewer.sums;
  const sum = new Float64Array(tree.count);
  for (const index of shown) {
    const { count, node, set, values } = samples[index];
    const column = values[viewer.state.type];
    for (let row = 0; row < count; row++) if (slots[set[row]] === slot && own[index][node[row]] > 0) sum[node[row]] += column[row];
  }
  for (let node = tree.count - 1; node > 0; node--) sum[tree.parent[node]] += sum[node];
  return sum;
}
