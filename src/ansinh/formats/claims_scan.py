"""The loop over the bytes of a plainly written table: each value becomes a view of its column, in one pass.

Nothing is guessed: the first sign that does not stand where the order of tags wants it ends the reading with -1.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.compiled import compiled

Bytes = NDArray[np.uint8]
Whole = NDArray[np.int64]
Words = NDArray[np.uint32]
Marks = NDArray[np.bool_]
ROOT, LIST, ROW, TAGS = 0, 1, 2, 3  # where the names of an order stand
PROLOG: Final = 130
_BLANK, _STOP = 1, 2
_IN_VIEW = 12


def _signs() -> Bytes:
    """Return what each byte is: a blank, a sign that ends plain text, or part of a value (0)."""
    kinds = np.zeros(256, np.uint8)
    kinds[:32] = _STOP
    kinds[[9, 10, 32]] = _BLANK
    kinds[[38, 60, 62]] = _STOP  # & < >
    kinds[127] = 0
    return kinds


SIGNS: Final = _signs()


@compiled
def past_blanks(text: Bytes, at: int) -> int:
    """Return the first place from `at` that is no blank."""
    while at < len(text) and (text[at] == 32 or text[at] == 10 or text[at] == 13 or text[at] == 9):
        at += 1
    return at


@compiled
def past_name(text: Bytes, at: int, names: Bytes, ends: Whole, which: int) -> int:
    """Return the place after the name that must stand at `at`; -1 where it does not."""
    begin = ends[which - 1] if which else 0
    size = ends[which] - begin
    if at < 0 or at + size >= len(text):
        return -1
    differ = np.uint8(0)
    here, there = np.uint64(at), np.uint64(begin)
    for step in range(np.uint64(size)):
        differ |= text[here + step] ^ names[there + step]
    return -1 if differ else at + size


@compiled
def past_tag(text: Bytes, at: int, names: Bytes, ends: Whole, which: int) -> int:
    """Return the place after <name>, blanks before it allowed; -1 where something else stands there."""
    if at < 0:
        return -1
    at = past_blanks(text, at)
    if at >= len(text) or text[at] != 60:
        return -1
    at = past_name(text, at + 1, names, ends, which)
    return at + 1 if at >= 0 and text[at] == 62 else -1


@compiled
def past_closing(text: Bytes, at: int, names: Bytes, ends: Whole, which: int) -> int:
    """Return the place after </name>, blanks before it allowed; -1 where something else stands there."""
    if at < 0:
        return -1
    at = past_blanks(text, at)
    if at + 1 >= len(text) or text[at] != 60 or text[at + 1] != 47:
        return -1
    at = past_name(text, at + 2, names, ends, which)
    return at + 1 if at >= 0 and text[at] == 62 else -1


@compiled
def past_prolog(text: Bytes) -> int:
    """Return the place of the first tag, after a byte order mark and the declaration of XML."""
    at = 3 if len(text) > 3 and text[0] == 0xEF and text[1] == 0xBB and text[2] == 0xBF else 0
    at = past_blanks(text, at)
    if at + 1 < len(text) and text[at] == 60 and text[at + 1] == 63:
        stop = min(len(text), at + PROLOG)
        at += 2
        while at < stop and text[at] != 62:
            if text[at] == 60:
                return -1
            at += 1
        if at >= stop or text[at - 1] != 63:
            return -1
        at += 1
    return at


@compiled
def value_end(text: Bytes, at: int) -> int:
    """Return where the value that begins at `at` ends, -1 where it is not plain text (U+FFFE and U+FFFF are none)."""
    while at < len(text):
        sign = text[at]
        if sign < 63 and SIGNS[sign] == _STOP:
            return at if sign == 60 else -1
        if sign == 0xEF and at + 2 < len(text) and text[at + 1] == 0xBF and text[at + 2] >= 0xBE:
            return -1
        at += 1
    return -1


@compiled
def cell(text: Bytes, at: int, names: Bytes, ends: Whole, which: int) -> tuple[int, int, int]:
    """Return (begin, end, place after it) of the field that must stand at `at`, blanks off; place -1 if it does not."""
    at = past_blanks(text, at)
    if at >= len(text) or text[at] != 60:
        return 0, 0, -1
    at = past_name(text, at + 1, names, ends, which)
    if at < 0:
        return 0, 0, -1
    if text[at] != 62:
        at = past_blanks(text, at)
        return 0, 0, at + 2 if at + 1 < len(text) and text[at] == 47 and text[at + 1] == 62 else -1
    begin = at + 1
    end = value_end(text, begin)
    at = past_closing(text, end, names, ends, which)
    while begin < end and SIGNS[text[begin]] == _BLANK:
        begin += 1
    while begin < end and SIGNS[text[end - 1]] == _BLANK:
        end -= 1
    return begin, end, at


@compiled
def scan(text: Bytes, names: Bytes, ends: Whole, marks: Whole, most: int) -> int:
    """Mark where the values of a table lie: `marks` (row, tag, begin and end); `names` as an order of tags has them.

    Returns the rows, -1 where it is written in any other way or has more than `most`.
    """
    has_list, has_row = ends[LIST] > ends[ROOT], ends[ROW] > ends[LIST]
    at = past_tag(text, past_prolog(text), names, ends, ROOT)
    if has_list:
        at = past_tag(text, at, names, ends, LIST)
    rows = 0
    while at >= 0:
        begun = past_tag(text, at, names, ends, ROW) if has_row else (at if not rows else -1)
        if begun < 0:
            break
        if rows == most:
            return -1
        at = begun
        for which in range(marks.shape[1]):
            begin, end, at = cell(text, at, names, ends, TAGS + which)
            if at < 0:
                return -1
            marks[rows, which, 0] = begin
            marks[rows, which, 1] = end
        if has_row:
            at = past_closing(text, at, names, ends, ROW)
        rows += 1
    if has_list:
        at = past_closing(text, at, names, ends, LIST)
    at = past_closing(text, at, names, ends, ROOT)
    return rows if at >= 0 and past_blanks(text, at) == len(text) else -1


@compiled
def fill(
    text: Bytes,
    marks: Whole,
    places: Whole,
    views: NDArray[np.uint32],
    into: tuple[Bytes, NDArray[np.bool_]],
    used: int,
) -> int:
    """Write the marked values as `views` (row, field, 4 words), the long ones `into` the store from `used` on.

    `places` are the two fields of each tag (-1: none); the second of `into` learns which fields have a value that
    begins or ends beyond ASCII: a blank of another kind may be there. Returns how much of the store is used then.
    """
    store, edges = into
    for row in range(len(marks)):
        for which in range(len(places)):
            begin, end = marks[row, which, 0], marks[row, which, 1]
            for side in range(2):
                place = places[which, side]
                if place < 0:
                    continue
                for word in range(4):
                    views[row, place, word] = 0
                size = end - begin
                views[row, place, 0] = size
                inside = size if size <= _IN_VIEW else 4
                for step in range(inside):
                    views[row, place, 1 + step // 4] |= np.uint32(text[begin + step]) << np.uint32(8 * (step % 4))
                if size > _IN_VIEW:
                    views[row, place, 3] = used
                    store[used : used + size] = text[begin:end]
                    used += size
                if size and (text[begin] > 127 or text[end - 1] > 127):
                    edges[place] = True
    return used
