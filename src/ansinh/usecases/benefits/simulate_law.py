"""What-if for the agency: the office's columns under today's law and under a changed one. Nothing is written."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from ansinh.core.asof import AsOf
from ansinh.core.errors import RefusedError
from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.core.terms import PayRegime, Sex
from ansinh.core.text import Text
from ansinh.domain.benefits.payments import REGIMES
from ansinh.domain.benefits.payroll import Terms
from ansinh.domain.benefits.simulate_law import HORIZON, Ahead, Line, Part, by_group, new_pensions, retire_in
from ansinh.law.values import Values
from ansinh.law.what_if import LINKED, Change, with_changes
from ansinh.records.bulk.arrow import Column, Door, database_url, door_to
from ansinh.records.bulk.blocks import AMOUNTS, PackedPeople
from ansinh.records.bulk.spells import AccountRange, spells_of_month
from ansinh.records.store.benefits import payroll, simulated
from ansinh.records.store.ledger.books import month_numbers
from ansinh.records.store.ledger.facts import AccountFacts, read_facts
from ansinh.usecases.ledger.assess import assess
from ansinh.usecases.ledger.law import law_of_books

ALL = (1 << 62) - 1
FUND_COLUMNS = (
    (Text("Hưu trí, tử tuất", "Retirement and survivorship"), ("rs_er", "rs_ee")),
    (Text("Ốm đau, thai sản", "Sickness and maternity"), ("sm_er",)),
    (Text("TNLĐ, BNN", "Accident and disease"), ("oad_er",)),
    (Text("Thất nghiệp", "Unemployment"), ("ui_er", "ui_ee")),
    (Text("Y tế", "Health"), ("hi_er", "hi_ee")),
)
STATE_PAY, NO_REGION = 0, 5
GROUPS = {
    STATE_PAY: Text("Lương Nhà nước", "State pay"),
    1: Text("Doanh nghiệp, vùng I", "Employers, region I"),
    2: Text("Doanh nghiệp, vùng II", "Employers, region II"),
    3: Text("Doanh nghiệp, vùng III", "Employers, region III"),
    4: Text("Doanh nghiệp, vùng IV", "Employers, region IV"),
    NO_REGION: Text("Chưa rõ vùng", "No region known"),
}
A_MONTH = Text("một tháng", "a month")
TWELVE_MONTHS = Text("mười hai tháng đầu", "the first twelve months")
SEXES = {int(Sex.FEMALE): Text("Nữ", "Women"), int(Sex.MALE): Text("Nam", "Men")}
OLDEST, YOUNGEST = 70 * 12, 45 * 12  # ages at which the next pensions begin, in months
NO_CHANGE = Text("Chưa có giá trị nào được đổi.", "No value is changed.")


@dataclass(frozen=True, slots=True)
class Question:
    """An office (path) with those under it, the changes, and the last month that is known (people as of then)."""

    office_path: str
    changes: tuple[Change, ...]
    known_month: Month

    @property
    def month(self) -> Month:
        """The month asked about: the first in which every change holds."""
        latest = max(change.day for change in self.changes)
        month = Month.containing(latest)
        return month if latest == month.first_day else month.plus(1)


@dataclass(frozen=True, slots=True)
class Answer:
    """Contributions by group and by fund, pensions in payment, new pensions (an estimate); in the month asked about.

    `unread` are the changed values on which none of these amounts depends: no difference then says nothing about them.
    """

    month: Month
    people_of: Month
    parts: tuple[Part, ...]
    unread: tuple[Text, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the answer as JSON: whole dong, names in both languages."""
        return {
            "month": str(self.month), "people_of": str(self.people_of),
            "unread": [asdict(name) for name in self.unread],
            "parts": [
                {
                    "name": asdict(part.name), "each": asdict(part.each),
                    "groups": [_as_json(line) for line in part.lines], "all": _as_json(part.all),
                }
                for part in self.parts
            ],
        }  # fmt: skip


def _as_json(line: Line) -> dict[str, Any]:
    """Return one group as JSON."""
    return {**asdict(line), "more": line.more}


def what_if(question: Question, door: Door | None = None) -> Answer:
    """Return cost and people touched, by group, beside today's law with the announced values.

    The people are those of the last known month; nothing is forecast but the law. RefusedError without a change or
    for one that cannot be read; UnknownValueError where a law has no value in the month asked about. `door` reads the
    columns; the quick one of this process where none is given.
    """
    if not question.changes:
        raise RefusedError(NO_CHANGE)
    today = law_of_books()
    laws = (today, with_changes(today, question.changes).tracing())
    door, known_at = door or door_to(database_url()), timezone.now()
    parts = (
        *_contributions(door, question, laws, known_at),
        _pensions(door, question, laws, known_at),
        _new_pensions(door, question, laws, known_at),
    )
    shown = tuple(part for part in parts if part.lines)
    return Answer(question.month, question.known_month, shown, _unread(question.changes, laws[1]))


def _unread(changes: Sequence[Change], law: Values) -> tuple[Text, ...]:
    """Return the names of the changed values that nobody looked up in `law` (it kept a trace)."""
    read = {key for key, _ in law.trace or {}}
    wanted = {change.key: (change.key, *LINKED.get(change.key, ())) for change in changes}
    return tuple(law.parameters[key].label for key, linked in wanted.items() if read.isdisjoint(linked))


def _contributions(
    door: Door, question: Question, laws: tuple[Values, Values], known_at: dt.datetime
) -> tuple[Part, ...]:
    """Return the contributions of a month by group of people and by fund."""
    accounts = AccountRange(question.office_path, 0, ALL)
    facts = read_facts(door, accounts, known_at)
    spells = _running(spells_of_month(door, accounts, AsOf(question.known_month.first_day, known_at)), facts, question)
    groups = _groups(spells, facts)
    before, after = (assess(question.month, spells, facts, law).packed.people for law in laws)
    funds = {name: (_owed(before, columns), _owed(after, columns)) for name, columns in FUND_COLUMNS}
    owed = [sum((pair[side] for pair in funds.values()), np.zeros(groups.size, dtype=np.int64)) for side in (0, 1)]
    everybody = np.zeros(groups.size, dtype=np.int64)
    by_fund = (line for name, (left, right) in funds.items() for line in by_group(everybody, {0: name}, left, right))
    return (
        Part(
            Text("Số phải đóng", "Contributions"),
            A_MONTH,
            by_group(groups, GROUPS, owed[0], owed[1]),
        ),
        Part(Text("Số phải đóng theo quỹ", "Contributions by fund"), A_MONTH, tuple(by_fund), one_roll=True),
    )


def _running(spells: Mapping[str, Column], facts: AccountFacts, question: Question) -> dict[str, Column]:
    """Return the terms in the office's own accounts that are not stopped in the month asked about."""
    rows = np.flatnonzero(facts.holds(spells["account"]))
    stopped = facts.stopped(question.month.first_day)[facts.at(spells["account"][rows])]
    return {name: column[rows[~stopped]] for name, column in spells.items()}


def _groups(spells: Mapping[str, Column], facts: AccountFacts) -> NDArray[np.int64]:
    """Return the group (GROUPS) of each person, (n,)."""
    region = facts.region[facts.at(spells["account"])].astype(np.int64)
    placed = np.where((region >= 1) & (region <= 4), region, NO_REGION)
    groups: NDArray[np.int64] = np.where(spells["pay_regime"] == int(PayRegime.STATE), STATE_PAY, placed)
    return groups


def _owed(people: PackedPeople, columns: Sequence[str]) -> DongColumn:
    """Return what each person owes in some columns together, (n,) dong."""
    rows = [AMOUNTS.index(name) for name in columns]
    owed: DongColumn = people.amounts[rows].sum(axis=0, dtype=np.int64)
    return owed


def _pensions(door: Door, question: Question, laws: tuple[Values, Values], known_at: dt.datetime) -> Part:
    """Return the monthly benefits in payment, by regime."""
    offices = simulated.offices_under(door, question.office_path)
    asked = payroll.Scope(0, ALL, offices, known_at)
    rows = payroll.in_payment(door, asked, question.known_month)
    paid = ~rows["stopped"].astype(bool)
    none = np.zeros(int(paid.sum()), dtype=np.int64)
    terms = Terms(
        none, none, none, rows["basis"][paid], rows["basis_day"][paid], rows["extra"][paid],
        month_numbers(rows["started"][paid]).astype(np.int64),
    )  # fmt: skip
    before, after = (terms.monthly(question.month, law) for law in laws)
    lines = by_group(rows["regime"][paid].astype(np.int64), REGIMES, before, after)
    return Part(Text("Lương hưu, trợ cấp hằng tháng", "Pensions and monthly benefits"), A_MONTH, lines)


def _new_pensions(door: Door, question: Question, laws: tuple[Values, Values], known_at: dt.datetime) -> Part:
    """Return the new pensions of the twelve months from the month asked about on, by sex: an estimate."""
    month = question.month
    born = (month.plus(-OLDEST).first_day, month.plus(HORIZON - YOUNGEST).last_day)
    accounts = AccountRange(question.office_path, 0, ALL)
    day = question.known_month.first_day
    rows = simulated.insured_births(door, accounts, born, known_at, day)
    births, sexes = month_numbers(rows["birth"]).astype(np.int64), rows["sex"].astype(np.int8)
    near = np.flatnonzero(_nearly(births, sexes, month, laws))
    months = simulated.months_insured(door, rows["person"][near], day, known_at)
    ahead = Ahead(births[near], sexes[near], months + month.minus(question.known_month), rows["base"][near])
    before, after = (new_pensions(ahead, month, law) for law in laws)
    first, later = (retire_in(ahead.births, ahead.sexes, month, law) for law in laws)
    lines = by_group(ahead.sexes.astype(np.int64), SEXES, before, after, (first != later) | (before != after))
    return Part(Text("Lương hưu mới (ước tính)", "New pensions (an estimate)"), TWELVE_MONTHS, lines)


def _nearly(
    births: NDArray[np.int64], sexes: NDArray[np.int8], month: Month, laws: tuple[Values, Values]
) -> NDArray[np.bool_]:
    """Return who reaches the age in the twelve months by either law, (n,)."""
    end, near = month.number + HORIZON, np.zeros(births.size, dtype=np.bool_)
    for law in laws:
        first = retire_in(births, sexes, month, law)
        near |= (first >= 0) & (first < end)
    return near
