"""Simulations for a person: from the register as it is known now, or from what is typed. Nothing is written."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.benefits.settle.settled import Settled
from ansinh.domain.benefits.simulate import Asked, maternity, unemployment
from ansinh.domain.benefits.simulate_choice import Choice, compare
from ansinh.domain.benefits.simulate_pension import Forecast, GoOn, forecast_pension
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
class Leave:
    """A birth as it is simulated: the day, children of it, the first day of the leave."""

    birth: dt.date
    children: int
    first: dt.date


def from_record(person: int, today: dt.date) -> Asked:
    """Return a person's own record as a simulation takes it; MissingError where birth, sex or months are missing."""
    known = timezone.now()
    one = store.survivor_of(person)
    who, stretches = store.claimants([one])[one], store.stretches([one], known)[one]
    if who.birth is None or who.sex not in {"female", "male"}:
        raise MissingError(NO_BIRTH)
    asked = Asked(who.sex, who.birth, stretches, today)
    if not asked.past.stretches:
        raise MissingError(NO_MONTHS)
    return asked


def simulate_choice(asked: Asked, ahead: GoOn) -> Choice:
    """Return one sum now against waiting, on the law and announced values of today."""
    return compare(asked, ahead, law_of_books())


def simulate_pension(asked: Asked, ahead: GoOn) -> Forecast:
    """Return the pension ahead, on the law and announced values of today."""
    return forecast_pension(asked, ahead, law_of_books())


def simulate_unemployment(asked: Asked, contract_end: dt.date, filed: dt.date) -> Settled:
    """Return the unemployment benefit after the end of a contract."""
    return unemployment(asked, contract_end, filed, law_of_books())


def simulate_maternity(asked: Asked, leave: Leave) -> Settled:
    """Return the benefit of a birth."""
    return maternity(asked, leave.birth, law_of_books(), children=leave.children, first=leave.first)
