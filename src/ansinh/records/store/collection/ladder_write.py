"""The door to single changes of debt cases: a step done, a promise, instalments, the officer, a good reason."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet

from ansinh.core.errors import MissingError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.records.models import DebtCase, DebtPromise, DebtStep, InstalmentPlan


class StepFacts(NamedTuple):
    """A step as acts need it."""

    id: int
    case: int
    step: str
    state: str
    number: str
    account: str
    account_id: int
    office: str
    office_path: str
    principal: Dong
    officer: str


@dataclass(frozen=True, slots=True)
class Doing:
    """How a step was done: the day, the channel, what arrived when with which proof, what was said."""

    done_on: dt.date
    channel: str = ""
    delivered_on: dt.date | None = None
    proof: str = ""
    note: str = ""


_FIELDS = (
    "id", "case_id", "step", "state", "number", "case__account__code", "case__account_id", "case__office__code",
    "case__office__path", "case__principal", "case__officer",
)  # fmt: skip


def _facts(found: QuerySet[DebtStep]) -> StepFacts:
    row = found.values_list(*_FIELDS).first()
    if row is None:
        raise MissingError(Text("Không có bước đôn đốc này.", "There is no such step."))
    return StepFacts(*row)


def step(number: int) -> StepFacts:
    """Return a step; MissingError if there is none."""
    return _facts(DebtStep.objects.filter(pk=number))


def locked(number: int) -> StepFacts:
    """Return a step, its row locked until the transaction ends; MissingError if there is none."""
    return _facts(DebtStep.objects.select_for_update(of=("self",)).filter(pk=number))


def finish(number: int, doing: Doing, *, by: str, document: str, covers_to: dt.date) -> None:
    """Write down that a step was done."""
    DebtStep.objects.filter(pk=number).update(
        state="done", done_on=doing.done_on, done_by=by, number=document, channel=doing.channel,
        delivered_on=doing.delivered_on, proof=doing.proof, note=doing.note, covers_to=covers_to,
    )  # fmt: skip


def deliver(number: int, day: dt.date, proof: str) -> None:
    """Write down when a document arrived, and how it is known."""
    DebtStep.objects.filter(pk=number).update(delivered_on=day, proof=proof)


def give_number(number: int, document: str) -> None:
    """Give a document its number before it is sent."""
    DebtStep.objects.filter(pk=number, number="").update(number=document)


def promise(**facts: Any) -> int:  # noqa: ANN401 - the columns of the table by name
    """Keep a promise; return its id."""
    return DebtPromise.objects.create(**facts).pk


def plan(case: int, document: str, total: Dong, by: str) -> int:
    """Keep a proposed plan of instalments; return its id."""
    return InstalmentPlan.objects.create(case_id=case, document=document, total=total, proposed_by=by).pk


def locked_plan(number: int) -> InstalmentPlan:
    """Return a plan, its row locked; MissingError if there is none."""
    found = InstalmentPlan.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise MissingError(Text("Không có phương án trả dần này.", "There is no such plan of instalments."))
    return found


def decide_plan(number: int, state: str, by: str) -> None:
    """Approve or refuse a plan; the promises of a refused one are withdrawn."""
    InstalmentPlan.objects.filter(pk=number).update(state=state, approved_by=by)
    DebtPromise.objects.filter(plan_id=number).update(state="open" if state == "approved" else "withdrawn")


def assign(cases: list[int], officer: str) -> int:
    """Give open cases to an officer; return how many changed hands."""
    return DebtCase.objects.filter(pk__in=cases, closed__isnull=True).exclude(officer=officer).update(officer=officer)


def unassigned(office_ids: list[int]) -> list[tuple[int, Dong]]:
    """Return (case, principal) of open cases without an officer, the largest first."""
    found = DebtCase.objects.filter(office_id__in=office_ids, closed__isnull=True, officer="")
    return list(found.order_by("-principal", "id").values_list("id", "principal"))


def justify(case: int, document: str) -> None:
    """Keep the paper of a reason the Government lists."""
    DebtCase.objects.filter(pk=case).update(justified=document)
