"""The official form D02-LT of 27 columns: sections say increase or decrease, months and notes say which."""

from typing import Any, Final

import numpy as np

from ansinh.core.finding import Finding
from ansinh.formats.columns import Ints
from ansinh.formats.d02.kind import Months, decide, given_code
from ansinh.formats.d02.rows import D02, DeclarationRows
from ansinh.formats.d02.span import change_months
from ansinh.formats.header import UnitHeader
from ansinh.formats.layout import load_layout
from ansinh.formats.pay import split_pay
from ansinh.formats.people import MemberRows, PersonRows
from ansinh.formats.sheet.headings import Found
from ansinh.formats.sheet.sections import Section, read_body
from ansinh.formats.sheet.table import RowReader, day_column

_ANCHORS: Final = ("si_number", "birth", "id_number", "pay", "si_from", "si_to", "change")
_POSITIONS: Final = ("manager", "high_tech", "mid_tech", "other")


def read_official(found: Found, header: UnitHeader) -> D02:
    """Return the rows of the official form `found` in a sheet."""
    body = read_body(found, _ANCHORS)
    reader = RowReader(found, load_layout("d02_official"), body.places)
    starts, stops = reader.ints("si_from"), reader.ints("si_to")
    notes = reader.texts("note")
    listed = header.month.number if header.month else 0
    changes = _changes(reader, body.sections, notes, starts, stops, listed)
    first, last = change_months(changes, starts, stops, listed, official=True)
    given = {
        "row": reader.numbers,
        "change": changes,
        "section": [section.title for section in body.sections],
        "note": notes,
        "from_month": first,
        "to_month": last,
        **_plain_columns(reader),
        **_position(reader),
        **_contract(reader),
        **split_pay(reader),
    }
    reader.check_marks()
    size = len(body.places)
    rows = DeclarationRows.of(size, given)
    person = PersonRows.of(size, {"row": rows.row})
    return D02("official", header, rows, person, MemberRows.of(0, {}), reader.findings)


def _plain_columns(reader: RowReader) -> dict[str, Any]:
    """Return the columns that are read as they stand."""
    birth, precision = reader.partial_days("birth")
    texts = {name: reader.texts(name) for name in ("full_name", "si_number", "id_number", "job")}
    amounts = ("allow_position", "over_grade_percent", "seniority_percent", "allow_wage", "supplement")
    return {
        **texts,
        "birth": birth,
        "birth_precision": precision,
        "sex": reader.flags("sex"),
        **{name: reader.ints(name) for name in amounts},
        "hazard_from": reader.days("hazard_from"),
        "hazard_to": reader.days("hazard_to"),
    }


def _changes(
    reader: RowReader, sections: list[Section], notes: list[str], starts: Ints, stops: Ints, listed: int
) -> list[str]:
    """Return the change of every row, "" where a finding says why not; a column with the code wins."""
    codes = reader.texts("change")
    changes = []
    for place, (section, note) in enumerate(zip(sections, notes, strict=True)):
        where = reader.where(place, "note")
        if codes[place]:
            decided: str | Finding = given_code(codes[place], "", reader.where(place, "change"))
        else:
            decided = decide(section, note, Months(int(starts[place]), int(stops[place]), listed), where)
        if isinstance(decided, Finding):
            reader.findings.append(decided)
            decided = ""
        changes.append(decided)
    return changes


def _position(reader: RowReader) -> dict[str, Any]:
    """Return which of the four kinds of position is ticked or dated (columns 8 to 11), and since when."""
    size = len(reader.places)
    names, since, until = [""] * size, [None] * size, [None] * size
    for position in _POSITIONS:
        for place, held in enumerate(reader.values(f"pos_{position}")):
            if held is not None:
                names[place], (since[place], until[place]) = position, held
    return {"position": names, "position_from": day_column(since), "position_to": day_column(until)}


def _contract(reader: RowReader) -> dict[str, Any]:
    """Return the kind of contract and its days (columns 20 to 24); the indefinite one wins over an older fixed one."""
    columns = {
        "other": (reader.days("other_from"), reader.days("other_to")),
        "fixed": (reader.days("fixed_from"), reader.days("fixed_to")),
        "indefinite": (reader.days("indefinite_from"), day_column([None] * len(reader.places))),
    }
    kinds = np.full(len(reader.places), "", dtype=object)
    since, until = day_column([None] * len(reader.places)), day_column([None] * len(reader.places))
    for kind, (starts, ends) in columns.items():
        given = ~np.isnat(starts) | ~np.isnat(ends)
        kinds[given], since[given], until[given] = kind, starts[given], ends[given]
    return {"contract_kind": list(kinds), "contract_from": since, "contract_to": until}
