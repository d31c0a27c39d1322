"""Several contracts at once: which one carries which insurance (law of 2014)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract of a person: with whom, signed when, paid how much (dong a month)."""

    unit: str
    signed: dt.date
    base: int


@dataclass(frozen=True, slots=True)
class Carriers:
    """The unit that declares each insurance; accident insurance is paid with every contract."""

    si: str
    ui: str
    hi: str
    oad: tuple[str, ...]


def carriers(contracts: Sequence[Contract]) -> Carriers:
    """Art. 38.1.2, QD 959/QD-BHXH: social and unemployment insurance by the first contract, health by the highest paid.

    Accident insurance goes with every contract, in order of signing (Art. 43, Law 84/2015/QH13). The first signed wins
    a tie of pay. ValueError without contracts.
    """
    if not contracts:
        message = "no contract, no insurance to carry"
        raise ValueError(message)
    ordered = sorted(contracts, key=lambda contract: contract.signed)
    highest = max(ordered, key=lambda contract: contract.base)
    return Carriers(ordered[0].unit, ordered[0].unit, highest.unit, tuple(contract.unit for contract in ordered))
