// Sums, layout and boxes of random profiles are those that anybody works out from the stacks.
import assert from "node:assert/strict";
import { it } from "node:test";
import { hit, shownSum, zoomBoxes } from "../../Sources/CAssets/Viewer/Model/boxes.js";
import { forRandomLooks, opened, pathsOf } from "./naive.mjs";
import { blocksOf } from "./pack.mjs";

const sidesOf = (columns, index) => columns.map((column) => column[index] + 0);
const get = (map, key, sums) => (map.get(key) ?? sums.whole.map(() => 0)).map((value) => value + 0);

it("has own, cum and site of every name", async () => {
  await forRandomLooks(150, (model, sums, naive) => {
    assert.deepEqual([sums.whole, sums.negative.map((value) => value + 0)], [naive.whole, naive.negative]);
    model.names.texts.forEach((text, name) => {
      for (const key of ["nameOwn", "nameTotal", "nameSite"]) {
        assert.deepEqual(sidesOf(sums[key], name), get(naive[key], text, naive), `${key} of ${text}`);
      }
    });
  });
});

it("has own and total of every node, never negative", async () => {
  await forRandomLooks(100, (model, sums, naive) => {
    pathsOf(model).forEach((path, node) => {
      assert.deepEqual(sidesOf(sums.own, node), get(naive.own, path, naive), `own of ${path}`);
      assert.deepEqual(sidesOf(sums.total, node), get(naive.total, path, naive), `total of ${path}`);
    });
  });
});

it("says the same totals as the head without filters", async () => {
  await forRandomLooks(60, (model, _, __, profile, look) => {
    const sums = model.sumsFor({ ...look, labels: [], names: [] });
    const type = blocksOf(profile).head.types[look.type];
    assert.deepEqual([sums.whole.map(String), sums.negative.map((value) => String(value + 0))], [type.totals, type.negatives]);
    assert.equal(sums.isExact, true);
  });
});

it("puts callees below their caller, the heaviest first, equal ones in the order of the file", async () => {
  await forRandomLooks(100, ({ tree }, sums) => {
    const shown = { both: [0, 1], before: [0], after: [1] }[sums.look.sides];
    assert.deepEqual(sums.shown, sums.whole.length === 1 ? [0] : shown);
    for (let node = 0; node < tree.count; node++) {
      assert.equal(sums.width[node], shownSum(sums, sidesOf(sums.total, node)));
      const callees = [];
      for (let below = node + 1; below < tree.count && tree.depth[below] > tree.depth[node]; below++) {
        if (tree.parent[below] === node && sums.width[below] > 0) callees.push(below);
      }
      callees.sort((a, b) => sums.width[b] - sums.width[a] || a - b);
      let edge = sums.left[node];
      for (const below of callees) {
        assert.equal(sums.left[below], edge);
        edge += sums.width[below];
      }
    }
  });
});

it("draws all boxes that are as wide as asked for, and no others", async () => {
  await forRandomLooks(60, (model, sums, naive, _, look) => {
    const paths = pathsOf(model);
    const shownOf = (path) => shownSum(sums, get(naive.total, path, naive));
    for (const [node, share] of [[0, 0], [0, 0.1], [Math.min(3, paths.length - 1), 0.05], [paths.length - 1, 0]]) {
      const [own, whole] = [paths[node], shownOf(paths[node])];
      const boxes = zoomBoxes(model, sums, node, share);
      const isBelow = (path) => path === own || own === "" || path.startsWith(own + ";");
      const wanted = whole > 0 ? paths.filter((path) => isBelow(path) && shownOf(path) > 0 && shownOf(path) >= share * whole) : [];
      assert.deepEqual(boxes.filter((box) => !box.isAbove).map((box) => paths[box.node]).sort(), wanted.sort(), JSON.stringify(look));
      for (const box of boxes) {
        assert.deepEqual([box.own, box.total], [sidesOf(sums.own, box.node), sidesOf(sums.total, box.node)]);
        assert.equal(box.row, model.tree.depth[box.node] - model.tree.depth[node]);
        assert.equal(box.hasBelow, paths.some((path, below) => model.tree.parent[below] === box.node && below > 0 && shownOf(path) > 0));
        assert.equal(box.width, box.isAbove ? 1 : shownOf(paths[box.node]) / whole);
      }
      assert.equal(boxes.filter((box) => box.isAbove).length, whole > 0 ? model.tree.depth[node] : 0);
    }
  });
});

it("finds the box that lies at a place", async () => {
  await forRandomLooks(60, (model, sums) => {
    for (const node of [0, Math.min(2, model.tree.count - 1)]) {
      for (const box of zoomBoxes(model, sums, node, 0)) {
        assert.equal(hit(model, sums, node, box.row, box.x + box.width / 2), box.node);
      }
      assert.equal(hit(model, sums, node, model.maxDepth + 1, 0.5), -1);
      for (const [row, x] of [[0, -0.1], [0, 1], [0, NaN], [-99, 0.5]]) assert.equal(hit(model, sums, node, row, x), -1);
    }
  });
});

it("says that sums may be rounded", async () => {
  const model = await opened({ types: [{ name: "n" }], stacks: [["a", [2 ** 53 - 1]], ["a;b", [1]]] });
  assert.equal(model.sumsFor({ type: 0, sides: "both", labels: [], names: [] }).isExact, false);
  assert.equal(model.sumsFor({ type: 0, sides: "both", labels: [], names: [{ query: "b", isKept: true }] }).isExact, true);
});

it("keeps the sums of the last two looks", async () => {
  const model = await opened({ types: [{ name: "n" }, { name: "m" }], stacks: [["a", [1, 2]]] });
  const look = (type, query) => ({ type, sides: "both", labels: [], names: query ? [{ query, isKept: false }] : [] });
  const [first, second] = [model.sumsFor(look(0)), model.sumsFor(look(1))];
  assert.equal(model.sumsFor(look(0)), first);
  model.sumsFor(look(0, "a"));
  assert.equal(model.sumsFor(look(0)), first);
  assert.notEqual(model.sumsFor(look(1)), second);
});

it("refuses to choose by labels that are not there yet", async () => {
  const model = await opened({ types: [{ name: "n" }], stacks: [["a", [1], { k: "v" }]] });
  model.labels = null;
  assert.throws(() => model.sumsFor({ type: 0, sides: "both", labels: [{ key: 0, isKept: true, values: [0] }], names: [] }), /not been loaded/);
});
