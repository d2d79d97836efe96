/**
 * Saves what is shown: as a picture of vectors or pixels, or as folded stacks.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { boxesOf } from "./boxes-shown.js";
import { grewFill, hasChange, shrankFill } from "./colors.js";
import { button, download, drawing, html } from "./elements.js";
import { textIn } from "./picture.js";
import { paint, rowsOf } from "./print.js";
import { spokenText } from "./info.js";
import { isDifference, isGraph, typeOf } from "./viewer.js";
import { shown } from "./words.js";

/** @param {Viewer} viewer */
export function buildSave(viewer) {
  const menu = html("div", { class: "menu", hidden: true });
  const opener = button("Save", "Save this view", () => toggle(menu.hidden), { "aria-haspopup": "true", "aria-expanded": "false" });
  const toggle = (isOpen) => { menu.hidden = !isOpen; opener.setAttribute("aria-expanded", String(isOpen)); };
  const graphs = [
    entry("SVG picture", () => saveSVG(viewer)), entry("PNG picture", () => savePNG(viewer)),
  ];
  const folded = entry("Folded stacks", () => saveFolded(viewer));
  function entry(text, act) { return button(text, "", () => { toggle(false); act(); opener.focus(); }); }
  menu.append(...graphs, folded);
  const holder = html("div", { class: "holder", focusout: (event) => { if (!holder.contains(event.relatedTarget)) toggle(false); },
    keydown: (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        toggle(true);
        focusBeside(menu, step);
        event.preventDefault();
      }
      if (event.key !== "Escape" || menu.hidden) return;
      toggle(false);
      opener.focus();
      event.preventDefault();
    } }, opener, menu);
  viewer.updates.push(() => { for (const item of graphs) item.disabled = !isGraph(viewer); });
  return holder;
}

/** The entry after the one that has the focus, or before it; the first, if none has. */
/** @param {HTMLElement} menu @param {1 | -1} step */
function focusBeside(menu, step) {
  const entries = /** @type {HTMLElement[]} */ ([...menu.querySelectorAll(":enabled")]);
  const here = entries.findIndex((entry) => entry === document.activeElement);
  entries.at((here < 0 ? Math.min(step, 0) : here + step + entries.length) % entries.length).focus();
}

/** @param {Viewer} viewer @param {string} ending */
const savedName = (viewer, ending) => viewer.head.title.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^-|-$/g, "").slice(0, 80) + "." + ending;

/** @param {Viewer} viewer */
function savePNG(viewer) {
  paint(viewer, viewer.stage.width, 2).toBlob((content) => { if (content) download(content, savedName(viewer, "png")); });
}

/** @param {Viewer} viewer */
function saveSVG(viewer) {
  const text = new XMLSerializer().serializeToString(pictureOf(viewer));
  download(new Blob([text], { type: "image/svg+xml" }), savedName(viewer, "svg"));
}

/** The graph as elements, with its title above. */
/** @param {Viewer} viewer */
function pictureOf(viewer) {
  const { stage, head } = viewer;
  const { width, row, size, palette } = stage;
  const boxes = boxesOf(viewer, width);
  const { first, count } = rowsOf(boxes);
  const top = 2 * row + 4;
  const height = top + count * row;
  const text = (x, y, attributes, words) => drawing("text", { x, y, fill: palette.ink, ...attributes }, words);
  return drawing("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "font-family": palette.font, "font-size": size },
    drawing("rect", { width, height, fill: palette.page }), text(4, row, { "font-weight": 600, "font-size": size + 2 }, head.title),
    text(4, 2 * row - 2, { fill: palette.soft }, typeOf(viewer).title + (head.subtitle ? " · " + head.subtitle : "")),
    ...boxes.flatMap((box) => boxElement(viewer, box, top + (box.row - first) * row) ?? []));
}

/** @param {Viewer} viewer @param {any} box @param {number} y */
function boxElement(viewer, box, y) {
  const { stage: { width, row, size, palette, pen }, window: [from, to] } = viewer;
  const scale = width / (to - from);
  const left = box.isAbove ? 0 : Math.max(0, (box.x - from) * scale);
  const right = box.isAbove ? width : Math.min(width, (box.x + box.width - from) * scale);
  if (right - left < 0.25) return null;
  const isMatch = viewer.found?.names[box.name];
  const fill = isMatch ? palette.match : palette.fills[viewer.paint.of(box)];
  pen.font = (box.isInlined ? "italic " : "") + size + "px " + palette.font;
  const words = textIn(viewer, pen, box, right - left - 9);
  const rect = {
    x: left.toFixed(2), y, width: (right - left).toFixed(2), height: row - 1, fill, stroke: palette.page, "stroke-width": 0.5,
    "fill-opacity": box.isAbove ? 0.55 : undefined,
  };
  const text = {
    x: (left + 4).toFixed(2), y: (y + row / 2 + size * 0.34).toFixed(2), fill: palette.ink,
    "font-style": box.isInlined ? "italic" : undefined, "text-decoration": isMatch ? "underline" : undefined,
  };
  return drawing("g", {}, drawing("title", {}, spokenText(viewer, box)), drawing("rect", rect),
    ...changeElements(viewer, box, left, right - left, y), ...(words ? [drawing("text", text, words)] : []));
}

/** @param {Viewer} viewer @param {any} box @param {number} x @param {number} width @param {number} y */
function changeElements(viewer, box, x, width, y) {
  const [before, after] = box.total;
  if (!isDifference(viewer) || before === after || width < 3 || !hasChange(viewer, box)) return [];
  const bar = width * Math.min(1, Math.abs(after - before) / (before + after));
  const { palette, row } = viewer.stage;
  return [drawing("rect", { x: (after > before ? x : x + width - bar).toFixed(2), y, width: bar.toFixed(2), height: row - 1,
    fill: palette.fills[after > before ? grewFill : shrankFill], "fill-opacity": viewer.state.colors === "change" ? 1 : 0.6 })];
}

/** The stacks of what is shown, root first, with what they have of their own; those of the zoomed frame in a graph. */
/** @param {Viewer} viewer @returns {string} */
function foldedText(viewer) {
  const { profile: { tree, names }, sums, state } = viewer;
  const lines = [];
  const path = [];
  const top = state.view === "flame" && !state.isReversed ? state.zoom : 0;
  const clean = (name) => names.texts[name].replace(/[;\n\r]/g, (sign) => sign === ";" ? ":" : " ");
  for (let above = tree.parent[top]; above > 0; above = tree.parent[above]) path[tree.depth[above]] = clean(tree.name[above]);
  for (let node = top; node < tree.end[top]; node++) {
    path[tree.depth[node]] = clean(tree.name[node]);
    const value = shown(viewer, sums.own.map((column) => column[node]));
    if (value > 0 && node > 0) lines.push(path.slice(1, tree.depth[node] + 1).join(";") + " " + value);
  }
  return lines.join("\n") + "\n";
}

/** @param {Viewer} viewer */
function saveFolded(viewer) {
  download(new Blob([foldedText(viewer)], { type: "text/plain" }), savedName(viewer, "folded.txt"));
}
