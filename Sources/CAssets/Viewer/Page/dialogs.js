/**
 * What is shown only when asked for: keys and marks, and all that is known of the file.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { grouped } from "../../Common/numbers.js";
import { button, html } from "./elements.js";
import { isDifference } from "./viewer.js";

const keyWords = [
  ["Click, Enter", "zoom into the frame"], ["Shift and click, s", "callers and callees of the function"],
  ["Ctrl and wheel, two fingers", "zoom at the pointer; drag to move"],
  ["Arrows, Home", "go to the frame beside, above, below; to the root"], ["Esc", "end the search, zoom out"],
  ["/", "find a function"], ["n, N", "go to the next or previous match"], ["t", "table of all functions, and back"],
  ["r", "merge stacks from their leaves, and back"], ["1…9", "what is measured"], ["c", "copy the name that is shown"],
  ["u", "copy a link to what is shown"], ["Italics", "the compiler inlined the frame into its caller"],
];
const serverWords = [["f", "filter by patterns"], ["Drop, paste", "open another profile"]];
const changeWords = [["Rising lines, +", "grew, from the left of a frame; new"], ["Falling lines, -", "shrank, from its right; gone"]];

/** @param {Viewer} viewer */
export function showKeys(viewer) {
  const { server } = viewer;
  const words = server?.mayUpload ? serverWords : server ? serverWords.slice(0, 1) : [];
  show(viewer, "Keys and marks", [...keyWords, ...words, ...(isDifference(viewer) ? changeWords : [])]);
}

/** @param {Viewer} viewer */
export function showAbout(viewer) {
  const { head } = viewer;
  const rows = [
    ...(head.subtitle ? [["File", head.subtitle]] : []),
    ...head.sides.map(({ name }, side) => [isDifference(viewer) ? ["Before", "After"][side] : "Profile", name]),
    ...head.types.map((type) => [type.title, type.totals.map(grouped).join(" → ") + " " + (type.unit || type.count)]),
    ...leftOutRows(viewer),
    ["Size", sizeText(head)],
    ...head.builds.map((build) => ["Build", build]), ...(head.notes ? [["Notes", head.notes]] : []),
  ];
  show(viewer, "About this file", rows);
}

/** @param {any} head */
function sizeText({ nodes, names, folded }) {
  if (!folded) return `${grouped(nodes - 1)} frames of ${grouped(names - 1)} functions`;
  return `${grouped(nodes - 1 - folded.folds)} frames of ${grouped(names - 2)} functions; ${grouped(folded.frames)} smaller ones are folded`;
}

/** @param {Viewer} viewer @returns {string[][]} */
const leftOutRows = ({ head }) => head.leftOut.map(({ title, reason }) => [title, "left out: " + reason]);

/** @param {Viewer} viewer */
export const showLeftOut = (viewer) => show(viewer, "Not compared", leftOutRows(viewer));

/** @param {Viewer} viewer @param {string} title @param {string[][]} rows */
function show(viewer, title, rows) {
  showSheet(viewer, title, html("dl", {}, ...rows.flatMap(([key, text]) => [html("dt", {}, key), html("dd", {}, html("bdi", {}, text))])));
}

/** Shows a sheet over the page, in place of the one that is there. */
/** @param {Viewer} viewer @param {string} title @param {...(Node | string)} content */
export function showSheet(viewer, title, ...content) {
  viewer.root.querySelector("dialog")?.remove();
  const dialog = html("dialog", { "aria-label": title, close: () => dialog.remove(), click: (event) => {
    // A click on what is around it closes it too.
    if (event.target === dialog) dialog.close();
  } }, html("div", { class: "sheet" }, html("div", { class: "top" }, html("h2", {}, title), button("Close", "Close (Esc)", () => dialog.close())),
    ...content));
  viewer.root.append(dialog);
  dialog.showModal();
}
