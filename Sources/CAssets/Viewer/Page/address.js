/**
 * What is shown as the fragment of the address, in ids that survive a new profile: back goes back, a link leads here.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { nameId, nameOf, nodeOf, pathId } from "../Model/paths.js";
import { hasServedSource } from "../Server/served-source.js";
import { mustWait } from "./find.js";
import { hasView, views } from "./head.js";
import { makeViewer, refresh, revealCenter } from "./viewer.js";


/** @param {Viewer} viewer */
function addressOf(viewer) {
  const { state, profile, head } = viewer;
  const parts = [];
  const add = (key, text) => { if (text !== "") parts.push(key + "=" + text); };
  add("v", state.view === "flame" ? "" : state.view);
  add("t", state.type === head.type ? "" : encodeURIComponent(head.types[state.type].name));
  add("w", state.sides === "both" ? "" : state.sides);
  add("z", state.zoom > 0 ? pathId(profile, state.zoom) : "");
  add("r", state.isReversed ? state.path.map((name) => nameId(profile, name)).join(",") || "1" : "");
  add("f", (state.view === "callers" || state.view === "source" && hasServedSource(viewer)) && state.name > 0 ? nameId(profile, state.name) : "");
  add("s", state.view === "source" && state.file ? [state.line, encodeURIComponent(state.file)].join(",") : "");
  add("q", encodeURIComponent(state.query));
  add("g", state.group >= 0 ? encodeURIComponent(head.groups[state.group].text) : "");
  add("c", state.colors === makeViewer(profile, viewer.root, viewer.signal).state.colors ? "" : colorText(viewer));
  for (const choice of state.names) add(choice.isKept ? "k" : "x", nameChoiceText(viewer, choice));
  for (const choice of state.labels) add("l", labelChoiceText(viewer, choice));
  return "#" + parts.join("&");
}

/** A key of a label by its name: its index is another one in another file. */
/** @param {Viewer} viewer */
function colorText({ state, head }) {
  return state.colors.startsWith("label:") ? "label:" + encodeURIComponent(head.labels[Number(state.colors.slice(6))].key) : state.colors;
}

/** @param {Viewer} viewer @param {any} choice */
const nameChoiceText = (viewer, choice) => choice.group >= 0
  ? "package:" + encodeURIComponent(viewer.head.groups[choice.group].text) : "text:" + encodeURIComponent(choice.query);

/** Key, + or -, and a range or values: a value begins with =, the one of no label is !. */
/** @param {Viewer} viewer @param {any} choice */
function labelChoiceText(viewer, choice) {
  const key = encodeURIComponent(viewer.head.labels[choice.key].key);
  const rest = choice.range ? ["n", ...choice.range]
    : choice.values.map((value) => value < 0 ? "!" : "=" + encodeURIComponent(viewer.profile.labels.texts[value]));
  return [key, choice.isKept ? "+" : "-", ...rest].join(",");
}

/** A step is one that one can go back from. Some places have no history and refuse; the viewer works without. */
/** @param {Viewer} viewer @param {boolean} isStep */
export function writeAddress(viewer, isStep) {
  const address = addressOf(viewer);
  if (address === (location.hash || "#")) return;
  viewer.written = address;
  try {
    if (isStep) location.hash = address;
    else location.replace(address);
  } catch {
    viewer.written = "";
  }
}

/** @param {Viewer} viewer */
export function followAddress(viewer) {
  if ((location.hash || "#") === viewer.written) return;
  viewer.written = location.hash || "#";
  Object.assign(viewer.state, makeViewer(viewer.profile, viewer.root, viewer.signal).state);
  [viewer.window, viewer.missing, viewer.isWaiting] = [[0, 1], "", false];
  for (const part of location.hash.slice(1).split("&")) {
    const cut = part.indexOf("=");
    if (cut > 0) readers[part.slice(0, cut)]?.(viewer, part.slice(cut + 1));
  }
  refresh(viewer);
  revealCenter(viewer);
}

/** @param {string} text */
function decoded(text) { try { return decodeURIComponent(text); } catch { return text; } }

/** @param {Viewer} viewer @param {string} what */
function miss(viewer, what) { viewer.missing = what + " is not in this profile"; }

/** @type {Record<string, (viewer: Viewer, text: string) => void>} */
const readers = {
  v: (viewer, text) => { if (views.some(([key]) => key === text) && hasView(viewer, text)) viewer.state.view = /** @type {any} */ (text); },
  s: ({ state }, text) => {
    const cut = text.indexOf(",");
    [state.line, state.file] = [Math.max(0, Math.floor(Number(text.slice(0, cut))) || 0), decoded(text.slice(cut + 1))];
  },
  t: (viewer, text) => {
    const type = viewer.head.types.findIndex(({ name }) => name === decoded(text));
    if (type >= 0) viewer.state.type = type; else miss(viewer, "what this link measures");
  },
  w: ({ state, head }, text) => { if (head.sides.length > 1 && (text === "before" || text === "after")) state.sides = text; },
  z: (viewer, text) => {
    const node = nodeOf(viewer.profile, text);
    if (node >= 0) viewer.state.zoom = node; else miss(viewer, "this frame");
  },
  r: (viewer, text) => {
    viewer.state.isReversed = true;
    const path = text === "1" ? [] : text.split(",").map((id) => nameOf(viewer.profile, id));
    if (path.every((name) => name >= 0)) viewer.state.path = path; else miss(viewer, "this frame");
  },
  f: (viewer, text) => {
    viewer.state.name = nameOf(viewer.profile, text);
    if (viewer.state.name < 0) miss(viewer, "this function");
  },
  q: (viewer, text) => {
    viewer.state.query = decoded(text);
    viewer.isWaiting = mustWait(viewer.state.query);
  },
  g: (viewer, text) => { viewer.state.group = groupOf(viewer, text); },
  c: (viewer, text) => {
    const key = text.startsWith("label:") ? viewer.head.labels.findIndex((label) => !label.isNumeric && label.key === decoded(text.slice(6))) : -1;
    viewer.state.colors = key >= 0 ? "label:" + key : text;
  },
  k: (viewer, text) => readName(viewer, text, true),
  x: (viewer, text) => readName(viewer, text, false),
  l: readLabel,
};

/** @param {Viewer} viewer @param {string} text */
function groupOf(viewer, text) {
  const group = viewer.head.groups.findIndex((found) => found.text === decoded(text));
  if (group < 0) miss(viewer, "this package");
  return group;
}

/** @param {Viewer} viewer @param {string} text @param {boolean} isKept */
function readName(viewer, text, isKept) {
  if (text.startsWith("package:")) {
    const group = groupOf(viewer, text.slice(8));
    if (group >= 0) viewer.state.names.push({ query: "", group, isKept });
  } else if (text.startsWith("text:")) {
    const query = decoded(text.slice(5));
    viewer.state.names.push({ query, isKept, isWaiting: mustWait(query) });
  }
}

/** @param {Viewer} viewer @param {string} text */
function readLabel(viewer, text) {
  const [name, sign, ...rest] = text.split(",");
  const isRange = rest[0] === "n";
  const key = viewer.head.labels.findIndex((label) => label.key === decoded(name) && label.isNumeric === isRange);
  const isKept = sign === "+";
  if (key < 0 || !viewer.profile.labels) { miss(viewer, "this label"); return; }
  if (isRange) {
    viewer.state.labels.push({ key, isKept, values: [], range: [Number(rest[1]), Number(rest[2])] });
    return;
  }
  const texts = rest.filter((value) => value !== "!").map((value) => decoded(value.slice(1)));
  const values = texts.map((value) => viewer.profile.labels.texts.indexOf(value)).filter((value) => value >= 0);
  if (values.length < texts.length) miss(viewer, "this label");
  if (rest.includes("!")) values.push(-1);
  if (values.length > 0) viewer.state.labels.push({ key, isKept, values });
}
