/**
 * Values, shares and places in words.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { changeText, percentText, valueText } from "../../Common/numbers.js";
import { isDifference, typeOf } from "./viewer.js";

/** A value of each side: 96.58MB, or 1.2MB → 96.58MB, +95.38MB, ×80. */
/** @param {Viewer} viewer @param {ArrayLike<number>} sides */
export const amountText = (viewer, sides) => isDifference(viewer)
  ? changeText(typeOf(viewer), sides[0], sides[1]) : valueText(typeOf(viewer), sides[0]);

/** What a column of each side has in a row. */
/** @param {ArrayLike<number>[]} columns @param {number} index */
export const ofSides = (columns, index) => columns.map((column) => column[index]);

/** What widths stand for: one side, or both together. */
/** @param {Viewer} viewer @param {ArrayLike<number>} sides */
export function shown(viewer, sides) {
  if (!isDifference(viewer) || viewer.state.sides === "before") return sides[0];
  return viewer.state.sides === "after" ? sides[1] : sides[0] + sides[1];
}

/** @param {Viewer} viewer @param {number} part */
export const shareText = (viewer, part) => percentText(part, shown(viewer, viewer.sums.whole));

/** What a share is of. */
/** @param {Viewer} viewer */
export function wholeText(viewer) {
  const { state } = viewer;
  const isFiltered = state.labels.length + state.names.filter((choice) => !choice.isWaiting).length > 0;
  const side = !isDifference(viewer) ? "" : { both: "both sides", before: "what was before", after: "what is after" }[state.sides];
  return isFiltered ? "what is kept" + (side ? " of " + side : "") : side || "all";
}

/** A name, or a shorter form of it. */
/** @param {Viewer} viewer @param {number} name @param {number} length */
export function shortName(viewer, name, length) {
  const forms = formsOf(viewer, name);
  return forms.find((form) => form.length <= length) ?? forms[forms.length - 1];
}

/**
 * Short names of functions, no two alike: of those that would be, more is shown.
 *
 * @param {Viewer} viewer @param {Iterable<number>} names @param {number} length @returns {Map<number, string>}
 */
export function distinctNames(viewer, names, length) {
  const found = new Map();
  let waiting = Array.from(names, (name) => {
    const forms = formsOf(viewer, name);
    const place = forms.findIndex((form) => form.length <= length);
    return { name, forms, place: place < 0 ? forms.length - 1 : place };
  });
  while (waiting.length > 0) {
    const alike = new Map(waiting.map(({ forms, place }) => [forms[place], []]));
    for (const entry of waiting) alike.get(entry.forms[entry.place]).push(entry);
    waiting = [];
    for (const [text, same] of alike) {
      for (const entry of same) {
        found.set(entry.name, text);
        if (same.length > 1 && entry.place > 0) waiting.push({ ...entry, place: entry.place - 1 });
      }
    }
  }
  return found;
}

/** The forms of a name, the whole one first. */
/** @param {Viewer} viewer @param {number} name @returns {string[]} */
export function formsOf(viewer, name) {
  const { names } = viewer.profile;
  const forms = names.formsOf(name);
  return forms[0] === names.texts[name] ? forms : [names.texts[name], ...forms];
}

/** Where a function stands: what is said, the file and the line. */
/** @param {Viewer} viewer @param {number} name */
export function placeOf(viewer, name) {
  const { names } = viewer.profile;
  if (!names.file[name]) return null;
  const file = names.files[names.file[name] - 1];
  const flags = names.flags[name];
  if (flags & 4) return { words: "label", file, line: 0 };
  const line = names.line[name];
  const words = line === 0 ? "in" : flags & 1 ? "defined at" : "at";
  return { words, file, line };
}

/** Where a place is on the web, by the pattern that the file was written with; empty if a part of it is not known. */
/** @param {Viewer} viewer @param {{ file: string, line: number }} place */
export function linkOf(viewer, place) {
  const { link, builds } = viewer.head;
  if (!link || !link.startsWith("https://")) return "";
  const parts = {
    file: place.file.split("/").map(encodeURIComponent).join("/").replace(/^\//, ""), line: place.line || "",
    build: encodeURIComponent(builds[0] ?? ""),
  };
  const isKnown = Object.entries(parts).every(([key, text]) => text !== "" || !link.includes("{" + key + "}"));
  return isKnown ? link.replace(/\{(file|line|build)\}/g, (_, key) => String(parts[key])) : "";
}
