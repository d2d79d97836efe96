/**
 * The source files of a page, and what their lines have.
 *
 * @typedef {object} SourceFile
 * @property {string} name as it is shown
 * @property {string[]} aliases what the profile calls it
 * @property {string[]} lines its text from the first line on
 * @property {Map<number, [own: number[], total: number[]]>} heat what a line has of each type, and of that each side
 *
 * @typedef {{ files: SourceFile[], missing: [name: string, reason: string][] }} Source
 */
import { damage } from "./bytes.js";

const isString = (value) => typeof value === "string";
const isTexts = (value) => Array.isArray(value) && value.every(isString);
const isNumbers = (count) => (value) => Array.isArray(value) && value.length === count && value.every(Number.isFinite);

/** @param {number} width how many values a line has */
const isFile = (width) => (file) => file !== null && typeof file === "object" && isString(file.name) && isTexts(file.aliases)
  && isTexts(file.lines) && Array.isArray(file.heat)
  && file.heat.every((row) => Array.isArray(row) && Number.isInteger(row[0]) && isNumbers(width)(row[1]) && isNumbers(width)(row[2]));

/** @param {import("./head.js").Head} head @param {Uint8Array} bytes @returns {Source} */
export function decodeSource(head, bytes) {
  let found;
  try { found = JSON.parse(new TextDecoder().decode(bytes)); } catch { throw damage("source", "the JSON is not valid"); }
  const isRight = Array.isArray(found?.files) && found.files.every(isFile(head.types.length * head.sides.length))
    && Array.isArray(found.missing) && found.missing.every(isTexts);
  if (!isRight) throw damage("source", "a file has the wrong structure");
  const files = found.files.map(({ heat, ...file }) => ({ ...file, heat: new Map(heat.map(([line, own, total]) => [line, [own, total]])) }));
  return { files, missing: found.missing };
}

/** What lines of a file have together of their own, in one of the types, a number a side. */
/** @param {SourceFile} file @param {number} type @param {number} sides @returns {number[]} */
export function ownOfFile(file, type, sides) {
  const sums = new Array(sides).fill(0);
  for (const [own] of file.heat.values()) for (let side = 0; side < sides; side++) sums[side] += own[type * sides + side];
  return sums;
}
