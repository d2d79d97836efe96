/**
 * The filters that the server computes: each set of them is another page, so that back, links and bookmarks work.
 *
 * @typedef {import("./server.js").Server} Server
 * @typedef {import("../Page/viewer.js").Viewer} Viewer
 */
import { showSheet } from "../Page/dialogs.js";
import { html } from "../Page/elements.js";
import { pageAddress } from "./server.js";

/** The patterns: option, what it does. */
const patterns = [
  ["focus", "only stacks with a function that matches"], ["ignore", "no stacks with a function that matches"],
  ["hide", "no frames that match"], ["show", "only frames that match"], ["show-from", "no frames above the first that matches"],
  ["tagfocus", "only samples with a label that matches, as key=value"], ["tagroot", "labels as frames at the root, as key,key"],
];
const granularities = ["functions", "filefunctions", "files", "lines", "addresses"];

const filterKeys = [...patterns.map(([key]) => key), "granularity"];

/** @param {Server} server */
export const filterCount = ({ query }) => filterKeys.filter((key) => query[key]).length;

/** @param {Viewer} viewer */
export function showFilter(viewer) {
  const form = formOf(viewer);
  showSheet(viewer, "Filter", form);
  const first = form.querySelector("input:not([type=hidden])");
  first.focus();
  first.select();
}

/** @param {Viewer} viewer */
function formOf(viewer) {
  const { server } = viewer;
  const others = Object.fromEntries(Object.entries(server.query).filter(([key]) => !filterKeys.includes(key)));
  const hidden = { p: server.profile, ...(server.base === null ? {} : { base: server.base }), ...others };
  // What is empty is no filter, and not in the address of the page.
  const drop = ({ formData }) => { for (const [key, text] of [...formData]) if (text === "") formData.delete(key); };
  return html("form", { class: "filter", method: "get", action: server.root + "view" + keptFragment(), formdata: drop },
    ...Object.entries(hidden).map(([name, value]) => html("input", { type: "hidden", name, value: String(value) })),
    html("p", { class: "soft" }, "Patterns are regular expressions (RE2), as on the command line."),
    ...patterns.map(([name, help]) => fieldOf(name, help, server.query[name] ?? "")), granularityOf(server),
    html("div", { class: "acts" }, html("button", { type: "submit" }, "Apply"),
      html("a", { href: pageAddress(server, server.profile, server.base, others) + keptFragment() }, "No filter")));
}

/** View, type, sides and colours stay as they are; a frame that is zoomed may be gone. */
function keptFragment() {
  const kept = location.hash.slice(1).split("&").filter((part) => /^[vtwc]=/.test(part));
  return kept.length > 0 ? "#" + kept.join("&") : "";
}

/** @param {string} name @param {string} help @param {string} value */
function fieldOf(name, help, value) {
  return html("label", {}, html("span", {}, html("b", {}, name), html("span", { class: "soft" }, " " + help)),
    html("input", { name, value, autocomplete: "off", autocapitalize: "off", spellcheck: "false" }));
}

/** @param {Server} server */
function granularityOf({ query }) {
  const chosen = query.granularity ?? "";
  const options = granularities.map((name) => html("option", { value: name === "functions" ? "" : name, selected: name === chosen }, name));
  return html("label", {}, html("span", {}, html("b", {}, "granularity"), html("span", { class: "soft" }, " what a frame is")),
    html("select", { name: "granularity" }, ...options));
}
