// The block of source files: what is right is read, anything else is one sentence.
import assert from "node:assert/strict";
import { it } from "node:test";
import { decodeSource, ownOfFile } from "../../Sources/CAssets/Viewer/Model/source.js";

const head = { types: [{}, {}], sides: [{ name: "a" }] };
const bytes = (value) => new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
const file = { name: "a.go", aliases: ["/src/a.go"], lines: ["package a", "\tx()"], heat: [[2, [1, 20], [3, 40]], [9, [4, 0], [4, 0]]] };

it("reads files and what their lines have", () => {
  const { files, missing } = decodeSource(head, bytes({ files: [file], missing: [["b.go", "no such file"]] }));
  assert.deepEqual(files[0].heat.get(2), [[1, 20], [3, 40]]);
  assert.deepEqual([ownOfFile(files[0], 0, 1), ownOfFile(files[0], 1, 1)], [[5], [20]]);
  assert.deepEqual(missing, [["b.go", "no such file"]]);
});

const damaged = [
  "", "[]", "null", "{", { files: [] }, { missing: [] }, { files: [null], missing: [] }, { files: [{ ...file, lines: [1] }], missing: [] },
  { files: [{ ...file, heat: [[2, [1], [3, 40]]] }], missing: [] }, { files: [{ ...file, heat: [["2", [1, 1], [3, 40]]] }], missing: [] },
  { files: [{ ...file, heat: [2] }], missing: [] }, { files: [], missing: [[1, 2]] },
];
for (const [index, block] of damaged.entries()) {
  it(`says that source ${index} is damaged`, () => {
    assert.throws(() => decodeSource(head, bytes(block)), /^Error: This file is damaged: in its source /);
  });
}
