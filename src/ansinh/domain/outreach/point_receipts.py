"""A collection point's receipts held against money handed on, accepted lists and certificates."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from ansinh.core.money import Dong
from ansinh.domain.outreach.agent_desk import due_day


class PointReceipt(NamedTuple):
    """One receipt of a point: whose, until when their certificate holds, dong, voided, the day it was handed on."""

    collector: str
    name: str
    certified_to: dt.date | None
    number: str
    day: dt.date
    amount: Dong
    voided: bool
    handed_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Held:
    """What one collector shows: receipts, dong in hand, dong kept beyond its day, the numbers of each trouble."""

    collector: str
    name: str
    receipts: int
    held: Dong
    kept: Dong
    kept_numbers: tuple[str, ...]
    uncertified: tuple[str, ...]
    unlisted: tuple[str, ...]


def compare(receipts: Iterable[PointReceipt], listed: Mapping[str, Dong], day: dt.date) -> list[Held]:
    """Compare a point's receipts as of `day`, collector by collector; `listed` is dong by number in accepted lists.

    Money is kept when it was not handed on by the next working day; a receipt whose participant is in no accepted list
    with the same amount, once that day is over, is unlisted. Voided receipts count as none.
    """
    live = [one for one in receipts if not one.voided]
    made = []
    for (code, name), group in groupby(live, key=lambda one: (one.collector, one.name)):
        rows = list(group)
        over = [one for one in rows if due_day(one.day) < day]
        kept = [one for one in over if one.handed_on is None]
        bare = [one for one in rows if one.certified_to is None or one.certified_to < one.day]
        apart = [one for one in over if listed.get(one.number) != one.amount]
        held, dong = (sum(one.amount for one in some if one.handed_on is None) for some in (rows, kept))
        made.append(Held(code, name, len(rows), held, dong, _numbers(kept), _numbers(bare), _numbers(apart)))
    return made


def _numbers(rows: list[PointReceipt]) -> tuple[str, ...]:
    return tuple(one.number for one in rows)
