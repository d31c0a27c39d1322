"""Control totals: persons = accounts = office, funds = ledger. If they differ nothing is closed."""

from contextlib import closing
from dataclasses import dataclass
from typing import Any

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.records.bulk.arrow import ArrowDoor
from ansinh.records.store.ledger import control as totals
from ansinh.records.store.ledger.books import FUND_NAMES
from ansinh.records.store.ledger.months import RunRow, part_controls


class ControlError(RefusedError):
    """The control totals of a month differ; the findings say where."""

    def __init__(self, differences: list[str]) -> None:
        """Keep what differs."""
        self.differences = differences
        told = "; ".join(differences)
        super().__init__(
            Text(f"Số kiểm tra không khớp, chưa khóa sổ: {told}", f"Control totals differ, nothing closed: {told}")
        )


@dataclass(frozen=True, slots=True)
class Written:
    """What a run wrote, summed by another road: postings by fund, clearing, sheets, distinct people, hash of sheets."""

    posted: dict[str, int]
    clearing: int
    sheets: dict[str, int]
    people: dict[str, int]
    sheet_hash: str


def read_written(run: RunRow, url: str) -> Written:
    """Read the sums of what a run wrote; through a door of its own, so that it may be done beside other work."""
    with closing(ArrowDoor(url)) as door:
        posted, clearing = totals.posted(door, run.id, run.period)
        return Written(
            posted,
            clearing,
            totals.sheets(door, run.office.path, run.period),
            totals.distinct_people(door, run.office.path, run.period),
            totals.sheet_hash(door, run.office.path, run.period),
        )


def check(run: RunRow, written: Written) -> dict[str, Any]:
    """Return the control totals of a finished run; ControlError naming each pair that differs."""
    parts = part_controls(run.id)
    reckoned = _added(list(parts.values()))
    posted, sheets, people = written.posted, written.sheets, written.people
    wrong = [] if len(parts) == len(run.parts) else [f"parts {len(parts)} of {len(run.parts)}"]
    for name in FUND_NAMES:
        pairs = {
            "persons = accounts": (reckoned["persons_due"][name], reckoned["accounts_due"][name]),
            "accounts = ledger": (reckoned["accounts_due"][name], posted[name]),
            "ledger = sheets": (posted[name], sheets[f"{name}_due"]),
        }
        wrong += [f"{name} {what}: {one} / {other}" for what, (one, other) in pairs.items() if one != other]
    for what, one, other in (
        ("people = sheets", reckoned["people"], sheets["people"]),
        ("people = blocks", reckoned["people"], people["turns"]),
        ("sheets written", reckoned["sheets"], sheets["accounts"]),
        ("clearing", written.clearing, 0),
    ):
        wrong += [] if one == other else [f"{what}: {one} / {other}"]
    if wrong:
        raise ControlError(wrong)
    return {"reckoned": reckoned, "sheets": sheets, "distinct": people, "sheet_hash": written.sheet_hash}


def _added(controls: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the sum of the totals of all parts."""
    sums: dict[str, Any] = {}
    for control in controls:
        for name, value in control.items():
            if isinstance(value, dict):
                inner = sums.setdefault(name, {})
                for key, amount in value.items():
                    inner[key] = inner.get(key, 0) + amount
            else:
                sums[name] = sums.get(name, 0) + value
    empty = dict.fromkeys(FUND_NAMES, 0)
    return {"people": 0, "sheets": 0, "persons_due": empty, "accounts_due": empty} | sums
