"""The quick way through an envelope: plainly written records are cut out of the stream before a parser sees them.

Nearly all of an envelope is base64 that a parser only copies. What is cut out is balanced, so the rest stays exactly as
well-formed as the whole, and is parsed with care; the first record that is written in any other way ends the cutting.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

import pybase64

CHUNK: Final = 1 << 18
MOST_HELD: Final = 8 * 1024 * 1024  # a record that is longer goes the careful way
_TAIL: Final = 64  # bytes kept back: a tag may lie across two chunks
_BLANK: Final = rb"[ \t\r\n]*"
_BEGIN: Final = b"<HOSO>"
_MAY_STAND: Final = re.compile(rb"<(?:DANHSACHHOSO|/HOSO)>" + _BLANK + rb"\Z")
_TABLE: Final = re.compile(
    _BLANK + b"<FILEHOSO>" + _BLANK + rb"<LOAIHOSO>([A-Za-z0-9]{1,40})</LOAIHOSO>" + _BLANK + b"<NOIDUNGFILE>"
)
_CLOSE: Final = re.compile(b"</NOIDUNGFILE>" + _BLANK + b"</FILEHOSO>")
_END: Final = re.compile(_BLANK + b"</HOSO>")
_STRANGE: Final = (b"<!", b"xmlns=", b"<?")  # what may give a tag another meaning
_PROLOG: Final = 5  # bytes at the very beginning that may hold <?


@dataclass(frozen=True, slots=True)
class Cut:
    """A record cut out: its tables as (LOAIHOSO, bytes of XML), and how many lines of the file it took."""

    tables: tuple[tuple[str, bytes], ...]
    lines: int


def pieces(stream: IO[bytes]) -> Iterator[bytes | Cut]:
    """Yield the file in order: records that could be cut out, and the bytes between them for the parser."""
    held, last, begin, place = b"", b"", _PROLOG, 0
    while chunk := stream.read(CHUNK):
        held += chunk
        place, whole_to = 0, max(0, held.rfind(b"</HOSO>"))
        while (start := held.find(_BEGIN, place, whole_to)) >= 0:
            before = last + held[place:start]
            plain = _MAY_STAND.search(before[-_TAIL:]) and not _strange(before, begin)
            found = _cut(held, start) if plain else None
            if found is None:
                yield held[place:]
                yield from _rest(stream)
                return
            if start > place:
                yield held[place:start]
            cut, place = found
            yield cut
            last, begin = b"</HOSO>", 0
        begun = held.find(_BEGIN, place)  # a record whose end was not read yet is kept
        kept = begun if begun >= 0 else max(place, len(held) - _TAIL)
        passed = last + held[place:kept]
        if _strange(passed, begin) or len(held) - kept > MOST_HELD:
            break
        if kept > place:
            yield held[place:kept]
            last, begin = passed[-_TAIL:], 0
        held, place = held[kept:], 0
    yield held[place:]
    yield from _rest(stream)


def _strange(text: bytes, begin: int) -> bool:
    """Return whether something between records may give a tag another meaning."""
    return any(text.find(sign, begin) >= 0 for sign in _STRANGE)


def _rest(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield what is left of a stream as it is."""
    while chunk := stream.read(CHUNK):
        yield chunk


def _cut(held: bytes, start: int) -> tuple[Cut, int] | None:
    """Return the whole record that begins at `start` and where it ends; None where it is not written plainly."""
    tables = []
    place = start + len(_BEGIN)
    while (opened := _TABLE.match(held, place)) is not None:
        stop = held.find(b"<", opened.end())
        closed = _CLOSE.match(held, stop) if stop >= 0 else None
        data = _decoded(held[opened.end() : stop]) if closed else None
        if closed is None or data is None:
            return None
        tables.append((opened[1].decode(), data))
        place = closed.end()
    ended = _END.match(held, place)
    return None if ended is None else (Cut(tuple(tables), held.count(b"\n", start, ended.end())), ended.end())


def _decoded(text: bytes) -> bytes | None:
    """Return the bytes behind base64, lines ended or not; None where it is anything else."""
    try:
        return pybase64.b64decode(text, validate=True) or None
    except binascii.Error:
        together = text.translate(None, b" \t\r\n")
    try:
        return pybase64.b64decode(together, validate=True) or None
    except binascii.Error:
        return None
