/** Makes elements; texts are text nodes, never markup. */

/**
 * An element of HTML: its tag; attributes, listeners where the value is a function; and what is in it.
 *
 * @param {string} tag @param {Record<string, any>} attributes @param {...(Node | string)} content @returns {any}
 */
export function html(tag, attributes = {}, ...content) {
  return filled(document.createElement(tag), attributes, content);
}

/** @param {string} tag @param {Record<string, any>} attributes @param {...(Node | string)} content @returns {any} */
export function drawing(tag, attributes = {}, ...content) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, content);
}

/** @param {Element} made @param {Record<string, any>} attributes @param {(Node | string)[]} content */
function filled(made, attributes, content) {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...content);
  return made;
}

/** A button is called what stands on it; the help says more and which key does the same. */
/** @param {string} text @param {string} help @param {(event: any) => void} click @param {Record<string, any>} attributes */
export function button(text, help, click, attributes = {}) {
  return html("button", { type: "button", title: help, click, ...attributes }, text);
}

/** A name from the profile, whose letters may run from the right. */
/** @param {string} text @param {Record<string, any>} attributes */
export const nameElement = (text, attributes = {}) => html("bdi", { dir: "auto", ...attributes }, text);

/** Replaces a text only where it changed, so that nothing is said twice. */
/** @param {Element} holder @param {string} text */
export function say(holder, text) { if (holder.textContent !== text) holder.textContent = text; }

/** Of some buttons the one that is pressed. */
/** @param {Iterable<[any, boolean]>} buttons */
export function press(buttons) {
  for (const [item, isPressed] of buttons) item.setAttribute("aria-pressed", isPressed);
}

/** A row that scrolls shows at its ends that there is more. */
/** @param {any} row */
export function markEnds(row) {
  const mark = () => {
    row.classList.toggle("more-before", row.scrollLeft > 4);
    row.classList.toggle("more-after", row.scrollLeft + row.clientWidth < row.scrollWidth - 4);
  };
  row.addEventListener("scroll", mark, { passive: true });
  const observer = new ResizeObserver(mark);
  for (const item of [row, ...row.children]) observer.observe(item);
  return row;
}

/** Copies a text; says whether it could: some places refuse. */
/** @param {string} text @returns {Promise<boolean>} */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Selects all that is in an element, to be copied by hand. */
/** @param {Element} holder */
export const selectContent = (holder) => getSelection().selectAllChildren(holder);

/** Hands a file to the reader. */
/** @param {Blob} content @param {string} name */
export function download(content, name) {
  const address = URL.createObjectURL(content);
  const link = html("a", { download: name });
  link.href = address;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
