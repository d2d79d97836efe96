/**
 * Shows the profile of a page that has one. Until its picture stands, and if it cannot be shown, there is the one that
 * needs no script, with a word about why.
 */
import { buildListing } from "../Server/listing.js";
import { readServer } from "../Server/server.js";
import { mount } from "./mount.js";

async function start() {
  const still = document.querySelector(".viewer-static");
  try {
    await mount("s0-", document.body);
    still?.remove();
  } catch (error) {
    const why = still?.querySelector(".why");
    if (why) why.textContent = "This picture is a part of the profile; all of it cannot be shown. " + error.message;
    throw error;
  }
}

const server = readServer();
const listing = document.querySelector(".listing");
if (document.getElementById("s0-head")) start();
else if (server && listing) buildListing(server, listing);
