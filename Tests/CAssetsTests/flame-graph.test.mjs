// The parts of a flame graph's script that need no browser: the tree, its values, and which boxes are drawn.
import assert from "node:assert/strict";
import { afterEach, it } from "node:test";

// What a file says of "main 10", "main;work 70", "main;work;work 5" and "main;rest 15".
const written = {
  title: "", subtitle: "", remarks: [], legend: [], type: "Function", height: 18, up: false, reversed: false, fontSize: 12,
  names: ["all", "main", "work", "rest"], cuts: [[], [], [0, 2, "w"], []], files: ["", "main.go"], file: [0, 1, 1, 0], line: [0, 3, -7, 0],
  name: [0, 1, 2, 2, 3], depth: [0, 1, 1, 1, -1], total: [100, 100, 75, 5, 15], gap: [0, 0, 0, 0, 0], paint: "aabBc",
  own: [0, 10, 75, 15], sum: [100, 100, 75, 15], empty: "", heading: "", colors: "p", axis: false,
  small: [[1, 2, 4]], count: "samples", factor: 1, divisor: 1, steps: [], layout: undefined, sumOther: undefined, labels: undefined,
};
const picture = { querySelector: () => ({ textContent: JSON.stringify(written) }) };
globalThis.document = { currentScript: { closest: () => picture } };
const folder = new URL("../../Sources/CAssets/FlameGraph/", import.meta.url);
const { percentText } = await import(new URL("../Common/numbers.js", folder));
const model = await import(new URL("model.js", folder));
const boxes = await import(new URL("boxes.js", folder));

afterEach(() => { Object.assign(model.data, written); });

it("finds what each module imports", async () => {
  // No document is enough for the page; a name that no module exports is found before any is evaluated.
  await assert.rejects(import(new URL("start.js", folder)), TypeError);
});

it("works out the tree from differences", () => {
  const { tree } = model;
  assert.deepEqual([...tree.depth], [0, 1, 2, 3, 2]);
  assert.deepEqual([...tree.parent], [-1, 0, 1, 2, 1]);
  assert.deepEqual([...tree.end], [5, 5, 4, 4, 5]);
  assert.deepEqual([...tree.start], [0, 0, 0, 0, 75]);
  // Of main's own 10 the small frames have 4 that are not in the file.
  assert.deepEqual([...tree.own], [0, 6, 70, 5, 15]);
  assert.deepEqual(model.pathTo(3), [0, 1, 2, 3]);
});

const values = [
  [{}, 1, "1 sample"], [{}, 1234567, "1,234,567 samples"], [{ divisor: 100 }, 123450, "1,234.50 samples"],
  [{ divisor: 100 }, 5, "0.05 samples"], [{ factor: 10 }, 12, "120 samples"],
  [{ count: "", steps: [[1, "B"], [1024, "kB"]] }, 1536, "1.50kB"], [{ count: "", steps: [[1, "B"], [1024, "kB"]] }, 2048, "2kB"],
  [{ count: "", steps: [[1, "B"]] }, 0, "0"], [{ count: "", steps: [[1, "B"], [1024, "kB"]] }, -1536, "-1.50kB"],
];
for (const [change, value, text] of values) {
  it(`writes ${value} as ${text}`, () => {
    Object.assign(model.data, change);
    assert.equal(model.amountText(value), text);
  });
}

const changes = [
  ["union", 15, 10, "10 → 5 samples, -5, ÷2"], ["after", 64117, 15, "15 → 64,117 samples, +64,102, ×4,274"],
  ["after", 3, 0, "0 → 3 samples, +3, new"], ["before", 3, 0, "3 → 0 samples, -3, gone"],
  ["after", 4, 4, "4 → 4 samples"], ["after", 110, 100, "100 → 110 samples, +10, +10%"],
];
for (const [layout, total, other, text] of changes) {
  it(`says ${text}`, () => {
    model.data.layout = layout;
    assert.equal(model.boxChange({ total, other }), text);
  });
}

const oneSided = [
  ["before", [0, 10, 0, 0], [0, 10, 75, 15], [2], "0 → 75 samples, only after, not drawn"],
  ["before", [0, 10, 0, 0], [0, 10, 75, 15], [2, 3], "at least 0 → 75 samples, only after, not drawn"],
  ["before", [0, 10, 0, 0], [0, 10, 75, 15], [1, 2], ""], ["union", [0, 10, 0, 0], [0, 10, 75, 15], [2], ""],
  ["after", [0, 10, 0, 0], [0, 10, 75, 15], [2], "75 → 0 samples, only before, not drawn"],
  ["after", [0, 10, 0, 0], [0, 10, 75, 15], [], ""],
];
for (const [layout, sum, sumOther, names, text] of oneSided) {
  it(`says of ${names} ${layout}: ${text}`, () => {
    Object.assign(model.data, { layout, sum, sumOther });
    assert.equal(model.oneSidedText(names), text);
  });
}

it("says where a function is as far as that is known", () => {
  assert.deepEqual([1, 2, 3].map(model.placeText), ["defined at main.go:3", "at main.go:7", ""]);
});

it("says of which label a frame is the value", () => {
  Object.assign(model.data, { labels: ["state"], files: ["", "state"], file: [0, 1, 0, 1], line: [0, 0, 0, 5] });
  assert.deepEqual([1, 2, 3].map(model.placeText), ["state: main", "", "defined at state:5"]);
});

it("gives shares their digits", () => {
  assert.deepEqual([[1, 3], [7, 7], [0, 0]].map((pair) => percentText(...pair)), ["33.33%", "100%", "0%"]);
});

it("makes shorter forms of parts and of texts", () => {
  assert.deepEqual([1, 2].map(model.formsOf), [["main"], ["work", "wo", "w"]]);
});

it("says which of its siblings a frame is", () => {
  assert.deepEqual(boxes.zoomBoxes(0, 0).map((box) => [box.place, box.siblings, box.isOpen]),
    [[1, 1, true], [1, 1, true], [1, 2, true], [1, 1, false], [2, 2, false]]);
});

it("knows what a name has in the whole profile", () => {
  assert.deepEqual(model.everywhere(1), { total: 100, other: 100 });
});

const shown = (list) => list.map((box) => [model.data.names[box.name], box.row, box.x, box.width]);

it("makes a frame as wide as the picture, and those above it", () => {
  assert.deepEqual(shown(boxes.zoomBoxes(2, 0)), [
    ["all", 0, 0, 1], ["main", 1, 0, 1], ["work", 2, 0, 1], ["work", 3, 0, 5 / 75],
  ]);
});

it("leaves out boxes that have no room, with all below them", () => {
  assert.deepEqual(shown(boxes.zoomBoxes(0, 0.2)).map((box) => box[0]), ["all", "main", "work"]);
});

it("joins what calls a function above it, and what it calls below", () => {
  assert.deepEqual(shown(boxes.pivotBoxes(2, 0)), [["main", -1, 0, 1], ["work", 0, 0, 1], ["work", 1, 0, 5 / 75]]);
});

it("counts a recursive function once", () => {
  assert.deepEqual(boxes.outermost(2), [2]);
});

it("tells inlined frames by their letter", () => {
  assert.deepEqual(boxes.zoomBoxes(0, 0).map((box) => box.isInlined), [false, false, false, true, false]);
});
