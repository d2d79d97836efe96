/**
 * Long work in slices: a generator that stops wherever it may be interrupted.
 *
 * @template Result
 * @typedef {Generator<undefined, Result, undefined>} Steps
 */

/** Longer than this a person feels that the page does not answer. */
const longestSlice = 50;

/**
 * The result of some work; the page does other things whenever a slice has taken its time.
 *
 * @template Result
 * @param {Steps<Result>} steps @returns {Promise<Result>}
 */
export async function inSlices(steps) {
  for (let start = performance.now(); ;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - start < longestSlice) continue;
    await new Promise((resolve) => setTimeout(resolve));
    start = performance.now();
  }
}
