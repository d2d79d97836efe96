/**
 * What stands above the graph: title, types, views, the verdict. None of it ever changes its height.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { bareText, grouped } from "../../Common/numbers.js";
import { buildServer } from "../Server/bar.js";
import { hasServedSource } from "../Server/served-source.js";
import { button, html, markEnds, press } from "./elements.js";
import { showAbout, showKeys, showLeftOut } from "./dialogs.js";
import { buildSave } from "./save.js";
import { buildTheme } from "./theme.js";
import { adjust, go, isDifference, kept, zoomTo } from "./viewer.js";

/** @param {Viewer} viewer */
export function buildHead(viewer) {
  const { head } = viewer;
  return html("header", {},
    markEnds(html("div", { class: "title" }, html("h1", { title: head.title }, head.title), html("p", { class: "subtitle", title: head.subtitle }, head.subtitle),
      button("About", "About this file: exact totals, builds, notes", () => showAbout(viewer)),
      buildSave(viewer), buildTheme(viewer),
      button("Keys", "Keys and marks (?)", () => showKeys(viewer)))),
    ...buildServer(viewer), buildVerdict(viewer));
}

/** What the program has found, in words, which lead there. */
/** @param {Viewer} viewer */
function buildVerdict(viewer) {
  const line = button("", "Show where", () => zoomTo(viewer, verdictOf(viewer).node), { class: "verdict-text" });
  viewer.updates.push(() => {
    const { text, node } = verdictOf(viewer);
    const isFiltered = viewer.state.labels.length + viewer.state.names.length > 0;
    line.textContent = (isFiltered && text ? "Whole profile: " : "") + text;
    line.disabled = node === 0;
    line.title = node === 0 ? "" : "Show where: " + text;
  });
  return html("p", { class: "verdict-line", hidden: viewer.head.types.every((type) => !type.verdict.text) }, line);
}

/** @param {Viewer} viewer */
const verdictOf = (viewer) => viewer.head.types[viewer.state.type].verdict;

/** The views that there are: key, title, help. */
export const views = [
  ["flame", "Flame graph", "Frames as boxes, as wide as their values"],
  ["time", "By time", "Samples in order of time"],
  ["callers", "Callers & callees", "One function over all stacks (s)"],
  ["table", "Table", "All functions in rows (t)"],
  ["source", "Source", "Source files with the values of their lines"],
  ["tree", "Tree", "Frames as an indented list"],
];

/** Source is there only if it was put into the file, or if a server is asked for it; time if the order of samples is known. */
/** @param {Viewer} viewer @param {string} view */
export const hasView = (viewer, view) => view === "time" ? viewer.head.order !== null
  : view !== "source" || viewer.head.sizes.source > 0 || hasServedSource(viewer);

/** @param {Viewer} viewer */
export function buildViews(viewer) {
  const buttons = views.filter(([key]) => hasView(viewer, key)).map(([key, title, help]) => [key, button(title, help, () => showView(viewer, key))]);
  viewer.updates.push(() => press(buttons.map(([key, item]) => [item, key === viewer.state.view])));
  return markEnds(html("div", { class: "group views", role: "group", "aria-label": "View" }, ...buttons.map(([, item]) => item)));
}

/** Callers, and source that is asked for, are those of the current function, or of the one with most of its own. */
/** @param {Viewer} viewer @param {string} view */
export function showView(viewer, view) {
  if (view !== "callers" && !(view === "source" && hasServedSource(viewer))) { go(viewer, { view: /** @type {any} */ (view) }); return; }
  const name = viewer.name > 0 ? viewer.name : viewer.state.name > 0 ? viewer.state.name : viewer.table.heaviest();
  if (name > 0) go(viewer, { view, name });
}

/** @param {Viewer} viewer */
export function buildTypes(viewer) {
  const { types } = viewer.head;
  const buttons = types.map((type, index) => {
    const isEmpty = type.totals.every((total) => total === "0");
    return button("", `${type.name}: ${type.totals.map(grouped).join(" → ")}${isEmpty ? ", nothing to show" : ""} (${index + 1})`,
      () => showType(viewer, index), { disabled: isEmpty && index !== viewer.head.type });
  });
  buttons.forEach((item, index) => item.append(types[index].title, html("span", { class: "amount" }, totalText(types[index]))));
  viewer.updates.push(() => {
    press(buttons.map((item, index) => [item, index === viewer.state.type]));
    kept(viewer, "type", [viewer.state.type], () => reveal(buttons[viewer.state.type]));
  });
  return markEnds(html("div", { class: "group types", role: "group", "aria-label": "What is measured" }, ...buttons, ...buildLeftOut(viewer)));
}

/** What a comparison cannot show stands where one looks for it. */
/** @param {Viewer} viewer */
function buildLeftOut(viewer) {
  const { leftOut } = viewer.head;
  if (leftOut.length === 0) return [];
  return [button("+" + leftOut.length + " left out", "Not compared: " + leftOut.map(({ title, reason }) => `${title} (${reason})`).join("; "),
    () => showLeftOut(viewer), { class: "left-out" })];
}

/** As wide as what shows that there is more. */
const rowEnd = 34;

/** Scrolls a row of buttons, never the page. */
/** @param {any} item */
function reveal(item) {
  const [edge, whole] = [item, item.parentElement].map((found) => found.getBoundingClientRect());
  if (edge.right > whole.right - rowEnd) item.parentElement.scrollLeft += edge.right - whole.right + rowEnd;
  else if (edge.left < whole.left + rowEnd) item.parentElement.scrollLeft -= whole.left + rowEnd - edge.left;
}

/** @param {any} type */
function totalText(type) {
  return type.totals.map((total) => bareText(type, Number(total))).join(" → ");
}

/** @param {Viewer} viewer @param {number} type */
export function showType(viewer, type) {
  const found = viewer.head.types[type];
  if (found && found.totals.some((total) => total !== "0")) go(viewer, { type });
}

/** Both sides together, or one of them. */
/** @param {Viewer} viewer */
export function buildSides(viewer) {
  if (!isDifference(viewer)) return [];
  const choices = [["both", "Both", "A frame is as wide as before and after together"],
    ["before", "Before", "Widths of " + viewer.head.sides[0].name], ["after", "After", "Widths of " + viewer.head.sides[1].name]];
  const buttons = choices.map(([key, title, help]) => [key, button(title, help, () => go(viewer, { sides: /** @type {any} */ (key) }))]);
  viewer.updates.push(() => press(buttons.map(([key, item]) => [item, key === viewer.state.sides])));
  return [html("div", { class: "group", role: "group", "aria-label": "Width" }, ...buttons.map(([, item]) => item))];
}

/** @param {Viewer} viewer @param {string} colors */
export const showColors = (viewer, colors) => adjust(viewer, { colors });
