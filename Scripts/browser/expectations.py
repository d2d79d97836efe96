"""What cases say of what they find, and the frames that they work with."""


def expect(found, wanted, what):
    if found != wanted:
        raise AssertionError(f"{what}: {found!r}, not {wanted!r}")


def is_near(found, wanted, what, within=1.0):
    if abs(found - wanted) > within:
        raise AssertionError(f"{what}: {found}, not {wanted}")


def inner(picture):
    """A frame to work with: the widest that is neither the root nor as wide as it."""
    frames = [frame for frame in picture.frames if 60 < frame.width < 0.9 * picture.room]
    return max(frames, key=lambda frame: (frame.width, -frame.level))


def path_to(picture, frame, frames=None):
    """The names from below the root to a frame of those that are shown."""
    above = [other for other in frames or picture.frames
             if 1 < other.level <= frame.level and other.left <= frame.center[0] < other.left + other.width]
    return [other.name for other in sorted(above, key=lambda other: other.level)]
