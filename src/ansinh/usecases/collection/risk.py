"""The risk of employers kept: one run of an office as of a day, whole or not at all; proposals for the plan."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import polars as pl

from ansinh.core.period import Month
from ansinh.domain.collection.risk import Scale, scale_of
from ansinh.domain.collection.risk_score import Ints, Reason, Scores, reasons
from ansinh.records.store.collection import risk as store
from ansinh.records.store.collection import scope
from ansinh.usecases.act import Act, perform


@dataclass(frozen=True, slots=True)
class Looked:
    """The employers a run looked at, (n,) each: account, office, people; as the books of `period` know them."""

    account: Ints
    office: Ints
    people: Ints
    period: Month


@dataclass(frozen=True, slots=True)
class Ranked:
    """One employer of a run with its reasons, the weightiest first."""

    row: store.Row
    reasons: list[Reason]


def keep(office: str, day: dt.date, looked: Looked, scored: tuple[Scale, Scores], actor: str) -> int:
    """Keep the scores of a day (n,); the same day and version again takes the place of the last. Return its id."""
    place = scope.office(office)
    scale, scores = scored
    act = Act("risk.run", actor, "office", office, office, body={"day": str(day), "version": scale.version})

    def work() -> int:
        run = store.replace(
            place.id, day, scale.version, features=list(scale.codes), period=looked.period.first_day,
            units=len(looked.account), people=int(looked.people.sum()), made_by=actor,
        )  # fmt: skip
        store.add(_frame(run, looked, scores))
        return run

    return perform(act, work)


def _frame(run: int, looked: Looked, scores: Scores) -> pl.DataFrame:
    """Return the scores as columns of the table."""
    return pl.DataFrame(
        {
            "run_id": np.full(len(looked.account), run, dtype=np.int64),
            "account_id": looked.account,
            "office_id": looked.office,
            "points": scores.points,
            "by_feature": _arrays(scores.by_feature),
            "figures": _arrays(scores.figures),
            "people": looked.people,
        }
    )


def _arrays(rows: Ints) -> list[str]:
    """Return each row as PostgreSQL writes an array."""
    return ["{" + ",".join(map(str, row)) + "}" for row in rows.tolist()]


def ranked(
    run: store.Run, office_ids: list[int], *, after: tuple[int, int] | None = None, limit: int = 50
) -> list[Ranked]:
    """Return employers of a run from the riskiest down with their reasons; `after` is the last one's (points, id)."""
    scale = scale_of(run.version)
    return [_ranked(scale, row) for row in store.rows(run.id, office_ids, after=after, limit=limit)]


def of_account(code: str) -> tuple[store.Run, Ranked] | None:
    """Return the latest score of an account with all its reasons; None where it never was scored."""
    found = store.latest_of(code)
    return (found[0], _ranked(scale_of(found[0].version), found[1])) if found else None


def _ranked(scale: Scale, row: store.Row) -> Ranked:
    why = sorted(reasons(scale, row.by_feature, row.figures), key=lambda one: -one.points)
    return Ranked(row, why)


def propose(run: store.Run, office_ids: list[int], count: int) -> list[Ranked]:
    """Return the `count` riskiest employers that no plan of the year and no open case holds already."""
    held = store.inspected(run.day.year)
    found: list[Ranked] = []
    after: tuple[int, int] | None = None
    while len(found) < count:
        page = ranked(run, office_ids, after=after, limit=200)
        found += [one for one in page if one.row.points > 0 and one.row.code not in held]
        if len(page) < 200 or not page[-1].row.points:
            break
        after = (page[-1].row.points, page[-1].row.account)
    return found[:count]
