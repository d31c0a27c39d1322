"""Employers that are bankrupt, suspended or gone: workers' books confirmed to the month paid, the step done by it."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.collection.debt import DebtClass
from ansinh.records.store.collection import ladder_cases, ladder_meetings, ladder_workers
from ansinh.records.store.collection.ladder_write import Doing
from ansinh.usecases.collection.ladder_steps import do_step
from ansinh.usecases.registry import books

_NOT_HARD = Text(
    "Đơn vị còn hoạt động: sổ được xác nhận khi từng người nghỉ việc.",
    "The employer goes on: books are confirmed as people leave.",
)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Books confirmed now, of these paid in full; confirmed before; people still declared there, who cannot be yet."""

    confirmed: int
    whole: int
    before: int
    still: int


def confirm(code: str, document: str, day: dt.date, actor: str) -> Confirmed:
    """Confirm the books of everybody who left the account to its last paid month, and do the waiting step of it.

    Worker by worker, each an act of its own: killed and called again it goes on where it was. RefusedError where the
    debt is not of the class hard to collect.
    """
    case = ladder_cases.latest(code)
    if case.debt_class != DebtClass.HARD_TO_COLLECT:
        raise RefusedError(_NOT_HARD)
    people = ladder_workers.of_account(code)
    waiting = [one for one in people if one.left and not one.confirmed]
    closed = [books.close(one.person, one.account, actor) for one in waiting]
    still = sum(not one.left for one in people)
    if not still:
        for step, _ in ladder_meetings.due_steps("records", [code]):
            do_step(step, Doing(day, "", None, document, ""), actor)
    return Confirmed(len(closed), sum(one.paid for one in closed), sum(one.confirmed for one in people), still)
