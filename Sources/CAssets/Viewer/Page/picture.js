/**
 * Draws boxes on a canvas.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 *
 * @typedef {object} Sheet what is drawn on
 * @property {CanvasRenderingContext2D} pen
 * @property {number} width in pixels of the page
 * @property {number} top how much is scrolled away
 * @property {number} height
 * @property {number} row how high a row is
 * @property {number} size of letters
 * @property {number} ratio pixels of the screen for one of the page
 * @property {[number, number]} window the part of the width that is seen
 * @property {any[]} boxes
 * @property {number} first the first row
 * @property {any} palette
 */
import { valueText } from "../../Common/numbers.js";
import { grewFill, plainFill, shrankFill, hasChange } from "./colors.js";
import { fittingText } from "./text-fit.js";
import { amountText, formsOf } from "./words.js";
import { isDifference, typeOf } from "./viewer.js";

/** @param {Viewer} viewer @param {Sheet} sheet */
export function drawPicture(viewer, sheet) {
  const { pen, ratio, palette } = sheet;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.fillStyle = palette.page;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  const seen = placed(sheet);
  for (const [key, boxes] of byFill(viewer, seen)) fillBoxes(sheet, key, boxes);
  if (isDifference(viewer)) for (const box of seen) drawChange(viewer, sheet, box);
  for (const box of seen) if (isOwnHatched(viewer, box.box)) drawOwn(viewer, sheet, box);
  if (viewer.found) outline(sheet, seen.filter(({ box, width }) => width >= 6 && viewer.found.names[box.name]));
  drawTexts(viewer, sheet, seen);
}

/** Where boxes lie that are seen, to the pixel of the screen: edges of one colour are as sharp as others. */
/** @param {Sheet} sheet */
function placed(sheet) {
  const { width, row, first, top, height, ratio, window: [from, to] } = sheet;
  const scale = width / (to - from);
  const sharp = (x) => Math.round(x * ratio) / ratio;
  const seen = [];
  for (const box of sheet.boxes) {
    const y = (box.row - first) * row - top;
    if (y + row <= 0 || y >= height) continue;
    const left = box.isAbove ? 0 : Math.max(0, (box.x - from) * scale);
    const right = box.isAbove ? width : Math.min(width, (box.x + box.width - from) * scale);
    if (right <= 0 || left >= width || right - left < 0.25) continue;
    const x = sharp(left);
    seen.push({ box, x, y: sharp(y), width: Math.max(1 / ratio, sharp(right) - x) });
  }
  return seen;
}

/** @param {Viewer} viewer @param {any[]} seen @returns {Map<string, any[]>} boxes by colour; "+" is above the zoom */
function byFill(viewer, seen) {
  const kinds = new Map();
  for (const item of seen) {
    const key = fillOf(viewer, item) + (item.box.isAbove ? "+" : "");
    const list = kinds.get(key);
    if (list) list.push(item);
    else kinds.set(key, [item]);
  }
  return kinds;
}

/** @param {Viewer} viewer @param {{ box: any, width: number }} item */
function fillOf(viewer, { box, width }) {
  if (viewer.found?.names[box.name]) return "match";
  const fill = viewer.paint.of(box);
  return fill === plainFill && width < 3 && hasChange(viewer, box) ? narrowFill(box) : fill;
}

/** A box too narrow for a bar has the colour of its change if that is most of it. */
/** @param {any} box */
function narrowFill({ total: [before, after] }) {
  if (Math.abs(after - before) * 2 < before + after) return plainFill;
  return after > before ? grewFill : shrankFill;
}

/** @param {Sheet} sheet @param {string} key @param {any[]} boxes */
function fillBoxes({ pen, palette, row, ratio }, key, boxes) {
  const gap = 1 / ratio;
  pen.beginPath();
  for (const { x, y, width } of boxes) {
    if (width < 3) pen.rect(x, y, width, row - gap);
    else pen.roundRect(x, y, width - gap, row - gap, width > 8 ? 2 : 0);
  }
  pen.globalAlpha = key.endsWith("+") ? 0.55 : 1;
  pen.fillStyle = key.startsWith("match") ? palette.match : palette.fills[parseInt(key, 10)];
  pen.fill();
  pen.globalAlpha = 1;
  if (palette.isForced) {
    pen.strokeStyle = palette.ink;
    pen.lineWidth = gap;
    pen.stroke();
  }
}

/** How much of a box is more than before, from its left, or less, from its right; lines rise or fall with it. */
/** @param {Viewer} viewer @param {Sheet} sheet @param {any} item */
function drawChange(viewer, sheet, { box, x, y, width }) {
  const [before, after] = box.total;
  if (width < 3 || before === after || !hasChange(viewer, box) || box.isAbove && !(before + after > 0)) return;
  const bar = (width - 1) * Math.min(1, Math.abs(after - before) / (before + after));
  if (bar < 1) return;
  const isMatch = viewer.found?.names[box.name];
  const left = after > before ? x : x + width - 1 - bar;
  const fill = viewer.state.colors === "change" && !isMatch ? sheet.palette.fills[after > before ? grewFill : shrankFill] : "";
  hatch(sheet, left, y, bar, after > before ? 1 : -1, fill);
}

/** @param {Viewer} viewer @param {any} box */
const isOwnHatched = (viewer, box) => viewer.state.view === "callers" && box.row === 0;

/** Of a function with its callees, what it has of its own, at the right. */
/** @param {Viewer} viewer @param {Sheet} sheet @param {any} item */
function drawOwn(viewer, sheet, { box, x, y, width }) {
  const sum = (sides) => sides.reduce((all, value) => all + value, 0);
  const part = sum(box.total) > 0 ? sum(box.own) / sum(box.total) : 0;
  if (part * width >= 1) hatch(sheet, x + width - 1 - part * (width - 1), y, part * (width - 1), 0, "");
}

/** Fills a part of a box and draws lines over it: rising, falling, or crossing ones. */
/** @param {Sheet} sheet @param {number} x @param {number} y @param {number} width @param {number} slope @param {string} fill */
function hatch({ pen, palette, row, ratio }, x, y, width, slope, fill) {
  const height = row - 1 / ratio;
  pen.save();
  pen.beginPath();
  pen.rect(x, y, width, height);
  pen.clip();
  if (fill) {
    pen.fillStyle = fill;
    pen.fill();
  }
  pen.beginPath();
  for (let at = x - height; at < x + width + height; at += 8) {
    if (slope >= 0) { pen.moveTo(at, y + height); pen.lineTo(at + height, y); }
    if (slope <= 0) { pen.moveTo(at, y); pen.lineTo(at + height, y + height); }
  }
  pen.strokeStyle = palette.hatch;
  pen.lineWidth = 1.2;
  pen.stroke();
  pen.restore();
}

/** @param {Sheet} sheet @param {any[]} seen */
function outline({ pen, palette, row, ratio }, seen) {
  pen.beginPath();
  for (const { x, y, width } of seen) pen.rect(x + 0.5, y + 0.5, width - 1 - 1 / ratio, row - 1 - 1 / ratio);
  pen.strokeStyle = palette.ink;
  pen.lineWidth = 0.8;
  pen.stroke();
}

/** A frame around the current box: strong where the keys are. */
/** @param {Sheet} sheet @param {any} box @param {boolean} hasFocus */
export function drawCurrent(sheet, box, hasFocus) {
  const item = placed({ ...sheet, boxes: [box] })[0];
  if (!item) return;
  const { pen, palette, row, ratio } = sheet;
  const inner = hasFocus ? 1.5 : 0.75;
  pen.strokeStyle = hasFocus ? palette.accent : palette.ink;
  pen.lineWidth = inner * 2;
  pen.strokeRect(item.x + inner, item.y + inner, Math.max(1, item.width - 2 * inner - 1 / ratio), row - 2 * inner - 1 / ratio);
}

/** @param {Viewer} viewer @param {Sheet} sheet @param {any[]} seen */
function drawTexts(viewer, sheet, seen) {
  const { pen, palette, row, size } = sheet;
  const fonts = [size + "px " + palette.font, "italic " + size + "px " + palette.font];
  pen.textBaseline = "alphabetic";
  pen.direction = "ltr";
  for (const { box, x, y, width } of seen) {
    if (width < 22) continue;
    const font = fonts[box.isInlined ? 1 : 0];
    if (sheet.font !== font) pen.font = sheet.font = font;
    const text = textIn(viewer, pen, box, width - 9);
    if (!text) continue;
    const isMatch = viewer.found?.names[box.name];
    pen.fillStyle = isMatch ? palette.matchInk : palette.ink;
    pen.fillText(text, x + 4, y + row / 2 + size * 0.34);
    if (isMatch) pen.fillRect(x + 4, y + row / 2 + size * 0.52, pen.measureText(text).width, 1);
  }
  sheet.font = "";
}

/** The name, and where there is one box for all, what that is. */
/** @param {Viewer} viewer @param {CanvasRenderingContext2D} pen @param {any} box @param {number} room */
export function textIn(viewer, pen, box, room) {
  const text = fittingText(pen, formsOf(viewer, box.name), room, markOf(viewer, box));
  const isCenter = box.name === 0 || viewer.state.view === "callers" && box.row === 0;
  if (!isCenter || !text) return text;
  const amount = text + " · " + (isDifference(viewer) ? amountText(viewer, box.total) : valueText(typeOf(viewer), box.total[0]));
  return pen.measureText(amount).width <= room ? amount : text;
}

/** What stands before the name of a box that is on one side only. */
/** @param {Viewer} viewer @param {any} box */
function markOf(viewer, box) {
  if (!isDifference(viewer)) return "";
  const [before, after] = box.total;
  return before === 0 ? "+ " : after === 0 ? "- " : "";
}
