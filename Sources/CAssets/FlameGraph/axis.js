/** The time above the frames of a picture whose values are times, one after the other. */
import { amountText, data, tree } from "./model.js";
import { axis, svg } from "./page.js";
import { state } from "./view.js";

// Where marks stand: five to ten, at one, two or five times a power of ten.
/** @param {number} start @param {number} length @returns {number[]} */
export function marks(start, length) {
  if (!(length > 0)) return [];
  const power = 10 ** Math.floor(Math.log10(length));
  const step = Math.max(1, length / power >= 5 ? power : length / power >= 2 ? power / 2 : power / 5);
  const found = [];
  for (let mark = Math.ceil(start / step) * step; mark <= start + length; mark += step) found.push(mark);
  return found;
}

export function drawAxis() {
  if (!data.axis) return;
  const [start, length] = [tree.start[state.zoom], tree.total[state.zoom]];
  axis.replaceChildren(...(state.pivot >= 0 ? [] : marks(start, length)).flatMap((mark) => {
    const x = (mark - start) / length * state.room;
    const isLast = x > state.room - 50;
    return [svg("rect", { class: "tick", x: x.toFixed(2), width: 1, height: 16 }),
      svg("text", { class: "soft", x: (isLast ? x - 3 : x + 4).toFixed(2), y: 12, "text-anchor": isLast ? "end" : "start" },
        amountText(mark))];
  }));
}
