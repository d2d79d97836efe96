/** As many letters of a text as there is room for, with a sign that there are more; nothing if these are too few to say anything. */
/** @param {CanvasRenderingContext2D} pen @param {string} text @param {number} room @param {number} fewest @returns {string} */
export function cutText(pen, text, room, fewest) {
  const letters = Array.from(text.slice(0, Math.ceil(room / 2)));
  let [least, most] = [0, letters.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (pen.measureText(letters.slice(0, middle).join("") + "…").width <= room) least = middle;
    else most = middle - 1;
  }
  return least < fewest ? "" : letters.slice(0, least).join("") + "…";
}
