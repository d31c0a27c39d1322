"""01B-HSB, an employer's list of claims: the official form, CSV and JSON."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from ansinh.core.finding import Finding
from ansinh.formats.benefits_hsb_rows import HSB, ClaimRows
from ansinh.formats.benefits_hsb_words import ADJUST, Said, next_section, procedure_of, read_bank, read_words
from ansinh.formats.faults import RefusedFileError, fault
from ansinh.formats.header import UnitHeader
from ansinh.formats.layout import load_layout
from ansinh.formats.list_file import ListFile, open_list
from ansinh.formats.sheet.grid import Limits
from ansinh.formats.sheet.sections import Section, read_body
from ansinh.formats.sheet.table import RowReader, day_column
from ansinh.formats.words import plain

_ANCHORS: Final = ("si_number", "first", "last", "old_batch")
_CODES: Final = frozenset({"sickness", "maternity", "recovery"})
OF_A_CHILD: Final = frozenset(
    {
        "sickness.child", "maternity.birth", "maternity.adoption", "maternity.father", "maternity.father_grant",
    }
)  # fmt: skip


def read_hsb(data: bytes, *, name: str = "", limits: Limits | None = None) -> HSB:
    """Return the list in `data` with a finding for all that cannot be read; never raises for what a sender may send."""
    try:
        return _read(open_list(data, ("hsb_official",), limits or Limits(), name))
    except RefusedFileError as refused:
        return empty_hsb([refused.finding])


def empty_hsb(findings: list[Finding]) -> HSB:
    """Return a list of which nothing was read, for the reasons given."""
    return HSB("", UnitHeader(), ClaimRows.of(0, {}), findings)


def _read(listed: ListFile) -> HSB:
    """Return the rows of an opened list: part 1, then part 2 whose columns 2 and 3 hold words."""
    body = read_body(listed.found, _ANCHORS, next_section)
    if not body.places:
        return empty_hsb([fault("F-NO-ROWS")])
    pairs = list(zip(body.places, _sections(listed, body.places, body.sections), strict=True))
    new = [pair for pair in pairs if pair[1].direction != ADJUST]
    again = [pair for pair in pairs if pair[1].direction == ADJUST]
    first, found = _part(listed, new, adjust=False)
    second, more = _part(listed, again, adjust=True)
    rows = ClaimRows(**{name: _joined(first.columns()[name], second.columns()[name]) for name in ClaimRows.kinds()})
    return HSB(listed.kind, listed.header, rows, [*listed.found.findings, *found, *more], listed.found.seen)


def _sections(listed: ListFile, places: Sequence[int], sections: Sequence[Section]) -> list[Section]:
    """Return the section of every row; a file without sections says part 2 in its column of the benefit."""
    own = RowReader(listed.found, load_layout(listed.layout), places).texts("procedure")
    return [
        Section(ADJUST, "", written) if plain(written) in {"adjust", "dieu chinh"} else section
        for written, section in zip(own, sections, strict=True)
    ]


def _joined(one: Any, other: Any) -> Any:  # noqa: ANN401 a list of texts or an array
    """Return two columns behind one another."""
    return [*one, *other] if isinstance(one, list) else np.concatenate([one, other])


def _part(listed: ListFile, pairs: Sequence[tuple[int, Section]], *, adjust: bool) -> tuple[ClaimRows, list[Finding]]:
    """Return the rows of one part of the form."""
    reader = RowReader(listed.found, load_layout(listed.layout), [place for place, _ in pairs])
    sections = [section for _, section in pairs]
    given: dict[str, Any] = {
        "row": reader.numbers, "section": [section.title for section in sections],
        **{name: reader.texts(name) for name in ("full_name", "si_number", "bank", "condition", "note")},
    }  # fmt: skip
    if adjust:
        given |= {"old_batch": _words(reader, "first", "old_batch"), "reason": _words(reader, "last", "reason")}
        given["procedure"] = [ADJUST] * len(pairs)
    else:
        given |= {
            "procedure": _procedures(reader, sections), "first": reader.days("first"), "last": reader.days("last"),
            "total": reader.texts("total"),
        }  # fmt: skip
        given |= _taken_apart(reader, given)
    reader.check_marks()
    return ClaimRows.of(len(pairs), given), reader.findings


def _words(reader: RowReader, place: str, own: str) -> list[str]:
    """Return a column of part 2: its own one, or the one of part 1 it stands in."""
    if reader.has(own):
        return reader.texts(own)
    return [str(cell).strip() for cell in reader.cells(place)]


def _procedures(reader: RowReader, sections: Sequence[Section]) -> list[str]:
    """Return the procedure of every row: a code or words of its own, else the section above it."""
    made = []
    for written, section in zip(reader.texts("procedure"), sections, strict=True):
        own = written if written.partition(".")[0] in _CODES else procedure_of(plain(written)) if written else None
        made.append(section.subject if own is None else own)
    return made


def _taken_apart(reader: RowReader, given: dict[str, Any]) -> dict[str, Any]:
    """Return the columns that columns C, D and E hold in words, and those a file has on their own."""
    said = [read_words(*pair) for pair in zip(given["condition"], given["note"], strict=True)]
    banks = [read_bank(text) for text in given["bank"]]
    births = [
        own or _birth(code, one)
        for own, code, one in zip(reader.values("child_birth"), given["procedure"], said, strict=True)
    ]
    counts = [own or one.children for own, one in zip(reader.values("children"), said, strict=True)]
    return {
        "bank_account": [account for account, _ in banks], "bank_name": [bank for _, bank in banks],
        "disease": [one.disease for one in said], "child_birth": day_column(births),
        "handed_over": day_column(
            [_handed(code, one) for code, one in zip(given["procedure"], said, strict=True)]
        ),
        "children": np.array(counts, dtype=np.int64), "weeks": np.array([one.weeks for one in said], dtype=np.int64),
        "weekly_rest": [one.weekly_rest for one in said],
        **{
            name: np.array([getattr(one, name) for one in said], dtype=np.int8)
            for name in ("special_area", "surgery", "under_32", "second_child")
        },
    }  # fmt: skip


def _birth(code: str, said: Said) -> Any:  # noqa: ANN401 a day or nothing
    """Return the first date of the condition where the section asks for the birth of a child."""
    return said.dates[0] if said.dates and code in OF_A_CHILD else None


def _handed(code: str, said: Said) -> Any:  # noqa: ANN401 a day or nothing
    """Return the day an adopted child was received: the second date of the condition."""
    return said.dates[1] if len(said.dates) > 1 and code == "maternity.adoption" else None
