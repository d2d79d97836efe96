/**
 * What a pointer does on the canvas: a click opens, the wheel with Ctrl and two fingers widen, a drag moves what is seen.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { open } from "./boxes-shown.js";
import { choose } from "./info.js";
import { relayOut, showCallers } from "./viewer.js";

/** How far a pointer may go in a click. */
const dragBegins = 4;
/** How much of the width can be seen at the least. */
const narrowest = 1e-7;

/** @param {Viewer} viewer */
export function listenToPointers(viewer) {
  const { canvas, scroller } = viewer.stage;
  /** @type {Map<number, { x: number, y: number }>} */
  const pointers = new Map();
  const drag = { isOn: false, wasOn: false, x: 0, y: 0 };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    Object.assign(drag, { isOn: false, wasOn: false, x: event.clientX, y: event.clientY });
  });
  canvas.addEventListener("pointermove", (event) => {
    const last = pointers.get(event.pointerId);
    if (last) move(viewer, pointers, drag, last, event);
    else hover(viewer, event);
  });
  const end = (event) => {
    pointers.delete(event.pointerId);
    [drag.wasOn, drag.isOn] = [drag.isOn || drag.wasOn, false];
    canvas.classList.remove("dragged");
  };
  for (const kind of ["pointerup", "pointercancel"]) canvas.addEventListener(kind, end);
  canvas.addEventListener("click", (event) => { if (!drag.wasOn) click(viewer, event); });
  scroller.addEventListener("wheel", (event) => wheel(viewer, event), { passive: false });
}

/** The frame under the pointer is the current one, and stays it when the pointer leaves for a button. */
/** @param {Viewer} viewer @param {PointerEvent} event */
function hover(viewer, event) {
  const box = viewer.stage.boxUnder(event);
  viewer.stage.canvas.style.cursor = box ? "pointer" : "";
  if (box && box !== viewer.current) choose(viewer, box, box.name);
}

/** A double click is one click: what lies under the pointer by then may be another frame. */
/** @param {Viewer} viewer @param {MouseEvent} event */
function click(viewer, event) {
  const box = viewer.stage.boxUnder(event);
  if (!box || event.detail > 1) return;
  if (event.shiftKey && box.name > 0) showCallers(viewer, box.name);
  else open(viewer, box);
}

/** @param {Viewer} viewer @param {Map<number, any>} pointers @param {any} drag @param {any} last @param {PointerEvent} event */
function move(viewer, pointers, drag, last, event) {
  const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
  const now = { x: event.clientX, y: event.clientY };
  if (others.length > 0) {
    drag.wasOn = true;
    pinch(viewer, others[0], last, now);
  } else {
    if (!drag.isOn && Math.hypot(now.x - drag.x, now.y - drag.y) < dragBegins) return;
    begin(viewer, drag, event);
    shift(viewer, last.x - now.x);
    if (event.pointerType !== "touch") viewer.stage.scroller.scrollTop -= now.y - last.y;
  }
  pointers.set(event.pointerId, now);
}

/** @param {Viewer} viewer @param {any} drag @param {PointerEvent} event */
function begin(viewer, drag, event) {
  if (drag.isOn) return;
  drag.isOn = true;
  viewer.stage.canvas.setPointerCapture(event.pointerId);
  viewer.stage.canvas.classList.add("dragged");
}

/** Moves what is seen by pixels. */
/** @param {Viewer} viewer @param {number} pixels */
function shift(viewer, pixels) {
  const [from, to] = viewer.window;
  look(viewer, from + pixels / viewer.stage.width * (to - from), to - from);
}

/** Two fingers keep what is under them. */
/** @param {Viewer} viewer @param {{ x: number }} still @param {{ x: number }} last @param {{ x: number }} now */
function pinch(viewer, still, last, now) {
  const before = Math.max(20, Math.abs(last.x - still.x));
  const after = Math.max(20, Math.abs(now.x - still.x));
  widen(viewer, (still.x + now.x) / 2, before / after);
}

/** @param {Viewer} viewer @param {WheelEvent} event */
function wheel(viewer, event) {
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    widen(viewer, event.clientX, Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * 0.005));
  } else if (event.deltaX !== 0 && (viewer.window[0] > 0 || viewer.window[1] < 1)) {
    event.preventDefault();
    shift(viewer, event.deltaX);
  }
}

/** Shows a factor of the part that is seen, and keeps what is under the pointer there. */
/** @param {Viewer} viewer @param {number} clientX @param {number} factor */
function widen(viewer, clientX, factor) {
  const [from, to] = viewer.window;
  const at = viewer.stage.partAt(clientX);
  const length = Math.min(1, Math.max(narrowest, (to - from) * factor));
  look(viewer, at - (at - from) * length / (to - from), length);
}

/** @param {Viewer} viewer @param {number} from @param {number} length */
function look(viewer, from, length) {
  const left = Math.max(0, Math.min(1 - length, from));
  if (left === viewer.window[0] && left + length === viewer.window[1]) return;
  viewer.window = [left, left + length];
  cancelAnimationFrame(viewer.asked);
  viewer.asked = requestAnimationFrame(() => relayOut(viewer));
}
