/**
 * The canvas: it is as large as what is seen of the picture and stands still while a high picture is scrolled behind it.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { readPalette } from "./colors.js";
import { html } from "./elements.js";
import { drawCurrent, drawPicture } from "./picture.js";
import { isGraph, relayOut } from "./viewer.js";

/** Browsers refuse larger ones. */
export const highestCanvas = 8192;

export class Stage {
  /** @param {Viewer} viewer */
  constructor(viewer) {
    this.viewer = viewer;
    this.canvas = html("canvas", { "aria-hidden": "true" });
    this.holder = html("div", { class: "whole" }, this.canvas);
    this.scroller = html("div", { class: "scroll", tabindex: -1 }, this.holder);
    this.empty = html("p", { class: "empty", hidden: true });
    this.element = html("div", { class: "stage" }, this.empty, this.scroller);
    this.pen = this.canvas.getContext("2d");
    [this.width, this.height, this.row, this.size] = [0, 0, 20, 12];
    [this.first, this.last, this.boxes, this.lines, this.asked, this.scrolled] = [0, 0, [], null, 0, 0];
    this.scroller.addEventListener("scroll", () => {
      this.scrolled = this.scroller.scrollTop;
      this.askToDraw();
    });
    new ResizeObserver(() => this.resize()).observe(this.scroller);
    this.readTheme();
  }

  readTheme() {
    this.palette = readPalette(this.viewer.root);
    this.readSizes();
  }

  readSizes() {
    this.letter = parseFloat(getComputedStyle(this.viewer.root).fontSize);
    this.isCoarse = matchMedia("(pointer: coarse)").matches;
    this.size = Math.round(this.letter * 12 / 13);
    this.row = Math.round(this.letter * (this.isCoarse ? 2 : 1.55));
  }

  /** Draws again where the room is another one than was drawn for, as when a page that was hidden is shown. */
  resize() {
    const { clientWidth: width, clientHeight: height } = this.scroller;
    if (width === 0 || (width === this.width && height === this.height)) return;
    const isOther = width !== this.width;
    [this.width, this.height] = [width, height];
    this.readSizes();
    if (isOther && this.viewer.sums && isGraph(this.viewer)) relayOut(this.viewer);
    else this.askToDraw();
  }

  /** @param {any[]} boxes */
  layOut(boxes) {
    [this.boxes, this.lines, this.first, this.last] = [boxes, null, 0, 0];
    for (const { row } of boxes) {
      if (row < this.first) this.first = row;
      if (row > this.last) this.last = row;
    }
    this.holder.style.height = (boxes.length > 0 ? this.last - this.first + 1 : 0) * this.row + "px";
    this.askToDraw();
  }

  askToDraw() {
    if (!this.asked) this.asked = requestAnimationFrame(() => this.draw());
  }

  draw() {
    cancelAnimationFrame(this.asked);
    this.asked = 0;
    if (this.width === 0 || !isGraph(this.viewer)) return;
    const sheet = this.sheet();
    drawPicture(this.viewer, sheet);
    const { current, name, access } = this.viewer;
    const hasFocus = access.contains(document.activeElement);
    const marked = current ? [current] : this.boxes.filter((box) => box.name === name);
    for (const box of marked) drawCurrent(sheet, box, hasFocus);
  }

  /** The canvas as a sheet to draw on, in its right size. */
  sheet() {
    const height = Math.min(this.height, highestCanvas);
    const ratio = Math.min(devicePixelRatio || 1, highestCanvas / Math.max(this.width, height));
    const [wide, high] = [Math.round(this.width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== wide || this.canvas.height !== high) [this.canvas.width, this.canvas.height] = [wide, high];
    [this.canvas.style.width, this.canvas.style.height] = [this.width + "px", height + "px"];
    return {
      pen: this.pen, width: this.width, height, ratio, top: this.scroller.scrollTop, row: this.row, size: this.size,
      window: this.viewer.window, boxes: this.boxes, first: this.first, palette: this.palette,
    };
  }

  /** The boxes of a row from the left. */
  /** @param {number} row @returns {any[]} */
  line(row) {
    if (!this.lines) {
      this.lines = new Map();
      for (const box of this.boxes) {
        const line = this.lines.get(box.row);
        if (line) line.push(box);
        else this.lines.set(box.row, [box]);
      }
      for (const line of this.lines.values()) line.sort((a, b) => a.x - b.x);
    }
    return this.lines.get(row) ?? [];
  }

  /** The box of a row at a part of the width; one that is a pixel away is near enough. */
  /** @param {number} row @param {number} x */
  boxAt(row, x) {
    const line = this.line(row);
    if (line[0]?.isAbove) return line[0];
    let [least, most] = [0, line.length];
    while (least < most) {
      const middle = (least + most) >> 1;
      if (line[middle].x <= x) least = middle + 1; else most = middle;
    }
    const [from, to] = this.viewer.window;
    const distance = (box) => Math.max(box.x - x, x - box.x - box.width, 0) * this.width / (to - from);
    return line.slice(Math.max(0, least - 1), least + 1).filter((box) => distance(box) <= 1)
      .sort((a, b) => distance(a) - distance(b))[0] ?? null;
  }

  /** The box under a point of the page. */
  /** @param {{ clientX: number, clientY: number }} point */
  boxUnder({ clientX, clientY }) {
    const edge = this.canvas.getBoundingClientRect();
    const row = Math.floor((clientY - edge.top + this.scroller.scrollTop) / this.row) + this.first;
    return clientY < edge.top || clientY > edge.bottom ? null : this.boxAt(row, this.partAt(clientX));
  }

  /** Which part of the whole width a place of the page is. */
  /** @param {number} clientX */
  partAt(clientX) {
    const [from, to] = this.viewer.window;
    return from + (clientX - this.canvas.getBoundingClientRect().left) / this.width * (to - from);
  }

  /** @param {number} top */
  scrollTo(top) {
    if (top <= 0 && this.scrolled === 0) return;
    this.scroller.scrollTop = top;
    this.scrolled = this.scroller.scrollTop;
  }

  /** Scrolls and moves the part that is seen, until a box is in it. */
  /** @param {any} box @param {boolean} isCentered whether it is to stand in the middle even if it is seen already */
  reveal(box, isCentered = false) {
    const top = (box.row - this.first) * this.row;
    // To ask a page for its place makes it lay out all that has changed; at its top it is known.
    const scrolled = this.scrolled === 0 ? 0 : this.scroller.scrollTop;
    const isSeen = top >= scrolled && top + this.row <= scrolled + this.height;
    if (!isSeen || isCentered) this.scrollTo(top + this.row / 2 - this.height * (isCentered ? 0.5 : 0.3));
    const [from, to] = this.viewer.window;
    if (!box.isAbove && (box.x + box.width < from || box.x > to)) {
      const left = Math.min(Math.max(0, box.x + box.width / 2 - (to - from) / 2), 1 - (to - from));
      this.viewer.window = [left, left + to - from];
      relayOut(this.viewer);
    }
    this.askToDraw();
  }
}
