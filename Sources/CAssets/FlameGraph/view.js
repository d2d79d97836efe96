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
 * @property {number} chosen
 * @property {boolean[] | null} matches for each name whether it is searched for
 */
import { picture } from "./picture.js";
import { changeText, data, grouped, pairOf, pathTo, percentText, placeText, tree, valueText } from "./model.js";
import { pivotBoxes, zoomBoxes } from "./boxes.js";
import {
  crumbs, frames, html, infoName, infoText, isDocument, page, pivotButton, plot, resetButton, scroller,
  spaces, svg,
} from "./page.js";
import { isMatch, sayMatches } from "./search.js";
import { zoomTo } from "./controls.js";

/** @type {State} */
export const state = { zoom: 0, pivot: -1, boxes: [], lines: [], room: 0, chosen: 0, matches: null };
const pen = document.createElementNS(spaces.h, "canvas").getContext("2d");
const widths = new Map();

/** @param {string} text @returns {number} */
function textWidth(text) {
  if (!widths.has(text)) widths.set(text, pen.measureText(text).width);
  return widths.get(text);
}

// Ever shorter forms of a name, the whole one first.
/** @type {string[][]} */
const forms = [];
/** @param {number} name @returns {string[]} */
function formsOf(name) {
  const [text, cuts] = [data.names[name], data.cuts[name]];
  return forms[name] ??= [text, ...Array.from({ length: cuts.length / 2 },
    (_, cut) => text.slice(cuts[2 * cut], cuts[2 * cut + 1]))];
}

// The longest form of a name that fits, else the shortest one cut.
/** @param {number} name @param {number} room */
function label(name, room) {
  if (room < 14) return "";
  const whole = formsOf(name).find((form) => form.length * 3 < room && textWidth(form) <= room);
  if (whole !== undefined) return whole;
  const shortest = formsOf(name).at(-1);
  const letters = Array.from(shortest.slice(0, Math.ceil(room / 2)));
  let [least, most] = [0, letters.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (pen.measureText(letters.slice(0, middle).join("") + "…").width <= room) least = middle;
    else most = middle - 1;
  }
  return least < 2 ? "" : letters.slice(0, least).join("") + "…";
}

export function draw() {
  const hasFocus = frames.contains(document.activeElement);
  const room = Math.max(50, plot.getBoundingClientRect().width);
  const style = getComputedStyle(frames);
  pen.font = data.fontSize + "px " + style.fontFamily;
  const smallest = 0.4 / room;
  state.boxes = state.pivot < 0 ? zoomBoxes(state.zoom, smallest) : pivotBoxes(state.pivot, smallest);
  let [first, last] = [0, 0];
  for (const { row } of state.boxes) [first, last] = [Math.min(first, row), Math.max(last, row)];
  plot.setAttribute("height", (last - first + 1) * data.height);
  state.lines = Array.from({ length: last - first + 1 }, () => []);
  state.boxes.forEach((box, index) => {
    box.index = index;
    box.line = data.up ? last - box.row : box.row - first;
    state.lines[box.line].push(box);
  });
  for (const line of state.lines) line.sort((a, b) => a.x - b.x);
  state.room = room;
  frames.replaceChildren(...drawn());
  const center = state.boxes.findIndex((box) => state.pivot < 0 ? box.node === state.zoom : box.row === 0);
  choose(center, hasFocus);
  sayMatches();
  drawCrumbs();
  resetButton.disabled = state.zoom === 0 && state.pivot < 0;
  pivotButton.setAttribute("aria-pressed", state.pivot >= 0);
  if (!isDocument) picture.setAttribute("height", Math.ceil(page.getBoundingClientRect().height));
}

// Scrolls to the frame that all others are shown for, leaving some room for those around it.
export function reveal() {
  const place = state.pivot >= 0 ? 0.5 : data.up ? 0.75 : 0.25;
  scroller.scrollTop = (state.boxes[state.chosen].line + 0.5) * data.height - place * scroller.clientHeight;
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
    const kind = isMatch(box) ? "match" : narrowPaint(box);
    if (!narrow.has(kind)) narrow.set(kind, []);
    narrow.get(kind).push("M" + (box.x * state.room).toFixed(2) + " " + box.line * data.height
      + "h" + width.toFixed(2) + "v" + (data.height - 1) + "h-" + width.toFixed(2) + "z");
  }
  return [...[...narrow].map(([kind, path]) => svg("path", { class: kind, d: path.join("") })), ...groups];
}

/** @param {Box} box */
function narrowPaint(box) {
  const [before, after] = pairOf(box);
  if (!data.bars || Math.abs(after - before) * 2 < box.total) return box.paint;
  return after > before ? "b" : "c";
}

/** @param {Box} box @returns {any} */
function groupOf(box) {
  const [x, width, y] = [box.x * state.room, box.width * state.room, box.line * data.height];
  const kind = (box.isAbove ? "above" : "") + (isMatch(box) ? " match" : "");
  const group = svg("g", {
    role: "treeitem", tabindex: -1, "aria-level": box.row + 1, "aria-label": spoken(box), class: kind,
  }, svg("rect", {
    class: box.paint, x: x.toFixed(2), y, width: width.toFixed(2), height: data.height - 1,
  }));
  if (data.bars) group.append(...barOf(box, x, width, y));
  const mark = markOf(box);
  const text = label(box.name, width - 8 - (mark ? textWidth(mark) : 0));
  if (text) {
    group.append(svg("text", {
      class: box.isInlined ? "in" : "", x: (x + 4).toFixed(2),
      y: (y + data.height / 2 + data.fontSize * 0.3).toFixed(2),
    }, mark + text + (box.node === 0 ? " · " + amount(box) : "")));
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
    class: after > before ? "bar b" : "bar c", x: (after > before ? x : x + width - bar).toFixed(2), y,
    width: bar.toFixed(2), height: data.height - 1,
  })];
}

// What stands before the name of a box that is on one side only.
/** @param {Box} box */
function markOf(box) {
  if (!data.layout) return "";
  const [before, after] = pairOf(box);
  return before === 0 ? "+ " : after === 0 ? "− " : "";
}

/** @type {(box: { total: number, other: number }) => string} */
export const amount = (box) => data.layout ? changeText(box) : valueText(box.total);

/** @param {Box} box */
function spoken(box) {
  return data.names[box.name] + ", " + (data.layout ? changeText(box) : valueText(box.total) + ", " + percentText(box.total, tree.total[0]));
}

// Makes one frame the one that keys and buttons are about.
/** @param {number} index @param {boolean} takesFocus */
export function choose(index, takesFocus) {
  state.boxes[state.chosen]?.group?.setAttribute("tabindex", -1);
  state.chosen = Math.max(0, index);
  const box = state.boxes[state.chosen];
  if (!box.group) frames.append(box.group = groupOf(box));
  box.group.setAttribute("tabindex", 0);
  if (takesFocus) box.group.focus();
  inform(box);
}

/** @param {Box} box */
export function inform(box) {
  const whole = state.pivot < 0 ? tree.total[state.zoom] : state.boxes.find((box) => box.row === 0).total;
  const all = percentText(box.total, tree.total[0]) + " of " + (data.whole ?? "all");
  const part = whole === tree.total[0] || box.isAbove ? "" : ", " + percentText(box.total, whole) + " of what is shown";
  const own = box.own > 0 && !data.layout ? "own " + valueText(box.own) + " (" + percentText(box.own, tree.total[0]) + ")" : "";
  const lost = box.lostFrames > 0
    ? grouped(box.lostFrames) + " small frames below are not in this file (" + amount(box.lost) + ")" : "";
  infoName.textContent = data.names[box.name];
  infoText.textContent = [amount(box) + " (" + all + part + ")", own, box.isInlined ? "inlined" : "", lost,
    placeText(box.name)].filter((text) => text).join(" · ");
  pivotButton.disabled = state.pivot < 0 && box.node === 0;
}

function drawCrumbs() {
  const path = state.pivot < 0 ? pathTo(state.zoom) : [];
  crumbs.replaceChildren(...path.slice(0, -1).map((node) => html("li", {},
    html("button", { type: "button", title: data.names[tree.name[node]], click: () => zoomTo(node) },
      formsOf(tree.name[node]).find((form) => form.length < 30) ?? formsOf(tree.name[node]).at(-1)))));
  if (state.pivot < 0) return;
  const sides = data.up === data.reversed ? "Callers above and callees below " : "Callees above and callers below ";
  crumbs.append(html("li", {}, sides + data.names[state.pivot]));
}
