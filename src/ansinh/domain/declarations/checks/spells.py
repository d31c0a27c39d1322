"""Checks against the spells that stand, and against the other rows."""

import numpy as np

from ansinh.domain.declarations.checks.hits import Hits, blank, hits, month_texts, of_kind
from ansinh.domain.declarations.declared import Case
from ansinh.domain.declarations.effects import Problem
from ansinh.domain.declarations.kinds import CODES, KINDS, NUMBER_OF


def no_spell(case: Case) -> Hits:
    """Refuse a change of months nobody declared."""
    return _problem(case, Problem.NO_SPELL)


def already_open(case: Case) -> Hits:
    """Refuse to open months that are declared."""
    return _problem(case, Problem.ALREADY_OPEN)


def not_absent(case: Case) -> Hits:
    """Refuse a return to work without an absence."""
    return _problem(case, Problem.NOT_ABSENT)


def partly_there(case: Case) -> Hits:
    """Refuse to add months of which some are there."""
    return _problem(case, Problem.PARTLY_THERE)


def nothing_changes(case: Case) -> Hits:
    """Say that the record says so already."""
    return _problem(case, Problem.NOTHING)


def twice(case: Case) -> Hits:
    """Refuse a row that says again what an earlier row said."""
    rows, seen, again, first = case.rows, dict[tuple[object, ...], int](), [], []
    for place, line in enumerate(
        zip(
            case.kind.tolist(), case.people.person.tolist(), rows.si_number, rows.full_name, rows.id_number,
            rows.birth.tolist(), rows.from_month.tolist(), rows.to_month.tolist(), strict=True,
        )
    ):  # fmt: skip
        kind, person, *said, birth, begin, end = line
        key = (kind, person or (*said, birth), begin, end)
        again.append(key in seen and kind >= 0)
        first.append(int(rows.row[seen.setdefault(key, place)]))
    return hits(np.array(again, dtype=np.bool_), rows.full_name, first=first)


def open_elsewhere(case: Case) -> Hits:
    """Refuse a new worker who still takes part through another employer in these months."""
    new = (case.kind == NUMBER_OF["TM"]) | (case.kind == NUMBER_OF["TH"])
    return hits(new & ~blank(case.people.open_elsewhere), case.rows.full_name, other=case.people.open_elsewhere)


def move_not_reported(case: Case) -> Hits:
    """Say that the former employer has not reported the move yet."""
    moved = (case.kind == NUMBER_OF["TD"]) | (case.kind == NUMBER_OF["TC"])
    return hits(moved & ~blank(case.people.open_elsewhere), case.rows.full_name, other=case.people.open_elsewhere)


def move_kind(case: Case) -> Hits:
    """Say that TD means within the province and TC from another, by the tree of offices of that month."""
    near = np.array([place == case.account.province for place in case.people.last_province], dtype=np.bool_)
    known = ~blank(case.people.last_province)
    wrong = ((case.kind == NUMBER_OF["TD"]) & ~near) | ((case.kind == NUMBER_OF["TC"]) & near)
    meant = ["TD" if inside else "TC" for inside in near.tolist()]
    return hits(wrong & known, _codes(case), meant=meant)


def account_not_active(case: Case) -> Hits:
    """Refuse new workers of an account that is closed."""
    closed = case.account.status == "closed"
    opens = of_kind(case, lambda kind: kind.opens)
    return hits(opens & closed, [case.account.code] * len(case.rows))


def account_suspended(case: Case) -> Hits:
    """Say that the account has stopped working, and new workers are unusual."""
    stopped = case.account.status not in ("active", "closed")
    opens = of_kind(case, lambda kind: kind.opens)
    return hits(opens & stopped, [case.account.status] * len(case.rows))


def _problem(case: Case, problem: Problem) -> Hits:
    """Return the rows with `problem`, and the code and month of each."""
    months = month_texts(case.rows.from_month)
    found = [f"{code} {month}" for code, month in zip(_codes(case), months, strict=True)]
    return hits(case.problems == problem, found, change=[_name(number) for number in case.kind.tolist()])


def _codes(case: Case) -> list[str]:
    """Return the code of each row."""
    return [CODES[number] if number >= 0 else "" for number in case.kind.tolist()]


def _name(number: int) -> str:
    """Return code and Vietnamese name of a kind."""
    return f"{KINDS[number].code} ({KINDS[number].name.vi})" if number >= 0 else ""
