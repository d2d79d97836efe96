/**
 * The source files of a page that holds them, each line with what it has.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { ownOfFile } from "../Model/source.js";
import { html } from "./elements.js";
import { choose } from "./info.js";
import { Rows, rowStep } from "./rows.js";
import { rowHeight } from "./table.js";
import { go, showCallers } from "./viewer.js";
import { amountText } from "./words.js";

/** The file of a page that the profile calls so; undefined if it is not there. */
/** @param {Viewer} viewer @param {string} name */
export const sourceOf = (viewer, name) => viewer.profile.source?.files.find((file) => file.name === name || file.aliases.includes(name));

/** Shows a line of a file. */
/** @param {Viewer} viewer @param {any} file @param {number} line */
export const showSource = (viewer, file, line) => go(viewer, { view: "source", file: file.name, line });

export class SourceView {
  /** @param {Viewer} viewer */
  constructor(viewer) {
    Object.assign(this, { viewer, file: null, shown: "" });
    this.select = html("select", { "aria-label": "File", change: () => showSource(viewer, this.files()[this.select.selectedIndex], 0) });
    this.words = html("p", { class: "source-words" });
    this.body = html("tbody");
    const heads = ["Line", "Own", "With callees", "Source"].map((title, place) => html("th", { scope: "col", class: place < 3 ? "number" : "text" }, title));
    this.head = html("tr", {}, ...heads);
    this.table = html("table", {}, html("caption", { class: "unseen" }, "Source"), html("thead", {}, this.head), this.body);
    this.scroller = html("div", { class: "source-lines", tabindex: 0 }, this.table);
    this.element = html("div", { class: "source" }, html("div", { class: "source-head" }, this.select, this.words), this.scroller);
    this.rows = new Rows(this.scroller, this.body, (index) => this.row(index),
      () => html("tr", { "aria-hidden": "true", class: "space" }, html("td", { colspan: 4 })), { top: () => this.head.offsetHeight });
    this.body.addEventListener("click", (event) => this.chooseLine(event.target.closest("tr")?.index));
    this.scroller.addEventListener("keydown", (event) => this.pressed(event));
  }

  /** The files, the heaviest first. */
  files() {
    const { profile, state, head } = this.viewer;
    const weight = (file) => ownOfFile(file, state.type, head.sides.length).reduce((sum, value) => sum + Math.abs(value), 0);
    return [...(profile.source?.files ?? [])].sort((a, b) => weight(b) - weight(a) || (a.name < b.name ? -1 : 1));
  }

  update() {
    if (this.element.hidden) return;
    const { viewer } = this;
    const { state, head } = viewer;
    const files = this.files();
    this.file = files.find(({ name }) => name === state.file) ?? files[0] ?? null;
    this.select.replaceChildren(...files.map((file) => html("option", {}, file.name + " · own " + amountText(viewer, ownOfFile(file, state.type, head.sides.length)))));
    this.select.selectedIndex = files.indexOf(this.file);
    this.words.textContent = this.text();
    this.rows.show(this.file?.lines.length ?? 0, rowHeight(viewer));
    this.table.setAttribute("aria-rowcount", String((this.file?.lines.length ?? 0) + 1));
    this.reveal();
  }

  /** What must be known of what is shown. */
  text() {
    const { profile, state } = this.viewer;
    if (!profile.source) return profile.sourceError ?? "Reading the source.";
    const { missing } = profile.source;
    const isFiltered = state.labels.length + state.names.length > 0;
    const lost = missing.length === 0 ? "" : `${missing.length} ${missing.length === 1 ? "file was" : "files were"} not found: ${missing.slice(0, 3).map(([name]) => name).join(", ")}${missing.length > 3 ? " …" : ""}.`;
    return [isFiltered ? "Lines show their values in the whole profile; filters do not apply here." : "", lost].filter((text) => text).join(" ");
  }

  /** Scrolls to the line that was asked for, or the one that has most with its callees; once. */
  reveal() {
    if (!this.file) return;
    const { state } = this.viewer;
    const asked = [this.file.name, state.line, state.type].join();
    if (asked === this.shown) return;
    this.shown = asked;
    const line = state.line || this.heaviestLine();
    this.rows.reveal(Math.min(this.file.lines.length, line + 8) - 1, false);
    this.rows.reveal(Math.max(0, line - 8), false);
  }

  heaviestLine() {
    const value = (line) => this.sidesOf(line, 0).concat(this.sidesOf(line, 1)).reduce((sum, part) => sum + Math.abs(part), 0);
    return [...this.file.heat.keys()].reduce((best, line) => value(line) > value(best) ? line : best, this.file.heat.keys().next().value ?? 1);
  }

  /** What a line has of the type that is shown, a number a side: of its own, or with what it calls. */
  /** @param {number} line @param {0 | 1} kind */
  sidesOf(line, kind) {
    const { state, head } = this.viewer;
    const count = head.sides.length;
    return (this.file.heat.get(line)?.[kind] ?? []).slice(state.type * count, (state.type + 1) * count);
  }

  /** @param {number} index */
  row(index) {
    const { viewer } = this;
    const line = index + 1;
    const cells = [0, 1].map((kind) => {
      const sides = this.sidesOf(line, kind);
      const hasValue = sides.some((value) => value !== 0);
      const cell = html("td", { class: "number" }, hasValue ? amountText(viewer, sides) : "");
      const whole = viewer.head.types[viewer.state.type].totals.reduce((sum, total) => sum + Number(total), 0);
      const part = sides.reduce((sum, value) => sum + Math.abs(value), 0);
      if (hasValue && whole > 0) cell.style.setProperty("--share", Math.min(100, part / whole * 100).toFixed(2) + "%");
      return cell;
    });
    return html("tr", { "aria-rowindex": line + 1, ...(line === viewer.state.line ? { "aria-selected": "true" } : {}) },
      html("td", { class: "number line-number" }, String(line)), ...cells, html("td", { class: "code" }, this.file.lines[index]));
  }

  /** The function that a line belongs to: the last one that begins at it or above. */
  /** @param {number} line */
  nameAt(line) {
    const { names } = this.viewer.profile;
    let best = -1;
    for (let name = 1; name < names.count; name++) {
      const isHere = names.file[name] > 0 && sourceOf(this.viewer, names.files[names.file[name] - 1]) === this.file;
      if (isHere && names.line[name] > 0 && names.line[name] <= line && (best < 0 || names.line[name] > names.line[best])) best = name;
    }
    return best;
  }

  /** Makes the function of a line what the line above and its button are about. */
  /** @param {number | undefined} index */
  chooseLine(index) {
    if (index === undefined || !this.file) return;
    this.viewer.state.line = index + 1;
    choose(this.viewer, null, this.nameAt(index + 1));
    this.rows.fill(true);
  }

  /** Goes on to the next function that is found and whose source is here. */
  /** @param {number} step */
  goToMatch(step) {
    const { viewer } = this;
    const { names } = viewer.profile;
    const fileOf = (name) => names.file[name] > 0 ? sourceOf(viewer, names.files[names.file[name] - 1]) : undefined;
    const found = [...names.texts.keys()].filter((name) => viewer.found.names[name] && names.line[name] > 0 && fileOf(name));
    if (found.length === 0) return;
    const here = found.findIndex((name) => fileOf(name) === this.file && names.line[name] === viewer.state.line);
    const next = found[here < 0 ? 0 : (here + step + found.length) % found.length];
    showSource(viewer, fileOf(next), names.line[next]);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.file) return;
    const step = rowStep(event.key, Math.max(1, Math.floor(this.scroller.clientHeight / this.rows.height) - 2));
    const line = this.viewer.state.line;
    if (step !== undefined) {
      const index = Math.max(0, Math.min(this.file.lines.length - 1, line - 1 + step));
      this.chooseLine(index);
      this.rows.reveal(index, false);
    } else if (event.key === "Enter" && this.viewer.name > 0) {
      showCallers(this.viewer, this.viewer.name);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}
