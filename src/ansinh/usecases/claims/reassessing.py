"""Judge a past month again with the rules, lists and law of today: first shown, then taken over by another person.

Nothing is posted here: the statement of the month then shows the difference to the books, and posts that alone.
"""

import datetime as dt
import io
from dataclasses import dataclass
from typing import Final

import polars as pl

from ansinh.core.errors import ConflictError, MissingError, RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.claims.reassessing import Again, again
from ansinh.records.store.claims import files, reassessments, visits
from ansinh.records.store.claims.reassessments import Trial
from ansinh.records.store.coverage.visits import HERE
from ansinh.usecases.act import Act, perform
from ansinh.usecases.claims.judging import Judged, judge_month

NOTHING: Final = Text("Tháng này chưa có hồ sơ của cơ sở.", "The facility has no records in this month.")
NO_TRIAL: Final = Text("Không có lần giám định lại này.", "There is no such reassessment.")
DONE: Final = Text("Lần giám định lại này đã được áp dụng.", "This reassessment was taken over already.")
CHANGED: Final = Text(
    "Kết quả đã khác lần xem trước; hãy xem lại trước khi áp dụng.",
    "It comes out otherwise than when it was shown; look again before it is taken over.",
)
SAME_PERSON: Final = Text("Người chạy thử không được tự áp dụng.", "Whoever tried it does not take it over.")


@dataclass(frozen=True, slots=True)
class _Judged:
    """A month judged again."""

    again: Again
    judged: Judged
    standing: pl.DataFrame


def try_again(facility: str, period: Month, *, actor: str, keep_same: bool = True) -> Trial:
    """Judge a month again and keep what would change. MissingError where the facility has no records in it.

    Without `keep_same` nothing is kept where nothing changes, or where a trial that waits says the same.
    """
    act = Act("claims.reassess.try", actor, "facility", facility, body={"month": str(period)})

    def work() -> Trial:
        told = _judge(facility, period)
        if not keep_same and told.again.changed.is_empty():
            return _trial(told, (facility, period), actor)
        same = None if keep_same else reassessments.waiting(facility, period, told.again.digest)
        if same is not None:
            return same
        kept = reassessments.keep(_trial(told, (facility, period), actor), told.again.changed)
        found = reassessments.trial_by_id(kept)
        if found is None:
            raise MissingError(NO_TRIAL)
        return found

    return perform(act, work)


def _trial(told: _Judged, what: tuple[str, Month], actor: str) -> Trial:
    """Return a trial of what came out."""
    made, changed = told.again, told.again.changed
    total = int(told.standing["accepted"].sum())
    more = int((changed["after"] - changed["before"]).sum())
    return Trial(
        0, what[1].first_day, what[0], "tried", told.standing.height, changed.height, total, total + more,
        tuple(made.rules.rows()), made.digest, actor, dt.datetime.now(HERE), "",
    )  # fmt: skip


def apply(number: int, *, actor: str) -> Trial:
    """Take a trial over: its visits are superseded, decisions go with their findings. Posts nothing.

    ConflictError where it was taken over, or comes out otherwise today; RefusedError for who tried it.
    """

    def work() -> Trial:
        trial = reassessments.trial_by_id(number, lock=True)
        if trial is None:
            raise MissingError(NO_TRIAL)
        if trial.state != "tried":
            raise ConflictError(DONE)
        if trial.made_by == actor:
            raise RefusedError(SAME_PERSON)
        told = _judge(trial.facility, trial.month)
        if told.again.digest != trial.digest:
            raise ConflictError(CHANGED)
        _write(told, trial, actor)
        reassessments.set_applied(number, actor)
        return trial

    return perform(Act("claims.reassess.apply", actor, "claim_reassessment", str(number)), work)


def _judge(facility: str, period: Month) -> _Judged:
    """Judge a month again and lay it beside what stands."""
    standing = reassessments.standing(facility, period)
    if standing.is_empty():
        raise MissingError(NOTHING)
    judged = judge_month(standing, period.first_day)
    made = again(judged.visits, judged.marks, standing, reassessments.findings(facility, period))
    return _Judged(made, judged, standing)


def _write(told: _Judged, trial: Trial, actor: str) -> None:
    """Supersede the visits that change, carry the decisions over, and lay the new lines beside the files."""
    fresh, marks = told.again.visits, told.again.marks
    visits.put(fresh, marks)
    visits.carry_decisions(trial.period, trial.facility, actor)
    places = fresh.select(pl.col("file_id").alias("file"), "place")
    for file, body in told.judged.packed:
        here = pl.read_ipc(io.BytesIO(body))["place"].unique().to_list()
        touched = places.filter((pl.col("file") == file) & pl.col("place").is_in(here))["place"].to_list()
        if touched:
            files.replace_lines(file, touched, body)
