/**
 * Dark or light: as the system says, until somebody says otherwise. Paper is light.
 *
 * @typedef {import("./viewer.js").Viewer} Viewer
 */

const themed = () => document.documentElement;

/** @param {Viewer} viewer */
export function toggleTheme(viewer) {
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const shown = themed().dataset.theme ?? (isDark ? "dark" : "light");
  themed().dataset.theme = shown === "dark" ? "light" : "dark";
  redraw(viewer);
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
