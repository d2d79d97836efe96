/**
 * The head of a file: words, and how much there is of everything.
 *
 * @typedef {import("../../Common/numbers.js").ValueType & {
 *   name: string, title: string, unit: string, totals: string[], negatives: string[], gcd: string, isBySite: boolean,
 *   verdict: { text: string, node: number },
 * }} SampleType
 *
 * @typedef {object} Head
 * @property {number} version
 * @property {string} title
 * @property {string} subtitle
 * @property {string[]} remarks
 * @property {string} notes
 * @property {string} [empty] why there is nothing to draw
 * @property {number} type which type is shown first
 * @property {SampleType[]} types
 * @property {{ name: string }[]} sides one, or two: before and after
 * @property {{ key: string, unit: string, isNumeric: boolean }[]} labels
 * @property {{ text: string, kind: "root" | "program" | "runtime" | "standard" | "label" | "folded" }[]} groups
 * @property {string[]} builds
 * @property {string} link
 * @property {number} nodes
 * @property {number} names
 * @property {number} files
 * @property {number[]} samples
 * @property {number} labelTexts
 * @property {number} labelSets
 * @property {{ name: number, folds: number, frames: number, part: string, isByLabels: boolean, rows: number[] } | null} folded
 * @property {{ count: number, label: string } | null} order the samples as they passed, by the times of a label or as they came
 * @property {number[]} [called] the names whose changes are told from noise, if only those have a colour
 * @property {Record<string, number>} sizes
 */
import { damage } from "./bytes.js";

const isText = (value) => typeof value === "string";
const isFlag = (value) => typeof value === "boolean";
const isCount = (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32;
const isPositive = (value) => Number.isFinite(value) && value > 0;
const isWhole = (value) => isText(value) && /^-?\d{1,40}$/.test(value);
const isKind = (value) => ["root", "program", "runtime", "standard", "label", "folded"].includes(value);
const isListOf = (isItem) => (value) => Array.isArray(value) && value.every(isItem);
const isRecord = (fields) => (value) =>
  value !== null && typeof value === "object" && Object.entries(fields).every(([key, isRight]) => isRight(value[key]));
const isStep = (value) => Array.isArray(value) && value.length === 2 && isPositive(value[0]) && isText(value[1]);

const isType = isRecord({
  name: isText, title: isText, unit: isText, totals: isListOf(isWhole), negatives: isListOf(isWhole),
  gcd: (value) => isWhole(value) && Number(value) > 0, count: isText, divisor: isPositive, steps: isListOf(isStep),
  isBySite: isFlag, verdict: isRecord({ text: isText, node: isCount }),
});

const isFolded = isRecord({ name: isCount, folds: isCount, frames: isCount, part: isText, isByLabels: isFlag, rows: isListOf(isCount) });

/** What each part of a head must be. */
const headParts = {
  title: isText, subtitle: isText, remarks: isListOf(isText), notes: isText, type: isCount, types: isListOf(isType),
  leftOut: isListOf(isRecord({ name: isText, title: isText, reason: isText })), sides: isListOf(isRecord({ name: isText })), labels: isListOf(isRecord({ key: isText, unit: isText, isNumeric: isFlag })),
  groups: isListOf(isRecord({ text: isText, kind: isKind })), builds: isListOf(isText), link: isText, nodes: isCount, names: isCount,
  files: isCount, samples: isListOf(isCount), labelTexts: isCount, labelSets: isCount,
  folded: (value) => value === null || isFolded(value),
  order: (value) => value === null || isRecord({ count: isCount, label: isText })(value),
  called: (value) => value === undefined || isListOf(isCount)(value),
  sizes: isRecord({ names: isCount, tree: isCount, labels: isCount }),
};

/** @param {Uint8Array} bytes @returns {Head} */
export function decodeHead(bytes) {
  const head = parsedHead(bytes);
  if (head?.version !== 3) {
    throw new Error("This file has format version " + String(head?.version).slice(0, 20) + ", but its script reads only version 3");
  }
  for (const [key, isRight] of Object.entries(headParts)) {
    if (!isRight(head[key])) throw damage("head", key + " is wrong or missing");
  }
  checkCounts(head);
  return head;
}

/** @param {Uint8Array} bytes */
function parsedHead(bytes) {
  try { return JSON.parse(new TextDecoder().decode(bytes)); } catch { throw damage("head", "the JSON is not valid"); }
}

/** @param {Head} head */
function checkCounts(head) {
  const { sides, types } = head;
  const rules = [
    [sides.length === 1 || sides.length === 2, "sides"], [types.length > 0 && head.type < types.length, "type"],
    [head.nodes > 0 && types.every((type) => type.verdict.node < head.nodes), "nodes"], [head.names > 0, "names"],
    [types.every((type) => type.totals.length === sides.length && type.negatives.length === sides.length), "totals"],
    [head.samples.length === sides.length && sides.every((_, side) => isCount(head.sizes["samples" + side])), "samples"],
    [head.labelSets > 0, "labelSets"], [!head.order || sides.length === 1 && isCount(head.sizes.order), "order"],
    [!head.folded || head.folded.name < head.names && head.folded.rows.length === sides.length && isCount(head.sizes.folded), "folded"],
  ];
  for (const [isRight, key] of rules) if (!isRight) throw damage("head", key + " does not fit");
}
