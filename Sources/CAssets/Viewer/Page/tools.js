/**
 * The row of the search, of filters and of how frames are drawn; and the row of the path to what is shown.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { rangeText } from "../Model/ranges.js";
import { button, html, markEnds, nameElement, press } from "./elements.js";
import { nodesTo } from "./boxes-shown.js";
import { colorChoices } from "./colors.js";
import { buildSearch } from "./find.js";
import { buildSides, showColors } from "./head.js";
import { go, isGraph, zoomTo } from "./viewer.js";
import { amountText, ofSides, shareText, shortName, shown } from "./words.js";

/** How many frames of a path are shown. */
const mostCrumbs = 60;

/** @param {Viewer} viewer */
export function buildTools(viewer) {
  const search = buildSearch(viewer);
  return html("div", { class: "tools" }, search.field,
    markEnds(html("div", { class: "drawing" }, ...buildPanels(viewer), ...buildSides(viewer), buildColors(viewer), buildReverse(viewer))));
}

/** The path to what is shown, pills of filters, then what the search has found and can do. */
/** @param {Viewer} viewer */
export function buildStatus(viewer) {
  const pills = html("span", { class: "pills", role: "group", "aria-label": "Filters" });
  viewer.updates.push(() => pills.replaceChildren(...pillsOf(viewer)));
  const { found, previous, place, shown, next, keep, leave } = viewer.search;
  const status = html("span", { class: "said", role: "status" }, shown, found, place);
  return html("div", { class: "status" }, buildCrumbs(viewer), pills, status, previous, next, keep, leave);
}

/** @param {Viewer} viewer */
function buildColors(viewer) {
  const choice = html("select", { title: "What colours stand for", "aria-label": "Colours", change: () => showColors(viewer, choice.value) });
  viewer.updates.push(() => {
    const choices = colorChoices(viewer);
    choice.replaceChildren(...choices.map(([key, text]) => html("option", { value: key }, text)));
    choice.disabled = !isGraph(viewer);
    choice.value = choices.some(([key]) => key === viewer.state.colors) ? viewer.state.colors : "package";
  });
  return html("label", { class: "choice" }, html("span", {}, "Colours "), choice);
}

/** @param {Viewer} viewer */
function buildReverse(viewer) {
  const made = button("Reverse", "Merge stacks from their leaves (r)", () => toggleReverse(viewer));
  viewer.updates.push(() => {
    press([[made, viewer.state.isReversed]]);
    made.disabled = viewer.state.view !== "flame";
  });
  return made;
}

/** @param {Viewer} viewer */
export function toggleReverse(viewer) {
  if (viewer.state.view === "flame") go(viewer, { isReversed: !viewer.state.isReversed, path: [], zoom: 0 });
}

/** What stands beside the graph. */
/** @param {Viewer} viewer */
function buildPanels(viewer) {
  const choices = [["table", "Functions", "Functions beside the graph"],
    ...(viewer.head.labels.length > 0 ? [["labels", "Labels", "Filter by label"]] : [])];
  const buttons = choices.map(([key, title, help]) => [key, button(title, help, () => toggleSide(viewer, key))]);
  viewer.updates.push(() => {
    for (const [key, item] of buttons) {
      item.setAttribute("aria-expanded", String(viewer.side === key && (key === "labels" || isGraph(viewer))));
      item.disabled = key === "table" && !isGraph(viewer);
    }
  });
  return buttons.map(([, item]) => item);
}

/** @param {Viewer} viewer @param {string} side */
function toggleSide(viewer, side) {
  viewer.side = viewer.side === side ? "" : side;
  for (const update of viewer.updates) update(viewer);
}

/** @param {Viewer} viewer */
function pillsOf(viewer) {
  const { state, head } = viewer;
  const names = state.names.map((choice) => {
    const text = choice.group >= 0 ? head.groups[choice.group].text : choice.query;
    const drop = () => go(viewer, { names: state.names.filter((other) => other !== choice) });
    const run = () => go(viewer, { names: state.names.map((other) => other === choice ? { ...other, isWaiting: false } : other) });
    return pill((choice.isKept ? "only " : "without ") + text, drop, choice.isWaiting ? run : null);
  });
  const labels = state.labels.map((choice) => pill(choiceText(viewer, choice),
    () => go(viewer, { labels: state.labels.filter((other) => other !== choice) }), null));
  return [...names, ...labels];
}

/** A filter with a cross; one from a link that is a pattern waits until it is pressed. */
/** @param {string} text @param {() => void} drop @param {(() => void) | null} run */
function pill(text, drop, run) {
  return html("span", { class: run ? "pill waiting" : "pill" }, html("bdi", { title: text }, text),
    ...(run ? [button("Run", "This pattern came with the link: run it", run)] : []),
    button("×", "Remove this filter", drop, { "aria-label": "Remove the filter " + text }));
}

/** @param {Viewer} viewer @param {any} choice */
function choiceText(viewer, choice) {
  const { key, unit } = viewer.head.labels[choice.key];
  const sign = choice.isKept ? "only " : "without ";
  const values = choice.values.map((value) => value < 0 ? "none" : viewer.profile.labels.texts[value]);
  return `${sign}${key}: ${[...(choice.range ? [rangeText(choice.range, unit)] : []), ...values].join(" or ")}`;
}

/** The path to what is shown; its room is always kept. */
/** @param {Viewer} viewer */
function buildCrumbs(viewer) {
  const list = html("ol", { "aria-label": "Frames above" });
  viewer.updates.push(() => {
    const crumbs = crumbsOf(viewer);
    // Of a path of thousands those are of use that are near.
    const shown = crumbs.length > mostCrumbs ? [crumbs[0], "…", ...crumbs.slice(1 - mostCrumbs)] : crumbs;
    list.replaceChildren(...shown.map((item) => html("li", {}, item)));
    // What stands last is seen, from the next frame on: by then all has been laid out.
    requestAnimationFrame(() => { list.scrollLeft = list.scrollWidth; });
  });
  return html("nav", {}, list);
}

/** @param {Viewer} viewer @returns {(Node | string)[]} */
function crumbsOf(viewer) {
  const { state, profile } = viewer;
  const crumb = (name, click) => button(shortName(viewer, name, 30), profile.names.texts[name], click);
  if (viewer.missing) return [html("strong", {}, viewer.missing)];
  if (state.view === "callers") return [crumb(0, () => zoomTo(viewer, 0)), callersText(viewer)];
  if (state.view === "time") return [timeText(viewer)];
  if (state.view !== "flame") return [];
  if (state.isReversed) {
    return [crumb(0, () => go(viewer, { path: [] })), ...state.path.map((name, index) =>
      crumb(name, () => go(viewer, { path: state.path.slice(0, index + 1) })))];
  }
  return nodesTo(viewer, state.zoom).map((node) => crumb(profile.tree.name[node], () => zoomTo(viewer, node)));
}

/** @param {Viewer} viewer */
const timeText = ({ head: { order } }) =>
  html("span", {}, order.label ? "samples by their label " : "samples in the order of the file", order.label ? nameElement(order.label) : "");

/** @param {Viewer} viewer */
function callersText(viewer) {
  const { state, sums } = viewer;
  if (!(state.name > 0)) return "Choose a function";
  const sum = ofSides(sums.nameTotal, state.name);
  return html("span", {}, "callers above, callees below ", nameElement(shortName(viewer, state.name, 60)),
    `: ${amountText(viewer, sum)} (${shareText(viewer, shown(viewer, sum))})`);
}
