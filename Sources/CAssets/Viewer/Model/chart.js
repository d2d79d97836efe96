/**
 * The samples one after the other, as they passed: a frame is as wide as what its neighbours have that hold it too.
 *
 * @typedef {import("./profile.js").Profile} Profile
 * @typedef {import("./sums.js").Sums} Sums
 * @typedef {import("./boxes.js").Box} Box
 * @typedef {{ row: Uint32Array, values: Float64Array[] }} Order for each the row of its sample, and values a type
 * @typedef {Box & { start: number }} ChartBox with what lies before it
 */
import { ByteReader } from "./bytes.js";
import { passingNodes, passingSets } from "./filters.js";

/** @param {import("./head.js").Head} head @param {Uint8Array} bytes @returns {Order} */
export function decodeOrder(head, bytes) {
  const reader = new ByteReader(bytes, "order");
  const { count } = head.order;
  let last = 0;
  const row = Uint32Array.from(reader.signedNumbers(count), (difference) => {
    last += difference;
    reader.check(last >= 0 && last < head.samples[0], "a sample is not there");
    return last;
  });
  const values = head.types.map((type) => reader.signedNumbers(count, Number(type.gcd)));
  reader.end();
  return { row, values };
}

/**
 * The boxes that are at least a share of the whole wide and lie in the window; how many are narrower is said.
 *
 * @param {Profile} profile @param {Sums} sums @param {number} smallestShare @param {[number, number]} window
 * @returns {ChartBox[] & { narrow?: number }}
 */
export function chartBoxes(profile, sums, smallestShare, window = [0, 1]) {
  const { tree: { depth, parent, name, isInlined } } = profile;
  const passed = passedSamples(profile, sums);
  const whole = passed.reduce((sum, { value }) => sum + value, 0);
  if (passed.length === 0) return [];
  const [boxes, path, open] = [[], [], [{ node: 0, start: 0, own: 0 }]];
  let [now, narrow] = [0, 0];
  const close = (height) => {
    while (open.length > height) {
      const { node, start, own } = open.pop();
      const [x, width] = [start / whole, (now - start) / whole];
      if (x >= window[1] || x + width <= window[0]) continue;
      if (width < smallestShare) { narrow++; continue; }
      boxes.push({
        node, name: name[node], row: depth[node], x, width, own: [own], total: [now - start], start, isInlined: isInlined[node] === 1,
        isAbove: false, hasBelow: own < now - start,
      });
    }
  };
  for (const { node, value } of passed) {
    let shared = node;
    for (; open[depth[shared]]?.node !== shared; shared = parent[shared]) path.push(shared);
    close(depth[shared] + 1);
    while (path.length > 0) open.push({ node: path.pop(), start: now, own: 0 });
    open[open.length - 1].own += value;
    now += value;
  }
  close(0);
  return Object.assign(boxes.sort((a, b) => a.x - b.x || a.row - b.row), { narrow });
}

/** What a look lets pass of what has a width, in order. */
/** @param {Profile} profile @param {Sums} sums @returns {{ node: number, value: number }[]} */
function passedSamples(profile, { look }) {
  const { order, samples: [{ node, set }] } = profile;
  const nodes = passingNodes(profile, look.names);
  const sets = look.labels.length > 0 ? passingSets(profile.loadedLabels(), look.labels) : null;
  const values = order.values[look.type];
  const passed = [];
  for (let index = 0; index < values.length; index++) {
    const row = order.row[index];
    if (values[index] > 0 && (!nodes || nodes[node[row]]) && (!sets || sets[set[row]])) passed.push({ node: node[row], value: values[index] });
  }
  return passed;
}
