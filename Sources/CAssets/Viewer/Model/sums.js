/**
 * Adds up what a look lets pass.
 *
 * @typedef {import("./profile.js").Profile} Profile
 * @typedef {import("./filters.js").Look} Look
 *
 * @typedef {object} Sums
 * @property {Look} look
 * @property {number[]} shown the sides that have a width
 * @property {Float64Array[]} own per side, per node: what is drawn, never negative
 * @property {Float64Array[]} total per side, per node: the same with all below
 * @property {Float64Array} width per node: what it is as wide as
 * @property {Float64Array} left per node, from the left edge of the root
 * @property {Float64Array[]} nameOwn per side, per name, including negative values
 * @property {Float64Array[]} nameTotal per side, per name: what stacks have that hold it
 * @property {Float64Array[]} nameSite per side, per name: what waits there; the same as own but for types by site
 * @property {Float64Array[]} nameFolded per side, per name: what of its total is in folded frames only
 * @property {boolean} isPartial whether it is not known what names have there
 * @property {number[]} whole per side: what is drawn in all
 * @property {number[]} negative per side: what is not drawn
 * @property {boolean} isExact whether no sum may have been rounded
 */
import { passingNodes, passingSets } from "./filters.js";
import { addFolded, isPartial } from "./folds.js";
import { leftEdges } from "./layout.js";

/** @param {Profile} profile @param {Look} look @returns {Sums} */
export function sumsOf(profile, look) {
  const { tree, samples } = profile;
  const nodes = passingNodes(profile, look.names);
  const sets = look.labels.length > 0 ? passingSets(profile.loadedLabels(), look.labels) : null;
  const isBySite = profile.head.types[look.type].isBySite;
  const sides = samples.map((side, index) => {
    const sums = sideSums(profile, ownOf(tree.count, side, look.type, nodes, sets), isBySite);
    return { ...sums, nameFolded: profile.folds ? addFolded(profile.folds, index, look, sets, sums) : noColumn };
  });
  const shown = shownSides(look, samples.length);
  const width = widthOf(shown.map((side) => sides[side].total));
  const column = (key) => sides.map((side) => side[key]);
  return {
    look, shown, width, left: leftEdges(tree, width), own: column("own"), total: column("total"), nameOwn: column("nameOwn"),
    nameTotal: column("nameTotal"), nameSite: column("nameSite"),
    nameFolded: column("nameFolded"), isPartial: isPartial(profile.folds, look), whole: column("whole"), negative: column("negative"),
    isExact: column("magnitude").reduce((sum, magnitude) => sum + magnitude, 0) <= Number.MAX_SAFE_INTEGER,
  };
}

const noColumn = new Float64Array(0);

/** @param {Look} look @param {number} count */
const shownSides = ({ sides }, count) => count === 1 ? [0] : sides === "before" ? [0] : sides === "after" ? [1] : [0, 1];

/**
 * What each node has of its own, including negative values.
 *
 * @param {number} count @param {import("./decode.js").Samples} samples @param {number} type
 * @param {Uint8Array | null} nodes @param {Uint8Array | null} sets
 */
function ownOf(count, samples, type, nodes, sets) {
  const own = new Float64Array(count);
  const [values, { node, set }] = [samples.values[type], samples];
  let magnitude = 0;
  for (let index = 0; index < samples.count; index++) {
    if ((nodes && !nodes[node[index]]) || (sets && !sets[set[index]])) continue;
    own[node[index]] += values[index];
    magnitude += Math.abs(values[index]);
  }
  return { own, magnitude };
}

/** @param {Profile} profile @param {{ own: Float64Array, magnitude: number }} added @param {boolean} isBySite */
function sideSums(profile, { own, magnitude }, isBySite) {
  const { tree, names } = profile;
  const nameOwn = byName(own, tree.name, names.count);
  const nameSite = isBySite ? byName(own, profile.siteNames, names.count) : nameOwn;
  let negative = 0;
  for (let node = 0; node < own.length; node++) if (own[node] < 0) negative += own[node];
  const all = totalOf(tree.parent, own);
  const nameTotal = outermostSums(all, tree.name, profile.outermost, names.count);
  if (negative < 0) for (let node = 0; node < own.length; node++) if (own[node] < 0) own[node] = 0;
  const total = negative < 0 ? totalOf(tree.parent, own) : all;
  return { own, total, nameOwn, nameTotal, nameSite, whole: total[0], negative, magnitude };
}

/** @param {Float64Array} own @param {Uint32Array} nameOfNode @param {number} count */
function byName(own, nameOfNode, count) {
  const sums = new Float64Array(count);
  for (let node = 0; node < own.length; node++) if (own[node] !== 0) sums[nameOfNode[node]] += own[node];
  return sums;
}

/**
 * What each node has with all below it.
 *
 * @param {Uint32Array} parent @param {Float64Array} own
 */
function totalOf(parent, own) {
  const total = own.slice();
  for (let node = total.length - 1; node > 0; node--) total[parent[node]] += total[node];
  return total;
}

/** @param {Float64Array} total @param {Uint32Array} nameOfNode @param {Uint32Array} outermost @param {number} count */
function outermostSums(total, nameOfNode, outermost, count) {
  const sums = new Float64Array(count);
  for (let index = 0; index < outermost.length; index++) {
    const node = outermost[index];
    sums[nameOfNode[node]] += total[node];
  }
  return sums;
}

/** @param {Float64Array[]} totals */
function widthOf([first, second]) {
  if (second === undefined) return first;
  const width = first.slice();
  for (let node = 0; node < width.length; node++) width[node] += second[node];
  return width;
}
