"""Examine a list: every row against itself, its neighbours, the register and what was granted; all findings at once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ansinh.core.finding import Finding, Place
from ansinh.core.period import Month
from ansinh.core.person_name import search_key
from ansinh.domain.benefits import checks, claimed
from ansinh.domain.benefits.claimed import Claimed
from ansinh.domain.benefits.findings import finding
from ansinh.domain.benefits.overlaps import Use
from ansinh.domain.benefits.procedures import Procedure, procedure, procedures
from ansinh.formats.benefits_hsb_rows import HSB, ClaimRows
from ansinh.formats.benefits_hsb_words import ADJUST
from ansinh.records.store.benefits import lists
from ansinh.records.store.benefits.lists import ListFacts
from ansinh.records.store.registry import matching
from ansinh.records.store.registry.matching import KnownPerson
from ansinh.usecases.benefits.dossiers.receiving import overlapping, uses_of

_TEXTS = ("total", "disease", "weekly_rest")
_TICKS = ("special_area", "surgery", "under_32", "second_child")
_DAYS = ("first", "last", "child_birth", "handed_over")


@dataclass(frozen=True, slots=True)
class Row:
    """One row understood: what it asks for, whom it speaks of ("None" where nobody is known), what was typed."""

    number: int
    procedure: Procedure | None  # None: part 2, or not understood
    person: KnownPerson | None
    claimed: Claimed
    uses: tuple[Use, ...]
    again: str = ""  # the decided dossier a row of part 2 speaks of


@dataclass(frozen=True, slots=True)
class Examined:
    """All findings in the order of the file, and the rows that may be accepted."""

    findings: list[Finding]
    rows: list[Row]

    @property
    def good(self) -> list[Row]:
        """The rows without an error."""
        stopped = {one.where.row for one in self.findings if one.stops}
        return [row for row in self.rows if row.number not in stopped]

    @property
    def stopped_whole(self) -> list[Finding]:
        """The findings that stop the file as a whole."""
        return [one for one in self.findings if one.stops and one.where.row is None]


def examine(read: HSB, facts: ListFacts) -> Examined:
    """Return what is found in a list and which rows may be accepted. Nothing is written."""
    people = {one.asked: one for one in matching.by_numbers(sorted({n for n in read.rows.si_number if n}))}
    rows, found = [], _head(read, facts)
    for place in range(len(read.rows)):
        row, more = _row(read.rows, place, people, facts)
        rows.append(row)
        found += [_at(one, row.number) for one in more]
    found += _part_two(read.rows, rows, facts)
    found += [*_here(rows, facts), *_twice(rows), *_elsewhere(rows)]
    named = [one if one.where.sheet else replace(one, where=_where(one.where, read)) for one in found]
    return Examined(sorted([*read.findings, *named], key=lambda one: one.where.row or 0), rows)


def _at(one: Finding, number: int) -> Finding:
    """Return a finding at a row."""
    return replace(one, where=replace(one.where, row=number))


def _where(place: Place, read: HSB) -> Place:
    """Return the address in the sender's table."""
    other = {"days": "first", "section": "procedure", "bank": "bank"}
    return Place(read.seen.sheet, place.row, read.seen.title(other.get(place.column, place.column)) or place.column)


def _head(read: HSB, facts: ListFacts) -> list[Finding]:
    """Return what does not fit between the head of the form and what it was sent for."""
    header, found = read.header, []
    if header.unit_code and header.unit_code.upper() != facts.account_code.upper():
        found.append(finding("UNIT-DIFFERS", header.unit_code, known=facts.account_code))
    period = Month.containing(facts.period)
    if header.month and header.month != period:
        found.append(finding("PERIOD-DIFFERS", str(header.month), period=str(period)))
    return found


def _row(rows: ClaimRows, place: int, people: Mapping[str, KnownPerson], facts: ListFacts) -> tuple[Row, list[Finding]]:
    """Return one row understood, and what is wrong with it alone."""
    number, code = int(rows.row[place]), rows.procedure[place]
    person, found = _person(rows, place, people)
    if code == ADJUST or code not in procedures():
        if code != ADJUST:
            found.append(finding("SECTION", rows.section[place] or rows.full_name[place]))
        return Row(number, None, person, Claimed(), ()), found
    wanted = procedure(code)
    typed, more = claimed.read(wanted, _given(rows, place))
    found += more
    if rows.bank[place] and not (rows.bank_account[place] and rows.bank_name[place]):
        found.append(finding("PAY-TO", rows.bank[place]))
    if person is None:
        return Row(number, wanted, None, typed, ()), found
    found += checks.check(wanted, typed, checks.About(person.birth, person.died, person.sex, facts.received_on))
    return Row(number, wanted, person, typed, tuple(uses_of(wanted, typed, person.id, 0))), found


def _person(rows: ClaimRows, place: int, people: Mapping[str, KnownPerson]) -> tuple[KnownPerson | None, list[Finding]]:
    """Return whom a row speaks of; a name that is another's is nobody's row."""
    number, name = rows.si_number[place], rows.full_name[place]
    person = people.get(number)
    if person is None:
        return None, [finding("PERSON-UNKNOWN", number)]
    if search_key(name) != search_key(person.full_name):
        return None, [finding("NAME-DIFFERS", name, known=person.full_name)]
    return person, [finding("PERSON-MERGED", number, survivor=person.si_number)] if person.merged else []


def _given(rows: ClaimRows, place: int) -> dict[str, Any]:
    """Return what a row says, as what is typed in a dossier."""
    given: dict[str, Any] = {name: getattr(rows, name)[place] for name in _TEXTS}
    given |= {name: getattr(rows, name)[place].item() for name in _DAYS}
    given |= {"children": int(rows.children[place]) or None, "weeks": int(rows.weeks[place]) or None}
    given |= {name: getattr(rows, name)[place] == 1 or None for name in _TICKS}
    return given


def _here(rows: list[Row], facts: ListFacts) -> list[Finding]:
    """Return the rows of people who are not insured through the unit when their leave begins."""
    known = [row for row in rows if row.person is not None and row.claimed.day is not None]
    people = [row.person.id for row in known if row.person]
    here = lists.insured_here(facts.account_id, people, [row.claimed.day or dt.date.min for row in known])
    return [
        finding("NOT-HERE", row.person.si_number, row=row.number)
        for place, row in enumerate(known)
        if place not in here and row.person
    ]


def _twice(rows: list[Row]) -> list[Finding]:
    """Return rows of the same list that use the same days or the same child; the later one is told."""
    found: list[Finding] = []
    seen: dict[tuple[str, str], list[tuple[Use, Row]]] = {}
    for row in rows:
        clash = next(
            ((use, other) for use in row.uses for held, other in seen.get((use.bar, use.key), []) if use.meets(held)),
            None,
        )
        if clash is not None:
            found.append(_doubled(row, *clash))
        for use in row.uses:
            seen.setdefault((use.bar, use.key), []).append((use, row))
    return found


def _doubled(row: Row, use: Use, other: Row) -> Finding:
    """Return the finding of a row that meets an earlier one."""
    if use.bar != "absence":
        return finding("CHILD-TWICE", other.number, row=row.number)
    if row.procedure is other.procedure or other.procedure is None:
        return finding("ROW-TWICE", other.number, row=row.number)
    return finding("ROW-OVERLAPS", other.number, row=row.number, what=other.procedure.name)


def _elsewhere(rows: list[Row]) -> list[Finding]:
    """Return the rows whose days or child other dossiers have."""
    wanted = [(place, use, None) for place, row in enumerate(rows) for use in row.uses]
    found = overlapping(wanted)
    return [_at(one, rows[place].number) for place, each in found.items() for one in each]


def _part_two(read: ClaimRows, rows: list[Row], facts: ListFacts) -> list[Finding]:
    """Return what is wrong with rows of part 2; the dossier each speaks of is kept in its row."""
    places = [place for place, code in enumerate(read.procedure) if code == ADJUST and rows[place].person]
    people = [row.person.id for row in (rows[place] for place in places) if row.person]
    decided = lists.decided_of(facts.account_id, people) if people else {}
    found: list[Finding] = []
    for place, person in zip(places, people, strict=True):
        row, batch = rows[place], read.old_batch[place]
        dossier = next((key for key, *names in decided.get(person, []) if not batch or batch in names), "")
        if not dossier:
            found.append(finding("ADJUST-UNKNOWN", batch or "–", row=row.number))
        if not read.reason[place]:
            found.append(finding("ADJUST-NO-REASON", "", row=row.number))
        rows[place] = replace(row, again=dossier)
    return found
