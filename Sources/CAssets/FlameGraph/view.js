/**
 * Draws the boxes and says what is known of one.
 *
 * @typedef {import("./boxes.js").Box} Box
 *
 * @typedef {object} State
 * @property {number} zoom the node that is as wide as the picture
 * @property {number} pivot the name that is shown with its callers and callees, or -1
 * @property {Box[]} boxes
 * @property {Box[][]} lines the boxes of each line from the left
 * @property {number} room the width of the picture in pixels
 * @property {number} chosen the current one: what is said, copied and turned around
 * @property {boolean[] | null} matches for each name whether it is searched for
 * @property {boolean} isBroken whether what is searched for is written as a pattern and is none
 * @property {boolean} isWaiting whether a pattern waits for somebody to press Enter
 * @property {string} missing the frame of a link that is not here
 * @property {boolean} isPrinted
 */
import { cutText } from "../Common/cut-text.js";
import { picture } from "./picture.js";
import { grouped, percentText } from "../Common/numbers.js";
import {
  amountText, boxChange, data, everywhere, formsOf, pairOf, pathTo, placeText, sideWithoutWidth, tree, hasBar } from "./model.js";
import { pivotBoxes, zoomBoxes } from "./boxes.js";
import {
  crumbs, frames, html, infoName, infoPlace, infoText, isDocument, page, pivotButton, plot, resetButton, scroller,
  spaces, svg,
} from "./page.js";
import { isMatch, outermostSums, sayMatches } from "./search.js";
import { drawAxis } from "./axis.js";
import { zoomTo } from "./controls.js";

/** @type {State} */
export const state = {
  zoom: 0, pivot: -1, boxes: [], lines: [], room: 0, chosen: 0, matches: null, isBroken: false, isWaiting: false, missing: "",
  isPrinted: false,
};
// About as wide as paper is between its margins.
const paperWidth = 720;
// How high frames may be before they are made smaller, and how often as small they may get.
const [paperHeight, smallestOnPaper] = [740, 3];
const pen = document.createElementNS(spaces.h, "canvas").getContext("2d");
const widths = new Map();

/** @param {string} text @returns {number} */
function textWidth(text) {
  if (!widths.has(text)) widths.set(text, pen.measureText(text).width);
  return widths.get(text);
}

// The longest form of a name that fits, else the shortest one cut. A mark stands before it unless it would eat letters.
/** @param {number} name @param {number} room @param {string} mark */
function label(name, room, mark) {
  if (room < 14) return "";
  const fits = (form, room) => form.length * 3 < room && textWidth(form) <= room;
  const rest = room - (mark ? textWidth(mark) : 0);
  const whole = formsOf(name).find((form) => fits(form, rest));
  if (whole !== undefined) return mark + whole;
  const bare = formsOf(name).find((form) => fits(form, room));
  return bare ?? cutText(pen, formsOf(name).at(-1), room, 2);
}

export function draw() {
  const width = state.isPrinted ? paperRoom() : shownWidth();
  if (width === 0) {
    // What is hidden is drawn when it is shown.
    state.room = 0;
    return;
  }
  const hasFocus = frames.contains(document.activeElement);
  const room = Math.max(50, width);
  pen.font = data.fontSize + "px " + getComputedStyle(frames).fontFamily;
  state.boxes = boxesIn(room);
  state.room = room;
  layOut();
  frames.replaceChildren(...drawn());
  const center = state.boxes.findIndex((box) => state.pivot < 0 ? box.node === state.zoom : box.row === 0);
  choose(center, hasFocus);
  sayMatches();
  drawCrumbs();
  drawAxis();
  resetButton.disabled = state.zoom === 0 && state.pivot < 0;
  pivotButton.setAttribute("aria-pressed", state.pivot >= 0);
  if (!isDocument) picture.setAttribute("height", Math.ceil(page.getBoundingClientRect().height));
}

// The boxes that can be seen in a room.
/** @param {number} room @returns {Box[]} */
const boxesIn = (room) => state.pivot < 0 ? zoomBoxes(state.zoom, 0.5 / room) : pivotBoxes(state.pivot, 0.5 / room);

// The first and the last row of boxes.
/** @param {Box[]} boxes @returns {[first: number, last: number]} */
function rowsOf(boxes) {
  let [first, last] = [0, 0];
  for (const { row } of boxes) [first, last] = [Math.min(first, row), Math.max(last, row)];
  return [first, last];
}

// How wide paper is in pixels of the picture: a high picture is drawn wider, and shrinks to the width and height of the sheet.
function paperRoom() {
  const [first, last] = rowsOf(boxesIn(paperWidth));
  const factor = data.axis ? 1 : (last - first + 1) * data.height / paperHeight;
  return paperWidth * Math.min(smallestOnPaper, Math.max(1, factor));
}

const shownWidth = () => plot.getBoundingClientRect().width;

// Draws again where the picture has another width than it was drawn for, as when a tab that hides it is opened.
export function fit() {
  if (!state.isPrinted && shownWidth() > 0 && Math.abs(shownWidth() - state.room) >= 0.5) draw();
}

// Gives each box its line, and the plot its height; what is printed takes the width that paper has.
function layOut() {
  const [first, last] = rowsOf(state.boxes);
  const height = (last - first + 1) * data.height;
  plot.setAttribute("height", height);
  if (state.isPrinted) plot.setAttribute("viewBox", "0 0 " + state.room + " " + height);
  else plot.removeAttribute("viewBox");
  state.lines = Array.from({ length: last - first + 1 }, () => []);
  state.boxes.forEach((box, index) => {
    box.index = index;
    box.line = data.up ? last - box.row : box.row - first;
    state.lines[box.line].push(box);
  });
  for (const line of state.lines) line.sort((a, b) => a.x - b.x);
}

// Scrolls to the frame that all others are shown for, unless it is to be seen.
export function reveal() {
  const top = (state.boxes[state.chosen]?.line ?? 0) * data.height;
  const isSeen = top >= scroller.scrollTop && top + data.height <= scroller.scrollTop + scroller.clientHeight;
  if (isSeen && state.pivot < 0) return;
  const place = state.pivot >= 0 ? 0.5 : data.up ? 0.75 : 0.25;
  scroller.scrollTop = top + data.height / 2 - place * scroller.clientHeight;
}

// An element a box; boxes too narrow to be told apart share one element for each colour.
/** @returns {Element[]} */
function drawn() {
  const narrow = new Map();
  const groups = [];
  for (const box of state.boxes) {
    const width = box.width * state.room;
    box.group = width < 3 ? null : groupOf(box);
    if (box.group) {
      groups.push(box.group);
      continue;
    }
    const kind = isMatch(box) ? "match" : data.colors + narrowPaint(box);
    if (!narrow.has(kind)) narrow.set(kind, []);
    narrow.get(kind).push("M" + (box.x * state.room).toFixed(2) + " " + box.line * data.height
      + "h" + width.toFixed(2) + "v" + (data.height - 1) + "h-" + width.toFixed(2) + "z");
  }
  return [...[...narrow].map(([kind, path]) => svg("path", { class: kind, d: path.join("") })), ...groups];
}

/** @param {Box} box */
function narrowPaint(box) {
  const [before, after] = pairOf(box);
  if (!hasBar(box) || Math.abs(after - before) * 2 < box.total) return box.paint;
  return after > before ? "b" : "c";
}

/** @param {Box} box @returns {any} */
function groupOf(box) {
  const [x, width, y] = [box.x * state.room, box.width * state.room, box.line * data.height];
  const kind = (box.isAbove ? "above" : "") + (isMatch(box) ? " match" : "");
  const group = svg("g", {
    role: "treeitem", tabindex: -1, "aria-level": box.row + 1, "aria-setsize": box.siblings, "aria-posinset": box.place,
    ...(box.isOpen ? { "aria-expanded": true } : {}), "aria-label": spoken(box), class: kind,
  }, svg("rect", {
    class: data.colors + box.paint, x: x.toFixed(2), y, width: width.toFixed(2), height: data.height - 1,
  }));
  if (hasBar(box)) group.append(...barOf(box, x, width, y));
  const text = label(box.name, width - 8, markOf(box));
  if (text) {
    group.append(svg("text", {
      class: box.isInlined ? "in" : "", x: (x + 4).toFixed(2),
      y: (y + data.height / 2 + data.fontSize * 0.3).toFixed(2),
    }, text + (box.node === 0 ? " · " + amount(box) : "")));
  }
  group.box = box;
  return group;
}

// How much of a box is more than before, from its left, or less, from its right.
/** @param {Box} box @param {number} x @param {number} width @param {number} y @returns {Element[]} */
function barOf(box, x, width, y) {
  const [before, after] = pairOf(box);
  if (before === after) return [];
  const bar = width * Math.min(1, Math.abs(after - before) / box.total);
  return [svg("rect", {
    class: "bar " + data.colors + (after > before ? "b" : "c"), x: (after > before ? x : x + width - bar).toFixed(2), y,
    width: bar.toFixed(2), height: data.height - 1,
  })];
}

// What stands before the name of a box that is on one side only.
/** @param {Box} box */
function markOf(box) {
  if (!data.layout) return "";
  const [before, after] = pairOf(box);
  return before === 0 ? "+ " : after === 0 ? "- " : "";
}

/** @type {(box: { total: number, other: number }) => string} */
export const amount = (box) => data.layout ? boxChange(box) : amountText(box.total);

/** @param {Box} box */
function spoken(box) {
  return data.names[box.name] + ", " + (data.layout ? boxChange(box) : amountText(box.total) + ", " + percentText(box.total, tree.total[0]));
}

// Makes one frame the current one, which keys and buttons are about.
/** @param {number} index @param {boolean} takesFocus */
export function choose(index, takesFocus) {
  const last = state.boxes[state.chosen]?.group;
  last?.setAttribute("tabindex", -1);
  last?.classList.remove("current");
  state.chosen = Math.max(0, index);
  const box = state.boxes[state.chosen];
  if (!box) {
    pivotButton.disabled = state.pivot < 0;
    infoName.textContent = infoText.textContent = infoPlace.textContent = "";
    return;
  }
  if (!box.group) frames.append(box.group = groupOf(box));
  box.group.setAttribute("tabindex", 0);
  box.group.classList.add("current");
  if (takesFocus) box.group.focus();
  inform(box);
}

/** @param {Box} box */
function inform(box) {
  const whole = state.pivot < 0 ? tree.total[state.zoom] : state.boxes.find((box) => box.row === 0).total;
  const all = percentText(box.total, tree.total[0]) + " of " + (data.whole ?? "all");
  const part = whole === tree.total[0] || box.isAbove ? "" : ", " + percentText(box.total, whole) + " of what is shown";
  const own = box.own > 0 && !data.layout ? "own " + amountText(box.own) + " (" + percentText(box.own, tree.total[0]) + ")" : "";
  const sum = everywhere(box.name);
  const elsewhere = box.name === 0 || (sum.total === box.total && sum.other === box.other) ? "" : amount(sum) + (sum.total < box.total ? " including negative values" : " everywhere");
  infoName.textContent = data.names[box.name];
  infoText.textContent = [amount(box) + " (" + all + part + ")", own, elsewhere, box.isInlined ? "inlined" : "", ...lostTexts(box)]
    .filter((text) => text).join(" · ");
  infoPlace.replaceChildren(...placeParts(box.name));
  pivotButton.disabled = state.pivot < 0 && box.node === 0;
}

// Where a function is, in two parts: of a long path the folders may be cut, the file and the line never are.
/** @param {number} name @returns {Element[]} */
function placeParts(name) {
  const text = placeText(name);
  if (!text) return [];
  const cut = text.lastIndexOf("/") + 1;
  return [html("span", { class: "folders" }, text.slice(0, cut)), html("span", { class: "file" }, text.slice(cut))];
}

// Frames below one that are not in the file: they are small, or have no width since they are on the other side only.
/** @param {Box} box @returns {string[]} */
function lostTexts({ lost }) {
  if (!lost) return [];
  const frames = (count) => " frame" + (count === 1 ? "" : "s") + " below ";
  const small = grouped(lost.frames) + " small" + frames(lost.frames) + "not in this file (" + amount(lost) + ")";
  // What lies below a small frame is a part of that.
  const value = lost.otherValue > 0 ? " (" + amount({ total: 0, other: lost.otherValue }) + ")" : "";
  const hidden = grouped(lost.otherFrames) + frames(lost.otherFrames) + "only " + sideWithoutWidth() + ", not drawn" + value;
  return [lost.frames > 0 ? small : "", lost.otherFrames > 0 ? hidden : ""];
}

function drawCrumbs() {
  const path = state.pivot < 0 ? pathTo(state.zoom) : [];
  crumbs.replaceChildren(...path.slice(0, -1).map((node) => html("li", {},
    html("button", { type: "button", title: data.names[tree.name[node]], click: () => zoomTo(node) },
      formsOf(tree.name[node]).find((form) => form.length < 30) ?? formsOf(tree.name[node]).at(-1)))));
  if (state.missing) crumbs.prepend(html("li", {}, state.missing + " is not in this picture"));
  if (state.pivot >= 0) crumbs.append(html("li", {}, pivotText(state.pivot)));
}

// What a turned view is about, and how much of it: frames may be missing from the file, sums are not.
/** @param {number} name */
function pivotText(name) {
  const sides = data.up === data.reversed ? "Callers above, callees below " : "Callees above, callers below ";
  const [shown, whole] = [outermostSums()[name], everywhere(name).total];
  const both = data.layout === "union" ? " before + after" : "";
  const text = shown === whole ? amount(everywhere(name)) : amountText(shown) + " of " + amountText(whole) + both + " is shown here";
  return sides + (formsOf(name).find((form) => form.length < 60) ?? formsOf(name).at(-1)) + ": " + text;
}
