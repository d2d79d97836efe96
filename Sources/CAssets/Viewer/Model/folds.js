/**
 * What a file had no room for: its lightest frames, folded into one node a caller, and what functions have there.
 *
 * @typedef {object} FoldedRows a column a type
 * @property {Uint32Array} name
 * @property {Uint32Array} set of labels
 * @property {Float64Array[]} own
 * @property {Float64Array[]} total what stacks have that hold the name, but in no frame of the tree
 * @property {Float64Array[]} site what waits there
 *
 * @typedef {object} Folds
 * @property {number} name what the nodes are called
 * @property {Uint32Array} nodes
 * @property {Float64Array} counts how many frames each stands for
 * @property {boolean} isByLabels whether rows are told apart by sets of labels
 * @property {FoldedRows[]} sides
 */
import { ByteReader } from "./bytes.js";
import { ascending } from "./decode.js";

/** @param {import("./head.js").Head} head @param {Uint8Array} bytes @param {import("./decode.js").Tree} tree @returns {Folds} */
export function decodeFolds(head, bytes, tree) {
  const reader = new ByteReader(bytes, "folded");
  const { name, folds: count, isByLabels, rows } = head.folded;
  const nodes = ascending(reader, count, tree.count);
  reader.check(nodes.every((node) => tree.name[node] === name), "a node is of a function");
  const counts = reader.numbers(count);
  const sides = head.sides.map((_, side) => readRows(reader, head, rows[side]));
  reader.end();
  return { name, nodes, counts, isByLabels, sides };
}

/** @param {ByteReader} reader @param {import("./head.js").Head} head @param {number} count @returns {FoldedRows} */
function readRows(reader, head, count) {
  const rows = { name: reader.column(count, head.names), set: reader.column(count, head.labelSets), own: [], total: [], site: [] };
  for (const { gcd, isBySite } of head.types) {
    for (const columns of [rows.own, rows.total]) columns.push(reader.signedNumbers(count, Number(gcd)));
    rows.site.push(isBySite ? reader.signedNumbers(count, Number(gcd)) : rows.own[rows.own.length - 1]);
  }
  return rows;
}

/**
 * Whether it is not known what functions have in folded frames: which of these a stack holds that a filter asks for.
 *
 * @param {Folds | null} folds @param {import("./filters.js").Look} look
 */
export const isPartial = (folds, { names, labels }) =>
  folds !== null && (names.length > 0 || labels.length > 0 && !folds.isByLabels);

/**
 * Adds what names have in folded frames; the nodes of those are no function's.
 *
 * @param {Folds} folds @param {number} side @param {import("./filters.js").Look} look @param {Uint8Array | null} sets those that pass
 * @param {{ nameOwn: Float64Array, nameTotal: Float64Array, nameSite: Float64Array }} sums
 * @returns {Float64Array} what names have there that is in no frame of the tree
 */
export function addFolded(folds, side, look, sets, { nameOwn, nameTotal, nameSite }) {
  for (const column of [nameOwn, nameTotal, nameSite]) column[folds.name] = 0;
  const nameFolded = new Float64Array(nameTotal.length);
  if (isPartial(folds, look)) return nameFolded;
  const { name, set, own, total, site } = folds.sides[side];
  for (let row = 0; row < name.length; row++) {
    if (sets && !sets[set[row]]) continue;
    nameOwn[name[row]] += own[look.type][row];
    if (nameSite !== nameOwn) nameSite[name[row]] += site[look.type][row];
    nameFolded[name[row]] += total[look.type][row];
  }
  for (let name = 0; name < nameTotal.length; name++) nameTotal[name] += nameFolded[name];
  return nameFolded;
}

/**
 * What all folded frames have that are drawn, a side.
 *
 * @param {Folds} folds @param {import("./sums.js").Sums} sums
 */
export const foldedWhole = (folds, sums) =>
  sums.total.map((column) => folds.nodes.reduce((sum, node) => sum + column[node], 0));
