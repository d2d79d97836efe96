// The other views of random profiles: callers and callees, from the leaves, search, table, packages, labels, ids of paths.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { shownSum } from "../../Sources/CAssets/Viewer/Model/boxes.js";
import { callersOf } from "../../Sources/CAssets/Viewer/Model/callers.js";
import { groupSums, hues } from "../../Sources/CAssets/Viewer/Model/groups.js";
import { labelKeys, sharedLabels } from "../../Sources/CAssets/Viewer/Model/labels.js";
import { nameId, nameOf, nodeOf, pathId } from "../../Sources/CAssets/Viewer/Model/paths.js";
import { labelNumberText, rangesOf } from "../../Sources/CAssets/Viewer/Model/ranges.js";
import { reversedBoxes } from "../../Sources/CAssets/Viewer/Model/reversed.js";
import { search } from "../../Sources/CAssets/Viewer/Model/search.js";
import { sortRows, tableRows, tableValue } from "../../Sources/CAssets/Viewer/Model/table.js";
import { zoomBoxes } from "../../Sources/CAssets/Viewer/Model/boxes.js";
import { forRandomLooks, naiveSums, opened, pathsOf, randomProfile } from "./naive.mjs";

const namesOf = (path) => path === "" ? [] : path.split(";").map((part) => part.replace(/:\d+$/, ""));
const plain = { type: 0, sides: "both", labels: [], names: [] };

// Adds values a side to each beginning of a chain, which is a key.
function addChain(map, chain, values) {
  for (let length = 1; length <= chain.length; length++) {
    const key = chain.slice(0, length).join(";");
    map.set(key, (map.get(key) ?? values.map(() => 0)).map((sum, side) => sum + values[side]));
  }
}

// Boxes by the names from the zoomed one on, in a direction: what they have, a side.
function chainsOf(model, boxes, direction) {
  const rows = boxes.filter((box) => !box.isAbove && box.row * direction >= 0).sort((a, b) => (a.row - b.row) * direction);
  const chains = new Map();
  for (const box of rows) {
    const middle = box.x + box.width / 2;
    const above = rows.find((other) => other.row === box.row - direction && other.x <= middle && middle < other.x + other.width);
    box.chain = (above ? above.chain + ";" : "") + model.names.texts[box.name];
    assert.ok(above || box.row === 0, "a box stands on nothing");
    assert.ok(!chains.has(box.chain), "a name stands twice beside itself");
    chains.set(box.chain, box.total.map((value) => value + 0));
  }
  // Beside each other, the heaviest first, without a gap.
  for (const box of rows) {
    const beside = rows.filter((other) => other.row === box.row && parentOf(other) === parentOf(box)).sort((a, b) => a.x - b.x);
    beside.slice(1).forEach((other, index) => {
      assert.ok(other.width <= beside[index].width + 1e-12);
      assert.ok(Math.abs(other.x - beside[index].x - beside[index].width) < 1e-9);
    });
  }
  return chains;
}
const parentOf = (box) => box.chain.split(";").slice(0, -1).join(";");

const wideOnes = (map, sums, share, whole) => [...map].filter(([, values]) => {
  const width = shownSum(sums, values);
  return width > 0 && width / whole >= share;
}).sort();

it("joins what calls a function and what it calls, over all stacks", async () => {
  await forRandomLooks(80, (model, sums, naive) => {
    model.names.texts.forEach((text, name) => {
      if (name === 0) return;
      const [callers, callees] = [new Map(), new Map()];
      for (const [path, values] of naive.own) {
        const names = namesOf(path);
        const at = names.indexOf(text);
        if (at < 0) continue;
        addChain(callers, names.slice(0, at + 1).reverse(), values);
        addChain(callees, names.slice(at), values);
      }
      const whole = shownSum(sums, callees.get(text) ?? sums.whole.map(() => 0));
      for (const share of [0, 0.2]) {
        const boxes = callersOf(model, sums, name, share);
        assert.deepEqual([...chainsOf(model, boxes, 1)].sort(), wideOnes(callees, sums, share, whole));
        if (whole > 0) assert.deepEqual([...chainsOf(model, boxes, -1)].sort(), wideOnes(callers, sums, share, whole));
        for (const box of boxes.filter((box) => box.row !== 0)) {
          const longer = (map) => [...map].some(([key, values]) => key.startsWith(box.chain + ";") && shownSum(sums, values) > 0);
          assert.equal(box.hasBelow, longer(box.row > 0 ? callees : callers), box.chain);
        }
      }
    });
  });
});

it("joins stacks from their leaves", async () => {
  await forRandomLooks(80, (model, sums, naive) => {
    const all = new Map();
    for (const [path, values] of naive.own) addChain(all, ["all", ...namesOf(path).reverse()], values);
    const whole = shownSum(sums, sums.whole);
    for (const share of [0, 0.1]) {
      const boxes = reversedBoxes(model, sums, [], share);
      assert.deepEqual([...chainsOf(model, boxes, 1)].sort(), wideOnes(all, sums, share, whole));
      for (const box of boxes) {
        if (box.row > 0) assert.deepEqual(box.own, box.row === 1 ? box.total : sums.whole.map(() => 0));
        const isLonger = ([key, values]) => key.startsWith(box.chain + ";") && shownSum(sums, values) > 0;
        assert.equal(box.hasBelow, [...all].some(isLonger), box.chain);
      }
    }
    for (const key of [...all.keys()].slice(0, 6)) {
      const path = key.split(";").slice(1);
      const zoomed = new Map([...all].filter(([other]) => other === key || other.startsWith(key + ";"))
        .map(([other, values]) => [other.split(";").slice(path.length).join(";"), values]));
      const boxes = reversedBoxes(model, sums, path.map((text) => model.names.texts.indexOf(text)), 0);
      const own = shownSum(sums, all.get(key));
      assert.deepEqual([...chainsOf(model, boxes, 1)].sort(), wideOnes(zoomed, sums, 0, own));
      assert.equal(boxes.filter((box) => box.isAbove).length, own > 0 ? path.length : 0);
    }
    assert.deepEqual(reversedBoxes(model, sums, [999], 0), []);
  });
});

it("draws only what is in the window that is seen", async () => {
  await forRandomLooks(40, (model, sums) => {
    const isSeen = (box) => box.isAbove || (box.x < 0.60123 && box.x + box.width > 0.30123);
    // All below an unseen box is unseen too.
    const rounded = (boxes) => boxes.map(({ name, row, x }) => [name, row, x]).sort();
    const views = [
      (...window) => zoomBoxes(model, sums, 0, 0, ...window), (...window) => reversedBoxes(model, sums, [], 0, ...window),
      (...window) => callersOf(model, sums, 1 % model.names.count, 0, ...window),
    ];
    for (const view of views) assert.deepEqual(rounded(view([0.30123, 0.60123])), rounded(view().filter(isSeen)));
  });
});

const queries = ["a.", "A", "runtime", "/^[ab]/", "zzz", "state"];
it("says what stacks with a match have", async () => {
  await forRandomLooks(60, (model, sums, naive) => {
    const paths = pathsOf(model);
    for (const query of queries) {
      const isFound = (text) => query.startsWith("/") ? /^[ab]/.test(text)
        : query === "A" ? text.includes("A") : text.toLowerCase().includes(query);
      const parts = sums.whole.map(() => 0);
      for (const [path, values] of naive.own) if (namesOf(path).some(isFound)) values.forEach((value, side) => { parts[side] += value; });
      const drawn = paths.map((path, node) => node).filter((node) => node > 0 && isFound(namesOf(paths[node]).at(-1)) && sums.width[node] > 0);
      const functions = model.names.texts.filter((text, name) => name > 0 && isFound(text)
        && [naive.nameOwn, naive.nameTotal].some((map) => map.get(text)?.some((value) => value !== 0)));
      const found = search(model, sums, " " + query + "\n");
      assert.deepEqual([found.parts, found.part, found.frames, found.first, found.functions],
        [parts, shownSum(sums, parts), drawn.length, drawn[0] ?? -1, functions.length], query);
    }
    const group = model.head.groups.findIndex((group) => group.text === "runtime");
    assert.deepEqual(search(model, sums, "", group).parts, search(model, sums, "/^runtime[.]/").parts);
  });
});

it("lets a group be chosen as if its functions were named", async () => {
  await forRandomLooks(40, (model, _, __, ___, look) => {
    const group = model.head.groups.findIndex((group) => group.text === "runtime");
    const sums = (choice) => model.sumsFor({ ...look, names: [{ isKept: false, ...choice }] });
    assert.deepEqual(sums({ query: "", group }).own, sums({ query: "/^runtime[.]/" }).own);
  });
});

it("has a row for every name that has anything, sorted", async () => {
  await forRandomLooks(60, (model, sums, naive) => {
    const rows = tableRows(model, sums);
    const wanted = model.names.texts.filter((text, name) => name > 0
      && [naive.nameOwn, naive.nameTotal].some((map) => map.get(text)?.some((value) => value !== 0)));
    assert.deepEqual(Array.from(rows, (name) => model.names.texts[name]).sort(), wanted.sort());
    for (const column of ["own", "site", "total", "name", "group", ...(sums.whole.length > 1 ? ["before", "after", "delta", "factor"] : [])]) {
      for (const isDescending of [true, false]) {
        const sorted = sortRows(model, sums, rows, column, isDescending);
        assert.deepEqual([...sorted].sort(), [...rows].sort());
        const keyOf = (name) => column === "name" ? model.names.texts[name]
          : column === "group" ? model.head.groups[model.names.group[name]].text
            // Of changes the larger one comes first, whichever way it goes.
            : column === "delta" ? Math.abs(tableValue(sums, column, name)) : tableValue(sums, column, name);
        for (let index = 1; index < sorted.length; index++) {
          const [before, after] = [keyOf(sorted[index - 1]), keyOf(sorted[index])];
          assert.ok(isDescending ? before >= after : before <= after, `${column}: ${before}, ${after}`);
          if (before === after) assert.ok(model.names.texts[sorted[index - 1]] < model.names.texts[sorted[index]]);
        }
      }
    }
  });
});

it("gives hues to the heaviest packages of the program, and grey to others", async () => {
  await forRandomLooks(60, (model, sums, naive) => {
    const groups = model.head.groups;
    const valueOf = (index) => model.names.texts.filter((_, name) => model.names.group[name] === index)
      .reduce((sum, text) => sum + shownSum(sums, naive.nameSite.get(text) ?? sums.whole.map(() => 0)), 0);
    const listed = groupSums(model, sums);
    assert.deepEqual(listed.map(({ index, value }) => [index, value]).sort(), groups.map((_, index) => [index, valueOf(index)]).sort());
    listed.slice(1).forEach(({ value }, index) => { assert.ok(value <= listed[index].value); });
    const ofGroup = hues(model, sums);
    groups.forEach(({ kind }, index) => {
      if (kind !== "program") assert.equal(ofGroup[index], { runtime: 11, standard: 12, label: 13, root: 13 }[kind]);
    });
    const programs = listed.filter(({ index }) => groups[index].kind === "program" && ofGroup[index] < 10);
    assert.deepEqual(programs.map(({ index }) => ofGroup[index]), programs.map((_, hue) => hue));
  });
});

it("gives ten groups a hue, not more", async () => {
  const model = await opened({ types: [{ name: "n" }], stacks: Array.from({ length: 14 }, (_, index) => [`p${index}.F`, [100 - index]]) });
  const ofGroup = hues(model, model.sumsFor(plain));
  const hueOf = (index) => ofGroup[model.head.groups.findIndex((group) => group.text === "p" + index)];
  assert.deepEqual([0, 1, 9, 10, 13].map(hueOf), [0, 1, 9, 10, 10]);
});

it("says what each value of a label has, whatever was chosen of its own key", async () => {
  await forRandomLooks(80, (model, sums, _, profile, look, naiveLook) => {
    const known = labelKeys(model, sums, look);
    assert.equal(known.length, model.head.labels.length);
    for (const { key, values, without, amount } of known) {
      const { key: text, isNumeric } = model.head.labels[key];
      const others = naiveLook.labels.filter((choice) => choice.key !== text || choice.isNumeric !== isNumeric);
      // Another filter for the value stands for the sum of those that have it.
      const amountOf = (choice) => {
        const chosen = [{ key: text, isNumeric, isKept: true, values: [], ...choice }];
        const { nameTotal } = naiveSums(profile, { ...naiveLook, labels: [...others, ...chosen] });
        return shownSum(sums, nameTotal.get("all") ?? sums.whole.map(() => 0)) + 0;
      };
      for (const value of values) {
        assert.equal(value.amount + 0, amountOf(isNumeric ? { range: value.range } : { values: [value.text] }), text + " " + value.text);
      }
      assert.equal(without + 0, amountOf({ values: [null] }));
      assert.equal(amount + 0, amountOf(isNumeric ? { range: [-Infinity, Infinity] } : { values: ["x", "y", "z", "many"] }));
      if (!isNumeric) values.slice(1).forEach((value, index) => { assert.ok(value.amount <= values[index].amount); });
      else values.slice(1).forEach((value, index) => { assert.ok(value.range[0] > values[index].range[1]); });
    }
  });
});

it("says which labels all samples of a frame share", async () => {
  const model = await opened({
    types: [{ name: "n" }], units: { bytes: "bytes" },
    stacks: [["a;b", [1], { state: "x", bytes: 2048 }], ["a;b;c", [2], { state: "x", bytes: [2048, 1] }], ["a;d", [1], { state: ["x", "y"] }], ["a;g", [-9], {}],
      ["e", [3], { state: "x" }], ["e", [0], { state: "z" }], ["e;f", [3], {}]],
  });
  const paths = pathsOf(model);
  const shared = (path, look = plain) => sharedLabels(model, model.sumsFor(look), paths.indexOf(path)).sort();
  assert.deepEqual(shared("a;b"), ["bytes: 2kB", "state: x"]);
  assert.deepEqual(shared("a;b;c"), ["bytes: 1B", "bytes: 2kB", "state: x"]);
  assert.deepEqual(shared("a"), ["state: x"]);
  assert.deepEqual([shared("e;f"), shared("")], [[], []]);
  assert.deepEqual(shared("e"), []);
  const onlyLabelled = { ...plain, labels: [{ key: 0, isKept: false, values: [-1] }] };
  assert.deepEqual(shared("e", onlyLabelled), ["state: x"]);
});

describe("ids of paths", () => {
  it("lead back to their nodes", async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const model = await opened(randomProfile(seed));
      for (let node = 0; node < model.tree.count; node++) assert.equal(nodeOf(model, pathId(model, node)), node);
      for (let name = 0; name < model.names.count; name++) assert.equal(nameOf(model, nameId(model, name)), name);
    }
  });
  it("are those of the same path in another profile", async () => {
    const [one, other] = await Promise.all([["a;b;c", "x"], ["q;r", "a;b", "a;b;c;d", "b;c"]].map((stacks) =>
      opened({ types: [{ name: "n" }], stacks: stacks.map((stack, index) => [stack, [index + 1]]) })));
    const idOf = (path) => pathId(one, pathsOf(one).indexOf(path));
    for (const path of ["", "a", "a;b", "a;b;c"]) assert.equal(nodeOf(other, idOf(path)), pathsOf(other).indexOf(path));
    for (const id of [idOf("x"), "", "zz", "0000000000000000", idOf("a").slice(0, 8), idOf("a").toUpperCase() + "0"]) assert.equal(nodeOf(other, id), -1);
    assert.equal(nameOf(other, nameId(one, one.names.texts.indexOf("x"))), -1);
  });
});

const ranges = [
  [[], []], [[5, 3, 5], [[3, 3], [5, 5]]], [[0, -1, 1, -8], [[-8, -8], [-1, -1], [0, 0], [1, 1]]],
  [[0, ...Array.from({ length: 16 }, (_, index) => index + 1)], [[0, 0], [1, 1], [2, 3], [4, 7], [8, 15], [16, 16]]],
  [[-9, -8, -3, -2, 0, 1, 2, 3, 4, 5, 6, 7], [[-9, -8], [-3, -2], [0, 0], [1, 1], [2, 3], [4, 7]]],
];
for (const [numbers, wanted] of ranges) {
  it(`puts ${numbers} into ranges`, () => {
    assert.deepEqual(rangesOf(numbers), wanted);
  });
}
it("never makes more than ten ranges", () => {
  const numbers = Array.from({ length: 200 }, (_, index) => Math.round(1.3 ** index) * (index % 3 ? 1 : -1));
  const found = rangesOf(numbers);
  assert.ok(found.length <= 10 && found.length >= 5);
  assert.ok(numbers.every((number) => found.filter(([first, last]) => first <= number && number <= last).length === 1));
});

for (const [number, unit, text] of [[2048, "bytes", "2kB"], [1500000, "nanoseconds", "1.50ms"], [1234, "requests", "1,234 requests"], [-7, "", "-7"], [1, "constructor", "1 constructor"]]) {
  it(`writes ${number} ${unit} as ${text}`, () => {
    assert.equal(labelNumberText(number, unit), text);
  });
}

it("says of joined frames that they are inlined if all are", async () => {
  const model = await opened({ types: [{ name: "n" }], stacks: [["a;~b;~c", [1]], ["d;b;~c", [1]]] });
  const inlined = (boxes) => Object.fromEntries(boxes.map((box) => [model.names.texts[box.name], box.isInlined]));
  const sums = model.sumsFor(plain);
  assert.deepEqual(inlined(callersOf(model, sums, model.names.texts.indexOf("b"), 0)), { b: false, c: true, a: false, d: false });
  assert.deepEqual(inlined(reversedBoxes(model, sums, [], 0)), { all: false, c: true, b: false, a: false, d: false });
});
