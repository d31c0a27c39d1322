"""Facts of people made by hand: months in stretches, what was typed, what was granted before."""

import datetime as dt
from typing import Any

from ansinh.core.period import Month
from ansinh.domain.benefits import claimed
from ansinh.domain.benefits.facts import Facts, Granted, Stretch
from ansinh.domain.benefits.procedures import procedure

PAPERS = ("sick_certificate", "child_sick_certificate", "birth_certificate")


def stretch(first: str, last: str, salary: int = 5_200_000, **more: Any) -> Stretch:
    return Stretch(Month.parse(first).number, Month.parse(last).number + 1, 1, salary, **more)


def facts(code: str, *stretches: Stretch, granted: tuple[Granted, ...] = (), **given: Any) -> Facts:
    """Return the facts of a woman born on 1990-05-01 unless `birth`, `sex`, `received` or `died` say otherwise."""
    about = {name: given.pop(name) for name in ("birth", "sex", "received", "died") if name in given}
    typed, found = claimed.read(procedure(code), given)
    assert found == [], found
    return Facts(
        code, typed, about.get("received", dt.date(2021, 10, 25)), about.get("birth", dt.date(1990, 5, 1)),
        about.get("sex", "female"), about.get("died"), "VN", stretches, granted, PAPERS,
    )  # fmt: skip
