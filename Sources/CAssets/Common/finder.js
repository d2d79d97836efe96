/**
 * What is typed to find functions is plain text, in which capitals count if there are any; /…/ is a regular expression, and one
 * that is none is text too.
 */

/**
 * What stands between the slashes of a pattern.
 *
 * @param {string} query @returns {string | undefined}
 */
const patternOf = (query) => /^\/(.+)\/$/s.exec(query)?.[1];

/**
 * A pattern as an expression; null for plain text, and for a pattern that is not valid.
 *
 * @param {string} query @returns {RegExp | null}
 */
function expressionOf(query) {
  const pattern = patternOf(query);
  if (pattern === undefined) return null;
  try { return new RegExp(pattern, hasCapital(pattern) ? "" : "i"); } catch { return null; }
}

/** @type {(text: string) => boolean} */
const hasCapital = (text) => /\p{Lu}/u.test(text);

/**
 * Whether a text is written as a pattern.
 *
 * @param {string} query
 */
export const isPattern = (query) => patternOf(query) !== undefined;

/**
 * Whether a text is written as a pattern and is none.
 *
 * @param {string} query
 */
export const isBroken = (query) => isPattern(query) && expressionOf(query) === null;

/** @param {string} query @returns {(name: string) => boolean} */
export function finder(query) {
  const expression = expressionOf(query);
  if (expression) return (name) => expression.test(name);
  /* A pattern that is not valid is text, as names have brackets too. */
  if (hasCapital(query)) return (name) => name.includes(query);
  const text = query.toLowerCase();
  return (name) => name.toLowerCase().includes(text);
}
