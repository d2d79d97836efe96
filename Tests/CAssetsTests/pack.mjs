// Packs a profile that is given as stacks into the blocks of a page, as the program does, without any of the code that
// reads them:
//
//   packed({
//     title: "…", types: [{ name: "goroutine", title: "goroutines", count: "goroutines" }], sides: [{ name: "a.pb.gz" }],
//     functions: { "main.work": { group: "main", file: "main.go", line: 3, forms: [[5, 9], "w"] } },
//     stacks: [["main.main;~main.work", [12], { state: "select", bytes: 512 }, 0]],
//   })
//
// A stack is frames, root first, as text or as a list of texts and { name, isInlined }; then its values, its labels
// (a text, a number, or a list of them a key), and its side. "~" before a name: it was inlined.
//
//   node Tests/CAssetsTests/pack.mjs page OUT.html [goroutines | difference]
import { readFileSync, writeFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { samples as examples } from "./pack-examples.mjs";
import { fold, foldedBlock, foldedName } from "./pack-folds.mjs";

/** A writer of varints. */
export class Bytes {
  list = [];
  varint(number) {
    let rest = BigInt(number);
    for (; rest >= 128n; rest >>= 7n) this.list.push(Number(rest & 127n) | 128);
    this.list.push(Number(rest));
  }
  signed(number) {
    const value = BigInt(number);
    this.varint(value >= 0n ? value * 2n : -value * 2n - 1n);
  }
  column(numbers) { for (const number of numbers) this.varint(number); }
  texts(texts) {
    const parts = texts.map((text) => new TextEncoder().encode(text));
    this.column(parts.map((part) => part.length));
    for (const part of parts) this.list.push(...part);
  }
  get bytes() { return Uint8Array.from(this.list); }
}

const framesOf = (stack) => (typeof stack === "string" ? stack.split(";") : stack).map((frame) =>
  typeof frame !== "string" ? frame : { name: frame.replace(/^~/, ""), isInlined: frame.startsWith("~") });

// The tree of all stacks, with what each node and label set has of its own: [type] values a side.
function treeOf(stacks) {
  const root = { name: "all", children: new Map(), own: [], weight: 0, isInlined: false };
  for (const [stack, values, labels = {}, side = 0] of stacks) {
    let node = root;
    const weight = Math.abs(Number(values[0]));
    root.weight += weight;
    for (const { name, isInlined = false } of framesOf(stack)) {
      if (!node.children.has(name)) node.children.set(name, { name, isInlined: true, children: new Map(), own: [], weight: 0 });
      node = node.children.get(name);
      node.isInlined &&= isInlined;
      node.weight += weight;
    }
    node.own.push({ values, labels, side });
  }
  return root;
}

// The nodes, heaviest first, each with its depth.
function preorder(root) {
  const nodes = [];
  const waiting = [[root, 0]];
  while (waiting.length > 0) {
    const [node, depth] = waiting.pop();
    nodes.push(Object.assign(node, { depth }));
    const children = [...node.children.values()].sort((a, b) => a.weight - b.weight);
    for (const child of children) waiting.push([child, depth + 1]);
  }
  return nodes;
}

// Keys with pairs, and sets of pairs, as the file has them; a key with both kinds of values stands there twice.
function labelTables(stacks, units) {
  const tables = { keys: [], texts: [], sets: [[]], ofText: new Map([["", 0]]) };
  const indexOf = (list, isSame, make) => {
    const index = list.findIndex(isSame);
    return index >= 0 ? index : list.push(make()) - 1;
  };
  tables.setOf = (labels) => {
    const text = JSON.stringify(labels, (_, value) => typeof value === "bigint" ? String(value) : value);
    if (text === "{}") return 0;
    if (tables.ofText.has(text)) return tables.ofText.get(text);
    const pairs = Object.entries(labels).flatMap(([key, values]) => [values].flat().map((value) => {
      const isNumeric = typeof value !== "string";
      const index = indexOf(tables.keys, (known) => known.key === key && known.isNumeric === isNumeric,
        () => ({ key, unit: isNumeric ? units[key] ?? "" : "", isNumeric }));
      return [index, isNumeric ? value : indexOf(tables.texts, (known) => known === value, () => value), isNumeric];
    }));
    tables.ofText.set(text, tables.sets.push(pairs) - 1);
    return tables.sets.length - 1;
  };
  for (const [, , labels = {}] of stacks) tables.setOf(labels);
  return tables;
}

const gcdOf = (numbers) => numbers.reduce((a, b) => { while (b) [a, b] = [b, a % b]; return a < 0n ? -a : a; }, 0n);

// Rows [node, set, values] of a side, of which no two have the same node and set.
function rowsOf(nodes, setOf, side) {
  const rows = [];
  for (const [index, node] of nodes.entries()) {
    const ofSet = new Map();
    for (const sample of node.own.filter((sample) => sample.side === side)) {
      const set = setOf(sample.labels);
      const values = ofSet.get(set) ?? sample.values.map(() => 0n);
      ofSet.set(set, values.map((value, type) => value + BigInt(sample.values[type])));
    }
    for (const [set, values] of [...ofSet].sort((a, b) => a[0] - b[0])) rows.push([index, set, values]);
  }
  return rows;
}

// Exact sums of what is drawn and of what is not, a side.
function sumsOf(nodes, rows, type) {
  let [drawn, negative, node, sum] = [0n, 0n, -1, 0n];
  const end = () => { if (sum > 0n) drawn += sum; else negative += sum; };
  for (const [next, , values] of rows) {
    if (next !== node) { end(); [node, sum] = [next, 0n]; }
    sum += values[type];
  }
  end();
  return { drawn, negative };
}

const kinds = [["", "root"], ["runtime", "runtime"], ["standard library", "standard"], ["labels", "label"]];

// What is known of each name, the most frequent first.
function nameTable(nodes, lost, functions) {
  const counts = new Map(lost.flatMap(({ path }) => path).map((name) => [name, 0]));
  for (const node of nodes.slice(1)) counts.set(node.name, (counts.get(node.name) ?? 0) + 1);
  const names = ["all", ...[...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a))];
  const groups = kinds.map(([text, kind]) => ({ text, kind }));
  const files = [];
  const rows = names.map((name, index) => {
    if (name === foldedName) groups.push({ text: name, kind: "folded" });
    const known = index === 0 ? { group: "" } : functions[name] ?? {};
    const text = known.group ?? /^(.*\/)?[^./]*(?=\.)/.exec(name)?.[0] ?? name;
    let group = groups.findIndex((other) => other.text === text);
    if (group < 0) group = groups.push({ text, kind: "program" }) - 1;
    if (known.file && !files.includes(known.file)) files.push(known.file);
    const flags = known.flags ?? (known.line ? 1 : 0) + (text === "labels" ? 4 : 0);
    return { name, group, flags, file: known.file ? files.indexOf(known.file) + 1 : 0, line: known.line ?? 0, forms: known.forms ?? [] };
  });
  return { rows, groups, files };
}

function namesBlock({ rows, files }) {
  const bytes = new Bytes();
  bytes.texts(rows.map((row) => row.name));
  for (const column of ["group", "flags", "file", "line"]) bytes.column(rows.map((row) => row[column]));
  bytes.column(rows.map((row) => row.forms.length));
  for (const form of rows.flatMap((row) => row.forms)) {
    if (typeof form !== "string") { bytes.column(form); continue; }
    bytes.column([0, 0]);
    bytes.texts([form]);
  }
  bytes.texts(files);
  return bytes.bytes;
}

function treeBlock(nodes, names) {
  const bytes = new Bytes();
  const index = new Map(names.rows.map((row, index) => [row.name, index]));
  const below = nodes.slice(1);
  bytes.column(below.map((node) => index.get(node.name)));
  bytes.column(below.map((node, before) => nodes[before].depth + 1 - node.depth));
  const runs = [0];
  let isInlined = false;
  for (const node of below) {
    if (node.isInlined !== isInlined) { runs.push(0); isInlined = node.isInlined; }
    runs[runs.length - 1]++;
  }
  bytes.column(below.length > 0 ? runs : []);
  return bytes.bytes;
}

function samplesBlock(rows, gcds) {
  const bytes = new Bytes();
  bytes.column(rows.map((row, index) => row[0] - (rows[index - 1]?.[0] ?? 0)));
  bytes.column(rows.map((row) => row[1]));
  for (const [type, gcd] of gcds.entries()) for (const row of rows) bytes.signed(row[2][type] / gcd);
  return bytes.bytes;
}

function labelsBlock({ texts, sets }) {
  const bytes = new Bytes();
  bytes.texts(texts);
  bytes.column(sets.map((pairs) => pairs.length));
  for (const [key, value, isNumeric] of sets.flat()) {
    bytes.varint(key);
    if (isNumeric) bytes.signed(value);
    else bytes.varint(value);
  }
  return bytes.bytes;
}

function typeHead(type, index, rows, nodes, gcd) {
  const sums = rows.map((side) => sumsOf(nodes, side, index));
  const { text = "", path = [] } = type.verdict ?? {};
  return {
    title: type.name, unit: "", count: "", divisor: 1, steps: [], isBySite: false, ...type,
    totals: sums.map((sum) => String(sum.drawn)), negatives: sums.map((sum) => String(sum.negative)), gcd: String(gcd),
    verdict: { text, node: nodeAt(nodes, path) },
  };
}

// The node at the end of a path of names.
function nodeAt(nodes, path) {
  let node = nodes[0];
  for (const name of path) node = [...node.children.values()].find((child) => child.name === name);
  return nodes.indexOf(node);
}

/**
 * The blocks before they are deflated: { head: {…}, names: Uint8Array, tree, samples0, samples1?, labels, folded? }
 *
 * Frames that weigh less than `least`, by their first values, are folded.
 */
export function blocksOf(profile) {
  const { stacks, functions = {}, types, sides = [{ name: "profile" }], units = {}, least = 0, ...words } = profile;
  const root = treeOf(stacks);
  const lost = fold(root, least);
  const nodes = preorder(root);
  const names = nameTable(nodes, lost, functions);
  const labels = labelTables(stacks, units);
  const rows = sides.map((_, side) => rowsOf(nodes, labels.setOf, side));
  const gcds = types.map((_, type) => gcdOf([...rows.flat().map((row) => row[2][type]), ...lost.map(({ sample }) => BigInt(sample.values[type]))]) || 1n);
  const blocks = { names: namesBlock(names), tree: treeBlock(nodes, names), labels: labelsBlock(labels) };
  rows.forEach((side, index) => { blocks["samples" + index] = samplesBlock(side, gcds); });
  const folded = lost.length > 0 ? foldedBlock(nodes, lost, names, types, sides, labels.setOf, gcds) : null;
  if (folded) blocks.folded = folded.bytes;
  const head = {
    version: 3, order: null, title: "profile", subtitle: "", remarks: [], leftOut: [], notes: "", type: 0, ...words,
    types: types.map((type, index) => typeHead(type, index, rows, nodes, gcds[index])), sides, labels: labels.keys,
    groups: names.groups, builds: words.builds ?? [], link: words.link ?? "", nodes: nodes.length, names: names.rows.length,
    files: names.files.length, samples: rows.map((side) => side.length), labelTexts: labels.texts.length,
    labelSets: labels.sets.length, folded: folded?.head ?? null,
    sizes: Object.fromEntries(Object.entries(blocks).map(([name, bytes]) => [name, bytes.length])),
  };
  return { head, ...blocks };
}

const base64 = (bytes) => deflateRawSync(bytes, { level: 6 }).toString("base64");

/** The texts of the blocks as they stand in a page: { head, names, … } */
export function packed(profile) { return deflated(blocksOf(profile)); }

export function deflated({ head, ...blocks }) {
  const bytes = { head: new TextEncoder().encode(JSON.stringify(head)), ...blocks };
  return Object.fromEntries(Object.entries(bytes).map(([name, content]) => [name, base64(content)]));
}

const assets = new URL("../../Sources/CAssets/", import.meta.url);

/** The files that viewer.c names, in its order. */
export const filesOfViewer = (ending) =>
  [...readFileSync(new URL("viewer.c", assets), "utf8").matchAll(/^#embed "(.*)"/gm)].map((found) => found[1])
    .filter((file) => file.endsWith(ending));

/** The script of the viewer, as the program joins it; what inflates it is none of it. */
export function scriptOfViewer() {
  const text = filesOfViewer(".js").filter((file) => !file.endsWith("/loader.js")).map((file) => readFileSync(new URL(file, assets), "utf8")).join("")
    .replace(/^ *\/\*[^]*?\*\/\n/gm, "").replace(/^import [^;]*;\n/gm, "").replace(/^export /gm, "");
  return "(function () {\n\"use strict\";\n" + text + "})();\n";
}

/** A page as the program writes it, but for what is shown without scripts. */
export function pageOf(profile) {
  const blocks = Object.entries(packed(profile)).map(([name, text]) =>
    `<script type="application/octet-stream" id="s0-${name}">${text}</script>\n`);
  const style = filesOfViewer(".css").map((file) => readFileSync(new URL(file, assets), "utf8")).join("");
  const title = (profile.title ?? "profile").replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>${title}</title>\n`
    + `<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>\n${style}</style>\n</head>\n<body>\n`
    + `${blocks.join("")}<script>\n${scriptOfViewer()}</script>\n</body>\n</html>\n`;
}

if (process.argv[1]?.endsWith("/pack.mjs") && process.argv[2] === "page") writeFileSync(process.argv[3], pageOf(examples[process.argv[4] ?? "goroutines"]()));
