/**
 * The frames for those who do not see the canvas: around the current one its path, its siblings and what is below it, as
 * items of a tree. The canvas draws where the focus is.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { chainTo } from "./boxes-shown.js";
import { html } from "./elements.js";
import { choose, spokenText } from "./info.js";
import { isGraph } from "./viewer.js";

const mostItems = 200;
const mostOfKind = 80;
let waiting = 0;

/** @param {Viewer} viewer */
export function buildAccess(viewer) {
  viewer.access = html("div", { class: "unseen", role: "tree", "aria-label": "Frames around the current one" });
  viewer.access.addEventListener("focusin", (event) => {
    const { box } = event.target;
    if (box && box !== viewer.current) choose(viewer, box, box.name);
    viewer.stage.askToDraw();
  });
  viewer.access.addEventListener("focusout", () => viewer.stage.askToDraw());
  return viewer.access;
}

/** Items follow the keys at once, and the pointer when it rests. */
/** @param {Viewer} viewer */
export function updateAccess(viewer) {
  clearTimeout(waiting);
  if (viewer.access.contains(document.activeElement)) fillAccess(viewer);
  else waiting = setTimeout(() => fillAccess(viewer), 100);
}

/** @param {Viewer} viewer */
function fillAccess(viewer) {
  const { access, current } = viewer;
  const hadFocus = access.contains(document.activeElement);
  access.hidden = !isGraph(viewer) || !current;
  const items = current ? itemsAround(viewer, current) : [];
  access.replaceChildren(...items.slice(0, mostItems).map((item) => elementOf(viewer, item)));
  if (hadFocus) focusCurrent(viewer);
}

/** @param {Viewer} viewer */
export function focusCurrent(viewer) {
  viewer.access.querySelector("[tabindex='0']")?.focus({ preventScroll: true });
}

/** The path, the siblings of the current box and its children, each with its level and its place among its siblings. */
/** @param {Viewer} viewer @param {any} box */
function itemsAround(viewer, box) {
  const path = chainTo(viewer, box);
  const items = path.slice(0, -1).map((over, index) => ({ box: over, level: index + 1, place: 1, size: 1, isOpen: true }));
  const level = path.length;
  const siblings = siblingsOf(viewer, box, path[path.length - 2]);
  const here = siblings.findIndex((other) => other === box);
  const first = Math.max(0, Math.min(here - mostOfKind / 2, siblings.length - mostOfKind));
  for (const [index, other] of siblings.slice(first, first + mostOfKind).entries()) {
    items.push({ box: other, level, place: first + index + 1, size: siblings.length, isOpen: other === box });
    if (other !== box) continue;
    const below = childrenOf(viewer, box);
    for (const [place, child] of below.slice(0, mostOfKind).entries()) {
      items.push({ box: child, level: level + 1, place: place + 1, size: below.length, isOpen: false });
    }
  }
  const spare = items.length - mostItems;
  return spare > 0 ? items.slice(Math.min(spare, Math.max(0, level - 2))) : items;
}

/** @param {Viewer} viewer @param {any} box @param {any} parent @returns {any[]} */
function siblingsOf(viewer, box, parent) {
  if (!parent || parent === box) return [box];
  const all = childrenOf(viewer, parent);
  return all.includes(box) ? all : [box];
}

/** The boxes that touch one in the next row, heaviest first; in a graph of callers away from the function. */
/** @param {Viewer} viewer @param {any} box @returns {any[]} */
function childrenOf(viewer, box) {
  const steps = viewer.state.view !== "callers" ? [1] : box.row > 0 ? [1] : box.row < 0 ? [-1] : [1, -1];
  return steps.flatMap((step) => viewer.stage.line(box.row + step)
    .filter((other) => other.isAbove || box.isAbove || (other.x + other.width / 2 >= box.x && other.x + other.width / 2 < box.x + box.width)))
    .sort((a, b) => b.width - a.width);
}

/** @param {Viewer} viewer @param {any} item */
function elementOf(viewer, { box, level, place, size, isOpen }) {
  const isCurrent = box === viewer.current;
  const made = html("div", {
    role: "treeitem", tabindex: isCurrent ? 0 : -1, "aria-level": level, "aria-posinset": place, "aria-setsize": size,
    "aria-selected": String(isCurrent), ...(box.hasBelow ? { "aria-expanded": String(isOpen) } : {}),
  }, spokenText(viewer, box));
  made.box = box;
  return made;
}

/** The box beside the current one: in its row, or the widest that touches it in the next. */
/** @param {Viewer} viewer @param {number} rows @param {number} step */
export function neighbour(viewer, rows, step) {
  const from = viewer.current;
  const line = viewer.stage.line(from.row + rows);
  if (rows === 0) return line[line.indexOf(from) + step] ?? null;
  const touches = (box) => box.isAbove || from.isAbove || (box.x < from.x + from.width && box.x + box.width > from.x);
  return line.filter(touches).sort((a, b) => b.width - a.width)[0] ?? null;
}
