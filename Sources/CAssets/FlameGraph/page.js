/** The elements around the frames. */
import { picture } from "./picture.js";
import { percentText } from "../Common/numbers.js";
import { amountText, data, everywhere, tree } from "./model.js";
import { amount } from "./view.js";
import { goToMatch } from "./search.js";
import { copyName, reset, toggleHelp, togglePivot } from "./controls.js";

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
// A button is called what stands on it.
/** @param {string} text @param {string} help @param {() => void} click */
function button(text, help, click) { return html("button", { type: "button", title: help, click }, text); }

const still = picture.cloneNode();
export const frames = svg("g", {
  class: "frames", role: "tree", "aria-label": data.title, "font-size": data.fontSize, "stroke-width": 0.5,
});
export const field = html("input", {
  type: "search", placeholder: "Find a function", "aria-label": "Find a function",
  title: "Part of a name; case matters if it has capitals; /…/ is a regular expression ( / )",
  autocomplete: "off", spellcheck: "false",
});
export const found = html("span", { class: "found", role: "status" });
export const previous = button("Previous", "Previous match (N)", () => goToMatch(-1));
export const matchPlace = html("span", { class: "place", role: "status" });
export const next = button("Next", "Next match (n)", () => goToMatch(1));
export const pivotButton = button("Callers", "Callers and callees of the current frame (p)", () => togglePivot());
export const resetButton = button("Zoom out", "Show all again (Esc)", () => reset());
export const helpButton = button("?", "Keys and marks (?)", () => toggleHelp());
const copyButton = button("Copy name", "Copy the name of the current frame (c)", () => copyName());
export const crumbs = html("ol", { "aria-label": "Frames above" });
export const infoName = html("div", { class: "name" });
export const infoText = html("span", { class: "amounts" });
export const infoPlace = html("span", { class: "where" });
export const axis = svg("svg", { class: "axis", width: "100%", height: 16, "aria-hidden": "true" });
export const plot = svg("svg", { width: "100%" });
export const scroller = html("div", { class: "scroll" }, plot);
const words = html("div", { class: "words" });
export const page = html("div", { class: isDocument ? "ui whole" : "ui" });
const holder = svg("foreignObject", { width: "100%", height: "100%" }, page);

const keyWords = [
  ["Click, Enter", "zoom into the frame"], ["Arrows, Home", "go to a frame beside, above, below, to the root"],
  ["Esc, Zoom out", "close this help, end the search, show all again"], ["p, Shift and click", "callers and callees of the current frame"],
  ["/", "find a function"], ["n, N", "go to the next or previous match"], ["c", "copy the name of the current frame"],
  ["Italics", "the compiler inlined the frame into its caller"],
];
const changes = [["Bar from the left, +", "grew, new"], ["Bar from the right, -", "shrank, gone"]];
export const help = html("dl", { class: "help", hidden: "" },
  ...(data.layout ? [...keyWords, ...changes] : keyWords).flatMap(([key, text]) => [html("dt", {}, key), html("dd", {}, text)]));

function legend() {
  const holder = html("div", { class: "legend" }, data.heading);
  for (const [letter, text] of data.legend) {
    const sample = svg("svg", { width: 12, height: 12, "aria-hidden": "true" },
      svg("rect", { class: data.colors + letter, width: 12, height: 12, rx: 2 }));
    holder.append(html("span", {}, sample, " " + text));
  }
  return holder;
}

// Puts the page in the place of the picture that needs no script.
export function build() {
  words.append(help, legend());
  for (const text of data.remarks) words.append(html("p", {}, text));
  if (data.empty) words.prepend(html("p", {}, data.empty));
  page.append(
    html("div", { class: "bar" }, html("h1", {}, data.title),
      html("div", { class: "tools" }, field, pivotButton, resetButton, helpButton)),
    html("p", { class: "subtitle" }, data.subtitle),
    html("div", { class: "info" }, html("div", { class: "text" }, infoName, html("div", { class: "numbers" }, infoText, infoPlace)), copyButton),
    html("div", { class: "status" }, html("nav", {}, crumbs), found, previous, matchPlace, next),
    ...(data.axis ? [axis] : []), scroller, words, table());
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

// The names that have most of their own in the whole profile, for those who cannot see the picture.
export function table() {
  const weight = data.site ?? data.own;
  const largest = data.names.map((_, name) => name).slice(1).filter((name) => weight[name] > 0)
    .sort((a, b) => weight[b] - weight[a]).slice(0, 20);
  const cells = (tag, texts) => html("tr", {}, ...texts.map((text) => html(tag, {}, text)));
  const own = data.site ? "Waiting" : "Own";
  // Hidden by a box around it, since a browser may show the caption of a table that is too small.
  return html("div", { class: "unseen" }, html("table", {},
    html("caption", {}, "The functions with the largest values in the whole profile"),
    cells("th", data.layout ? [data.type, "Before and after"] : [data.type, own, "Share of all", "With callees"]),
    ...largest.map((name) => cells("td", data.layout ? [data.names[name], amount(everywhere(name))] : [
      data.names[name], amountText(weight[name]), percentText(weight[name], tree.total[0]), amountText(data.sum[name]),
    ]))));
}
