/**
 * Makes a page of the picture; if that fails the picture stays as it was.
 *
 * The view comes first, so that modules that need one another are evaluated in the order they are joined in.
 */
import "./view.js";
import { restore } from "./page.js";
import { start } from "./controls.js";

try { start(); } catch (error) { restore(); throw error; }
