"""What settling a claim gives: what is payable, for how many days, the sentences, and why not."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.law.conditions import Condition
from ansinh.law.explain import Explanation, Step
from ansinh.law.values import Value

EFFECTS: Final = frozenset({"stop", "resume", "end", "move"})  # rhythms of parts that pay nothing and change a payment


@dataclass(frozen=True, slots=True)
class Part:
    """One amount (dong): once, or every month from `first`; `end` None is open. `days` counted for it.

    `counted` are numbers later decisions ask for (months used, months kept). A part whose rhythm is one of EFFECTS has
    no amount: from `first` on it stops, resumes, ends or moves what is in payment.
    """

    name: Text
    fund: int
    kind: str
    rhythm: str
    amount: Dong
    first: dt.date
    end: dt.date | None
    days: Fraction = Fraction(0)
    payee: str = ""  # where it is not the claimant
    counted: dict[str, int] = field(default_factory=dict)

    @property
    def last(self) -> dt.date | None:
        """The last day it is for; None where it is open."""
        return self.end - dt.timedelta(days=1) if self.end else None

    def to_json(self) -> dict[str, Any]:
        """Return the part as a decision keeps it."""
        return {
            "name_vi": self.name.vi, "name_en": self.name.en, "fund": self.fund, "kind": self.kind,
            "rhythm": self.rhythm, "amount": self.amount, "first": self.first.isoformat(),
            "end": self.end.isoformat() if self.end else None, "days": str(self.days), "payee": self.payee,
            **({"counted": self.counted} if self.counted else {}),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settled:
    """The answer to a claim: parts where it is granted, failed conditions where not; steps and values tell how."""

    parts: tuple[Part, ...]
    steps: tuple[Step, ...]
    reasons: tuple[Condition, ...] = ()
    values: tuple[Value, ...] = ()

    @property
    def granted(self) -> bool:
        """Whether anything is due."""
        return not self.reasons and any(part.amount or part.rhythm in EFFECTS for part in self.parts)

    @property
    def once(self) -> Dong:
        """What is paid once, all parts together, dong."""
        return sum(part.amount for part in self.parts if part.rhythm == "once")

    @property
    def monthly(self) -> Dong:
        """What is paid every month, dong."""
        return sum(part.amount for part in self.parts if part.rhythm == "month")

    @property
    def explanation(self) -> Explanation:
        """The sentences and the values behind them."""
        return Explanation(self.steps, self.values)


def refused(conditions: Sequence[Condition], steps: Sequence[Step] = ()) -> Settled:
    """Return a refusal for the failed ones of `conditions`."""
    failed = tuple(condition for condition in conditions if not condition.met)
    return Settled((), tuple(steps) or tuple(condition.step() for condition in conditions), failed)


def reason_json(condition: Condition) -> dict[str, str]:
    """Return a failed condition as a decision keeps it."""
    return {
        "code": condition.code, "name_vi": condition.name.vi, "name_en": condition.name.en,
        "found_vi": condition.found.vi, "found_en": condition.found.en, "mend_vi": condition.mend.vi,
        "mend_en": condition.mend.en, "citation": condition.citation,
    }  # fmt: skip
