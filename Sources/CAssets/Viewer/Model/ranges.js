/** Ranges of the numbers that a label has: each number by itself where there are few, else powers of two that are put together. */
import { grouped, valueText } from "../../Common/numbers.js";

const mostRanges = 10;

/**
 * Ranges that hold all numbers, from the least on; each begins and ends with a number that there is.
 *
 * @param {Iterable<number>} numbers @returns {[number, number][]}
 */
export function rangesOf(numbers) {
  const sorted = Float64Array.from(new Set(numbers)).sort();
  if (sorted.length <= mostRanges) return Array.from(sorted, (number) => [number, number]);
  const powers = new Set(Array.from(sorted, powerOf));
  const together = Math.ceil(powers.size / mostRanges);
  const placeOf = new Map([...powers].map((power, place) => [power, Math.floor(place / together)]));
  /** @type {[number, number][]} */
  const ranges = [];
  let last = -1;
  for (const number of sorted) {
    const place = placeOf.get(powerOf(number));
    if (place === last) ranges[ranges.length - 1][1] = number;
    else ranges.push([number, number]);
    last = place;
  }
  return ranges;
}

/**
 * Which power of two a number reaches, with its sign.
 *
 * @param {number} number
 */
const powerOf = (number) => number === 0 ? 0 : Math.sign(number) * (1100 + Math.floor(Math.log2(Math.abs(number))));

/**
 * Units that are written shorter.
 *
 * @type {Record<string, [number, string][]>}
 */
const unitSteps = {
  bytes: [[1, "B"], [1024, "kB"], [1024 ** 2, "MB"], [1024 ** 3, "GB"], [1024 ** 4, "TB"]],
  nanoseconds: [[1, "ns"], [1e3, "us"], [1e6, "ms"], [1e9, "s"], [60e9, "mins"], [3600e9, "hrs"]],
};

/**
 * 512B, 30 minutes, 7
 *
 * @param {number} number @param {string} unit
 */
export function labelNumberText(number, unit) {
  const steps = Object.hasOwn(unitSteps, unit) ? unitSteps[unit] : [];
  return steps.length > 0 ? valueText({ count: "", divisor: 1, steps }, number) : (grouped(number) + " " + unit).trimEnd();
}

/** @param {[number, number]} range @param {string} unit */
export function rangeText([first, last], unit) {
  const text = labelNumberText(last, unit);
  return first === last ? text : labelNumberText(first, unit) + " … " + text;
}
