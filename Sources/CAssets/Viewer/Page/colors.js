/**
 * Which colour a box has, and what the legend says of colours. Colours are numbers of `fills`: hues 0 to 9, then what
 * has none, then what grew and shrank, then eight steps from little to much, then what a search has found.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 * @typedef {{ fill: number, text: string, part: number, group?: number, value?: [key: number, value: number] }} LegendEntry
 * @typedef {{ of: (box: any) => number, entries: LegendEntry[], heading: string }} Paint
 */
import { groupSums, hues } from "../Model/groups.js";
import { isDifference, typeOf } from "./viewer.js";
import { shown } from "./words.js";
import { labelPaint } from "./label-colors.js";

export const [otherFill, runtimeFill, standardFill, rootFill, plainFill, grewFill, shrankFill, scaleFill] = [10, 11, 12, 13, 14, 15, 16, 17];
const steps = 8;
const variables = [
  ...Array.from({ length: 10 }, (_, hue) => "hue" + hue), "others", "runtime", "standard", "root", "plain", "grew", "shrank",
];

/** The choices of what colours stand for: a key of the state, and what is said. */
/** @param {Viewer} viewer @returns {[string, string][]} */
export function colorChoices(viewer) {
  const labels = viewer.head.labels.flatMap(({ key, isNumeric }, index) =>
    isNumeric ? [] : [/** @type {[string, string]} */ (["label:" + index, "label " + key])]);
  return [
    ...(isDifference(viewer) ? [/** @type {[string, string]} */ (["change", "change"])] : []),
    ["package", "package"], ["own", typeOf(viewer).isBySite ? "waiting there" : "own share"], ["file", "file"], ...labels,
  ];
}

/** @param {Viewer} viewer @returns {Paint} */
export function paintOf(viewer) {
  const { colors } = viewer.state;
  if (colors === "change") return changePaint(viewer);
  if (colors === "own") return ownPaint(viewer);
  if (colors === "file") return filePaint(viewer);
  return (colors.startsWith("label:") && labelPaint(viewer, Number(colors.slice(6)))) || packagePaint(viewer);
}

/** What a function has where stacks wait, or of its own, on the sides that are shown. */
/** @param {Viewer} viewer @param {number} name */
export function weightOf(viewer, name) {
  return shown(viewer, viewer.sums.nameSite.map((column) => column[name]));
}

/** Whether a box shows a change: if runs were compared, only one that is told from noise. */
/** @param {Viewer} viewer @param {{ name: number }} box */
export const hasChange = ({ head }, { name }) => !head.called || head.called.includes(name);

/** @param {Viewer} viewer @returns {Paint} */
function changePaint({ head }) {
  return {
    of: (box) => box.name === 0 ? rootFill : plainFill, heading: "Change",
    entries: [
      { fill: plainFill, text: head.called ? "not distinguishable from noise" : "as before", part: -1 }, { fill: grewFill, text: "grew, from the left (+ new)", part: -1 },
      { fill: shrankFill, text: "shrank, from the right (- gone)", part: -1 },
    ],
  };
}

/** @param {Viewer} viewer @returns {Paint} */
function packagePaint(viewer) {
  const { profile: { names }, head, sums } = viewer;
  const hue = hues(viewer.profile, sums);
  const known = groupSums(viewer.profile, sums).filter(({ value, index }) => value > 0 && head.groups[index].kind !== "root");
  const entries = known.filter(({ index }) => hue[index] !== otherFill).map(({ index, value }) =>
    ({ fill: hue[index], text: head.groups[index].text || "no package", part: value, group: index }));
  return {
    of: (box) => hue[names.group[box.name]], heading: typeOf(viewer).isBySite ? "Waiting in" : "Own, by package",
    entries: withOthers(entries, known.filter(({ index }) => hue[index] === otherFill), "package"),
  };
}

/** @param {LegendEntry[]} entries @param {{ value: number }[]} others @param {string} noun */
export function withOthers(entries, others, noun) {
  if (others.length === 0) return entries;
  const part = others.reduce((sum, { value }) => sum + value, 0);
  const text = others.length === 1 ? "1 other " + noun : others.length + " other " + noun + "s";
  return [...entries, { fill: otherFill, text, part }];
}

/** The ten files that have most get the hues. */
/** @param {Viewer} viewer @returns {Paint} */
function filePaint(viewer) {
  const { names } = viewer.profile;
  const sums = new Float64Array(names.files.length + 1);
  for (let name = 1; name < names.count; name++) sums[names.file[name]] += Math.max(0, weightOf(viewer, name));
  const fill = new Uint8Array(sums.length).fill(otherFill);
  fill[0] = standardFill;
  const ranked = Array.from(sums, (value, file) => ({ value, file })).filter(({ value, file }) => file > 0 && value > 0)
    .sort((a, b) => b.value - a.value || a.file - b.file);
  for (const [hue, { file }] of ranked.slice(0, 10).entries()) fill[file] = hue;
  const entries = ranked.slice(0, 10).map(({ file, value }, hue) => ({ fill: hue, text: fileName(names.files[file - 1]), part: value }));
  const all = withOthers(entries, ranked.slice(10), "file");
  return {
    of: (box) => box.name === 0 ? rootFill : fill[names.file[box.name]], heading: "Own, by file",
    entries: sums[0] > 0 ? [...all, { fill: standardFill, text: "no file", part: sums[0] }] : all,
  };
}

/** @type {(path: string) => string} */
const fileName = (path) => path.split("/").slice(-2).join("/");

/** Steps of what a function has of its own, of the most that one has. */
/** @param {Viewer} viewer @returns {Paint} */
function ownPaint(viewer) {
  const { count } = viewer.profile.names;
  let most = 0;
  for (let name = 1; name < count; name++) most = Math.max(most, weightOf(viewer, name));
  const levels = new Uint8Array(count);
  for (let name = 1; name < count; name++) {
    levels[name] = most > 0 ? Math.ceil(Math.sqrt(Math.max(0, weightOf(viewer, name)) / most) * (steps - 1)) : 0;
  }
  return {
    of: (box) => box.name === 0 ? rootFill : scaleFill + levels[box.name],
    heading: typeOf(viewer).isBySite ? "What waits in a function" : "A function's own value",
    entries: [0, 3, 5, 7].map((level) => ({
      fill: scaleFill + level, text: level === 0 ? "nothing" : "up to", part: level === 0 ? -1 : most * (level / (steps - 1)) ** 2,
    })),
  };
}

/**
 * The colours of the theme, as the style sheet has them; those of the system where it forces its own.
 *
 * @param {Element} root
 */
export function readPalette(root) {
  const style = getComputedStyle(root);
  const isForced = matchMedia("(forced-colors: active)").matches;
  const read = (name, forced) => isForced ? forced : style.getPropertyValue("--" + name).trim();
  const fills = variables.map((name) => read(name, "Canvas"));
  const scale = Array.from({ length: steps }, (_, step) => isForced ? "Canvas" : blend(read("standard", ""), read("grew", ""), step / (steps - 1)));
  return {
    fills: [...fills, ...scale], isForced, page: read("page", "Canvas"), ink: read("ink", "CanvasText"), soft: read("soft", "CanvasText"),
    line: read("line", "CanvasText"), accent: read("accent", "Highlight"), match: read("match", "Highlight"),
    // Lines that leave the text on them its contrast.
    hatch: isForced ? "CanvasText" : read("ink", "") < "#8" ? "#0000002e" : "#00000080",
    matchInk: isForced ? "HighlightText" : read("ink", ""), font: style.fontFamily,
  };
}

/** @param {string} from @param {string} to @param {number} part */
function blend(from, to, part) {
  const numbers = (color) => [1, 3, 5].map((place) => parseInt(color.slice(place, place + 2), 16));
  const [a, b] = [numbers(from), numbers(to)];
  return "#" + a.map((value, index) => Math.round(value + (b[index] - value) * part).toString(16).padStart(2, "0")).join("");
}
