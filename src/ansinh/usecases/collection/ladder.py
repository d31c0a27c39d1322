"""The nightly build of the debt ladder: cases opened, refreshed and closed, steps that became due, promises settled."""

import datetime as dt
from dataclasses import asdict, dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ansinh.core.errors import MissingError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.collection.ladder import Ladder, ladder_on
from ansinh.domain.collection.ladder_rules import Debts, Due, due_steps
from ansinh.domain.collection.ladder_status import Standings, standings
from ansinh.law.value_files import load
from ansinh.records.bulk.frames import take_ids
from ansinh.records.store.collection import debt, ladder, scope
from ansinh.records.store.registry.numbers import next_numbers
from ansinh.usecases.act import Act, perform

CASES, STEPS = "records_debtcase", "records_debtstep"
_NO_BOOKS = Text("{code} chưa có tháng nào khóa sổ.", "{code} has no closed month yet.")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found and changed: debtors, cases opened and closed, steps new, promises settled."""

    period: str
    debtors: int
    opened: int
    closed: int
    steps: int
    automatic: int
    promises: int


def build(office: str, day: dt.date, actor: str) -> Built:
    """Build the ladder of an office and all under it as of `day` from its last closed month; again adds nothing.

    MissingError before the first closed month.
    """
    place = scope.office(office)
    period = debt.last_closed(place.path)
    if period is None:
        raise MissingError(_NO_BOOKS.fill(code=office))
    act = Act("debt.build", actor, "office", office, office, body={"day": str(day), "period": str(period)})
    return Built(**perform(act, lambda: asdict(_build(place, period, day))))


def _build(place: scope.OfficeFacts, period: Month, day: dt.date) -> Built:
    """Do it inside the transaction."""
    ladder.lock(place.path)
    owed, values, steps = ladder.owed(place.path, period), load(), ladder_on(day)
    closed = ladder.close_paid(place.path, owed.account.tolist(), day)
    standing = standings(day, (owed.oldest, owed.every), owed.reminder, owed.justified, values)
    fresh = owed.case == 0
    cases = owed.case.copy()
    first = take_ids(CASES, int(fresh.sum())) if fresh.any() else 0
    cases[fresh] = first + np.arange(int(fresh.sum()))
    facts = _facts(owed, standing, period, day).with_columns(id=pl.Series(cases))
    ladder.open_cases(_new_cases(facts, owed, day).filter(pl.Series(fresh)))
    ladder.refresh_cases(facts.filter(pl.Series(~fresh)))
    promises = ladder.settle_promises(place.path, day)
    changed = ladder.owed(place.path, period) if promises else owed  # a promise broken today is due today
    debts = Debts(
        owed.oldest, owed.every, owed.principal, owed.hard, standing.evading, changed.broken,
        ladder.past(place.path, cases),
    )  # fmt: skip
    _drop_other_kind(steps, cases, owed.hard)
    frame = _due_frame(due_steps(debts, steps, day, values), debts, cases, (place.code, period, day))
    made = ladder.add_steps(frame)
    automatic = int((frame["state"] == "done").sum()) if made else 0
    return Built(str(period), len(cases), int(fresh.sum()), closed, made, automatic, promises)


def _facts(owed: ladder.Owed, standing: Standings, period: Month, day: dt.date) -> pl.DataFrame:
    """Return what the build knows of each case, as columns of the table."""
    return pl.DataFrame(
        {
            "principal": owed.principal,
            "interest": owed.interest,
            "people": owed.people,
            "oldest": _first_days(owed.oldest),
            "period": [period.first_day] * len(owed.account),
            "debt_class": owed.debt_class,
            "status": standing.status.tolist(),
            "evasion_from": standing.evading,
            "built_on": [day] * len(owed.account),
        },
        schema_overrides={"period": pl.Date, "built_on": pl.Date, "status": pl.String},
    )


def _new_cases(facts: pl.DataFrame, owed: ladder.Owed, day: dt.date) -> pl.DataFrame:
    """Return the columns of cases that are opened."""
    return facts.with_columns(
        account_id=pl.Series(owed.account),
        office_id=pl.Series(owed.office),
        opened=pl.lit(day),
    )


def _first_days(months: NDArray[np.int64]) -> NDArray[np.datetime64]:
    """Return the first day of each Month.number."""
    days: NDArray[np.datetime64] = (months - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]")
    return days


def _drop_other_kind(steps: Ladder, cases: NDArray[np.int64], hard: NDArray[np.bool_]) -> None:
    """Drop what waits for the other kind of debt: nobody calls a bankrupt, nobody confirms records of who works on."""
    for kind in (True, False):
        codes = [step.code for step in steps.steps if step.hard is not kind]
        ladder.drop_steps(cases[hard == kind].tolist(), codes)


def _due_frame(
    found: list[Due], debts: Debts, cases: NDArray[np.int64], about: tuple[str, Month, dt.date]
) -> pl.DataFrame:
    """Return the due steps as columns of the table; those the system does are done on the day, with their numbers."""
    frames = [_of_step(one, debts, cases, about) for one in found if len(one.cases)]
    return pl.concat(frames) if frames else pl.DataFrame()


def _of_step(due: Due, debts: Debts, cases: NDArray[np.int64], about: tuple[str, Month, dt.date]) -> pl.DataFrame:
    """Return the rows of one step."""
    office, period, day = about
    step, n = due.step, len(due.cases)
    auto = step.automatic
    numbers = next_numbers(f"debt:{office}:{day.year}", n) if auto else range(n)
    return pl.DataFrame(
        {
            "case_id": cases[due.cases],
            "step": [step.code] * n,
            "round": debts.before(step.code).times[due.cases] + 1,
            "due": due.since,
            "deadline": [day + dt.timedelta(days=step.within_days)] * n,
            "state": ["done" if auto else "due"] * n,
            "done_on": [day if auto else None] * n,
            "done_by": ["system" if auto else ""] * n,
            "number": [document_number(number, day.year, office) if auto else "" for number in numbers],
            "channel": ["portal" if auto else ""] * n,
            "covers_to": [period.first_day] * n,
            "amount": debts.principal[due.cases],
        },
        schema_overrides={"deadline": pl.Date, "done_on": pl.Date, "covers_to": pl.Date},
    )


def document_number(number: int, year: int, office: str) -> str:
    """Return the number of a document of the ladder, as letters of an office are numbered."""
    return f"{number:05d}/{year}/TB-BHXH.{office}"
