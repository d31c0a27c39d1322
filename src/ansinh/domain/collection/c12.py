"""The lines of statement C12-TS from the closing sheets of two months: columns of funds, checked by their identities.

Source: QD 595/QD-BHXH, form C12-TS. Social insurance (si) is retirement and sickness together. Money not spread stands
in the si column as over-payment (A.2.1, Đ.2.1), and what a month uses of it moves between columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import add, sub
from typing import NamedTuple, TypeAlias

from ansinh.core.money import Dong
from ansinh.domain.ledger.statement import Sums, carry_forward

COLUMNS: dict[str, tuple[str, ...]] = {"si": ("rs", "sm"), "hi": ("hi",), "ui": ("ui",), "oad": ("oad",)}
Sheet: TypeAlias = Mapping[str, int]


class Row(NamedTuple):
    """One line over the columns, in dong (or people)."""

    si: Dong = 0
    hi: Dong = 0
    ui: Dong = 0
    oad: Dong = 0

    @property
    def total(self) -> Dong:
        """The sum over the columns."""
        return sum(self)

    def plus(self, other: "Row") -> "Row":
        """Return the sum of two lines, column by column."""
        return Row(*map(add, self, other))

    def minus(self, other: "Row") -> "Row":
        """Return the difference of two lines, column by column."""
        return Row(*map(sub, self, other))

    def above_zero(self) -> "Row":
        """Return the line with its negative columns at zero."""
        return Row(*(max(0, cell) for cell in self))


NOTHING = Row()


@dataclass(frozen=True, slots=True)
class Movement:
    """Differences posted in a month for earlier ones, by column: up, down (both >= 0), of these for earlier years."""

    up: Row = NOTHING
    up_earlier_years: Row = NOTHING
    down: Row = NOTHING
    down_earlier_years: Row = NOTHING


@dataclass(frozen=True, slots=True)
class Figures:
    """What the form is made of: sheets of the month and the one before, movements, bases of interest (dong)."""

    now: Sheet
    before: Sheet
    movement: Movement = field(default_factory=Movement)
    interest_base: Row = NOTHING


def lines(figures: Figures) -> dict[str, Row]:
    """Return the lines of the form by code; positive is owed. Lines of zero are there as well."""
    return {**_brought(figures), **_arisen(figures), **_money(figures), **_carried(figures)}


def balance_due(form: Mapping[str, Row]) -> Dong:
    """Return what is carried forward (dong): to be paid, or, negative, paid too much."""
    return form["Đ.2"].total + form["Đ.2.3"].total


def broken(form: Mapping[str, Row]) -> list[str]:
    """Return the identities of the form that do not hold, as they are written in it; none in a right statement."""
    carried = [_carry(form, column) for column in range(len(COLUMNS))]
    people = form["A.1"].plus(form["B.1.1"]).minus(form["B.1.2"])
    checks = {
        "Đ.2 = A.2 + B.3 + B.4 - D.1": [sums.principal for sums in carried] == list(form["Đ.2"]),
        "Đ.2.3 = A.3 + B.5.3 - D.2": [sums.interest for sums in carried] == list(form["Đ.2.3"]),
        "C = D.1 + D.2": form["C"].total == form["D.1"].total + form["D.2"].total,
        "Đ.1 = A.1 + B.1.1 - B.1.2": people == form["Đ.1"],
        "B.4 = B.4.1 - B.4.2 + B.4.3": form["B.4.1"].minus(form["B.4.2"]).plus(form["B.4.3"]) == form["B.4"],
    }
    return [name for name, holds in checks.items() if not holds]


def _carry(form: Mapping[str, Row], column: int) -> Sums:
    """Return what one column carries forward, reckoned from the lines above it."""
    due, adjusted, principal, interest = (form[code][column] for code in ("B.3", "B.4", "D.1", "D.2"))
    return carry_forward(
        brought=Sums(form["A.2"][column], form["A.3"][column]),
        arising=due + adjusted,
        interest=form["B.5.3"][column],
        received=principal + interest,
        spread=Sums(principal, interest),
    ).carried


def _sum(sheet: Sheet, ending: str) -> Row:
    """Return the columns of the sheet's figures `<fund><ending>`."""
    return Row(*(sum(sheet.get(f"{fund}{ending}", 0) for fund in funds) for funds in COLUMNS.values()))


def _people(sheet: Sheet) -> Row:
    """Return the people insured in each column; accidents and diseases cover those of social insurance."""
    si = sheet.get("people_si", 0)
    return Row(si, sheet.get("people_hi", 0), sheet.get("people_ui", 0), si)


def _payroll(sheet: Sheet) -> Row:
    """Return the wage fund of each column; accidents and diseases use that of social insurance."""
    si = sheet.get("payroll_si", 0)
    return Row(si, sheet.get("payroll_hi", 0), sheet.get("payroll_ui", 0), si)


def _balance(sheet: Sheet) -> Row:
    """Return principal owed by column, less the money not spread in the si column."""
    return _sum(sheet, "_owed").minus(Row(si=sheet.get("overpaid", 0)))


def _brought(figures: Figures) -> dict[str, Row]:
    """Return section A: what the month before left."""
    before = figures.before
    return {
        "A.1": _people(before),
        "A.2": _balance(before),
        "A.2.1": Row(si=before.get("overpaid", 0)),
        "A.2.2": _sum(before, "_owed"),
        "A.3": _sum(before, "_interest_owed"),
    }


def _arisen(figures: Figures) -> dict[str, Row]:
    """Return section B: people, wage fund, what the month itself asks for, differences, interest."""
    now, before, moved = figures.now, figures.before, figures.movement
    more, wages = _people(now).minus(_people(before)), _payroll(now).minus(_payroll(before))
    due, adjusted = _sum(now, "_due").minus(_sum(before, "_due")), _sum(now, "_adjusted")
    return {
        "B.1": _people(now),
        "B.1.1": _came(now, more),
        "B.1.2": _came(now, more).minus(more),
        "B.2": _payroll(now),
        "B.2.1": wages.above_zero(),
        "B.2.2": wages.above_zero().minus(wages),
        "B.3": _sum(now, "_due"),
        "B.3.1": due.above_zero(),
        "B.3.2": due.above_zero().minus(due),
        "B.4": adjusted,
        "B.4.1": moved.up,
        "B.4.1.1": moved.up_earlier_years,
        "B.4.2": moved.down,
        "B.4.2.1": moved.down_earlier_years,
        "B.4.3": adjusted.minus(moved.up).plus(moved.down),
        "B.5.1": figures.interest_base,
        "B.5.3": _sum(now, "_interest"),
        "B.6": NOTHING,
    }


def _came(now: Sheet, more: Row) -> Row:
    """Return how many came, by column: all that came where the column moved as the whole did, else the net growth."""
    up, down = now.get("people_up", 0), now.get("people_down", 0)
    return Row(*(up if cell == up - down else max(0, cell) for cell in more))


def _money(figures: Figures) -> dict[str, Row]:
    """Return sections C and D: what was received, and how it was spread.

    What a month leaves unspread is counted as spread on the si column, and what it uses of earlier money as taken from
    it, so that D sums to C and every column to its balance.
    """
    now, before = figures.now, figures.before
    kept = now.get("overpaid", 0) - before.get("overpaid", 0)
    return {
        "C": Row(si=now.get("received", 0)),
        "D.1": _sum(now, "_paid").plus(Row(si=kept)),
        "D.2": _sum(now, "_interest_paid"),
    }


def _carried(figures: Figures) -> dict[str, Row]:
    """Return section D with the bar: what goes to the next month."""
    now = figures.now
    return {
        "Đ.1": _people(now),
        "Đ.2": _balance(now),
        "Đ.2.1": Row(si=now.get("overpaid", 0)),
        "Đ.2.2": _sum(now, "_owed"),
        "Đ.2.3": _sum(now, "_interest_owed"),
    }
