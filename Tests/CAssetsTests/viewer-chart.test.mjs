// Samples in order of time.
import assert from "node:assert/strict";
import { it } from "node:test";
import { chartBoxes, decodeOrder } from "../../Sources/CAssets/Viewer/Model/chart.js";
import { Bytes } from "./pack.mjs";
import { opened, pathsOf } from "./naive.mjs";

const stacks = [["a;b", [4], { thread: "1" }], ["a;c", [2], { thread: "2" }], ["x", [4], { thread: "1" }], ["a;b;a", [1], { thread: "1" }]];
// Which stack, and what of it.
const passed = [["a;b", 1], ["a;b;a", 1], ["a;c", 2], ["a;b", 3], ["x", 3], ["x", 1]];

async function chart(names = [], labels = []) {
  const model = await opened({ types: [{ name: "n" }], stacks });
  await model.loadLabels();
  const paths = pathsOf(model).map((path) => path.replace(/:\d+/g, ""));
  const rowOf = (path) => [...model.samples[0].node].findIndex((node) => paths[node] === path);
  model.order = { row: Uint32Array.from(passed, ([path]) => rowOf(path)), values: [Float64Array.from(passed, ([, value]) => value)] };
  return { model, sums: model.sumsFor({ type: 0, sides: "both", labels, names }) };
}

const said = (model, boxes) => boxes.map(({ name, row, total, own, start, hasBelow }) =>
  [model.names.texts[name], row, start, total[0], own[0], hasBelow].join(" "));

it("joins what neighbours have in common, and leaves apart what comes back", async () => {
  const { model, sums } = await chart();
  const boxes = chartBoxes(model, sums, 0);
  assert.deepEqual(said(model, boxes), [
    "all 0 0 11 0 true", "a 1 0 7 0 true", "b 2 0 2 1 true", "a 3 1 1 1 false", "c 2 2 2 2 false", "b 2 4 3 3 false", "x 1 7 4 4 false",
  ]);
  for (const { x, width, start, total } of boxes) assert.deepEqual([x * 11, width * 11].map((part) => Math.round(part * 1e9) / 1e9), [start, total[0]]);
});

it("takes only what filters let pass, and its whole is theirs", async () => {
  const named = await chart([{ query: "x", isKept: false }]);
  assert.deepEqual(said(named.model, chartBoxes(named.model, named.sums, 0)).slice(0, 2), ["all 0 0 7 0 true", "a 1 0 7 0 true"]);
  const labelled = await chart([], [{ key: 0, isKept: true, values: [1] }]);
  assert.deepEqual(said(labelled.model, chartBoxes(labelled.model, labelled.sums, 0)), ["all 0 0 2 0 true", "a 1 0 2 0 true", "c 2 0 2 2 false"]);
  const none = await chart([{ query: "nothing", isKept: true }]);
  assert.deepEqual(chartBoxes(none.model, none.sums, 0), []);
});

it("leaves out what lies outside of the window, and counts what is too narrow in it", async () => {
  const { model, sums } = await chart();
  assert.deepEqual(said(model, chartBoxes(model, sums, 0, [7.5 / 11, 1])), ["all 0 0 11 0 true", "x 1 7 4 4 false"]);
  const narrow = chartBoxes(model, sums, 1.5 / 11);
  assert.deepEqual([narrow.length, narrow.narrow], [6, 1]);
});

const head = { order: { count: 3, label: "" }, samples: [2], types: [{ gcd: "5" }] };
const block = (...numbers) => { const bytes = new Bytes(); for (const number of numbers) bytes.signed(BigInt(number)); return Uint8Array.from(bytes.bytes); };
it("reads rows as differences and values times what all are a multiple of", () => {
  const { row, values } = decodeOrder(head, block(1, -1, 1, 2, 3, -4));
  assert.deepEqual([[...row], [...values[0]]], [[1, 0, 1], [10, 15, -20]]);
});
for (const [what, bytes] of [["a row that is not there", block(1, 1, 0, 1, 1, 1)], ["a row below the first", block(0, -1, 0, 1, 1, 1)],
  ["too little", block(1, -1, 0, 1)], ["too much", block(1, -1, 0, 1, 1, 1, 1)]]) {
  it(`refuses an order with ${what}`, () => { assert.throws(() => decodeOrder(head, bytes), /in its order/); });
}
