/**
 * Dark or light: as the system says, until somebody says otherwise. Paper is light.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */
import { button } from "./elements.js";

const themed = () => document.documentElement;

const isDark = () => (themed().dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

/** The button says what it leads to. */
/** @param {Viewer} viewer */
export function buildTheme(viewer) {
  const made = button("", "Dark or light", () => {
    themed().dataset.theme = isDark() ? "light" : "dark";
    redraw(viewer);
  });
  const fill = () => { made.textContent = isDark() ? "Light" : "Dark"; };
  viewer.themed.push(fill);
  fill();
  return made;
}

/** @param {Viewer} viewer */
function redraw(viewer) {
  viewer.stage.readTheme();
  for (const update of viewer.themed) update();
  viewer.stage.askToDraw();
}

/** Follows the system. */
/** @param {Viewer} viewer */
export function followTheme(viewer) {
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", () => redraw(viewer), { signal: viewer.signal });
  }
}

/** Makes the page light until what is returned is called. */
/** @returns {() => void} */
export function lightenForPaper() {
  const { theme } = themed().dataset;
  themed().dataset.theme = "light";
  return () => {
    if (theme) themed().dataset.theme = theme;
    else delete themed().dataset.theme;
  };
}
