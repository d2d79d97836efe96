/** A whole profile, as a page holds it. */
import { inflateBlock } from "./blocks.js";
import { decodeOrder } from "./chart.js";
import { decodeLabels, decodeNames, decodeSamples, treeSteps } from "./decode.js";
import { decodeFolds } from "./folds.js";
import { decodeHead } from "./head.js";
import { inSlices } from "./slices.js";
import { decodeSource } from "./source.js";
import { sumsOf } from "./sums.js";
import { outermostNodes, siteNames } from "./walks.js";

/** @typedef {(name: string) => Promise<string>} ReadBlock gives the text of a block, base64 */
/** @typedef {import("./filters.js").Look} Look */
/** @typedef {import("./sums.js").Sums} Sums */

/** Of how many nodes the sums of two looks are kept, not of one: they are the largest part of what a page needs. */
const nodesOfTwoLooks = 2_000_000;

export class Profile {
  /** @type {import("./decode.js").Labels | null} */
  labels = null;
  /** @type {Promise<void> | null} */
  #loading = null;
  /** @type {import("./source.js").Source | null} */
  source = null;
  /** @type {import("./chart.js").Order | null} the samples as they passed, where that is known */
  order = null;
  /** @type {{ key: string, sums: Sums }[]} the last one first */
  #kept = [];
  /** @type {Uint32Array | null} */
  #outermost = null;
  /** @type {Uint32Array | null} */
  #siteNames = null;
  #read;

  /**
   * @param {import("./head.js").Head} head @param {import("./decode.js").Names} names
   * @param {import("./decode.js").Tree} tree @param {import("./decode.js").Samples[]} samples a side
   * @param {import("./folds.js").Folds | null} folds @param {ReadBlock} read
   */
  constructor(head, names, tree, samples, folds, read) {
    this.head = head;
    this.names = names;
    this.tree = tree;
    this.samples = samples;
    this.folds = folds;
    this.#read = read;
  }

  /** @param {ReadBlock} read */
  static async open(read) {
    const head = decodeHead(await inflateBlock(await read("head"), -1, "head"));
    const sides = head.sides.map((_, side) => "samples" + side);
    const wanted = ["names", "tree", ...sides, ...(head.folded ? ["folded"] : [])];
    const blocks = await Promise.all(wanted.map((name) => blockOf(read, head, name)));
    const profile = await inSlices(profileSteps(head, blocks, read));
    if (head.order) profile.order = decodeOrder(head, await blockOf(read, head, "order"));
    return profile;
  }

  /* Labels are not needed for the first picture. */
  loadLabels() { return this.#loading ??= this.#loadLabels(); }

  async #loadLabels() { this.labels = decodeLabels(this.head, await blockOf(this.#read, this.head, "labels")); }

  async loadSource() { this.source ??= decodeSource(this.head, await blockOf(this.#read, this.head, "source")); }

  loadedLabels() {
    if (!this.labels) throw new Error("The labels of this profile have not been loaded yet");
    return this.labels;
  }

  get maxDepth() { return this.tree.maxDepth; }

  get outermost() { return this.#outermost ??= outermostNodes(this.tree, this.names.count); }

  get siteNames() { return this.#siteNames ??= siteNames(this.head, this.names, this.tree); }

  /** @param {Look} look @returns {Sums} */
  sumsFor(look) {
    const key = keyOfLook(look);
    const index = this.#kept.findIndex((kept) => kept.key === key);
    const sums = index >= 0 ? this.#kept.splice(index, 1)[0].sums : null;
    const count = this.tree.count * this.samples.length <= nodesOfTwoLooks ? 2 : 1;
    /* What falls out makes room before the new ones are made. */
    this.#kept.length = Math.min(this.#kept.length, count - 1);
    const found = sums ?? sumsOf(this, look);
    this.#kept.unshift({ key, sums: found });
    return found;
  }
}

/**
 * Reads what the first picture needs.
 *
 * @param {import("./head.js").Head} head @param {Uint8Array[]} blocks names, tree, samples of each side, folds @param {ReadBlock} read
 * @returns {import("./slices.js").Steps<Profile>}
 */
function* profileSteps(head, blocks, read) {
  const names = decodeNames(head, blocks[0]);
  yield;
  const tree = yield* treeSteps(head, blocks[1], names);
  const samples = [];
  for (const side of head.sides.keys()) {
    yield;
    samples.push(decodeSamples(head, blocks[side + 2], tree, side));
  }
  const folds = head.folded ? decodeFolds(head, blocks[blocks.length - 1], tree) : null;
  return new Profile(head, names, tree, samples, folds, read);
}

/** @param {ReadBlock} read @param {import("./head.js").Head} head @param {string} name */
const blockOf = async (read, head, name) => inflateBlock(await read(name), head.sizes[name], name);

/** @param {Look} look */
const keyOfLook = ({ type, sides, labels, names }) => JSON.stringify([
  type, sides, labels.map(({ key, isKept, values, range }) => [key, isKept, values, range ?? null]),
  names.map(({ query, isKept, group }) => [query, isKept, group ?? -1]),
]);
