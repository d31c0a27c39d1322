"""Gather who is missing and who does what about it, as plain values for the briefing and the weekly sheet."""

import datetime as dt

from ansinh.core.text import Text
from ansinh.domain.outreach.activities import words
from ansinh.domain.outreach.reasons import reasons
from ansinh.domain.planning import doing as plain
from ansinh.records.store.outreach import activities_report, campaigns, retention, told
from ansinh.records.store.outreach import agents as agent_store
from ansinh.usecases.outreach.retention import COUNSEL

Span = tuple[dt.date, dt.date]
KEPT = "withdrew"


def missing(ids: list[int], span: Span) -> list[plain.Missing]:
    """Return the prospects by reason, the most worth first."""
    return [
        plain.Missing(reasons()[row.kind].name, *row[1:])
        for row in told.missing(ids, *span)
        if row.kind in reasons() and any(row[1:])
    ]


def counselled(ids: list[int], span: Span) -> plain.Counselled:
    """Return how many of those who applied for the one-time benefit in the span were talked to, and stay."""
    rows = retention.counselled(ids, *span, COUNSEL)
    return plain.Counselled(
        sum(count for _, _, count in rows),
        sum(count for _, outcome, count in rows if outcome),
        sum(count for _, outcome, count in rows if outcome == KEPT),
    )


def running(ids: list[int], span: Span) -> list[plain.Campaign]:
    """Return the campaigns that ran in the span, as they stand on its last day."""
    ran = [one for one in campaigns.campaigns(ids) if one.first <= span[1] and (one.closed_on or one.last) >= span[0]]
    stands = {one.part: one for one in campaigns.standing([one.pk for one in ran], "campaign", span[1])}
    return [
        plain.Campaign(
            one.name, one.document, one.last, stand.prospects, stand.reached, stand.promised, stand.joined,
            stand.refused, stand.late,
        )
        for one in ran if (stand := stands.get(one.pk))
    ]  # fmt: skip


def activities(ids: list[int], span: Span) -> list[plain.Activity]:
    """Return activities by type and level; never summed over types."""
    known = words()
    return [
        plain.Activity(
            known.types[one.type].name, known.levels.get(one.level, Text(one.level, one.level)), one.times, one.people,
            one.employers,
        )
        for one in activities_report.counts(ids, *span) if one.type in known.types
    ]  # fmt: skip


def plans(ids: list[int], span: Span) -> list[plain.Count]:
    """Return the plans of activities that hold in the span, each with its paper and what was done under it."""
    return [
        plain.Count(Text(f"{name.vi} ({one.document})", f"{name.en} ({one.document})"), one.planned, one.done)
        for one in activities_report.progress(ids, span[1])
        if one.type in words().types and one.last >= span[0] and (name := words().types[one.type].name)
    ]


def agents(ids: list[int], span: Span) -> list[plain.Agent]:
    """Return what each agent collected and handed on in the span, beside the quotas that hold on its last day."""
    made = []
    for row in agent_store.agents(ids, *span):
        quotas = agent_store.quotas(row.code, span[1])
        quota, done = sum(one[5] for one in quotas), sum(one[6] for one in quotas)
        remitted = agent_store.remitted(row.code, *span)
        made.append(
            plain.Agent(
                row.name, row.state, row.points, row.collectors, row.receipts, row.collected, remitted, quota, done
            )
        )
    return made
