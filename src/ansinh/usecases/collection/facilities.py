"""The list of medical facilities for inspection, kept per office and months."""

import datetime as dt

import polars as pl

from ansinh.records.store.collection import facility_odds as store
from ansinh.records.store.collection import scope
from ansinh.usecases.act import Act, perform


def keep(office: str, months: tuple[dt.date, dt.date], found: pl.DataFrame, day: dt.date, actor: str) -> int:
    """Keep the list of the months, taking the place of the one before; return how many facilities it has."""
    place = scope.office(office)
    act = Act("inspection.facilities", actor, "office", office, office, body={"months": [str(one) for one in months]})
    return perform(act, lambda: store.replace(place.id, months, found, day))
