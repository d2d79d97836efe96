/** How wide texts are, and which form of a name fits. */
import { cutText } from "../../Common/cut-text.js";

/** @type {Map<string, Map<string, number>>} for each font the widths of texts */
const widthsOfFonts = new Map();

/** @param {CanvasRenderingContext2D} pen @param {string} text @returns {number} */
function textWidth(pen, text) {
  let widths = widthsOfFonts.get(pen.font);
  if (!widths) widthsOfFonts.set(pen.font, widths = new Map());
  let width = widths.get(text);
  if (width === undefined) widths.set(text, width = pen.measureText(text).width);
  return width;
}

/**
 * The longest form of a name that fits, else the shortest one cut. A mark stands before it unless it would eat letters.
 *
 * @param {CanvasRenderingContext2D} pen @param {string[]} forms @param {number} room @param {string} mark @returns {string}
 */
export function fittingText(pen, forms, room, mark) {
  if (room < 18) return "";
  const fits = (form, room) => form.length * 3 < room && textWidth(pen, form) <= room;
  const rest = room - (mark ? textWidth(pen, mark) : 0);
  const whole = forms.find((form) => fits(form, rest));
  if (whole !== undefined) return mark + whole;
  return forms.find((form) => fits(form, room)) ?? cutText(pen, forms[forms.length - 1], room, 3);
}
