/**
 * What a person can do.
 *
 * @typedef {import("./boxes.js").Box} Box
 */
import { picture } from "./picture.js";
import { data } from "./model.js";
import { build, field, frames, help, helpButton, infoName, infoText, isDocument, page, plot, scroller } from "./page.js";
import { choose, draw, fit, reveal, state } from "./view.js";
import { goToMatch, search } from "./search.js";
import { followAddress, keepAddress } from "./address.js";

/** @param {number} node */
export function zoomTo(node) {
  [state.zoom, state.pivot] = [node, -1];
  show();
}

/** @param {number} name */
function pivotTo(name) {
  state.pivot = name;
  show();
}

// A new view, to which the address leads and from which one can go back.
function show() {
  keepAddress(true);
  draw();
  reveal();
}

export function togglePivot() {
  const box = state.boxes[state.chosen];
  if (state.pivot >= 0) zoomTo(state.zoom);
  else if (box && box.node !== 0) pivotTo(box.name);
}

export function reset() { zoomTo(0); }

export function toggleHelp() {
  help.hidden = !help.hidden;
  helpButton.setAttribute("aria-expanded", !help.hidden);
  draw();
}

/** @param {Box} box */
function open(box) {
  if (state.pivot < 0) zoomTo(box.node);
  else if (box.row !== 0) pivotTo(box.name);
}

export async function copyName() {
  const box = state.boxes[state.chosen];
  if (!box) return;
  const name = data.names[box.name];
  try {
    await navigator.clipboard.writeText(name);
    infoText.textContent = "copied";
  } catch {
    getSelection().selectAllChildren(infoName.firstChild);
  }
}

function find() {
  search(field.value);
  draw();
  keepAddress(false);
}

// The frame that lies next to the chosen one: in the same line, or the widest that touches it.
/** @param {number} lines @param {number} step */
function neighbour(lines, step) {
  const from = state.boxes[state.chosen];
  let best = -1;
  if (!from) return best;
  state.boxes.forEach((box, index) => {
    if (box.line !== from.line + lines) return;
    const rest = state.boxes[best];
    if (lines === 0) {
      if ((box.x - from.x) * step > 0 && (!rest || (rest.x - box.x) * step > 0)) best = index;
    } else if (box.x < from.x + from.width && box.x + box.width > from.x && (!rest || box.width > rest.width)) {
      best = index;
    }
  });
  return best;
}

/** @type {Record<string, () => number>} */
const keys = {
  ArrowUp: () => neighbour(-1, 0), ArrowDown: () => neighbour(1, 0),
  ArrowLeft: () => neighbour(0, -1), ArrowRight: () => neighbour(0, 1),
  Home: () => 0,
};

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isInFrames = frames.contains(document.activeElement);
  if (event.target === field) {
    if (event.key === "Enter") { if (state.isWaiting) find(); goToMatch(event.shiftKey ? -1 : 1); }
    else if (event.key === "Escape" && !help.hidden) toggleHelp();
    else if (event.key === "Escape" && field.value === "") field.blur();
    else return;
  } else if (event.key === "Escape") {
    if (!help.hidden) toggleHelp();
    else if (field.value) { field.value = ""; find(); } else reset();
  } else if (event.key === "/") {
    field.focus();
    field.select();
  } else if (event.key === "n" || event.key === "N") {
    goToMatch(event.key === "n" ? 1 : -1);
  } else if (event.key === "p") {
    togglePivot();
  } else if (event.key === "?") {
    toggleHelp();
  } else if (event.key === "c") {
    copyName();
  } else if (isInFrames && event.key in keys) {
    const index = keys[event.key]();
    if (index >= 0) choose(index, true);
  } else if (isInFrames && (event.key === "Enter" || event.key === " ")) {
    if (state.boxes[state.chosen]) open(state.boxes[state.chosen]);
  } else {
    return;
  }
  event.preventDefault();
}

// The box under the pointer; a narrow one is found a pixel away too.
/** @param {any} event @returns {Box | undefined} */
function boxAt(event) {
  const group = event.target.closest?.("[role=treeitem]");
  if (group) return group.box;
  const edge = plot.getBoundingClientRect();
  const line = state.lines[Math.floor((event.clientY - edge.top) / data.height)] ?? [];
  const x = (event.clientX - edge.left) / state.room;
  let [least, most] = [0, line.length];
  while (least < most) {
    const middle = (least + most) >> 1;
    if (line[middle].x <= x) least = middle + 1; else most = middle;
  }
  const distance = (box) => Math.max(box.x - x, x - box.x - box.width, 0) * state.room;
  return line.slice(Math.max(0, least - 1), least + 1).filter((box) => distance(box) <= 1)
    .sort((a, b) => distance(a) - distance(b))[0];
}

export function start() {
  build();
  plot.addEventListener("click", (event) => {
    const box = boxAt(event);
    // A double click is one click: what lies under the pointer by then may be another frame.
    if (!box || event.detail > 1) return;
    if (event.shiftKey && box.node !== 0) pivotTo(box.name);
    else open(box);
  });
  // The frame under the pointer is the current one, and stays it when the pointer leaves for a button.
  plot.addEventListener("pointermove", (event) => {
    const box = boxAt(event);
    if (box && box.index !== state.chosen) choose(box.index, false);
  });
  // Not on an element of SVG: one that listens for focus is a stop of the tabulator itself.
  page.addEventListener("focusin", (event) => { if (event.target.box) choose(event.target.box.index, false); });
  field.addEventListener("input", find);
  (isDocument ? document : picture).addEventListener("keydown", pressed);
  addEventListener("popstate", followAddress);
  let asked = 0;
  const resized = () => { cancelAnimationFrame(asked); asked = requestAnimationFrame(fit); };
  if (globalThis.ResizeObserver) new ResizeObserver(resized).observe(scroller);
  else addEventListener("resize", resized);
  for (const [name, isPrinted] of Object.entries({ beforeprint: true, afterprint: false })) {
    addEventListener(name, () => { state.isPrinted = isPrinted; draw(); });
  }
  followAddress();
}
