/**
 * All functions in rows: beside the graph with few columns, or as a view with all of them.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 *
 * @typedef {object} Column
 * @property {string} key what the model calls it
 * @property {string} title
 * @property {(name: number) => any} text
 * @property {string} [explanation] what the title means, where that is not plain
 * @property {boolean} isText
 * @property {boolean} [isWide] only where there is room
 * @property {boolean} [isPart] the share of the column before
 * @property {(name: number) => number} [share] how long the bar behind the number is
 */
import { bareText, factorText, percentText, valueText } from "../../Common/numbers.js";
import { sortRows, tableRows } from "../Model/table.js";
import { html, nameElement } from "./elements.js";
import { hasChange, weightOf } from "./colors.js";
import { choose } from "./info.js";
import { Rows, rowStep } from "./rows.js";
import { isDifference, isGraph, kept, showCallers, typeOf } from "./viewer.js";
import { distinctNames, shown } from "./words.js";

/** @param {Viewer} viewer @returns {Column[]} */
function columnsOf(viewer) {
  const { names } = viewer.profile;
  const name = {
    key: "name", title: "Function", isText: true, text: (index) => names.texts[index],
  };
  const group = {
    key: "group", title: "Package", isText: true, isWide: true, text: (index) => viewer.head.groups[names.group[index]].text,
  };
  return [...(isDifference(viewer) ? changeColumns(viewer) : valueColumns(viewer)), name, group];
}

/** The sites of stacks. */
const waitingMeans = "What waits in this function or in what it calls: on the stack, counted from the innermost call, this is the first function " +
  "that belongs neither to the runtime nor to the standard library";

/** @param {Viewer} viewer @returns {Column[]} */
function valueColumns(viewer) {
  const [type, whole] = [typeOf(viewer), shown(viewer, viewer.sums.whole)];
  const pair = (key, title, sum, explanation = "") => [
    { key, title, explanation, isText: false, text: (name) => valueText({ ...type, count: "" }, sum(name)), share: (name) => sum(name) / whole },
    { key, title: "%", isPart: true, isText: false, isWide: true, text: (name) => percentText(sum(name), whole) },
  ];
  const own = pair(type.isBySite ? "site" : "own", type.isBySite ? "Waiting" : "Own", (name) => weightOf(viewer, name), type.isBySite ? waitingMeans : "");
  return [...own, ...pair("total", "With callees", (name) => viewer.sums.nameTotal[0][name])];
}

/** @param {Viewer} viewer @returns {Column[]} */
function changeColumns(viewer) {
  const [type, [before, after]] = [typeOf(viewer), viewer.sums.nameTotal];
  const amount = (value) => bareText(type, value);
  const delta = (name) => after[name] - before[name];
  const factor = (name) => before[name] < 0 || after[name] < 0 ? "" : factorText(before[name], after[name]) || "same";
  return [
    { key: "before", title: "Before", isText: false, isWide: true, text: (name) => amount(before[name]) },
    { key: "after", title: "After", isText: false, isWide: true, text: (name) => amount(after[name]) },
    { key: "delta", title: "Change", isText: false, text: (name) => (delta(name) > 0 ? "+" : "") + amount(delta(name)) },
    { key: "factor", title: "Factor", isText: false, text: factor },
  ];
}

/** The functions that have anything, of those found if there is a search. */
/** @param {Viewer} viewer @returns {Uint32Array} */
const shownNames = (viewer) => tableRows(viewer.profile, viewer.sums, viewer.found?.names);

export class FunctionTable {
  /** @param {Viewer} viewer @param {boolean} isWide */
  constructor(viewer, isWide) {
    Object.assign(this, { viewer, isWide, names: [], columns: [], isDescending: true });
    this.sorted = isDifference(viewer) ? "delta" : "own";
    [this.head, this.body] = [html("tr"), html("tbody")];
    this.table = html("table", {}, html("caption", { class: "unseen" }, "Functions"), html("thead", {}, this.head), this.body);
    this.element = html("div", { class: isWide ? "table wide" : "table", tabindex: -1 }, this.table);
    this.rows = new Rows(this.element, this.body, (index) => this.row(index),
      () => html("tr", { "aria-hidden": "true", class: "space" }, html("td", { colspan: this.columns.length || 3 })), { top: () => this.head.offsetHeight });
    this.element.addEventListener("keydown", (event) => this.pressed(event));
    this.element.addEventListener("click", (event) => this.clicked(event));
  }

  update() {
    if (this.element.hidden) return;
    this.columns = columnsOf(this.viewer).filter(({ isWide }) => this.isWide || !isWide);
    const { viewer } = this;
    if (!this.columns.some(({ key }) => key === this.sorted)) this.sorted = this.columns[0].key;
    this.names = kept(this, "names", [viewer.sums, viewer.found, this.sorted, this.isDescending],
      () => sortRows(viewer.profile, viewer.sums, shownNames(viewer), this.sorted, this.isDescending));
    this.table.setAttribute("aria-rowcount", String(this.names.length + 1));
    if (!this.isWide) this.short = kept(this, "short", [viewer.sums], () => distinctNames(viewer, tableRows(viewer.profile, viewer.sums), 20));
    const height = rowHeight(viewer);
    const seen = kept(this, "seen", [this.names, height], () => ({ isNew: true }));
    // A zoom changes no row but the one that is chosen, and rows are what takes most of the time.
    if (seen.isNew) {
      seen.isNew = false;
      this.fillHead();
      this.rows.show(this.names.length, height);
    } else this.mark();
  }

  /** Says which of the rows that are there is the current one. */
  mark() {
    const isHere = this.names.includes(this.viewer.name);
    for (const row of this.body.children) {
      if (row.index === undefined) continue;
      const isCurrent = this.names[row.index] === this.viewer.name;
      row.tabIndex = isCurrent || (row.index === 0 && !isHere) ? 0 : -1;
      if (isCurrent) row.setAttribute("aria-selected", "true");
      else row.removeAttribute("aria-selected");
    }
  }

  fillHead() {
    this.head.replaceChildren(...this.columns.map(({ key, title, explanation, isText, isPart, isWide }) => html("th", {
      scope: "col", class: (isText ? "text" : "number") + (isWide ? " spare" : ""),
      "aria-sort": key !== this.sorted || isPart ? "none" : this.isDescending ? "descending" : "ascending",
    }, html("button", { type: "button", ...(explanation ? { title: explanation } : {}), click: () => this.sortBy(key, isText) }, title,
      html("span", { class: "arrow", "aria-hidden": "true" }, key !== this.sorted || isPart ? "" : this.isDescending ? "▾" : "▴")))));
  }

  /** @param {string} key @param {boolean} isText */
  sortBy(key, isText) {
    this.isDescending = key === this.sorted ? !this.isDescending : !isText;
    this.sorted = key;
    this.update();
    this.element.scrollTop = 0;
    this.head.querySelector("[aria-sort$=ending] button")?.focus();
  }

  /** @param {number} index */
  row(index) {
    const name = this.names[index];
    const isCurrent = name === this.viewer.name;
    return html("tr", {
      "aria-rowindex": index + 2, tabindex: isCurrent || (index === 0 && !this.names.includes(this.viewer.name)) ? 0 : -1,
      ...(isCurrent ? { "aria-selected": "true" } : {}),
    }, ...this.columns.map((column) => this.cell(column, name)));
  }

  /** @param {Column} column @param {number} name */
  cell({ key, text, isText, isWide, share }, name) {
    const words = text(name);
    if (key === "name") {
      const short = this.isWide ? words : this.short.get(name) ?? words;
      return html("td", { class: "text name", title: words }, nameElement(short));
    }
    const sign = key !== "delta" || words === "0" || !hasChange(this.viewer, { name }) ? "" : words.startsWith("+") ? " grew" : " shrank";
    const cell = html("td", { class: (isText ? "text" : "number") + (isWide ? " spare" : "") + sign, title: words }, words);
    if (share) cell.style.setProperty("--share", Math.min(100, Math.max(0, share(name) * 100)).toFixed(2) + "%");
    return cell;
  }

  /** @param {any} event */
  clicked(event) {
    const row = event.target.closest("tbody tr");
    if (row?.index !== undefined) this.choose(row.index, true);
  }

  /** Makes a function the current one; a graph shows its widest box. */
  /** @param {number} index @param {boolean} takesFocus */
  choose(index, takesFocus) {
    const { viewer } = this;
    const name = this.names[index];
    const boxes = isGraph(viewer) ? viewer.boxes.filter((box) => box.name === name) : [];
    const widest = boxes.reduce((best, box) => !best || box.width > best.width ? box : best, null);
    choose(viewer, null, name);
    if (widest) viewer.stage.reveal(widest);
    this.rows.reveal(index, takesFocus);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const row = /** @type {any} */ (event.target).closest("tbody tr");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = rowStep(event.key, Math.max(1, Math.floor(this.element.clientHeight / this.rows.height) - 2));
    if (event.key === "Enter") showCallers(this.viewer, this.names[row.index]);
    else if (event.key === " ") this.choose(row.index, true);
    else if (step !== undefined) this.choose(Math.max(0, Math.min(this.names.length - 1, row.index + step)), true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {number} step */
  goToMatch(step) {
    const here = this.names.indexOf(this.viewer.name);
    const { length } = this.names;
    if (length > 0) this.choose(here < 0 ? 0 : (here + step + length) % length, true);
  }

  /** The function that has most, as the table is sorted first. */
  heaviest() {
    const { viewer } = this;
    const found = shownNames(viewer);
    const names = found.length > 0 ? found : tableRows(viewer.profile, viewer.sums);
    return names.reduce((best, name) => best < 0 || weightOf(viewer, name) > weightOf(viewer, best) ? name : best, -1);
  }
}

/** @param {Viewer} viewer */
export const rowHeight = ({ stage }) => stage.isCoarse ? 44 : Math.round(stage.letter * 1.8);

