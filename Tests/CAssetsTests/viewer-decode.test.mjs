// The blocks of a page: what is written comes out again, and what is damaged is said.
import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { describe, it } from "node:test";
import { inflateBlock } from "../../Sources/CAssets/Viewer/Model/blocks.js";
import { ByteReader } from "../../Sources/CAssets/Viewer/Model/bytes.js";
import {
  decodeLabels, decodeNames, decodeSamples, treeSteps,
} from "../../Sources/CAssets/Viewer/Model/decode.js";
import { decodeHead } from "../../Sources/CAssets/Viewer/Model/head.js";
import { inSlices } from "../../Sources/CAssets/Viewer/Model/slices.js";
import { blocksOf, Bytes, deflated } from "./pack.mjs";

// all [main [~work [~work, rest], "a;b"]], two types, two sides, labels of both kinds.
const written = {
  title: "a · b", types: [{ name: "space", unit: "bytes", steps: [[1, "B"]] }, { name: "count", count: "objects" }],
  sides: [{ name: "a" }, { name: "b" }], units: { bytes: "bytes" },
  functions: { main: { group: "", file: "main.go", line: 3 }, work: { group: "b", file: "wörk.go", forms: [[0, 2], "⚙", [0, 1]] } },
  stacks: [
    ["main;~work;~work", [512, 2], { state: "é", bytes: [64, -5] }], ["main;~work;rest", [1024, 1], { bytes: "x" }],
    ["main;~work;rest", [-512, 1]], ["main", [0, 4], {}, 1], [[{ name: "main" }, { name: "a;b" }], [2 ** 40, 9007199254740991n], {}, 1],
  ],
};

/** The result of steps. */
function atOnce(steps) {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const utf8 = (text) => new TextEncoder().encode(text);
const headBytes = (head) => utf8(JSON.stringify(head));

function decoded(blocks) {
  const head = decodeHead(headBytes(blocks.head));
  const names = decodeNames(head, blocks.names);
  const tree = atOnce(treeSteps(head, blocks.tree, names));
  const samples = head.sides.map((_, side) => decodeSamples(head, blocks["samples" + side], tree, side));
  return { head, names, tree, samples, labels: decodeLabels(head, blocks.labels) };
}

describe("what is written", () => {
  const { head, names, tree, samples, labels } = decoded(blocksOf(written));
  const nameOf = (node) => names.texts[tree.name[node]];

  it("has its names", () => {
    assert.deepEqual([...names.texts].sort(), ["a;b", "all", "main", "rest", "work"]);
    const [main, work] = ["main", "work"].map((text) => names.texts.indexOf(text));
    assert.deepEqual(names.formsOf(work), ["work", "wo", "⚙", "w"]);
    assert.deepEqual(names.formsOf(main), ["main"]);
    assert.deepEqual([names.files[names.file[work] - 1], names.line[main], names.flags[main]], ["wörk.go", 3, 1]);
    assert.equal(head.groups[names.group[work]].text, "b");
  });

  it("has its tree", () => {
    assert.deepEqual([...tree.name].map((_, node) => nameOf(node)), ["all", "main", "a;b", "work", "rest", "work"]);
    assert.deepEqual([...tree.depth], [0, 1, 2, 2, 3, 3]);
    assert.deepEqual([...tree.parent], [0, 0, 1, 1, 3, 3]);
    assert.deepEqual([...tree.end], [6, 6, 3, 6, 5, 6]);
    assert.deepEqual([...tree.isInlined], [0, 0, 0, 1, 0, 1]);
    assert.equal(tree.maxDepth, 3);
  });

  it("has its samples", () => {
    assert.deepEqual(samples[0].values.map((values) => [...values]), [[-512, 1024, 512], [1, 1, 2]]);
    assert.deepEqual([...samples[0].node], [4, 4, 5]);
    assert.deepEqual(samples[1].values.map((values) => [...values]), [[0, 2 ** 40], [4, Number.MAX_SAFE_INTEGER]]);
    assert.equal(head.types[0].gcd, "512");
  });

  it("has its labels", () => {
    const setOf = (set) => Array.from({ length: labels.starts[set + 1] - labels.starts[set] }, (_, index) => {
      const pair = labels.starts[set] + index;
      const { key, isNumeric } = head.labels[labels.keys[pair]];
      return [key, isNumeric ? labels.values[pair] : labels.texts[labels.values[pair]]];
    });
    assert.deepEqual([...samples[0].set].map(setOf), [[], [["bytes", "x"]], [["state", "é"], ["bytes", 64], ["bytes", -5]]]);
  });
});

it("reads an empty profile", () => {
  const { tree, samples } = decoded(blocksOf({ types: [{ name: "n" }], stacks: [] }));
  assert.deepEqual([tree.count, tree.maxDepth, samples[0].count, [...tree.end]], [1, 0, 0, [1]]);
});

const numbers = [0, 1, -1, 63, 64, -64, -65, 8191, -8192, 2 ** 31, -(2 ** 31), 2 ** 32 + 5, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER];
for (const number of numbers) {
  it(`reads ${number} with its sign`, () => {
    const bytes = new Bytes();
    bytes.signed(number);
    assert.equal(new ByteReader(bytes.bytes).signed(), number);
  });
}

it("reads the longest numbers, inexactly", () => {
  const bytes = new Bytes();
  bytes.varint(2n ** 64n - 1n);
  bytes.signed(-(2n ** 63n));
  const reader = new ByteReader(bytes.bytes);
  assert.deepEqual([reader.varint(), reader.signed()], [2 ** 64, -(2 ** 63)]);
});

const badBytes = [
  ["varint", [], /cut off/], ["varint", [128, 128], /cut off/], ["varint", Array(10).fill(255), /too long/],
  ["signed", [255], /cut off/], ["column", [128, 128, 128, 128, 16], /too large/], ["column", [], /missing at the end/],
];
for (const [read, bytes, message] of badBytes) {
  it(`refuses ${bytes} as ${read}`, () => {
    assert.throws(() => new ByteReader(Uint8Array.from(bytes), "names")[read](1), message);
  });
}

it("keeps texts that are not UTF-8 apart", () => {
  const bytes = Uint8Array.from([2, 1, 3, 0xc3, 0x28, 0x41, 0xef, 0xbb, 0xbf]);
  assert.deepEqual(new ByteReader(bytes).texts(3), ["\ufffd(", "A", "\ufeff"]);
});

// Changes of the head, and of the bytes of a block, with what is said of them.
const heads = [
  [(head) => { head.version = 1; }, /format version 1,/], [(head) => { delete head.title; }, /title is wrong/],
  [(head) => { head.nodes = -1; }, /nodes is wrong/], [(head) => { head.nodes = 1e12; }, /nodes is wrong/],
  [(head) => { head.nodes = 0; }, /nodes does not fit/], [(head) => { head.type = 2; }, /type does not fit/],
  [(head) => { head.types[0].gcd = "0"; }, /types is wrong/], [(head) => { head.types[0].gcd = "1e3"; }, /types is wrong/],
  [(head) => { head.types[0].totals = ["1"]; }, /totals does not fit/], [(head) => { head.samples = [1]; }, /samples does not fit/],
  [(head) => { head.groups[0].kind = "x"; }, /groups is wrong/], [(head) => { head.sides = []; }, /sides does not fit/],
  [(head) => { head.types[0].verdict.node = 6; }, /nodes does not fit/], [(head) => { head.types[0].steps = [[0, "B"]]; }, /types is wrong/],
  [(head) => { delete head.sizes.samples1; }, /samples does not fit/], [(head) => { head.labels[0] = null; }, /labels is wrong/],
];
for (const [change, message] of heads) {
  it(`refuses a head: ${message}`, () => {
    const { head } = blocksOf(written);
    change(head);
    assert.throws(() => decodeHead(headBytes(head)), message);
  });
}
for (const text of ["", "{", "null", "7", "[]"]) {
  it(`refuses ${JSON.stringify(text)} as a head`, () => {
    assert.throws(() => decodeHead(utf8(text)), /^Error: This file/);
  });
}

// Blocks with one more or fewer of something than the head says.
const claims = [
  ["nodes", 7], ["nodes", 5], ["nodes", 2 ** 32 - 1], ["names", 6], ["names", 4], ["names", 2 ** 32 - 1], ["files", 1], ["files", 3],
  ["files", 2 ** 32 - 1], ["labelTexts", 1], ["labelTexts", 2 ** 32 - 1], ["labelSets", 2], ["labelSets", 2 ** 32 - 1],
  ["samples", [2, 2]], ["samples", [4, 2]], ["samples", [2 ** 32 - 1, 2]], ["labels", []], ["groups", []],
];
for (const [key, value] of claims) {
  it(`refuses ${key} = ${value}`, () => {
    const blocks = blocksOf(written);
    blocks.head[key] = value;
    if (key === "nodes") for (const type of blocks.head.types) type.verdict.node = 0;
    assert.throws(() => decoded(blocks), /^Error: This file is damaged: in its \w+ .*\.$/);
  });
}

const treeOf = (...columns) => {
  const bytes = new Bytes();
  bytes.column(columns.flat());
  return bytes.bytes;
};
const trees = [
  [treeOf([1, 1], [0, 2], [2]), /no caller/], [treeOf([1, 1], [1, 0], [2]), /no caller/], [treeOf([1, 2], [0, 0], [2]), /too large/],
  [treeOf([1, 1], [0, 0], [1]), /cut off/], [treeOf([1, 1], [0, 0], [3]), /add up/], [treeOf([1, 1], [0, 0], [0, 1, 0, 1]), /add up/],
  [treeOf([1, 1], [0, 0], [0, 0, 2]), /add up/], [treeOf([1, 1], [0, 0], [1, 1, 1]), /extra data/], [treeOf([1]), /missing/],
];
for (const [bytes, message] of trees) {
  it(`refuses the tree ${[...bytes]}`, () => {
    assert.throws(() => atOnce(treeSteps({ nodes: 3 }, bytes, { count: 2 })), message);
  });
}

it("never reads anything else out of any prefix, nor hangs", () => {
  const whole = blocksOf(written);
  for (const name of ["names", "tree", "samples0", "samples1", "labels"]) {
    for (let length = 0; length < whole[name].length; length++) {
      assert.throws(() => decoded({ ...whole, [name]: whole[name].subarray(0, length) }), /damaged/, `${name} ${length}`);
    }
  }
});

it("reads any change of a byte, or says that it is damaged", () => {
  const whole = blocksOf(written);
  for (const name of ["names", "tree", "samples0", "labels"]) {
    for (let at = 0; at < whole[name].length; at++) {
      for (const bit of [1, 2, 16, 64, 128, 255]) {
        const bytes = whole[name].slice();
        bytes[at] ^= bit;
        try {
          const { tree, samples, names } = decoded({ ...whole, [name]: bytes });
          for (let node = 1; node < tree.count; node++) assert.ok(tree.parent[node] < node && tree.end[node] > node);
          assert.ok(samples[0].node.every((node) => node < tree.count));
          for (let index = 0; index < names.count; index++) names.formsOf(index);
        } catch (error) {
          assert.match(error.message, /^This file is damaged/);
        }
      }
    }
  }
});

describe("a block", () => {
  const content = Uint8Array.from({ length: 100000 }, (_, index) => index % 251);
  const text = deflateRawSync(content).toString("base64");
  it("is inflated", async () => {
    assert.deepEqual(await inflateBlock(text, content.length), content);
    assert.deepEqual(await inflateBlock(text, -1), content);
    assert.deepEqual(await inflateBlock(deflateRawSync(new Uint8Array()).toString("base64"), 0), new Uint8Array());
  });
  const cut = Buffer.from(text, "base64");
  const damaged = [
    ["more than is said", text, 99999, /extra data/], ["less than is said", text, 100001, /missing|damaged/],
    ["far less than is said", text, 2 ** 40, /missing/], ["cut off", cut.subarray(0, cut.length - 20).toString("base64"), 100000, /missing|damaged/],
    ["no base64", "%%%", 3, /base64/], ["nothing", "", 3, /missing|damaged/], ["not deflated", "////", 3, /damaged/],
  ];
  for (const [kind, block, length, message] of damaged) {
    it(`is refused: ${kind}`, async () => {
      await assert.rejects(inflateBlock(block, length, "tree"), (error) => /in its tree/.test(error.message) && message.test(error.message));
    });
  }
  it("is refused before there is memory for it, if it is too long for a page", async () => {
    await assert.rejects(inflateBlock(Buffer.alloc(2 ** 21).toString("base64"), 2 ** 30 + 1, "tree"), /more data than a page can hold/);
  });
  it("is refused if a head is endless", async () => {
    const bomb = deflateRawSync(Buffer.alloc(2 ** 26 + 1)).toString("base64");
    await assert.rejects(inflateBlock(bomb, -1, "head"), /extra data/);
  });
  it("is what the helper of the tests writes", async () => {
    const blocks = blocksOf(written);
    const texts = deflated(blocks);
    for (const [name, size] of Object.entries(blocks.head.sizes)) {
      assert.deepEqual(await inflateBlock(texts[name], size), blocks[name]);
    }
  });
});

describe("Long work", () => {
  const busy = (milliseconds) => { for (const end = performance.now() + milliseconds; performance.now() < end;); };

  function* work(count, milliseconds) {
    for (let step = 0; step < count; step++) {
      busy(milliseconds);
      yield;
    }
    return "done";
  }

  it("lets others go first when a slice has taken its time", async () => {
    let others = 0;
    const timer = setInterval(() => { others += 1; }, 1);
    const result = await inSlices(work(4, 30));
    clearInterval(timer);
    assert.equal(result, "done");
    assert.ok(others >= 1, "nobody came in between");
  });

  it("does not wait where it is short, and fails as its steps do", async () => {
    assert.equal(await inSlices(work(1000, 0)), "done");
    await assert.rejects(inSlices((function* () { yield; throw new Error("damaged"); })()), /damaged/);
  });
});
