"""Take in a list of activities: read behind the guard, judged as a whole, written with its findings or refused."""

import datetime as dt
import hashlib
import uuid
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl

from ansinh.core.finding import Finding, Findings
from ansinh.domain.outreach.activities import may_follow, words
from ansinh.domain.outreach.activity_rows import Told, judge_activities, refused_move
from ansinh.formats.limits import read_limited
from ansinh.formats.outreach_activities import ActivityFile, ActivityRows
from ansinh.records.store.ledger import months
from ansinh.records.store.outreach import activities as store
from ansinh.records.store.outreach import lists
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases.act import Act, perform
from ansinh.usecases.outreach.activities import Activity, frame_of
from ansinh.usecases.outreach.lists import Sent, Taken, told

KIND = "activities"
_SAME = ("partner", "place", "commune", "plan_item", "evidence")
_COUNTS = (
    "invited_people", "attended_people", "invited_employers", "attended_employers", "employees", "leads", "cost",
)  # fmt: skip


def load(data: bytes, sent: Sent, actor: str) -> Taken:
    """Take in activities or refuse them: any error refuses all, unless only the good rows are asked for.

    The same bytes again change nothing; an activity told before (same key) takes the newer facts, with an event.
    """
    place = months.office(sent.office)
    digest = hashlib.sha256(data + f"|{KIND}|{sent.office}".encode()).hexdigest()
    known = lists.known(digest)
    if known is not None:
        return Taken(known.id, known.rows, known.state, already=True)
    file: ActivityFile = read_limited(KIND, data, name=sent.name)
    rows = _defaults(file.rows, office_by_code(sent.office).kind, sent.as_of)
    found = [*file.findings, *judge_activities(rows, sent.as_of)]
    stopped = {one.where.row for one in found if one.stops}
    good = [at for at, row in enumerate(rows.row) if row not in stopped]
    activities = [_activity(file.rows, rows, at) for at in good]
    frame = frame_of(activities, place.id, actor).with_columns(
        row=pl.Series([rows.row[at] for at in good], dtype=pl.Int64)
    )
    moved = _moves(frame, place.id)
    found += moved
    frame = frame.filter(~pl.col("row").is_in([one.where.row for one in moved]))
    return _keep(frame, Findings(sorted(found, key=lambda one: one.where.row or 0)), sent, (digest, actor))


def _defaults(rows: ActivityRows, kind: str, as_of: dt.date) -> Told:
    """Return the judged columns; a level or state that is not told is that of the office, or of the day."""
    days: list[dt.date | None] = rows.day.tolist()
    level = "province" if kind == "province" else "base"
    states = ["planned" if day is not None and day > as_of else "reported" for day in days]
    came = np.where(rows.attended_people > 0, rows.attended_people, rows.attended_employers)
    invited = np.where(rows.attended_people > 0, rows.invited_people, rows.invited_employers)
    return Told(
        rows.row.tolist(), rows.key, rows.type, [one or level for one in rows.level], rows.theme, rows.channel,
        [one or state for one, state in zip(rows.state, states, strict=True)], days, invited.tolist(), came.tolist(),
    )  # fmt: skip


def _activity(rows: ActivityRows, judged: Told, at: int) -> Activity:
    """Return a good row as an activity under the words of the product."""
    read = words().read
    given: dict[str, Any] = {name: getattr(rows, name)[at] for name in _SAME}
    given |= {name: int(getattr(rows, name)[at]) for name in _COUNTS}
    day = judged.day[at]
    made = Activity(
        read("types", judged.type[at]) or "", read("levels", judged.level[at]) or "", day or dt.date.min,
        read("states", judged.state[at]) or "", judged.key[at], **given,
    )  # fmt: skip
    theme, channel = (read(f"{name}s", getattr(judged, name)[at]) or "" for name in ("theme", "channel"))
    return replace(made, times=max(1, int(rows.times[at])), theme=theme, channel=channel)


def _moves(frame: pl.DataFrame, office: int) -> list[Finding]:
    """Return a finding for every row that would take an activity where it cannot go."""
    before = store.states(office, frame["key"].to_list())
    return [
        refused_move(row, key, before[key], after)
        for row, key, after in frame.select("row", "key", "state").iter_rows()
        if key in before and not may_follow(before[key], after)
    ]


def _keep(frame: pl.DataFrame, found: Findings, sent: Sent, by: tuple[str, str]) -> Taken:
    """Write the file with its findings and its activities, in one transaction."""
    digest, actor = by
    stops = sum(one.stops for one in found.items)
    whole = any(one.stops and one.where.row is None for one in found.items)
    refused = whole or frame.is_empty() or (found.stop and not sent.good_rows)
    facts: dict[str, Any] = {
        "kind": KIND, "office_id": lists.office_id(sent.office), "file_name": sent.name, "sha256": digest,
        "as_of": sent.as_of, "rows": 0 if refused else frame.height, "errors": stops,
        "warnings": len(found.items) - stops, "state": "refused" if refused else "staged",
        "findings": [told(one) for one in found.items], "received_by": actor,
    }  # fmt: skip
    act = Act("outreach.activities", actor, "list", sent.name, sent.office, body={"sha256": digest})

    def work() -> str:
        number = lists.keep_file(facts)
        if not refused:
            store.merge(frame, file=str(number), actor=actor, day=sent.as_of, note=sent.name)
        return str(number)

    return Taken(uuid.UUID(perform(act, work)), facts["rows"], facts["state"], findings=found)
