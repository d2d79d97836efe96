/**
 * Keys and values of labels with what they have; each can be the only one, or be left out.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { numbered, percentText, valueText } from "../../Common/numbers.js";
import { labelKeys } from "../Model/labels.js";
import { button, html, nameElement } from "./elements.js";
import { go, typeOf } from "./viewer.js";

/** How many values are shown before somebody asks for the rest. */
const firstShown = 12;
const mostShown = 500;

/** @param {Viewer} viewer */
export function buildLabels(viewer) {
  const panel = html("div", { class: "labels", role: "region", "aria-label": "Filter by label" });
  /** @type {Set<number>} keys of which all values are shown */
  const whole = new Set();
  const update = () => {
    if (panel.hidden) return;
    const keys = viewer.profile.labels ? labelKeys(viewer.profile, viewer.sums, viewer.look) : [];
    panel.replaceChildren(...keys.map((found) => sectionOf(viewer, found, whole, update)));
    if (!viewer.profile.labels) panel.append(html("p", { class: "soft" }, "Reading labels…"));
  };
  viewer.labels = { panel, update };
  return panel;
}

/** @param {Viewer} viewer @param {any} found @param {Set<number>} whole @param {() => void} update */
function sectionOf(viewer, found, whole, update) {
  const { key, unit } = viewer.head.labels[found.key];
  const rows = [...found.values, ...(found.without > 0 ? [{ value: -1, text: "no such label", amount: found.without }] : [])];
  const most = rows.reduce((largest, { amount }) => Math.max(largest, amount), 0);
  const shown = rows.slice(0, whole.has(found.key) ? mostShown : firstShown);
  const rest = rows.length - shown.length;
  const more = () => { whole.add(found.key); update(); };
  return html("section", {}, html("h3", {}, nameElement(key), unit ? html("span", { class: "soft" }, " in " + unit) : ""),
    ...shown.map((row) => rowOf(viewer, found, row, most)),
    ...(rest > 0 ? [whole.has(found.key) ? html("p", { class: "soft" }, numbered(rest, "smaller value") + " not shown")
      : button(numbered(rest, "more value"), "Show them", more, { class: "more" })] : []));
}

/** Shares are of all that can be chosen of the key. */
/** @param {Viewer} viewer @param {any} found @param {any} row @param {number} most */
function rowOf(viewer, { key, amount, without }, row, most) {
  const is = (isKept) => viewer.state.labels.some((choice) => choice.key === key && choice.isKept === isKept && holds(choice, row));
  const [isOnly, isLeft] = [is(true), is(false)];
  const only = html("button", {
    type: "button", class: "value", title: "Only what has this: " + row.text, "aria-pressed": String(isOnly),
    click: () => toggle(viewer, key, row, true),
  }, nameElement(row.text), html("span", { class: "number" }, valueText(typeOf(viewer), row.amount)),
  html("span", { class: "number part" }, percentText(row.amount, amount + without)));
  only.style.setProperty("--share", (most > 0 ? row.amount / most * 100 : 0).toFixed(2) + "%");
  return html("div", { class: "label-row" }, only, button("−", "Leave it out", () => toggle(viewer, key, row, false), {
    "aria-label": "Leave out " + row.text, "aria-pressed": String(isLeft),
  }));
}

/** @param {any} choice @param {any} row */
const holds = (choice, row) => row.range ? choice.range?.[0] === row.range[0] && choice.range?.[1] === row.range[1] : choice.values.includes(row.value);

/** Adds a value to the choice of its key, or takes it away. */
/** @param {Viewer} viewer @param {number} key @param {any} row @param {boolean} isKept */
function toggle(viewer, key, row, isKept) {
  const isSame = (choice) => choice.key === key && choice.isKept === isKept;
  const { labels } = viewer.state;
  const before = labels.find((choice) => isSame(choice) && !row.range === !choice.range);
  const wasHeld = before && holds(before, row);
  const values = (before?.values ?? []).filter((value) => value !== row.value);
  const made = row.range ? { key, isKept, values: [], range: row.range } : { key, isKept, values: wasHeld ? values : [...values, row.value] };
  // A value that is wanted is no longer left out, and the other way round.
  const others = labels.filter((choice) => !isSame(choice)).map((choice) => choice.key !== key || choice.range ? choice
    : { ...choice, values: choice.values.filter((value) => value !== row.value) });
  const isEmpty = row.range ? wasHeld : made.values.length === 0;
  go(viewer, { labels: [...others.filter((choice) => choice.range || choice.values.length > 0), ...(isEmpty ? [] : [made])] });
}

/** @param {Viewer} viewer @param {number} key @param {number} value @param {boolean} isKept */
export const chooseLabel = (viewer, key, value, isKept) => toggle(viewer, key, { value }, isKept);
