"""Planning over the API: the outlook of an office to the end of the year, and quotas by week."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import File, Router, Schema
from ninja.files import UploadedFile

from ansinh.api.callers import caller
from ansinh.api.findings import finding_values
from ansinh.api.written import month_of
from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.records.store.ledger import months
from ansinh.usecases.planning import load, plan_split, years
from ansinh.usecases.planning import outlook as plans

router = Router(tags=["planning"])
_AHEAD = ("method", "ahead", "end", "low", "high", "error", "naive_error", "tried")


@router.get("/outlook", response=list[dict[str, Any]])
def get_outlook(request: HttpRequest, office: str, period: str) -> list[dict[str, Any]]:
    """Return actual, plan, forecast with interval and back-tested errors, needed a week, and the verdict."""
    caller(request).require("targets", office_path=months.office(office).path)
    month = month_of(period)
    return [
        {
            "indicator": line.indicator.code,
            "actual": str(line.actual),
            "plan": None if line.plan is None else str(line.plan),
            "forecast": line.forecast and {name: getattr(line.forecast, name) for name in _AHEAD},
            "per_week": None if line.per_week is None else str(line.per_week),
            "potential": line.potential,
            "verdict": line.verdict,
        }
        for line in plans.outlook(office, month, below=False).lines
    ]


@router.get("/quotas", response=list[dict[str, Any]])
def get_quotas(request: HttpRequest, office: str, indicator: str, day: dt.date) -> list[dict[str, Any]]:
    """Return what is left of the year's plan, week by week from `day`; the sum is exact."""
    caller(request).require("targets", office_path=months.office(office).path)
    if indicator not in plans.CODES:
        raise RefusedError(Text("Chỉ tiêu này không có dự báo.", "This indicator has no outlook."))
    return [
        {"first": span.first, "last": span.last, "working_days": span.working_days, "quota": span.quota}
        for span in plans.quotas(office, indicator, day)
    ]


@router.get("/years", response=list[dict[str, Any]])
def get_years(request: HttpRequest, office: str, period: str, ahead: int = 5) -> list[dict[str, Any]]:
    """Return where each indicator goes in three to five years: method, interval, error a year ahead in the past."""
    caller(request).require("targets", office_path=months.office(office).path)
    if ahead not in years.YEARS:
        raise RefusedError(Text("Ba đến năm năm.", "Three to five years."))
    return [years.values(one) for one in years.courses(office, month_of(period), ahead)]


@router.get("/split", response=list[dict[str, Any]])
def get_split(request: HttpRequest, office: str, indicator: str, period: str, among: str) -> list[dict[str, Any]]:
    """Return how a plan splits among offices, communes, agents or officers, by prospects above floors; exact in sum."""
    caller(request).require("targets", office_path=months.office(office).path)
    month = month_of(period)
    if indicator not in plans.CODES:
        raise RefusedError(Text("Chỉ tiêu này không chia.", "This indicator is not split."))
    made = plan_split.propose(plan_split.Asked(office, indicator, month.year, among, "assigned", month))
    return [plan_split.values(part) for part in made.parts]


@router.post("/files", response=dict[str, Any])
def post_file(request: HttpRequest, file: File[UploadedFile]) -> dict[str, Any]:
    """Load targets, reported values and references (JSON, CSV, XLSX): all of the file, or nothing and every finding."""
    who = caller(request)
    who.offices("targets.write")
    answer = load(file.read(), file.name or "", who.name)
    return {
        "targets": answer.targets, "values": answer.values, "references": answer.references,
        "refused": answer.refused, "findings": [finding_values(one) for one in answer.findings.items],
    }  # fmt: skip


class SplitIn(Schema):
    """A split to assign: among whom, the parts chosen by hand (by code) with the reason, the paper."""

    office: str
    indicator: str
    period: str
    among: str
    version: str = "assigned"
    chosen: dict[str, int] | None = None
    reason: str = ""
    document: str
    day: dt.date


@router.post("/split", response=dict[str, Any])
def post_split(request: HttpRequest, body: SplitIn) -> dict[str, Any]:
    """Assign a split; the sum is exact, a part chosen by hand needs its reason, and the whole is kept."""
    who = caller(request)
    who.require("targets.write", office_path=months.office(body.office).path)
    month = month_of(body.period)
    if body.indicator not in plans.CODES:
        raise RefusedError(Text("Chỉ tiêu này không chia.", "This indicator is not split."))
    asked = plan_split.Asked(body.office, body.indicator, month.year, body.among, body.version, month)
    taken = plan_split.assign_split(asked, body.chosen or {}, (body.document, body.day), body.reason, who.name)
    return {"targets": taken.number, "findings": [one.message.en for one in taken.findings.items]}


class MoveIn(Schema):
    """A part of a plan moved from one office to another in the year, by a paper."""

    office: str
    indicator: str
    year: int
    giver: str
    taker: str
    amount: int
    document: str
    day: dt.date


@router.post("/moves", response=dict[str, Any])
def post_move(request: HttpRequest, body: MoveIn) -> dict[str, Any]:
    """Move a part of a plan between offices below one, as the version `adjusted`; what was assigned stays."""
    who = caller(request)
    who.require("targets.write", office_path=months.office(body.office).path)
    asked, moves = (body.office, body.indicator, body.year), {(body.giver, body.taker): body.amount}
    taken = plan_split.reassign(asked, moves, (body.document, body.day), who.name)
    return {"targets": taken.number, "findings": [one.message.en for one in taken.findings.items]}
