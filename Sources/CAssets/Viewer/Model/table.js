/** The rows of the table: names with what each has in the whole look, including negative values. */
import { shownSum } from "./boxes.js";

/** @typedef {import("./profile.js").Profile} Profile */
/** @typedef {import("./sums.js").Sums} Sums */
/** @typedef {"own" | "total" | "site" | "before" | "after" | "delta" | "factor" | "name" | "group"} TableColumn */

/**
 * The names that have anything; of two sides, on any.
 *
 * @param {Profile} profile @param {Sums} sums @param {Uint8Array} [isShown] for each name @returns {Uint32Array}
 */
export function tableRows({ names }, { nameOwn, nameTotal }, isShown) {
  const rows = [];
  for (let name = 1; name < names.count; name++) {
    if (isShown && !isShown[name]) continue;
    if (nameTotal.some((column) => column[name] !== 0) || nameOwn.some((column) => column[name] !== 0)) rows.push(name);
  }
  return Uint32Array.from(rows);
}

/**
 * What a column of numbers has of a name. Before, after, delta and factor are of what stacks have that hold it.
 *
 * @param {Sums} sums @param {TableColumn} column @param {number} name
 */
export function tableValue(sums, column, name) {
  const { nameOwn, nameTotal, nameSite } = sums;
  const shown = (columns) => shownSum(sums, columns.map((values) => values[name]));
  const [before, after] = nameTotal.map((values) => values[name]);
  switch (column) {
    case "own": return shown(nameOwn);
    case "site": return shown(nameSite);
    case "before": return before;
    case "after": return after;
    case "delta": return after - before;
    /* What is new has grown most. */
    case "factor": return before === after ? 1 : before === 0 ? Infinity : after / before;
    default: return shown(nameTotal);
  }
}

/**
 * Sorted rows; equal ones by name.
 *
 * @param {Profile} profile @param {Sums} sums @param {Uint32Array} rows @param {TableColumn} column @param {boolean} isDescending
 * @returns {Uint32Array}
 */
export function sortRows({ head, names }, sums, rows, column, isDescending) {
  const isText = column === "name" || column === "group";
  const texts = column === "group" ? Array.from(names.group, (group) => head.groups[group].text) : isText ? names.texts : [];
  /* Of changes the larger one comes first, whichever way it goes. */
  const valueOf = (name) => column === "delta" ? Math.abs(tableValue(sums, column, name)) : tableValue(sums, column, name);
  const keys = Float64Array.from(names.texts, (_, name) => isText ? 0 : valueOf(name));
  const sign = isDescending ? -1 : 1;
  const order = (a, b) => a < b ? -1 : a > b ? 1 : 0;
  return rows.slice().sort((a, b) =>
    sign * (order(keys[a], keys[b]) || order(texts[a], texts[b])) || order(names.texts[a], names.texts[b]) || a - b);
}
