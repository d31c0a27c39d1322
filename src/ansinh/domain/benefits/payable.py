"""What an approved decision makes payable: its parts the first time, the difference to what was given later."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansinh.core.money import Dong


@dataclass(frozen=True, slots=True)
class Line:
    """One payable line (dong); `end` None is open."""

    fund: int
    kind: str
    rhythm: str
    amount: Dong
    first: dt.date
    end: dt.date | None
    payee: str

    @property
    def key(self) -> "Key":
        """What it is told apart by: fund, kind, payee ("" the claimant)."""
        return self.fund, self.kind, self.payee


Key = tuple[int, str, str]


def key_of(part: Mapping[str, Any]) -> Key:
    """Return the key of the line of a part."""
    return part["fund"], part["kind"], part["payee"]


def lines(parts: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]]) -> list[Line]:
    """Return the lines of a decision with `parts`, where an earlier one of the same dossier gave those of `before`.

    What is paid once is told as differences by fund, kind and payee, also below zero (overpaid); what is paid monthly
    is told anew, and takes over the earlier line.
    """
    new, old = _rows(parts, "once"), _rows(before, "once")
    found = [_once(rows, old.get(key, [])) for key, rows in new.items()]
    found += [_once([], rows) for key, rows in old.items() if key not in new]
    found += [_line(rows[0], sum(row["amount"] for row in rows)) for rows in _rows(parts, "month").values()]
    return [line for line in found if line.amount]


def _rows(parts: Sequence[Mapping[str, Any]], rhythm: str) -> dict[Key, list[Mapping[str, Any]]]:
    """Return parts of a rhythm by fund, kind and payee."""
    found: dict[Key, list[Mapping[str, Any]]] = {}
    for part in parts:
        if part["rhythm"] == rhythm:
            found.setdefault(key_of(part), []).append(part)
    return found


def _once(rows: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]]) -> Line:
    """Return the difference of what is paid once."""
    amount = sum(row["amount"] for row in rows) - sum(row["amount"] for row in before)
    return _line((rows or before)[0], amount)


def _line(part: Mapping[str, Any], amount: Dong) -> Line:
    """Return the line of a part."""
    end = dt.date.fromisoformat(part["end"]) if part["end"] else None
    return Line(
        part["fund"], part["kind"], part["rhythm"], amount, dt.date.fromisoformat(part["first"]), end, part["payee"],
    )  # fmt: skip
