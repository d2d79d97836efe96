/**
 * The line of the current box: what it is, what it has, and where it stands.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { grouped, numbered, percentText, valueText } from "../../Common/numbers.js";
import { foldedWhole } from "../Model/folds.js";
import { sharedLabels } from "../Model/labels.js";
import { hasServedSource } from "../Server/served-source.js";
import { updateAccess } from "./access.js";
import { button, html, nameElement } from "./elements.js";
import { showSource, sourceOf } from "./source-view.js";
import { go, isDifference, showCallers, typeOf } from "./viewer.js";
import { amountText, linkOf, ofSides, placeOf, shareText, shown, wholeText } from "./words.js";

/** How many labels are said of a frame. */
const mostLabels = 3;
/** @type {WeakMap<object, Map<number, string[]>>} */
const labelsOfSums = new WeakMap();

/** @param {Viewer} viewer */
export function buildInfo(viewer) {
  const parts = {
    name: html("div", { class: "name" }), amounts: html("span", { class: "amounts" }), place: html("span", { class: "place" }),
    callers: button("Callers", "Callers and callees of the current function (s)", () => showCallers(viewer, viewer.name)),
  };
  viewer.info = parts;
  return html("div", { class: "info" }, html("div", { class: "facts" }, parts.name,
    html("div", { class: "numbers" }, parts.amounts, parts.place)), parts.callers);
}

/** Makes a box, or a function without one, what the line, keys and buttons are about. */
/** @param {Viewer} viewer @param {any} box @param {number} name */
export function choose(viewer, box, name) {
  [viewer.current, viewer.name] = [box, name];
  inform(viewer);
  updateAccess(viewer);
  viewer.stage.askToDraw();
}

/** @param {Viewer} viewer */
function inform(viewer) {
  const { info, current, name, profile, state } = viewer;
  const isKnown = name >= 0;
  info.name.replaceChildren(isKnown ? nameElement(profile.names.texts[name]) : "");
  info.amounts.textContent = !isKnown ? "" : current ? boxText(viewer, current) : nameText(viewer, name);
  info.place.replaceChildren(...(isKnown ? placeParts(viewer, name) : []));
  info.callers.disabled = name <= 0 || name === profile.names.folded || (state.view === "callers" && state.name === name);
}

/** @param {Viewer} viewer @param {any} box */
function boxText(viewer, box) {
  const { sums } = viewer;
  const [part, zoomed] = [shown(viewer, box.total), shown(viewer, zoomedSides(viewer))];
  const whole = shown(viewer, sums.whole);
  const ofZoom = zoomed === whole || zoomed === part || box.isAbove || zoomed === 0 ? "" : ", " + percentText(part, zoomed) + " of what is shown";
  const own = shown(viewer, box.own);
  const sum = ofSides(sums.nameTotal, box.name);
  const isElsewhere = box.name > 0 && box.name !== viewer.profile.names.folded && sum.some((value, side) => value !== box.total[side]);
  return joined(
    `${amountText(viewer, box.total)} (${percentText(part, whole)} of ${wholeText(viewer)}${ofZoom})`,
    own > 0 && box.hasBelow ? ownText(viewer, box.own) : own > 0 ? "all its own" : "",
    isElsewhere ? amountText(viewer, sum) + (shown(viewer, sum) < part ? " including negative values" : " everywhere") : "",
    box.start > 0 ? "after " + valueText(typeOf(viewer), box.start) : "", foldsText(viewer, box), box.isInlined ? "inlined" : "", labelsText(viewer, box));
}

/** How many frames stand there as one. */
/** @param {Viewer} viewer @param {any} box */
function foldsText({ profile: { folds } }, box) {
  const place = folds && box.node > 0 ? folds.nodes.indexOf(box.node) : -1;
  return place < 0 ? "" : numbered(folds.counts[place], "frame") + " folded";
}

/** The labels that all samples of a frame share; found once for each. */
/** @param {Viewer} viewer @param {any} box */
function labelsText({ profile, sums }, box) {
  if (!profile.labels || !(box.node > 0)) return "";
  if (!labelsOfSums.has(sums)) labelsOfSums.set(sums, new Map());
  const texts = labelsOfSums.get(sums);
  if (!texts.has(box.node)) texts.set(box.node, sharedLabels(profile, sums, box.node));
  const shared = texts.get(box.node);
  return shared.slice(0, mostLabels).join(", ") + (shared.length > mostLabels ? " …" : "");
}

/** @type {(...texts: string[]) => string} */
const joined = (...texts) => texts.filter((text) => text).join(" · ");

/** What the picture is as wide as, each side. */
/** @param {Viewer} viewer @returns {number[]} */
function zoomedSides(viewer) {
  const center = viewer.boxes.find((box) => box.row === 0 && !box.isAbove);
  return center?.total ?? viewer.sums.whole;
}

/** @param {Viewer} viewer @param {number[]} own */
const ownText = (viewer, own) => isDifference(viewer)
  ? "own " + amountText(viewer, own) : `own ${amountText(viewer, own)} (${shareText(viewer, own[0])})`;

/** What a function has wherever it is. */
/** @param {Viewer} viewer @param {number} name */
function nameText(viewer, name) {
  const { sums } = viewer;
  const sum = ofSides(sums.nameTotal, name);
  const own = ofSides(sums.nameSite, name);
  const word = typeOf(viewer).isBySite ? "waiting there " : "own ";
  return joined(`${amountText(viewer, sum)} everywhere (${shareText(viewer, shown(viewer, sum))} of ${wholeText(viewer)})`,
    own.some((value) => value !== 0) ? word + amountText(viewer, own) : "");
}

/** Of a long path the folders may be cut, the file and the line never are. */
/** @param {Viewer} viewer @param {number} name */
function placeParts(viewer, name) {
  const place = placeOf(viewer, name);
  if (!place) return [];
  if (place.words === "label") return [html("span", { class: "file" }, "value of the label " + place.file)];
  const cut = place.file.lastIndexOf("/") + 1;
  const file = place.file.slice(cut) + (place.line ? ":" + place.line : "");
  const address = linkOf(viewer, place);
  const source = sourceOf(viewer, place.file);
  if (source) {
    return [html("span", { class: "folders" }, place.words + " " + place.file.slice(0, cut)),
      button(file, "Show the source", () => showSource(viewer, source, place.line), { class: "file" })];
  }
  if (hasServedSource(viewer) && !address) {
    return [html("span", { class: "folders" }, place.words + " " + place.file.slice(0, cut)),
      button(file, "Show the source", () => go(viewer, { view: "source", name }), { class: "file" })];
  }
  return [html("span", { class: "folders" }, place.words + " " + place.file.slice(0, cut)), address
    ? html("a", { class: "file", href: address, target: "_blank", rel: "noopener noreferrer" }, file) : html("span", { class: "file" }, file)];
}

/** What is said of a box by those who read aloud. */
/** @param {Viewer} viewer @param {any} box */
export function spokenText(viewer, box) {
  const text = viewer.profile.names.texts[box.name] + ", " + amountText(viewer, box.total);
  return isDifference(viewer) ? text : text + ", " + shareText(viewer, box.total[0]);
}

/** Sentences about what is not drawn, or not exact. */
/** @param {Viewer} viewer @returns {string[]} */
export function remarksOf(viewer) {
  const { sums, head } = viewer;
  const lost = sums.negative.map((value, side) => value < 0 ? amountText({ ...viewer, head: { ...head, sides: [head.sides[side]] } }, [value])
    + (isDifference(viewer) ? " of " + head.sides[side].name : "") : "").filter((text) => text);
  return [
    ...head.remarks, ...foldedRemarks(viewer),
    ...(viewer.state.view === "time" && viewer.boxes.narrow > 0 ? [numbered(viewer.boxes.narrow, "frame") + " narrower than half a pixel are not drawn; widen them (Ctrl and wheel)."] : []),
    ...(lost.length > 0 ? [lost.join(" and ") + " is negative and not drawn; tables include it."] : []),
    ...(sums.isExact ? [] : ["Sums are too large to be exact to the last digit."]),
  ];
}

/** What is said of frames that the file has no room for. */
/** @param {Viewer} viewer @returns {string[]} */
function foldedRemarks(viewer) {
  const { head, sums, state, profile: { folds, names } } = viewer;
  if (!folds) return [];
  const whole = foldedWhole(folds, sums);
  const hidden = state.view === "callers" && state.name > 0 ? ofSides(sums.nameFolded, state.name) : [0];
  return [
    `${grouped(head.folded.frames)} frames, each at most ${head.folded.part} of any sample type, are folded: ${amountText(viewer, whole)} `
      + `(${shareText(viewer, shown(viewer, whole))} of ${wholeText(viewer)}) stand as “${names.texts[folds.name]}”. `
      + (sums.isPartial ? "With these filters, the values of single functions in them are not known; tables and searches leave them out." : "All totals stay correct."),
    ...(hidden.some((value) => value > 0) ? [`${amountText(viewer, hidden)} of this function are in folded frames and not drawn here.`] : []),
  ];
}
