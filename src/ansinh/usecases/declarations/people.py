"""What the register knows of the people of a declaration D02-LT."""

import numpy as np

from ansinh.core.period import Month
from ansinh.domain.declarations.assemble import Kinds
from ansinh.domain.declarations.declared import Ints, People, Rows
from ansinh.domain.declarations.kinds import KINDS, NUMBER_OF, Effect
from ansinh.domain.declarations.timeline import OPEN_END
from ansinh.records.store.registry import matching
from ansinh.usecases.declarations.identify import Books, Found, Seekers, identify

PRECISION = {"year": 1, "month": 2, "day": 3}
SEX = {"male": 1, "female": 0, "other": 2}


def find_people(rows: Rows, kinds: Kinds, account: int, ends: Ints) -> tuple[People, Ints]:
    """Return what is known of the person of each row, and a number for each: register id, or negative for a new one.

    Four queries for names and numbers, two for spells in other accounts, whatever the length of the list.
    """
    opens = [*(kind.opens for kind in KINDS), False]
    may_be_new = [opens[number] for number in kinds.number.tolist()]
    seekers = Seekers(rows.full_name, rows.si_number, rows.id_number, rows.birth, may_be_new)
    found, books = identify(seekers, account)
    elsewhere = _elsewhere(rows, kinds, found, account, ends)
    people = known_people(found, books, rows.id_number, elsewhere)
    return people, np.array([one.number for one in found], dtype=np.int64)


def known_people(found: list[Found], books: Books, papers: list[str], elsewhere: matching.Elsewhere) -> People:
    """Return the columns the checks read."""
    known = [one.person for one in found]
    return People(
        match=np.array([one.match for one in found], dtype=np.int8),
        person=np.array([max(one.number, 0) for one in found], dtype=np.int64),
        merged_from=[p.asked if p and p.merged else "" for p in known],
        name=[p.full_name if p else "" for p in known],
        birth=np.array([p.birth if p else None for p in known], dtype="datetime64[D]"),
        birth_precision=np.array([PRECISION[p.precision] if p else -1 for p in known], dtype=np.int8),
        sex=np.array([SEX[p.sex] if p else -1 for p in known], dtype=np.int8),
        died=np.array([p.died if p else None for p in known], dtype="datetime64[D]"),
        owner_of_id=[books.owner(one, paper) for one, paper in zip(found, papers, strict=True)],
        look_alike=[books.look_alike(one, place) for place, one in enumerate(found)],
        open_elsewhere=[elsewhere.overlapping.get(place, "") for place in range(len(found))],
        last_province=[elsewhere.last_province.get(one.number, "") for one in found],
    )


def _elsewhere(rows: Rows, kinds: Kinds, found: list[Found], account: int, ends: Ints) -> matching.Elsewhere:
    """Ask for spells of the people in other accounts."""
    opening = (kinds.effect == Effect.OPEN) & (rows.from_month > 0)
    moves = np.isin(kinds.number, (NUMBER_OF["TD"], NUMBER_OF["TC"]))
    windows = [
        (place, found[place].number, Month(first).first_day, Month(end).first_day if end < OPEN_END else None)
        for place, first, end in zip(range(len(found)), rows.from_month.tolist(), ends.tolist(), strict=True)
        if opening[place] and found[place].number > 0 and first < end
    ]
    return matching.elsewhere(account, windows, [found[p].number for p in np.flatnonzero(moves) if found[p].number > 0])
