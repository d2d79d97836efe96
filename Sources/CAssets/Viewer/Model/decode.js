/**
 * Reads blocks into columns. Every index is checked while it is read.
 *
 * @typedef {import("./head.js").Head} Head
 *
 * @typedef {object} Names
 * @property {number} count
 * @property {string[]} texts
 * @property {Uint32Array} group
 * @property {Uint8Array} flags
 * @property {Uint32Array} file 0: none, else which of the files, counted from 1
 * @property {Float64Array} line
 * @property {string[]} files
 * @property {(name: number) => string[]} formsOf ever shorter, the whole name first
 * @property {number} folded what frames are called that the file has no room for; -1 if it has all
 *
 * @typedef {object} Tree a node and all below it are the rows from it to its end
 * @property {number} count
 * @property {number} maxDepth
 * @property {Uint32Array} name
 * @property {Uint32Array} depth
 * @property {Uint32Array} parent the root's is itself
 * @property {Uint32Array} end
 * @property {Uint8Array} isInlined
 *
 * @typedef {{ count: number, node: Uint32Array, set: Uint32Array, values: Float64Array[] }} Samples
 * @typedef {{ texts: string[], starts: Uint32Array, keys: Uint32Array, values: Float64Array }} Labels
 */
import { ByteReader } from "./bytes.js";

/** @param {Head} head @param {Uint8Array} bytes @returns {Names} */
export function decodeNames(head, bytes) {
  const reader = new ByteReader(bytes, "names");
  const count = head.names;
  const texts = reader.texts(count);
  const group = reader.column(count, head.groups.length);
  const flags = Uint8Array.from(reader.column(count, 256));
  const file = reader.column(count, head.files + 1);
  const line = reader.numbers(count);
  const formsOf = decodeForms(reader, texts);
  const files = reader.texts(head.files);
  reader.end();
  return { count, texts, group, flags, file, line, files, formsOf, folded: head.folded ? head.folded.name : -1 };
}

/**
 * The forms of all names lie one behind the other: where one is cut from the name, or a text of its own.
 *
 * @param {ByteReader} reader @param {string[]} texts
 */
function decodeForms(reader, texts) {
  const counts = reader.column(texts.length);
  const firsts = new Float64Array(texts.length + 1);
  counts.forEach((count, name) => { firsts[name + 1] = firsts[name] + count; });
  const count = firsts[texts.length];
  reader.check(count * 2 <= reader.bytes.length - reader.at, "forms of names are missing");
  const [starts, ends, own] = [new Uint32Array(count), new Uint32Array(count), new Map()];
  for (let name = 0; name < texts.length; name++) {
    for (let form = firsts[name]; form < firsts[name + 1]; form++) {
      const [start, end] = [reader.varint(), reader.varint()];
      reader.check(start <= end && end <= texts[name].length, "a form lies outside of its name");
      [starts[form], ends[form]] = [start, end];
      if (start === end) own.set(form, reader.text(reader.varint()));
    }
  }
  const kept = new Map();
  return (/** @type {number} */ name) => {
    if (!kept.has(name)) {
      const forms = Array.from({ length: counts[name] }, (_, index) => firsts[name] + index);
      kept.set(name, [texts[name], ...forms.map((form) => own.get(form) ?? texts[name].slice(starts[form], ends[form]))]);
    }
    return kept.get(name);
  };
}

/** @param {Head} head @param {Uint8Array} bytes @param {Names} names @returns {import("./slices.js").Steps<Tree>} */
export function* treeSteps(head, bytes, names) {
  const reader = new ByteReader(bytes, "tree");
  const below = head.nodes - 1;
  /* The column of the root is made in front of those of the others. */
  const name = withRoot(reader.column(below, names.count));
  yield;
  const depth = withRoot(reader.column(below));
  const maxDepth = depthsOfPops(reader, depth);
  yield;
  const { parent, end } = linksOf(depth, maxDepth);
  yield;
  const isInlined = decodeRuns(reader, head.nodes);
  reader.end();
  return { count: head.nodes, maxDepth, name, depth, parent, end, isInlined };
}

/** @param {Uint32Array} column */
function withRoot(column) {
  const whole = new Uint32Array(column.length + 1);
  whole.set(column, 1);
  return whole;
}

/**
 * Turns how many nodes end before each into its depth; gives the largest.
 *
 * @param {ByteReader} reader @param {Uint32Array} column
 */
function depthsOfPops(reader, column) {
  let [depth, largest] = [0, 0];
  for (let node = 1; node < column.length; node++) {
    const pops = column[node];
    reader.check(pops <= depth, "a node has no caller");
    depth += 1 - pops;
    column[node] = depth;
    if (depth > largest) largest = depth;
  }
  return largest;
}

/**
 * Who calls each node, and where all below it ends.
 *
 * @param {Uint32Array} depth @param {number} maxDepth
 */
function linksOf(depth, maxDepth) {
  const count = depth.length;
  const [parent, end, path] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(maxDepth + 1)];
  for (let node = 1; node < count; node++) {
    path[depth[node]] = node;
    parent[node] = path[depth[node] - 1];
  }
  for (let node = count - 1; node >= 0; node--) {
    if (end[node] === 0) end[node] = node + 1;
    /* The last node below one is seen first. */
    if (end[parent[node]] === 0) end[parent[node]] = end[node];
  }
  return { parent, end };
}

/**
 * Runs of nodes that are not inlined and that are, in turn; only the first may be empty.
 *
 * @param {ByteReader} reader @param {number} count
 */
function decodeRuns(reader, count) {
  const isInlined = new Uint8Array(count);
  for (let [node, value] = [1, 0]; node < count; value = 1 - value) {
    const length = reader.varint();
    reader.check(length <= count - node && (length > 0 || node === 1 && value === 0), "what is inlined does not add up");
    if (value === 1) isInlined.fill(1, node, node + length);
    node += length;
  }
  return isInlined;
}

/**
 * Nodes that are told as differences.
 *
 * @param {ByteReader} reader @param {number} count @param {number} limit
 */
export function ascending(reader, count, limit) {
  const column = reader.column(count);
  let last = 0;
  for (let index = 0; index < count; index++) {
    last += column[index];
    reader.check(last < limit, "a sample refers to a node that does not exist");
    column[index] = last;
  }
  return column;
}

/** @param {Head} head @param {Uint8Array} bytes @param {Tree} tree @param {number} side @returns {Samples} */
export function decodeSamples(head, bytes, tree, side) {
  const reader = new ByteReader(bytes, "samples");
  const count = head.samples[side];
  const node = ascending(reader, count, tree.count);
  const set = reader.column(count, head.labelSets);
  const values = head.types.map((type) => reader.signedNumbers(count, Number(type.gcd)));
  reader.end();
  return { count, node, set, values };
}

/** @param {Head} head @param {Uint8Array} bytes @returns {Labels} */
export function decodeLabels(head, bytes) {
  const reader = new ByteReader(bytes, "labels");
  const texts = reader.texts(head.labelTexts);
  const counts = reader.column(head.labelSets);
  reader.check(counts[0] === 0, "the first set has labels");
  const count = counts.reduce((sum, pairs) => sum + pairs, 0);
  reader.check(count * 2 <= bytes.length - reader.at, "labels are missing");
  const starts = new Uint32Array(counts.length + 1);
  for (let set = 0; set < counts.length; set++) starts[set + 1] = starts[set] + counts[set];
  const [keys, values] = [new Uint32Array(count), new Float64Array(count)];
  for (let pair = 0; pair < count; pair++) {
    const key = reader.varint();
    reader.check(key < head.labels.length, "a label has no key");
    const isNumeric = head.labels[key].isNumeric;
    const value = isNumeric ? reader.signed() : reader.varint();
    reader.check(isNumeric || value < texts.length, "a label has no text");
    [keys[pair], values[pair]] = [key, value];
  }
  reader.end();
  return { texts, starts, keys, values };
}
