"""The door to the list of medical facilities for inspection."""

import datetime as dt
from typing import NamedTuple

import polars as pl
from django.db.models import Exists, OuterRef

from ansinh.core.money import Dong
from ansinh.records.bulk.frames import copy_frame
from ansinh.records.models import Facility, FacilityOdds


class Odd(NamedTuple):
    """A facility of the list: records, odd ones, what they claimed (dong), odd ones of a thousand.

    registered: whether our register of facilities has it; one that another agency contracts may claim here too.
    """

    facility: str
    name: str
    first: dt.date
    last: dt.date
    visits: int
    odd: int
    claimed: Dong
    odd_claimed: Dong
    per_mille: int
    registered: bool


def replace(office: int, months: tuple[dt.date, dt.date], found: pl.DataFrame, day: dt.date) -> int:
    """Keep a list of the months in place of the one before."""
    first, last = months
    FacilityOdds.objects.filter(office_id=office, first=first, last=last).delete()
    return copy_frame(
        "records_facilityodds",
        found.with_columns(office_id=pl.lit(office), first=pl.lit(first), last=pl.lit(last), made_on=pl.lit(day)),
    )


def latest(office_ids: list[int]) -> list[Odd]:
    """Return the latest list of the offices, the oddest facility first."""
    mine = FacilityOdds.objects.filter(office_id__in=office_ids)
    last = mine.order_by("-made_on", "-last").values_list("first", "last").first()
    if last is None:
        return []
    of_register = Exists(Facility.objects.filter(code=OuterRef("facility")))
    rows = mine.filter(first=last[0], last=last[1]).annotate(registered=of_register).order_by("-per_mille", "facility")
    return [Odd(*row) for row in rows.values_list(*Odd._fields)]
