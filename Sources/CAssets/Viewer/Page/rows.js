/**
 * A long list of which only the rows that are seen are elements; what is above and below them are two empty ones.
 */

/** How many rows are made above and below those that are seen. */
const spare = 8;
/** Browsers have no higher elements. */
const highest = 15000000;

export class Rows {
  /**
   * @param {any} scroller @param {any} body @param {(index: number) => any} make @param {() => any} makeSpace
   * @param {{ top: () => number }} room what stands above the rows in the scroller
   */
  constructor(scroller, body, make, makeSpace, room) {
    Object.assign(this, { scroller, body, make, room });
    [this.count, this.height, this.first, this.last] = [0, 24, 0, -1];
    [this.above, this.below] = [makeSpace(), makeSpace()];
    scroller.addEventListener("scroll", () => this.fill(false));
    new ResizeObserver(() => this.fill(false)).observe(scroller);
  }

  /** @param {number} count @param {number} height */
  show(count, height) {
    [this.count, this.height] = [Math.min(count, Math.floor(highest / height)), height];
    this.fill(true);
  }

  /** @param {boolean} isNew whether rows that are there already are made again */
  fill(isNew) {
    const { scrollTop, clientHeight } = this.scroller;
    if (clientHeight === 0) return;
    const seen = Math.floor((scrollTop - this.room.top()) / this.height);
    const first = Math.max(0, Math.min(seen - spare, this.count - 1));
    const last = Math.min(this.count, seen + Math.ceil(clientHeight / this.height) + spare);
    if (!isNew && first === this.first && last === this.last) return;
    this.put(first, last);
  }

  /** @param {number} first @param {number} last */
  put(first, last) {
    [this.first, this.last] = [first, last];
    const index = this.body.contains(document.activeElement) ? document.activeElement.index : undefined;
    this.above.style.height = first * this.height + "px";
    this.below.style.height = Math.max(0, this.count - last) * this.height + "px";
    const rows = Array.from({ length: Math.max(0, last - first) }, (_, place) => this.row(first + place));
    this.body.replaceChildren(this.above, ...rows, this.below);
    if (index !== undefined) rows.find((row) => row.index === index)?.focus({ preventScroll: true });
  }

  /** @param {number} index */
  row(index) {
    const made = this.make(index);
    made.index = index;
    return made;
  }

  /** Scrolls to a row, and puts the focus on it. */
  /** @param {number} index @param {boolean} takesFocus */
  reveal(index, takesFocus) {
    const top = this.room.top() + index * this.height;
    const { scrollTop, clientHeight } = this.scroller;
    if (top - this.room.top() < scrollTop) this.scroller.scrollTop = top - this.room.top();
    else if (top + this.height > scrollTop + clientHeight) this.scroller.scrollTop = top + this.height - clientHeight;
    this.fill(true);
    if (takesFocus) [...this.body.children].find((row) => row.index === index)?.focus({ preventScroll: true });
  }
}

/** How many rows arrows and pages go. */
/** @param {string} key @param {number} page @returns {number | undefined} */
export function rowStep(key, page) {
  return { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[key];
}
