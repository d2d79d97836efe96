/**
 * The tree in columns, and how its values are written.
 *
 * @typedef {object} PictureData what the file says of its tree, in the words of the program that wrote it
 * @property {string} title
 * @property {string} subtitle
 * @property {string[]} remarks
 * @property {string} empty why there is no frame; empty if there is one
 * @property {string} heading what the legend is about
 * @property {[letter: string, text: string][]} legend
 * @property {string[]} [labels] the labels that frames were made of, which are the files of those
 * @property {string[]} names each name once, the root's first; some have no frame that is in the file
 * @property {(number | string)[][]} cuts for each name its shorter forms: the ends of each in the name, or its text
 * @property {string[]} files
 * @property {number[]} file for each name which file
 * @property {number[]} line the first of a function, or if negative that of its frames
 * @property {number[]} own for each name what it has of its own in the whole profile
 * @property {number[]} sum the same with all that it calls
 * @property {number[]} [site] what stacks have that wait there
 * @property {number[]} [ownOther] the same of the side that widths do not tell
 * @property {number[]} [sumOther]
 * @property {number[]} name for each node which name
 * @property {number[]} depth how much deeper a node is than the one before
 * @property {number[]} total
 * @property {number[]} [other] what each node has on the side that its total does not tell
 * @property {"union" | "before" | "after"} [layout] only in a picture of two profiles
 * @property {string} [whole]
 * @property {boolean} [bars]
 * @property {number[]} [called] the names whose changes are told from noise, if only those have a colour
 * @property {number[]} gap how far a node is from the one on its left
 * @property {string} colors the letter of what colours stand for
 * @property {string} paint a letter a node, a capital if it was inlined
 * @property {[node: number, frames: number, total: number, other?: number, otherFrames?: number, otherValue?: number][]} small
 *   what is not in the file: frames that are small, and those without a width, which are on the other side only
 * @property {string} count
 * @property {number} factor
 * @property {number} divisor
 * @property {[size: number, symbol: string][]} steps
 * @property {string} type
 * @property {number} height
 * @property {boolean} up
 * @property {boolean} reversed
 * @property {number} fontSize
 * @property {boolean} axis whether values are times one after the other
 *
 * @typedef {{ total: number, other: number }} Pair
 * @typedef {Pair & { frames: number, otherFrames: number, otherValue: number }} Lost
 */
import { picture } from "./picture.js";
import { bareText, changeText, valueText } from "../Common/numbers.js";

/** @type {PictureData} */
export const data = JSON.parse(picture.querySelector("metadata").textContent);

// A row a node, in the order of a walk from the root: a node and all below it are one range of rows.
export const tree = (function () {
  const count = data.name.length;
  const column = () => new Float64Array(count);
  const tree = {
    count, name: data.name, total: Float64Array.from(data.total),
    other: Float64Array.from(data.other ?? data.total), own: column(), start: column(),
    depth: new Int32Array(count), parent: new Int32Array(count), end: new Int32Array(count),
    // Which of its siblings a node is, counted from 1, and how many callees it has.
    place: new Int32Array(count), width: new Int32Array(count),
    /** @type {Lost[]} */
    lost: [],
  };
  const next = [0];  // for each depth where the next node begins
  const path = [];
  let depth = 0;
  for (let node = 0; node < count; node++) {
    depth += data.depth[node];
    while (path.length > depth) tree.end[path.pop()] = node;
    const parent = depth > 0 ? path[depth - 1] : -1;
    tree.depth[node] = depth;
    tree.parent[node] = parent;
    tree.start[node] = next[depth] + data.gap[node];
    next[depth] = tree.start[node] + tree.total[node];
    next[depth + 1] = tree.start[node];
    tree.own[node] += tree.total[node];
    if (parent >= 0) {
      tree.own[parent] -= tree.total[node];
      tree.place[node] = ++tree.width[parent];
    }
    path.push(node);
  }
  for (const node of path) tree.end[node] = count;
  for (const [node, frames, total, other = 0, otherFrames = 0, otherValue = 0] of data.small) {
    tree.lost[node] = { frames, total, other, otherFrames, otherValue };
    tree.own[node] -= total;
  }
  // Stacks that are merged from their leaves end in the first frame, not in the last.
  if (data.reversed) tree.own = tree.total.map((total, node) => tree.depth[node] === 1 ? total : 0);
  return tree;
})();

// A value with its unit: 1,234 samples, 96.58MB.
/** @param {number} value */
export const amountText = (value) => valueText(data, value);

// What a picture of two profiles has before and after; other is the side that the total does not tell.
/** @param {Pair} pair @returns {[before: number, after: number]} */
export function pairOf({ total, other }) {
  if (data.layout === "union") return [other, total - other];
  return data.layout === "before" ? [total, other] : [other, total];
}

// The side that has no width in a picture of two; empty where both have.
export const sideWithoutWidth = () => data.layout === "before" ? "after" : data.layout === "after" ? "before" : "";

// Whether a box shows how much of it is more than before, or less.
/** @param {{ name: number }} box */
export const hasBar = ({ name }) => data.bars && (!data.called || data.called.includes(name));

// What is on the side without a width only, of some names: 0 → 80.07MB, only after, not drawn. Empty if one has a width.
/** @param {number[]} names */
export function oneSidedText(names) {
  const side = sideWithoutWidth();
  const sums = names.map(everywhere).filter((sum) => sum.other !== 0).sort((a, b) => b.other - a.other);
  if (side === "" || sums.length === 0 || names.some((name) => everywhere(name).total !== 0)) return "";
  const [before, after] = pairOf(sums[0]);
  return (sums.length > 1 ? "at least " : "") + bareText(data, before) + " → " + amountText(after) + ", only " + side + ", not drawn";
}

// What a box has before and after: 15 → 64,117 goroutines, +64,102, ×4,274
/** @param {Pair} box */
export const boxChange = (box) => changeText(data, ...pairOf(box));

// What a name has in the whole profile, whatever is drawn of it.
/** @param {number} name @returns {Pair} */
export const everywhere = (name) => ({ total: data.sum[name], other: data.sumOther?.[name] ?? data.sum[name] });

// Where a function begins, or where its frames are: defined at a.go:3, at a.go:17, in a.go.
/** @param {number} name @returns {string} */
export function placeText(name) {
  const [file, line] = [data.files[data.file[name]], data.line[name]];
  if (!file) return "";
  if (line === 0 && data.labels?.includes(file)) return file + ": " + data.names[name];
  return line > 0 ? "defined at " + file + ":" + line : line < 0 ? "at " + file + ":" + -line : "in " + file;
}

// Ever shorter forms of a name, the whole one first.
/** @type {string[][]} */
const forms = [];
/** @param {number} name */
export function formsOf(name) {
  if (forms[name]) return forms[name];
  const [text, cuts, found] = [data.names[name], data.cuts[name], [data.names[name]]];
  for (let cut = 0; cut < cuts.length; cut++) {
    const first = cuts[cut];
    if (typeof first === "string") found.push(first);
    else found.push(text.slice(first, Number(cuts[++cut])));
  }
  return forms[name] = found;
}

// The nodes from the root to a node.
/** @param {number} node @returns {number[]} */
export function pathTo(node) {
  const path = [];
  for (; node >= 0; node = tree.parent[node]) path.unshift(node);
  return path;
}
