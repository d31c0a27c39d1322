"""This month's payroll against last month's: who joined, who left, whose amount changed, and the sums that prove it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn, total

SHOWN = 200  # rows of each kind that a part keeps for people to look at, the largest differences first


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a month ordered by subject: subject, office, amount and monthly (dong), (n,)."""

    subject: NDArray[np.int64]
    office: NDArray[np.int64]
    amount: DongColumn
    monthly: DongColumn


def variance(before: Lines, now: Lines) -> dict[str, Any]:
    """Return counts and dong by kind and office, and the rows with the largest differences, as plain values.

    The movement table closes: opening + joined - left + changed = closing.
    """
    at = np.searchsorted(before.subject, now.subject)
    at = np.minimum(at, max(before.subject.size - 1, 0))
    known = np.zeros(now.subject.size, dtype=np.bool_)
    if before.subject.size:
        known = before.subject[at] == now.subject
    gone = np.isin(before.subject, now.subject, assume_unique=True, invert=True)
    earlier = before.amount[at[known]] if before.subject.size else np.zeros(0, dtype=np.int64)
    change = now.amount[known] - earlier
    moved = np.flatnonzero(change)
    changed = (now.subject[known][moved], now.office[known][moved], change[moved])
    return {
        "opening": _sum(before.subject, before.amount),
        "joined": _sum(now.subject[~known], now.amount[~known]),
        "left": _sum(before.subject[gone], before.amount[gone]),
        "changed": _sum(changed[0], changed[2]),
        "closing": _sum(now.subject, now.amount),
        "offices": _by_office(before, now),
        "rows": {
            "joined": _largest(now.subject[~known], now.office[~known], now.amount[~known]),
            "left": _largest(before.subject[gone], before.office[gone], -before.amount[gone]),
            "changed": _largest(*changed),
        },
    }


def joined_up(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the variance of all `parts` of a payroll."""
    whole: dict[str, Any] = {}
    for name in ("opening", "joined", "left", "changed", "closing"):
        whole[name] = [sum(part[name][0] for part in parts), sum(part[name][1] for part in parts)]
    offices: dict[str, list[int]] = {}
    for part in parts:
        for office, figures in part["offices"].items():
            offices[office] = [a + b for a, b in zip(offices.get(office, [0, 0, 0, 0]), figures, strict=True)]
    whole["offices"] = offices
    whole["rows"] = {
        name: sorted((row for part in parts for row in part["rows"][name]), key=lambda row: -abs(row[2]))[:SHOWN]
        for name in ("joined", "left", "changed")
    }
    return whole


def closes(whole: dict[str, Any]) -> bool:
    """Return whether the movement table adds up, in people and in dong."""
    people = whole["opening"][0] + whole["joined"][0] - whole["left"][0] == whole["closing"][0]
    dong = whole["opening"][1] + whole["joined"][1] - whole["left"][1] + whole["changed"][1] == whole["closing"][1]
    return bool(people and dong)


def _sum(subject: NDArray[np.int64], amount: DongColumn) -> list[int]:
    """Return how many and how much."""
    return [int(subject.size), total(amount)]


def _by_office(before: Lines, now: Lines) -> dict[str, list[int]]:
    """Return people and dong before and now by office id (as text: the keys of JSON)."""
    offices = np.union1d(before.office, now.office)
    found: dict[str, list[int]] = {}
    for office in offices.tolist():
        earlier, later = before.amount[before.office == office], now.amount[now.office == office]
        found[str(office)] = [int(earlier.size), total(earlier), int(later.size), total(later)]
    return found


def _largest(subject: NDArray[np.int64], office: NDArray[np.int64], change: DongColumn) -> list[list[int]]:
    """Return [subject, office, change] of the largest changes."""
    first = np.argsort(-np.abs(change), kind="stable")[:SHOWN]
    return [[int(s), int(o), int(c)] for s, o, c in zip(subject[first], office[first], change[first], strict=True)]
