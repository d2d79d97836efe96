"""The contrast of every text in a picture with what it stands on, as the Web Content Accessibility Guidelines reckon it."""

# What a browser has worked out for each text: its colour and, from front to back, what is behind it.
PAINTS = """
const ui = document.querySelector(".ui");
const ground = ui ? getComputedStyle(ui).backgroundColor : getComputedStyle(document.querySelector(".page")).fill;
const texts = [...document.querySelectorAll(".frames g text")].flatMap((text) =>
  [...text.parentNode.querySelectorAll("rect")].map((rect) => {
    const { fill, fillOpacity } = getComputedStyle(rect);
    return { what: text.textContent, ink: getComputedStyle(text).fill, fill, opacity: Number(fillOpacity), ground };
  }));
if (!ui) {
  for (const text of document.querySelectorAll("svg > text")) {
    texts.push({ what: text.textContent, ink: getComputedStyle(text).fill, fill: ground, opacity: 1, ground });
  }
  return texts;
}
const walker = document.createTreeWalker(ui, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const holder = walker.currentNode.parentElement;
  if (holder.closest("[role=tree], .unseen, :disabled") || !walker.currentNode.data.trim()) continue;
  let behind = holder;
  while (getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)") behind = behind.parentElement;
  const fill = getComputedStyle(behind).backgroundColor;
  texts.push({ what: holder.textContent, ink: getComputedStyle(holder).color, fill, opacity: 1, ground });
}
const field = document.querySelector("input");
const fill = getComputedStyle(field).backgroundColor;
texts.push({ what: "placeholder", ink: getComputedStyle(field, "::placeholder").color, fill, opacity: 1, ground });
return texts;
"""


def channels(color):
    return [float(part) for part in color[color.index("(") + 1:-1].split(",")[:3]]


def luminance(color):
    def linear(channel):
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
    red, green, blue = map(linear, color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink, fill):
    darker, lighter = sorted((luminance(ink), luminance(fill)))
    return (lighter + 0.05) / (darker + 0.05)


def lowest(browser):
    """The lowest contrast of all texts that are shown, and which text has it."""
    found = []
    for paint in browser.run(PAINTS):
        behind = zip(channels(paint["fill"]), channels(paint["ground"]), strict=False)
        fill = [front * paint["opacity"] + back * (1 - paint["opacity"]) for front, back in behind]
        found.append((contrast(channels(paint["ink"]), fill), paint["what"]))
    return min(found)
