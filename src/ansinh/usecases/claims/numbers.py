"""The numbers of care: visits, people and money beside the same months a year before; cuts by rule; look-ups."""

from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.core.period import Month
from ansinh.records.store.claims import numbers
from ansinh.records.store.claims.numbers import Care, CareLine, ChipLine

MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Report:
    """Figures of some facilities and months, each with the same months a year before; money in hundredths of a dong.

    `rules`: (rule, findings, cut, cut a year before); `channels`: channel -> (look-ups, valid ones).
    """

    first: Month
    last: Month
    whole: CareLine
    months: list[CareLine]
    facilities: list[CareLine]
    chapters: list[CareLine]
    rules: list[tuple[str, int, int, int]]
    channels: dict[str, tuple[int, int]]
    chips: list[ChipLine]

    @property
    def with_chip(self) -> int:
        """How many facilities under contract scanned at least one chip."""
        return sum(one.chip > 0 for one in self.chips)


def report(facilities: Sequence[str], first: Month, last: Month) -> Report:
    """Return the numbers of `facilities` from `first` to `last` (at most a year)."""
    first = max(first, last.plus(1 - MOST_MONTHS))
    whole = numbers.care(facilities, first, last, "all")
    return Report(
        first, last, whole[0] if whole else CareLine("", Care(), Care()),
        numbers.care(facilities, first, last, "month"), numbers.care(facilities, first, last, "facility"),
        numbers.care(facilities, first, last, "chapter"), numbers.by_rule(facilities, first, last),
        numbers.lookups(facilities, first, last), numbers.chip_use(facilities, first, last),
    )  # fmt: skip
