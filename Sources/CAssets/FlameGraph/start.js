/**
 * Makes a page of the picture; if that fails the picture stays as it was.
 *
 * The view comes first, so that modules that need one another are evaluated in the order they are joined in.
 */
import "./view.js";
import { picture } from "./picture.js";
import { restore } from "./page.js";
import { start } from "./controls.js";

// Where style sheets are refused the page would be unreadable, and the picture is not.
if (getComputedStyle(picture).getPropertyValue("--is-styled")) {
  try { start(); } catch (error) { restore(); throw error; }
}
