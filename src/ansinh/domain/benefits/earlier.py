"""What stands already when a claim is decided: benefits granted earlier that use up months, and those in payment."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

import numpy as np

from ansinh.core.fund import Fund
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.domain.benefits.payroll import Terms
from ansinh.law.values import Values

PAID_OUT: Final = 1 << Fund.RS | 1 << Fund.SM | 1 << Fund.OAD  # time paid out at once is lost for all of these
OLD_AGE, LOSS_OF_CAPACITY, INJURY, UNEMPLOYED = 1, 2, 3, 10  # regimes of domain/benefits/payments.py


@dataclass(frozen=True, slots=True)
class Earlier:
    """A grant decided before: `day` chose its law, `first` <= day < `end` is what it was for, `counted` its numbers."""

    procedure: str
    day: dt.date
    first: dt.date
    end: dt.date | None = None
    counted: dict[str, int] = field(default_factory=dict)

    def uses(self, fund: Fund) -> bool:
        """Return whether its grant used up the months of a fund before it."""
        if self.procedure == "onetime":
            return bool(PAID_OUT >> fund & 1)
        return self.procedure == "unemployment" and fund is Fund.UI

    @property
    def before(self) -> int:
        """The month (Month.number) before which the months are used up: of the request, or after the contract."""
        return Month.containing(self.day).number + (self.procedure == "unemployment")

    def to_json(self) -> dict[str, Any]:
        """Return it as a decision keeps it."""
        days = {"day": self.day.isoformat(), "first": self.first.isoformat()}
        return {**asdict(self), **days, "end": self.end and self.end.isoformat()}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A monthly benefit in payment: its regime, since when, and its terms (dong as they stood on `basis_day`)."""

    file_no: str
    regime: int
    started: dt.date
    basis: Dong
    basis_day: dt.date
    extra: Dong = 0

    def monthly(self, month: Month, values: Values) -> Dong:
        """Return what it pays in a month, with every increase since."""
        one = np.zeros(1, dtype=np.int64)
        terms = Terms(
            one, one, one, one + self.basis, np.array([self.basis_day], dtype="datetime64[D]"), one + self.extra,
            one + Month.containing(self.started).number,
        )  # fmt: skip
        return int(terms.monthly(month, values)[0])

    def months(self, until: Month) -> int:
        """Return the months drawn up to and with `until`."""
        return max(0, until.number - Month.containing(self.started).number + 1)

    def to_json(self) -> dict[str, Any]:
        """Return it as a decision keeps it."""
        return {**asdict(self), "started": self.started.isoformat(), "basis_day": self.basis_day.isoformat()}


def earlier_of_json(kept: Mapping[str, Any]) -> Earlier:
    """Return what `Earlier.to_json` gave."""
    end = kept["end"]
    return Earlier(
        kept["procedure"], dt.date.fromisoformat(kept["day"]), dt.date.fromisoformat(kept["first"]),
        dt.date.fromisoformat(end) if end else None, dict(kept["counted"]),
    )  # fmt: skip


def drawing_of_json(kept: Mapping[str, Any]) -> Drawing:
    """Return what `Drawing.to_json` gave."""
    days = {name: dt.date.fromisoformat(kept[name]) for name in ("started", "basis_day")}
    return Drawing(**{**kept, **days})
