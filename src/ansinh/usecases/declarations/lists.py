"""What D03-TS and D05-TS share: the people of a list and what stands for them."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ansinh.core.fund import Fund
from ansinh.core.period import Month
from ansinh.domain.declarations.checks.standing import Listed
from ansinh.domain.declarations.declared import Ints, Mask, Match, Who
from ansinh.formats.d03_rows import D03
from ansinh.formats.d05_rows import D05
from ansinh.records.store.coverage import spells
from ansinh.records.store.declarations.filings import FilingFacts
from ansinh.records.store.registry import matching
from ansinh.usecases.declarations import newcomers
from ansinh.usecases.declarations.examined import Examined
from ansinh.usecases.declarations.identify import Seekers, identify
from ansinh.usecases.declarations.people import known_people

_HEALTH_FUND = 1 << Fund.HI
_PENSION_FUND = 1 << Fund.RS


@dataclass(frozen=True, slots=True)
class Kinds:
    """Which rows pay and which end or change, (n,)."""

    pays: Mask
    ends: Mask
    new: Mask  # may be about somebody without a number


@dataclass(frozen=True, slots=True)
class People:
    """The people of a list: the columns of the checks, and the number of each row (negative: new)."""

    who: Who
    persons: Ints


def people_of(read: D03 | D05, kinds: Kinds) -> People:
    """Return who the rows speak of."""
    rows = read.rows
    found, books = identify(Seekers(rows.full_name, rows.si_number, rows.id_number, rows.birth, kinds.new.tolist()))
    known = known_people(found, books, rows.id_number, matching.Elsewhere({}, {}))
    who = Who(
        row=rows.row,
        full_name=rows.full_name,
        si_number=rows.si_number,
        id_number=rows.id_number,
        birth=rows.birth,
        birth_precision=rows.birth_precision,
        sex=rows.sex,
        decided=kinds.pays | kinds.ends,
        people=known,
    )
    return People(who, np.array([one.number for one in found], dtype=np.int64))


def listed(
    read: D03 | D05, kinds: Kinds, people: People, scheme: spells.Scheme, money: tuple[Ints, Ints], period: int
) -> Listed:
    """Return the rows with what stands for them; `money` is taken and due."""
    rows, size = read.rows, len(read.rows)
    windows = [
        (place, person, Month(first).first_day, Month(first + (max(months, 1) if pays else 1)).first_day)
        for place, (person, first, months, pays) in enumerate(
            zip(
                people.persons.tolist(),
                rows.from_month.tolist(),
                rows.months.tolist(),
                kinds.pays.tolist(),
                strict=True,
            )
        )
        if person > 0 and first > 0
    ]
    covered, spell = [""] * size, np.zeros(size, dtype=np.int64)
    for one in spells.standing(scheme, windows):
        until = f"{Month.containing(one.until).plus(-1)}" if one.until else "…"
        covered[one.place] = covered[one.place] or f"{one.name} → {until}"
        spell[one.place] = spell[one.place] or one.spell
    fund = _HEALTH_FUND if scheme == "health" else _PENSION_FUND
    employed = matching.elsewhere(0, [w for w in windows if kinds.pays[w[0]]], [], fund=fund).overlapping
    return Listed(
        who=people.who, pays=kinds.pays, ends=kinds.ends, first=rows.from_month, months=rows.months,
        taken=money[0], due=money[1], receipt=rows.receipt_number, covered=covered, spell=spell,
        employed=[employed.get(place, "") for place in range(size)], period=period,
    )  # fmt: skip


def register_new(examined: Examined, people: People, facts: FilingFacts, actor: str) -> tuple[Ints, int]:
    """Register the new people of the good rows; return the person of every row, and how many are new."""
    first_row: dict[int, int] = {}
    fresh = np.flatnonzero(examined.good & (people.who.people.match == Match.NEW))
    for place in fresh.tolist():
        first_row.setdefault(int(people.persons[place]), place)
    ids = newcomers.register(examined.read, list(first_row.values()), facts, actor)
    number_of = dict(zip(first_row, ids, strict=True))
    return np.array([number_of.get(p, p) for p in people.persons.tolist()], dtype=np.int64), len(ids)


def good_rows(who: Who, findings: list[Any]) -> Mask:
    """Return which rows are decided and have no error (n,)."""
    stopped = {finding.where.row for finding in findings if finding.stops}
    return who.decided & np.array([number not in stopped for number in who.row.tolist()], dtype=np.bool_)


def percents(amount: Ints, percent: Ints, gross: Ints) -> Ints:
    """Return the support in dong: as written, or the share (hundredths of per cent) of `gross`, rounded half-up."""
    shared = (2 * gross * percent + 10_000) // 20_000
    return np.where(amount > 0, amount, shared)
