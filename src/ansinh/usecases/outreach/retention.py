"""Applications for the one-time benefit brought to outreach, and what counselling came to."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from ansinh.domain.outreach.contact import OUTCOMES
from ansinh.records.store.outreach import retention
from ansinh.usecases.act import Act, perform

COUNSEL = tuple(code for code, outcome in OUTCOMES.items() if outcome.only)


def take_over(columns: Sequence[Sequence[Any]], actor: str) -> int:
    """Keep applications as the stair of benefits tells them (dossier, office, person, account, received, by, state).

    Again changes only what is different; returns the rows changed.
    """
    if not columns or not columns[0]:
        return 0
    act = Act("outreach.one_time", actor, "list", "one_time", body={"rows": len(columns[0])})
    return perform(act, lambda: retention.keep(columns))


def results(offices: list[int], first: dt.date, last: dt.date) -> dict[str, dict[str, int]]:
    """Return, by what the person said last ("" nobody talked to them), how many applications stand in which state."""
    made: dict[str, dict[str, int]] = {}
    for state, outcome, count in retention.counselled(offices, first, last, COUNSEL):
        made.setdefault(outcome, {})[state] = count
    return made
