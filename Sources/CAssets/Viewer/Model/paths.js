/** Short ids of paths, which are the same for the same path in another profile. */

/** @typedef {import("./profile.js").Profile} Profile */

/** Two hashes of 32 bits: with one alone, of 1.5 million frames hundreds would share theirs. */
const seeds = [0x811c9dc5, 0x9747b28c];

/**
 * What a hash becomes by one more number; FNV's prime, and bits from above mixed in.
 *
 * @param {number} hash @param {number} value
 */
function mixed(hash, value) {
  const next = Math.imul(hash ^ value, 0x01000193);
  return (next ^ next >>> 15) >>> 0;
}

/** @param {number} seed @param {string} text */
function textHash(seed, text) {
  let hash = seed;
  for (let index = 0; index < text.length; index++) hash = mixed(hash, text.charCodeAt(index));
  return hash;
}

/** @param {Profile} profile @param {number} node */
export function pathId(profile, node) {
  const { tree, names } = profile;
  const path = [];
  for (; node > 0; node = tree.parent[node]) path.push(node);
  path.reverse();
  return seeds.map((seed) => path.reduce((hash, node) => mixed(hash, textHash(seed, names.texts[tree.name[node]])), seed))
    .map(hexText).join("");
}

/**
 * A short id of a name, which is the same in another profile.
 *
 * @param {Profile} profile @param {number} name
 */
export const nameId = ({ names }, name) => seeds.map((seed) => hexText(textHash(seed, names.texts[name]))).join("");

/**
 * The name that has an id, or -1.
 *
 * @param {Profile} profile @param {string} id
 */
export const nameOf = (profile, id) => profile.names.texts.findIndex((_, name) => nameId(profile, name) === id);

/** @param {number} number */
const hexText = (number) => number.toString(16).padStart(8, "0");

/**
 * The node that has an id, or -1.
 *
 * @param {Profile} profile @param {string} id
 */
export function nodeOf(profile, id) {
  if (!/^[0-9a-f]{16}$/.test(id)) return -1;
  const { tree } = profile;
  const wanted = [id.slice(0, 8), id.slice(8)].map((part) => Number.parseInt(part, 16));
  const ofName = Uint32Array.from(profile.names.texts, (text) => textHash(seeds[0], text));
  const hashes = new Uint32Array(tree.count).fill(seeds[0]);
  for (let node = 0; node < tree.count; node++) {
    if (node > 0) hashes[node] = mixed(hashes[tree.parent[node]], ofName[tree.name[node]]);
    if (hashes[node] === wanted[0] && pathId(profile, node) === id) return node;
  }
  return -1;
}
