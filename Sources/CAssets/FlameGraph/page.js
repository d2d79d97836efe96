/** The elements around the frames. */
import { picture } from "./picture.js";
import { data, percentText, tree, valueText } from "./model.js";
import { joined, outermost } from "./boxes.js";
import { amount } from "./view.js";
import { goToMatch } from "./search.js";
import { copyName, reset, togglePivot } from "./controls.js";

export const isDocument = document.documentElement === picture;
/** @type {Record<string, any>} */
export const spaces = { h: "http://www.w3.org/1999/xhtml", s: "http://www.w3.org/2000/svg" };

// An element of HTML: its tag, attributes (or an action on click), and what is in it.
/** @param {string} tag @param {Record<string, any>} attributes @param {...(Node | string)} content @returns {any} */
export function html(tag, attributes = {}, ...content) { return element(spaces.h, tag, attributes, content); }
/** @param {string} tag @param {Record<string, any>} attributes @param {...(Node | string)} content @returns {any} */
export function svg(tag, attributes = {}, ...content) { return element(spaces.s, tag, attributes, content); }
/** @param {string} space @param {string} tag @param {Record<string, any>} attributes @param {(Node | string)[]} content @returns {any} */
function element(space, tag, attributes, content) {
  const made = document.createElementNS(space, tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "click") made.addEventListener("click", value);
    else made.setAttribute(key, value);
  }
  made.append(...content);
  return made;
}
/** @param {string} text @param {string} help @param {() => void} click */
function button(text, help, click) {
  return html("button", { type: "button", title: help, "aria-label": help, click }, text);
}

const still = picture.cloneNode();
export const frames = svg("g", { id: picture.id + "-frames", class: "frames", role: "tree", "aria-label": data.title });
export const field = html("input", {
  type: "search", placeholder: "Search (regular expression)", "aria-label": "Search names by a regular expression",
  title: "Names that match; capitals count if there are any ( / )", autocomplete: "off", spellcheck: "false",
});
export const found = html("span", { class: "found", role: "status" });
export const previous = button("↑", "Previous match (N)", () => goToMatch(-1));
export const next = button("↓", "Next match (n)", () => goToMatch(1));
export const pivotButton = button("Callers", "Callers and callees of the chosen frame (p)", () => togglePivot());
export const resetButton = button("Reset", "Show all again (Esc)", () => reset());
const copyButton = button("Copy name", "Copy the name of the chosen frame (c)", () => copyName());
export const crumbs = html("ol", { "aria-label": "Frames above" });
export const infoName = html("div", { class: "name" });
export const infoText = html("div", { class: "numbers" });
export const plot = svg("svg", { width: "100%" });
export const scroller = html("div", { class: "scroll" }, plot);
const words = html("div", { class: "words" });
export const page = html("div", { class: isDocument ? "ui whole" : "ui" });
const holder = svg("foreignObject", { width: "100%", height: "100%" }, page);

// Puts the page in the place of the picture that needs no script.
export function build() {
  const legend = html("div", { class: "legend" });
  for (const [letter, text] of data.legend) {
    const sample = svg("svg", { width: 12, height: 12, "aria-hidden": "true" },
      svg("rect", { class: letter, width: 12, height: 12, rx: 2 }));
    legend.append(html("span", {}, sample, " " + text));
  }
  words.append(legend);
  for (const text of data.remarks) words.append(html("p", {}, text));
  page.append(
    html("div", { class: "bar" }, html("h1", {}, data.title),
      html("div", { class: "tools" }, field, found, previous, next, pivotButton, resetButton)),
    html("p", { class: "subtitle" }, data.subtitle),
    html("div", { class: "info" }, html("div", { class: "text" }, infoName, infoText), copyButton),
    html("nav", {}, crumbs), scroller, words, table());
  plot.append(frames);
  picture.append(holder);
  picture.dataset.live = "";
  picture.removeAttribute("viewBox");
  picture.removeAttribute("role");
  if (isDocument) {
    picture.setAttribute("height", "100%");
    // Without it a phone takes the page for one that is made for large screens.
    picture.prepend(html("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }));
  }
}

// Puts the picture that needs no script back in its place.
export function restore() {
  holder.remove();
  delete picture.dataset.live;
  for (const { name, value } of still.attributes) picture.setAttribute(name, value);
}

// The names that have most of their own, for those who cannot see the picture.
function table() {
  const sums = new Map();
  for (let node = 1; node < tree.count; node++) {
    sums.set(tree.name[node], (sums.get(tree.name[node]) ?? 0) + tree.own[node]);
  }
  const largest = [...sums].filter((entry) => entry[1] > 0).sort((a, b) => b[1] - a[1]).slice(0, 20);
  const cells = (tag, texts) => html("tr", {}, ...texts.map((text) => html(tag, {}, text)));
  // Hidden by a box around it, since a browser may show the caption of a table that is too small.
  return html("div", { class: "unseen" }, html("table", {},
    html("caption", {}, "The frames that have most of their own"),
    cells("th", data.layout ? [data.type, "Before and after"] : [data.type, "Own", "Share of all", "With callees"]),
    ...largest.map(([name, own]) => cells("td", data.layout ? [data.names[name], amount(joined(name))] : [
      data.names[name], valueText(own), percentText(own, tree.total[0]),
      valueText(outermost(name).reduce((sum, node) => sum + tree.total[node], 0)),
    ]))));
}
