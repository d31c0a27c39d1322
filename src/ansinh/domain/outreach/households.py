"""Households without health insurance, wholly or in part; pupils and births without a card."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ansinh.domain.outreach.found import Found, Ints, due_days, pick
from ansinh.domain.outreach.worth import of_card, of_households
from ansinh.law.values import Values


@dataclass(frozen=True, slots=True)
class Homes:
    """Households of the residents' list (n,): members, those with a card, those in the household scheme."""

    code: Sequence[str]
    head: Sequence[str]
    commune: Sequence[str]
    office: Ints
    household: Ints  # of the register, 0 for none
    members: Ints
    insured: Ints
    in_scheme: Ints
    phone: Sequence[str] = ()  # of the list, for whoever the register has none


@dataclass(frozen=True, slots=True)
class Listed:
    """Pupils or newborn of a list without a card (n,): who they are in the register (0: nobody), where they stand."""

    subject: Sequence[str]
    group: Sequence[str]
    commune: Sequence[str]
    office: Ints
    person: Ints
    row: Ints
    phone: Sequence[str] = ()
    name: Sequence[str] = ()


def find_households(homes: Homes, day: dt.date, values: Values) -> list[Found]:
    """Return households of which nobody, or not everybody, has health insurance (Art. 12.5, Law 25/2008/QH12).

    Worth by the steps of the household scheme: members already in it come first.
    """
    missing = homes.members - homes.insured
    worth = of_households(homes.in_scheme, missing, day, values)
    made = []
    for kind, chosen in (
        ("household_none", (missing > 0) & (homes.insured == 0)),
        ("household_part", (missing > 0) & (homes.insured > 0)),
    ):
        rows = np.flatnonzero(chosen)
        evidence: dict[str, Any] = {"members": homes.members[rows], "insured": homes.insured[rows]}
        if homes.phone:
            evidence["phone"] = pick(homes.phone, rows)
        made.append(
            Found(
                kind, homes.office[rows], pick(homes.code, rows), missing[rows], worth[rows],
                due_days(kind, day, len(rows)), name=pick(homes.head, rows), household=homes.household[rows],
                commune=pick(homes.commune, rows), evidence=evidence,
            )
        )  # fmt: skip
    return made


def find_listed(kind: str, listed: Listed, day: dt.date, values: Values) -> Found:
    """Return each pupil or child of a list without a card as a prospect of `kind`: a year's card."""
    n = len(listed.subject)
    return Found(
        kind, listed.office, listed.subject, np.ones(n, np.int64), np.full(n, of_card(day, values)),
        due_days(kind, day, n), name=listed.name or listed.group, person=listed.person, commune=listed.commune,
        evidence={"row": listed.row, "group": listed.group, **({"phone": listed.phone} if listed.phone else {})},
    )  # fmt: skip
