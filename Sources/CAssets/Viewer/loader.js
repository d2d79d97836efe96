/**
 * Inflates the script of the page and runs it: deflated, it is a third as long. The policy of the page names it by its
 * hash too, so that nothing else can run in its place.
 */
(async function () {
  try {
    const packed = Uint8Array.from(atob(document.getElementById("viewer").textContent), (letter) => letter.charCodeAt(0));
    const script = document.createElement("script");
    script.textContent = await new Response(
      new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
    document.body.append(script);
  } catch {
    const why = document.querySelector(".why");
    if (why) why.textContent =
      "This browser cannot decompress the data, so this is a picture of the widest frames. Browsers since 2023 show all of them.";
  }
})();
