"""What every part of a batch of payments has to know."""

import datetime as dt
import uuid
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.domain.benefits.payments import Source
from ansinh.law.values import Values


@dataclass(frozen=True, slots=True)
class Frame:
    """The batch, its month and offices, what is known, and the law; `since` is what the batch before it knew.

    `everything` asks for all earlier months of everybody again: the first batch, or when their law reads differently.
    `most` is the share of a monthly amount that may be deducted, `measure` that of a relief.
    """

    batch: uuid.UUID
    source: Source
    month: Month
    offices: tuple[int, ...]
    known_at: dt.datetime
    since: dt.datetime
    everything: bool
    values: Values
    most: Fraction
    url: str
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Subjects with numbers first .. last, both inside."""

    number: int
    first: int
    last: int

    @property
    def people(self) -> int:
        """How much work it may be."""
        return self.last - self.first + 1
