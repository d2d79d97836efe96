/**
 * How numbers are written; the program writes them alike.
 *
 * @typedef {object} ValueType how the values of a type are written
 * @property {string} count what values count, plural; empty where they have a unit
 * @property {number} [factor] what they are multiplied by first
 * @property {number} divisor how many of them make one that is counted
 * @property {[size: number, symbol: string][]} steps the units, smallest first
 */

/** @param {number | string} number */
export const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

/**
 * 12 functions, 1 frame
 *
 * @type {(count: number, noun: string) => string}
 */
export const numbered = (count, noun) => grouped(count) + " " + noun + (count === 1 ? "" : "s");

/**
 * How many a value stands for: 1,234, or 1,234.50 where counts have a fraction.
 *
 * @param {ValueType} type @param {number} value
 */
function counted(type, value) {
  if (type.divisor === 1) return grouped(Math.round(value));
  const number = Math.round(value) / type.divisor;
  const text = Math.abs(number) < 1 ? String(Number(number.toPrecision(2))) : number.toFixed(2).replace(/\.00$/, "");
  return text.replace(/^-?\d+/, grouped);
}

/**
 * A value with its unit: 1,234 samples, 96.58MB.
 *
 * @param {ValueType} type @param {number} value
 */
export function valueText(type, value) {
  if ((type.factor ?? 1) !== 1) value = Math.round(value * type.factor);
  if (type.count || type.steps.length === 0) {
    const number = counted(type, value);
    const name = number === "1" ? type.count.replace(/s$/, "") : type.count;
    return (number + " " + name).trimEnd();
  }
  let step = type.steps[0];
  for (const larger of type.steps) if (Math.abs(value) / larger[0] >= 1) step = larger;
  const number = (value / step[0]).toFixed(2).replace(/\.00$/, "");
  return number === "0" ? number : number + step[1];
}

/**
 * A value beside one that says what is counted.
 *
 * @param {ValueType} type @param {number} value
 */
export const bareText = (type, value) => type.count ? counted(type, value * (type.factor ?? 1)) : valueText(type, value);

/**
 * How many times as much, or as little: ×361, ÷4, +6.72%, new, gone.
 *
 * @param {number} before @param {number} after
 */
export function factorText(before, after) {
  if (before === after) return "";
  if (before === 0) return "new";
  if (after === 0) return "gone";
  const factor = after / before;
  const short = (number) => number >= 0.1 ? String(Number(number.toFixed(2))) : String(Number(number.toPrecision(2)));
  const times = (number) => number >= 10 ? grouped(Math.round(number)) : short(number);
  if (factor >= 2) return "×" + times(factor);
  if (factor <= 0.5) return "÷" + times(before / after);
  return (factor > 1 ? "+" : "-") + short(Math.abs(factor - 1) * 100) + "%";
}

/**
 * 15 → 64,117 goroutines, +64,102, ×4,274
 *
 * @param {ValueType} type @param {number} before @param {number} after
 */
export function changeText(type, before, after) {
  const delta = after - before;
  return [bareText(type, before) + " → " + valueText(type, after),
    delta === 0 ? "" : (delta > 0 ? "+" : "-") + bareText(type, Math.abs(delta)), factorText(before, after)]
    .filter((text) => text).join(", ");
}

/** @param {number} part @param {number} whole */
export function percentText(part, whole) {
  if (part === whole || part === 0) return part === 0 ? "0%" : "100%";
  const text = (whole > 0 ? part / whole * 100 : 0).toFixed(2) + "%";
  return text === "0.00%" ? "<0.01%" : text;
}
