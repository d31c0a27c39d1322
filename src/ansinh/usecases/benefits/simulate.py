"""Simulations for a person: from the register as it is known now, or from what is typed. Nothing is written."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from ansinh.core.errors import MissingError
from ansinh.core.finding import Finding
from ansinh.core.text import Text
from ansinh.domain.benefits import simulate_request
from ansinh.domain.benefits.settle.settled import Settled
from ansinh.domain.benefits.simulate import Asked
from ansinh.domain.benefits.simulate_choice import Choice
from ansinh.domain.benefits.simulate_days import days_to_keep
from ansinh.domain.benefits.simulate_pension import Forecast
from ansinh.domain.benefits.simulate_request import Request
from ansinh.law.explain import Step
from ansinh.records.store.benefits import facts as store
from ansinh.usecases.ledger.law import law_of_books

NO_BIRTH = Text(
    "Sổ bộ chưa có ngày sinh hoặc giới tính của người này: nhập trực tiếp để mô phỏng.",
    "The register has no birth or sex of this person: type the data to simulate.",
)
NO_MONTHS = Text(
    "Sổ bộ chưa có tháng đóng nào của người này.", "The register has no contributed months of this person."
)


@dataclass(frozen=True, slots=True)
class Simulated:
    """The result with the request it answers, and the days to keep; or the findings, and nothing else."""

    findings: tuple[Finding, ...] = ()
    request: Request | None = None
    result: Choice | Forecast | Settled | None = None
    days: tuple[Step, ...] = ()


def simulate(task: str, given: Mapping[str, Any], today: dt.date, *, person: int | None = None) -> Simulated:
    """Return a simulation of what is typed, or of a person's own record with what is typed besides.

    On the law and announced values of today. MissingError where the record has no birth, sex or months;
    UnknownValueError where a figure is not established.
    """
    record = None if person is None else _from_record(person, today)
    law = law_of_books()
    request, findings = simulate_request.read_request(task, given, today, law, record)
    if request is None:
        return Simulated(tuple(findings))
    result = simulate_request.simulate(request, law)
    days = days_to_keep(request.filed, result, law) if request.filed and isinstance(result, Settled) else ()
    return Simulated((), request, result, days)


def _from_record(person: int, today: dt.date) -> Asked:
    """Return a person's own record as a simulation takes it."""
    known = timezone.now()
    one = store.survivor_of(person)
    who, stretches = store.claimants([one])[one], store.stretches([one], known)[one]
    if who.birth is None or who.sex not in {"female", "male"}:
        raise MissingError(NO_BIRTH)
    asked = Asked(who.sex, who.birth, stretches, today)
    if not asked.past.stretches:
        raise MissingError(NO_MONTHS)
    return asked
