// A file may have no room for its lightest frames; sums are those of all.
import assert from "node:assert/strict";
import { it } from "node:test";
import { foldedWhole } from "../../Sources/CAssets/Viewer/Model/folds.js";
import { search } from "../../Sources/CAssets/Viewer/Model/search.js";
import { tableRows } from "../../Sources/CAssets/Viewer/Model/table.js";
import { forRandomLooks, opened, randomProfile } from "./naive.mjs";
import { blocksOf, deflated } from "./pack.mjs";
import { Profile } from "../../Sources/CAssets/Viewer/Model/profile.js";

const sidesOf = (columns, index) => columns.map((column) => column[index] + 0);
const get = (map, key, sums) => map.get(key) ?? sums.whole.map(() => 0);

it("has own, cum and site of every name, by label too", async () => {
  let count = 0;
  await forRandomLooks(150, (model, sums, naive) => {
    if (model.folds) count++;
    if (sums.isPartial) return;
    assert.deepEqual(sums.whole, naive.whole);
    model.names.texts.forEach((text, name) => {
      for (const key of ["nameOwn", "nameTotal", "nameSite"]) {
        assert.deepEqual(sidesOf(sums[key], name), get(naive[key], text, naive), `${key} of ${text}`);
      }
    });
  }, 60);
  assert.ok(count > 200, `only ${count} profiles have anything folded`);
});

it("knows that filters by function do not see what is folded", async () => {
  await forRandomLooks(100, (model, sums, _, __, look) => {
    assert.equal(sums.isPartial, model.folds !== null && look.names.length > 0);
    if (!sums.isPartial) return;
    assert.deepEqual(sidesOf(sums.nameOwn, model.names.folded), sums.whole.map(() => 0));
    assert.ok(search(model, sums, "a").isAtLeast || tableRows(model, sums).length === 0 || search(model, sums, "a").functions === 0);
  }, 60);
});

it("finds of one function all that it has, of several at least what is drawn", async () => {
  await forRandomLooks(100, (model, sums, naive, profile) => {
    if (sums.isPartial) return;
    for (const query of ["a.A", "b.", "runtime", "a"]) {
      const found = search(model, sums, query);
      const all = new Map(naive.nameTotal);
      if (found.functions === 1) {
        const [name] = tableRows(model, sums, found.names);
        assert.deepEqual(found.parts, get(all, model.names.texts[name], naive), query);
        assert.equal(found.isAtLeast, false);
      } else if (!found.isAtLeast) {
        const wanted = profile.sides.map(() => 0);
        if (sums.look.labels.length > 0) continue;
        for (const [stack, values, , side] of profile.stacks) {
          if (stack.some(({ name }) => name.includes(query))) wanted[side] += values[sums.look.type];
        }
        assert.deepEqual(found.parts, wanted, query);
      }
    }
  }, 60);
});

it("says how much is folded", async () => {
  const stacks = [["main;a", [60]], ["main;b;c", [3]], ["main;d", [1]], ["e", [2]]];
  const model = await opened({ least: 5, stacks, types: [{ name: "n" }] });
  assert.deepEqual([...model.folds.counts], [3, 1]);
  assert.equal(model.head.folded.frames, 4);
  const sums = model.sumsFor({ type: 0, sides: "both", labels: [], names: [] });
  assert.deepEqual([foldedWhole(model.folds, sums), sums.whole], [[6], [66]]);
});

const damages = [
  ["name", 99, /folded does not fit/], ["rows", [], /folded does not fit/], ["folds", 3, /folded/], ["name", 1, /a node is of a function/],
  ["frames", -1, /folded is wrong/],
];
for (const [key, value, message] of damages) {
  it(`refuses folded frames whose ${key} is ${JSON.stringify(value)}`, async () => {
    const blocks = blocksOf({ least: 5, stacks: [["main;a", [60]], ["main;b;c", [3]]], types: [{ name: "n" }] });
    blocks.head.folded[key] = value;
    const texts = deflated(blocks);
    await assert.rejects(Profile.open(async (name) => texts[name]), message);
  });
}

it("packs random profiles with something folded", () => assert.ok(blocksOf(randomProfile(3, 60)).head.folded));
