"""What must hold of a picture of two profiles, whatever its widths are. A case is a function; its first line says what holds."""

from expectations import expect, is_near, path_to

# What each frame is filled with: the part that its bar takes, from the left if it is positive, from the right if it is not.
BARS = """
return [...document.querySelectorAll("[role=treeitem]")].map((item) => {
  const bar = item.querySelector(".bar");
  if (!bar) return 0;
  const [edge, whole] = [bar.getBBox(), item.querySelector("rect").getBBox()];
  return Math.abs(edge.x - whole.x) < 0.02 && bar.classList.contains("db") ? edge.width / whole.width
    : Math.abs(edge.x + edge.width - whole.x - whole.width) < 0.02 && bar.classList.contains("dc") ? -edge.width / whole.width : null;
});
"""


def everything_changed_is_there(picture, work, layout):
    """Every frame has what it had before and has after, and says so; its bar is as wide as the change, and new and gone are marked"""
    subject = work.comparisons[layout]
    picture.open(subject.picture)
    frames = picture.frames
    expect(frames[0].total, subject.stacks.total, "the width of all")
    for frame, bar in zip(frames, picture.browser.run(BARS), strict=False):
        before, after = (side.below(path_to(picture, frame, frames)).total for side in work.sides)
        width = {"union": before + after, "before": before, "after": after}[layout]
        what = f"{frame.name} on level {frame.level}"
        expect((frame.total, frame.other), (width, after if layout == "before" else before), what)
        expect(" → " in frame.spoken, True, f"whether {what} says what changed")
        is_near(bar, max(-1, min(1, (after - before) / width)), f"the bar of {what}", within=0.02)
        if frame.label:
            mark = "+ " if before == 0 else "- " if after == 0 else ""
            # Where the mark would eat letters of the name, the name stands alone.
            is_short = frame.label.endswith("…") or frame.width < 80
            expect(is_short or frame.label.startswith(("+ ", "- ")) == (mark != ""), True, f"whether {what} is marked: {frame.label}")
            expect(is_short or frame.label.startswith(mark), True, f"the mark of {what}")


def nothing_is_missing(picture, work, layout):
    """Every stack with a width leads to a frame as deep as it is, zoomed into where it is narrow"""
    subject = work.comparisons[layout]
    picture.open(subject.picture)
    wanted = {";".join(stack) for stack, _ in subject.stacks.rows}
    found = set(picture.browser.run("""
        const data = JSON.parse(document.querySelector("metadata").textContent);
        const path = [];
        let depth = 0;
        return data.name.map((name, node) => {
          depth += data.depth[node];
          path.length = depth;
          path[depth] = data.names[name];
          return path.slice(1).join(";");
        });
        """))
    expect(sorted(wanted - found), [], "stacks that are missing")


def what_is_left_out_is_said(picture, work):
    """Of small frames that are not in the file, what they had and have is said, not the sum"""
    picture.open(work.lossy_comparison)
    root = picture.frames[0]
    picture.browser.hover(*root.center)
    before, after = (side.total for side in work.sides)
    expect(root.total, before + after, "the width of all")
    words = picture.text(".info .numbers")
    expect(" → " in words.partition("not in this file (")[2], True, f"what is said of small frames: {words}")


CASES = [everything_changed_is_there, nothing_is_missing]
