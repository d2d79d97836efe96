/**
 * Links to all that the command line prints of the same profile, with the filters of the page.
 *
 * @typedef {import("../Page/viewer.js").Viewer} Viewer
 */
import { showSheet } from "../Page/dialogs.js";
import { html } from "../Page/elements.js";
import { reportAddress } from "./server.js";

/** Those that are of functions that match a pattern. */
const ofFunctions = ["peek", "list"];

/** @param {Viewer} viewer */
export function showReports(viewer) {
  const { kinds } = viewer.server;
  const name = viewer.name > 0 ? viewer.profile.names.texts[viewer.name] : "";
  const pattern = html("input", { value: name ? "^" + escaped(name) + "$" : "", autocomplete: "off", spellcheck: "false" });
  const rows = kinds.map(({ kind, formats }) => ({ kind, links: formats.map((format) => html("a", {}, format)), formats }));
  const fill = () => { for (const row of rows) fillRow(viewer, row, pattern.value); };
  pattern.addEventListener("input", fill);
  fill();
  const needsPattern = kinds.some(({ kind }) => ofFunctions.includes(kind));
  showSheet(viewer, "Reports", ...localWords(viewer),
    ...(needsPattern ? [html("label", {}, html("span", {}, html("b", {}, "function"), html("span", { class: "soft" }, " as a pattern, for " + ofFunctions.join(" and "))), pattern)] : []),
    html("dl", { class: "reports" }, ...rows.flatMap(({ kind, links }) => [html("dt", {}, kind), html("dd", {}, ...links)])));
}

/** A report of functions has no address before it is said of which. */
/** @param {Viewer} viewer @param {{ kind: string, links: any[], formats: string[] }} row @param {string} pattern */
function fillRow(viewer, { kind, links, formats }, pattern) {
  const isOfFunctions = ofFunctions.includes(kind);
  for (const [place, link] of links.entries()) {
    link.setAttribute("aria-label", kind + " as " + formats[place]);
    if (isOfFunctions && !pattern) { link.removeAttribute("href"); continue; }
    link.href = reportAddress(viewer, kind, { format: formats[place], ...(isOfFunctions ? { function: pattern } : {}) });
  }
}

/** What is chosen in the page only. */
/** @param {Viewer} viewer @returns {Node[]} */
function localWords({ state }) {
  return state.labels.length + state.names.length === 0 ? []
    : [html("p", {}, "Labels and functions chosen in this page do not apply there; those in Filter do.")];
}

/** @param {string} name as a pattern that matches only that */
const escaped = (name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
