// Measures the model of the viewer with a page, or with a made-up profile, in which each stack shares the beginning of
// the one before, as in that of Scripts/benchmark/generate-profile:
//
//   node --expose-gc Tests/CAssetsTests/measure.mjs PAGE.html
//   node --expose-gc Tests/CAssetsTests/measure.mjs [STACKS [SIDES]]
import { readFileSync } from "node:fs";
import { callersOf } from "../../Sources/CAssets/Viewer/Model/callers.js";
import { hit, zoomBoxes } from "../../Sources/CAssets/Viewer/Model/boxes.js";
import { groupSums, hues } from "../../Sources/CAssets/Viewer/Model/groups.js";
import { labelKeys } from "../../Sources/CAssets/Viewer/Model/labels.js";
import { nodeOf, pathId } from "../../Sources/CAssets/Viewer/Model/paths.js";
import { Profile } from "../../Sources/CAssets/Viewer/Model/profile.js";
import { reversedBoxes } from "../../Sources/CAssets/Viewer/Model/reversed.js";
import { search } from "../../Sources/CAssets/Viewer/Model/search.js";
import { sortRows, tableRows } from "../../Sources/CAssets/Viewer/Model/table.js";
import { random } from "./naive.mjs";
import { deflated } from "./pack.mjs";
import { blocksOfPage } from "./read-page.mjs";

const page = process.argv[2]?.endsWith(".html") ? process.argv[2] : "";
const stackCount = Number(process.argv[2] ?? 71000);
const sideCount = Number(process.argv[3] ?? 1);
const nameCount = 5000;

// A writer of varints that are small.
function column(numbers) {
  const bytes = new Uint8Array(numbers.length * 5);
  let at = 0;
  for (let number of numbers) {
    for (; number >= 128; number = Math.floor(number / 128)) bytes[at++] = number % 128 + 128;
    bytes[at++] = number;
  }
  return bytes.subarray(0, at);
}
const block = (...columns) => Buffer.concat(columns.map(column));
const textBlock = (texts) => Buffer.concat([column(texts.map((text) => text.length)), Buffer.from(texts.join(""))]);

function madeUp() {
  const next = random(3);
  const below = (count) => Math.floor(next() * count);
  const [names, pops, nodes, values] = [[], [], [], []];
  let depth = 0;
  for (let stack = 0; stack < stackCount; stack++) {
    const target = 8 + below(48);
    let from = stack === 0 ? 0 : Math.floor(Math.min(depth, target - 1) * next() ** 0.5 * 0.7);
    for (; from < target; from++) {
      names.push(1 + Math.floor(next() ** 3 * (nameCount - 1)));
      pops.push(from === Math.min(from, depth) ? depth - from : 0);
      depth = from + 1;
    }
    nodes.push(names.length);
    values.push(1 + Math.floor(next() ** 8 * 5000));
  }
  const texts = ["all", ...Array.from({ length: nameCount - 1 }, (_, name) => `example.com/service/internal/package${name % 60}.(*Type${name}).Method`)];
  const zeros = texts.map(() => 0);
  const sets = Array.from({ length: 5000 }, (_, set) => set);
  const nodeDeltas = nodes.map((node, index) => node - (nodes[index - 1] ?? 0));
  const samples = block(nodeDeltas, nodes.map((_, index) => index % 5000), values.map((value) => value * 2), values.map((value, index) => (value * 7 + index % 5) * 2));
  const blocks = {
    names: Buffer.concat([textBlock(texts), block(texts.map((_, name) => name % 60 + 1), zeros, zeros, zeros, zeros)]),
    tree: block(names, pops, [names.length]),
    labels: Buffer.concat([textBlock(Array.from({ length: 40 }, (_, value) => "value" + value)), block(sets.map((set) => set ? 2 : 0)),
      block(sets.slice(1).flatMap((set) => [0, set % 40, 1, set * 2]))]),
  };
  for (let side = 0; side < sideCount; side++) blocks["samples" + side] = samples;
  const sides = Array.from({ length: sideCount }, () => ({ name: "" }));
  const list = sides.map(() => "0");
  const type = { name: "n", title: "n", unit: "", totals: list, negatives: list, gcd: "1", count: "samples", divisor: 1, steps: [], isBySite: true, verdict: { text: "", node: 0 } };
  const head = {
    version: 3, order: null, title: "", subtitle: "", remarks: [], leftOut: [], notes: "", type: 0, types: [type, { ...type, isBySite: false }], sides,
    labels: [{ key: "k", unit: "", isNumeric: false }, { key: "b", unit: "bytes", isNumeric: true }],
    groups: [{ text: "", kind: "root" }, ...Array.from({ length: 60 }, (_, group) => ({ text: "p" + group, kind: group % 3 ? "program" : "runtime" }))],
    builds: [], link: "", nodes: names.length + 1, names: nameCount, files: 0, samples: sides.map(() => nodes.length), labelTexts: 40, labelSets: 5000, folded: null,
    sizes: Object.fromEntries(Object.entries(blocks).map(([name, bytes]) => [name, bytes.length])),
  };
  return deflated({ head, ...blocks });
}

async function measure(name, what) {
  const times = [];
  let result;
  for (let run = 0; run < 4; run++) {
    const start = performance.now();
    result = await what(run);
    times.push(performance.now() - start);
  }
  console.log(`${name.padEnd(40)} first ${times[0].toFixed(1).padStart(7)} ms, best ${Math.min(...times).toFixed(1).padStart(7)} ms`);
  return result;
}

const texts = page ? blocksOfPage(readFileSync(page, "utf8")) : madeUp();
const read = async (name) => texts[name];
console.log(`${(Object.values(texts).reduce((sum, text) => sum + text.length, 0) / 1e6).toFixed(2)} MB of data`);
const profile = await measure("open", () => Profile.open(read));
console.log(`${profile.tree.count} frames, depth ${profile.maxDepth}`);
await measure("outermost", () => profile.outermost);
const look = (type, choices = {}) => ({ type, sides: "both", labels: [], names: [], ...choices });
await measure("sums of the first type", (run) => profile.sumsFor({ ...look(0), names: Array(run).fill({ query: "zzz", isKept: false }) }));
await measure("sums of another type", (run) => profile.sumsFor(look(profile.head.types.length - 1, { names: Array(run).fill({ query: "zzz", isKept: false }) })));
await measure("labels", () => profile.loadLabels());
if (profile.head.labels.length > 0) await measure("sums by a label", (run) => profile.sumsFor(look(0, { labels: [{ key: 0, isKept: true, values: [run, 1, 2] }] })));
await measure("sums by a name", (run) => profile.sumsFor(look(0, { names: [{ query: ["Type", "o", "main", "serve"][run], isKept: true }] })));
const sums = profile.sumsFor(look(0));
const share = 0.5 / 1400;
const boxes = await measure("zoomBoxes of the root", () => zoomBoxes(profile, sums, 0, share));
console.log(`${boxes.length} boxes`);
await measure("zoomBoxes of a callee", () => zoomBoxes(profile, sums, 1, share));
await measure("hit", () => hit(profile, sums, 0, 6, 0.4));
await measure("search text", (run) => search(profile, sums, "type" + run));
await measure("search all", () => search(profile, sums, "method"));
await measure("search pattern", () => search(profile, sums, "/e.*9/"));
for (const name of [1, 40, 1000]) {
  const found = await measure(`callers of name ${name}`, () => callersOf(profile, sums, name, share));
  console.log(`${found.length} boxes`);
}
const most = sums.nameTotal[0].indexOf(Math.max(...sums.nameTotal[0].slice(1)));
await measure("callers of the most frequent", () => callersOf(profile, sums, most, share));
const reversed = await measure("from the leaves", () => reversedBoxes(profile, sums, [], share));
console.log(`${reversed.length} boxes`);
await measure("table", () => sortRows(profile, sums, tableRows(profile, sums), "own", true));
await measure("table by name", () => sortRows(profile, sums, tableRows(profile, sums), "name", false));
await measure("groups and hues", () => [groupSums(profile, sums), hues(profile, sums)]);
await measure("labelKeys", () => labelKeys(profile, sums, look(0)));
await measure("nodeOf", () => nodeOf(profile, pathId(profile, profile.tree.count - 1)));
globalThis.gc?.();
const { heapUsed, arrayBuffers } = process.memoryUsage();
console.log(`heap ${(heapUsed / 1e6).toFixed(0)} MB, buffers ${(arrayBuffers / 1e6).toFixed(0)} MB`);
