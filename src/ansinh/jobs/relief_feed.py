"""The figures of relief lists handed to the planners' indicators: received, decided and paid, as of one day."""

import datetime as dt
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.domain.benefits.relief import measures
from ansinh.records.store.ledger import months
from ansinh.records.store.planning import values
from ansinh.records.store.planning.values import NewValue
from ansinh.usecases.act import Act, perform
from ansinh.usecases.benefits.relief import report


def feed(office: str, month: Month, day: dt.date, actor: str) -> int:
    """Keep what the lists of every measure with indicators had come to by `day`, in `month`; return values written.

    Computed values: they stand in place of reported ones, which stay beside them with the difference.
    """
    place = months.office(office)
    new = []
    for code, one in measures().items():
        found = report(code, office, day) if one.series else None
        for state, names in one.series.items():
            told = found.state(state) if found is not None else None
            for figure, indicator in names.items():
                value = Fraction(getattr(told, figure))
                new.append(NewValue(place.id, indicator, month, "computed", value, None, day, f"relief {code}"))
    body: dict[str, object] = {"month": str(month), "day": str(day)}
    act = Act("relief.feed", actor, "office", place.code, office=place.path, body=body)
    return perform(act, lambda: values.write(new))
