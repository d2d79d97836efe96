/**
 * What colours stand for, and what is said below the graph. An entry of a package finds its functions; one of a label
 * value keeps only what has it.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { valueText } from "../../Common/numbers.js";
import { drawing, html } from "./elements.js";
import { findGroup } from "./find.js";
import { chooseLabel } from "./label-panel.js";
import { remarksOf } from "./info.js";
import { isDifference, isGraph, kept, typeOf } from "./viewer.js";
import { shareText } from "./words.js";

const longest = 32;

/** @param {Viewer} viewer */
export function buildLegend(viewer) {
  const list = html("div", { class: "legend", role: "group", "aria-label": "Legend" });
  const remarks = html("div", { class: "remarks" });
  const fill = () => {
    list.hidden = !isGraph(viewer);
    const words = (text) => html("span", { class: "heading" }, text);
    const lines = isDifference(viewer) && viewer.state.colors !== "change" ? [words("rising lines: grew, falling: shrank")] : [];
    list.replaceChildren(words(viewer.paint.heading), ...viewer.paint.entries.map((entry) => entryOf(viewer, entry)), ...lines);
  };
  const update = () => kept(viewer, "legend", [viewer.paint, isGraph(viewer), viewer.state.group, viewer.state.colors], fill);
  viewer.updates.push(update, () => remarks.replaceChildren(...remarksOf(viewer).map((text) => html("p", {}, text))));
  viewer.themed.push(fill);
  return html("footer", {}, list, remarks);
}

/** The end of a long path tells more than its beginning. */
/** @param {string} text */
function ending(text) {
  const parts = text.split("/");
  while (parts.length > 1 && parts.join("/").length > longest) parts.shift();
  return parts.join("/").length < text.length ? "…/" + parts.join("/") : text;
}

/** @param {Viewer} viewer @param {import("./colors.js").LegendEntry} entry */
function entryOf(viewer, entry) {
  const sample = drawing("svg", { width: 12, height: 12, "aria-hidden": "true" },
    drawing("rect", {
      fill: viewer.stage.palette.fills[entry.fill], stroke: "currentColor", "stroke-opacity": 0.25, x: 0.5, y: 0.5, width: 11, height: 11, rx: 2,
    }));
  const isValue = viewer.state.colors === "own";
  const part = entry.part < 0 ? "" : isValue ? valueText(typeOf(viewer), entry.part) : shareText(viewer, entry.part);
  const content = [sample, html("bdi", { title: entry.text }, ending(entry.text)), html("span", { class: "amount" }, part)];
  if (entry.group !== undefined) {
    return html("button", {
      type: "button", title: "Find its functions", "aria-pressed": String(viewer.state.group === entry.group),
      click: () => findGroup(viewer, entry.group),
    }, ...content);
  }
  if (!entry.value) return html("span", {}, ...content);
  const [key, value] = entry.value;
  return html("button", { type: "button", title: "Only what has this value", click: () => chooseLabel(viewer, key, value, true) }, ...content);
}
