// What of the search and of the time axis needs no document but the names that they import.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { it } from "node:test";
import { finder, isBroken } from "../../Sources/CAssets/Common/finder.js";

const folder = new URL("../../Sources/CAssets/FlameGraph/", import.meta.url);

// A function of a module alone, without the modules around it, which need a page.
function alone(file, name, values = {}) {
  const text = readFileSync(new URL(file, folder), "utf8").replace(/^import [^;]*;$/gm, "").replace(/^export /gm, "");
  return new Function(...Object.keys(values), text + "\nreturn " + name + ";")(...Object.values(values));
}

const names = ["bytes.(*Digest).Write", "slices.Sort[go.shape.int]", "main.work", "Main.Work", "a/b"];
const searches = [
  ["(*Digest).Write", [0]], ["[go.shape", [1]], ["slices.Sort[go.shape.int]", [1]], ["main", [2, 3]], ["Main", [3]],
  ["/^main/", [2, 3]], ["/^Main/", [3]], ["/(/", []], ["/", [4]], ["a/b", [4]], ["nobody", []], [".", [0, 1, 2, 3]],
];
for (const [query, found] of searches) {
  it(`finds ${query}`, () => {
    const isFound = finder(query);
    assert.deepEqual(names.map((name, index) => isFound(name) ? index : -1).filter((index) => index >= 0), found);
  });
}

for (const [query, broken] of [["/[/", true], ["/(/", true], ["/(a)/", false], ["(", false], ["/", false], ["", false]]) {
  it(`knows whether ${query} is a pattern that is none`, () => {
    assert.equal(isBroken(query), broken);
  });
}

it("searches without the blanks around a text", () => {
  const state = {};
  alone("search.js", "search", { state, finder, isBroken, data: { names: ["all", ...names] } })("\t main.work \n");
  assert.deepEqual([state.matches, state.isBroken], [[false, false, false, true, true, false], false]);
});

// all 100 [main 90 [work 60 [main 5], rest 20], work 10]; of work there are 100 in the whole profile.
const tree = {
  count: 6, name: [0, 1, 2, 1, 3, 2], total: [100, 90, 60, 5, 20, 10], end: [6, 5, 4, 4, 5, 6], parent: [-1, 0, 1, 2, 1, 0],
};
const data = { names: ["all", "main", "work", "rest"], sum: [100, 90, 100, 20] };
const around = (matches) => ({
  data, tree, state: { matches, zoom: 0, pivot: -1 }, everywhere: (name) => ({ total: data.sum[name] }),
  pathTo: (node) => { const path = []; for (; node >= 0; node = tree.parent[node]) path.unshift(node); return path; },
});
const parts = [
  [[false, true, false, false], { functions: 1, frames: 2, part: 90, isLeast: false }],
  // One function has what the profile says, not what is drawn.
  [[false, false, true, false], { functions: 1, frames: 2, part: 100, isLeast: false }],
  // Of two, of which one is partly missing, only a least is known.
  [[false, false, true, true], { functions: 2, frames: 3, part: 100, isLeast: true }],
  [[false, true, false, true], { functions: 2, frames: 3, part: 90, isLeast: false }],
  [[false, false, false, false], { functions: 0, frames: 0, part: 0, isLeast: false }],
];
for (const [matches, wanted] of parts) {
  it(`says what ${wanted.functions} functions have`, () => {
    assert.deepEqual(alone("search.js", "matched", around(matches))(), wanted);
  });
}

const axes = [[0, 100, 6], [0, 7, 8], [30, 25, 6], [0, 0, 0], [1000, 400, 9]];
for (const [start, length, count] of axes) {
  it(`marks ${length} from ${start}`, () => {
    const marks = alone("axis.js", "marks")(start, length);
    assert.equal(marks.length, count);
    assert.ok(marks.every((mark) => mark >= start && mark <= start + length));
  });
}

it("joins modules that do not share a name", () => {
  const order = readFileSync(new URL("../flame_graph.c", folder), "utf8");
  const files = [...order.split("drop_frames")[0].matchAll(/"(.*\.js)"/g)].map((found) => "../" + found[1]);
  assert.ok(files.length > 8);
  const text = files.map((file) => readFileSync(new URL(file, folder), "utf8")).join("")
    .replace(/^import [^;]*;$/gm, "").replace(/^export /gm, "");
  assert.doesNotThrow(() => new Function('"use strict";' + text));
});
