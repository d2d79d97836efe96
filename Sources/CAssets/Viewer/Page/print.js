/**
 * Paper: light, as wide as it, and nothing that wants to be pressed.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { boxesOf } from "./boxes-shown.js";
import { highestCanvas } from "./stage.js";
import { drawPicture } from "./picture.js";
import { lightenForPaper } from "./theme.js";
import { isGraph } from "./viewer.js";

/** About as wide as a sheet is between its margins. */
const paperWidth = 720;
/** How high frames may be before they are made smaller, and how small they may get. */
const [paperHeight, smallest] = [700, 3];
const ratio = 2;
/** How many rows of a table are printed. */
const printedRows = 200;

/** @param {Viewer} viewer */
export function listenToPrinter(viewer) {
  let lightAgain = () => {};
  addEventListener("beforeprint", () => {
    lightAgain = lightenForPaper();
    viewer.stage.readTheme();
    for (const update of viewer.themed) update();
    if (isGraph(viewer)) printGraph(viewer);
    for (const list of viewer.lists) if (!list.element.hidden) list.rows.put(0, Math.min(list.rows.count, printedRows));
    viewer.printed.textContent = printedText(viewer);
  }, { signal: viewer.signal });
  addEventListener("afterprint", () => {
    lightAgain();
    viewer.stage.holder.style.height = "";
    viewer.stage.readTheme();
    for (const update of viewer.themed) update();
    for (const update of viewer.updates) update(viewer);
    viewer.stage.layOut(viewer.stage.boxes);
  }, { signal: viewer.signal });
}

/** A high picture is drawn wider, and shrinks to the width and height of the sheet. */
/** @param {Viewer} viewer */
function printGraph(viewer) {
  const { stage } = viewer;
  const rows = rowsOf(boxesOf(viewer, paperWidth));
  const width = paperWidth * Math.min(smallest, Math.max(1, rows.count * stage.row / paperHeight));
  const canvas = paint(viewer, width, ratio);
  stage.canvas.style.width = stage.canvas.style.height = "";
  stage.holder.style.height = "auto";
  [stage.canvas.width, stage.canvas.height] = [canvas.width, canvas.height];
  stage.pen.setTransform(1, 0, 0, 1, 0, 0);
  stage.pen.drawImage(canvas, 0, 0);
}

/** @param {any[]} boxes */
export function rowsOf(boxes) {
  let [first, last] = [0, 0];
  for (const { row } of boxes) [first, last] = [Math.min(first, row), Math.max(last, row)];
  return { first, count: last - first + 1 };
}

/** The whole picture on a canvas of its own. */
/** @param {Viewer} viewer @param {number} width @param {number} sharpness @returns {HTMLCanvasElement} */
export function paint(viewer, width, sharpness) {
  const { stage } = viewer;
  const boxes = boxesOf(viewer, width);
  const { first, count } = rowsOf(boxes);
  const height = count * stage.row;
  const ratio = Math.min(sharpness, highestCanvas / Math.max(height, width));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
  drawPicture(viewer, {
    pen: canvas.getContext("2d"), width, height, top: 0, row: stage.row, size: stage.size, ratio, boxes, first,
    window: viewer.window, palette: stage.palette,
  });
  return canvas;
}

/** @param {Viewer} viewer */
function printedText(viewer) {
  const list = viewer.lists.find(({ element }) => !element.hidden);
  return list && list.rows.count > printedRows ? `The first ${printedRows} rows of ${list.rows.count}.` : "";
}
