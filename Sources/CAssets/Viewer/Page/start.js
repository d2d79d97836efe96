/**
 * Shows the profile of a page that has one. Until its picture stands, and if it cannot be shown, there is the one that
 * needs no script, with a word about why. Of a page with several profiles one is shown when somebody asks for it.
 */
import { buildListing } from "../Server/listing.js";
import { readServer } from "../Server/server.js";
import { html } from "./elements.js";
import { mount } from "./mount.js";

async function start() {
  const still = document.querySelector(".viewer-static");
  try {
    await mount("s0-", document.body);
    still?.remove();
  } catch (error) {
    const why = still?.querySelector(".why");
    if (why) why.textContent = "This picture shows only part of the profile; the rest cannot be shown. " + error.message;
    throw error;
  }
}

/**
 * Shows a profile in the place of the page until somebody goes back.
 *
 * @param {HTMLButtonElement} button
 */
async function showInPlace(button) {
  const { set = "", title = "" } = button.dataset;
  const sheet = /** @type {HTMLElement} */ (document.querySelector(".sheet"));
  const why = button.parentElement?.querySelector(".why");
  const close = html("button", { class: "close", type: "button" }, "Back to the report");
  const overlay = html("div", { class: "overlay" }, html("div", { class: "back" }, close, html("span", {}, title)));
  const top = scrollY;
  document.body.append(overlay);
  sheet.hidden = true;
  const back = () => {
    overlay.remove();
    sheet.hidden = false;
    location.hash = "pictures";
    scrollTo(0, top);
    button.focus({ preventScroll: true });
  };
  try {
    if (location.hash) location.hash = "";
    const stop = await mount(set, overlay);
    close.addEventListener("click", () => { stop(); back(); });
    close.focus();
  } catch (error) {
    back();
    if (why) why.textContent = "This picture shows only part of the profile; the rest cannot be shown. " + error.message;
    throw error;
  }
}

const buttons = document.querySelectorAll("button[data-set]");
for (const button of buttons) {
  button.hidden = false;
  const why = button.parentElement?.querySelector(".why");
  if (why) why.textContent = "";
  button.addEventListener("click", () => showInPlace(button));
}
const server = readServer();
const listing = document.querySelector(".listing");
if (server && listing) buildListing(server, listing);
else if (buttons.length === 0 && document.getElementById("s0-head")) start();
