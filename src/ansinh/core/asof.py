"""The two clocks of a fact: the day it holds for, and the moment we learned it."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AsOf:
    """Look at the record as it holds on `valid`, with what was known at `known` (aware, UTC)."""

    valid: dt.date
    known: dt.datetime

    def __post_init__(self) -> None:
        """Refuse a moment without a time zone: it would mean different days in different rooms."""
        if self.known.tzinfo is None:
            message = "the moment of knowledge needs a time zone"
            raise ValueError(message)
