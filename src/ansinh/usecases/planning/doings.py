"""Gather what an office does, from every stair, as plain values for the briefing and the weekly sheet."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.procedures import procedures
from ansinh.domain.collection.inspection import rules as inspection_rules
from ansinh.domain.collection.ladder import step_words
from ansinh.domain.planning import doing as plain
from ansinh.domain.planning.alerts import rules as alert_rules
from ansinh.domain.planning.numbers import Numerals
from ansinh.domain.planning.outlook import Line
from ansinh.domain.planning.quota import Span, weekly
from ansinh.domain.planning.scoring import PEERS, last_ended
from ansinh.domain.planning.tasks import as_of
from ansinh.records.store.benefits import statistics
from ansinh.records.store.collection import ladder_cases, recovery
from ansinh.records.store.planning import alert_facts, alerts, directions, offices, questions, scores
from ansinh.records.store.planning.offices import OfficeRow
from ansinh.usecases.collection.inspection_plans import done_against_plan
from ansinh.usecases.planning import doings_outreach as outreach
from ansinh.usecases.planning.outlook import outlook
from ansinh.usecases.planning.scores import ranked

YEAR = 12
MOST_CAMPAIGNS = 5
_WEEK = Text("Tuần viết dạng 2021-W44.", "A week is written 2021-W44.")


def monday_of(week: str) -> dt.date:
    """Return the Monday of a week written 2021-W44; RefusedError for anything else."""
    year, _, number = week.upper().partition("-W")
    try:
        return dt.date.fromisocalendar(int(year), int(number), 1)
    except ValueError as error:
        raise RefusedError(_WEEK) from error


def of_month(office: str, month: Month) -> plain.Doing:
    """Return what an office did from January to the end of `month`, as known on that day."""
    return _gather(office, month, (dt.date(month.year, 1, 1), month.last_day), with_quotas=False)


def of_week(office: str, month: Month, monday: dt.date) -> plain.Doing:
    """Return what an office did in a week, with its quotas; the figures of the closed `month` count as done."""
    return _gather(office, month, (monday, monday + dt.timedelta(days=6)), with_quotas=True)


def _gather(office: str, month: Month, span: tuple[dt.date, dt.date], *, with_quotas: bool) -> plain.Doing:
    """Return everything over the span, as known on its last day."""
    top = offices.office(office)
    tree = offices.subtree(top)
    ids = [row.id for row in tree]
    first, last = span
    lines = outlook(office, month, below=False).lines
    quarter, scored = _scored(top, last)
    names = {code: one.name for code, one in procedures().items()}
    by_benefit, whole = statistics.by_benefit(ids, Month.containing(first), Month.containing(last))
    return plain.Doing(
        first=first, last=last, day=last, lines=lines, quotas=_quotas(lines, span) if with_quotas else (),
        tasks=as_of(directions.of_offices(ids), last), questions=_questions(ids, last), alerts=_alerts(ids, last),
        steps=_steps(ids, last), recoveries=_recoveries(ids, last), missing=outreach.missing(ids, span),
        counselled=outreach.counselled(ids, span), campaigns=outreach.running(ids, span),
        activities=outreach.activities(ids, span), plans=outreach.plans(ids, span),
        inspections=_inspections(top, last), agents=outreach.agents(ids, span), quarter=quarter, scored=scored,
        benefits=[
            plain.Benefit(names.get(code, Text(code, code)), one.turns, one.people, one.amount)
            for code, one in by_benefit.items()
        ],
        benefits_all=plain.Benefit(Text("", ""), whole.turns, whole.people, whole.amount),
        onetime=_onetime(ids, Month.containing(last)),
        names={row.place.name.vi: row.place.name for row in tree},
    )  # fmt: skip


def _quotas(lines: Sequence[Line], span: tuple[dt.date, dt.date]) -> list[tuple[Line, Span]]:
    """Return what each line has to do in the week, what is left of the year dealt out from its Monday."""
    monday = span[0]
    found = []
    for line in lines:
        if line.remaining:
            end = dt.date(monday.year, 12, 31)
            spans = weekly(int(line.remaining), monday, end) if monday <= end else []
            found += [(line, spans[0])] if spans else []
    return found


def _questions(ids: list[int], day: dt.date) -> list[plain.Asked]:
    """Return the questions that wait, as known on a day."""
    return [
        plain.Asked(one.title, one.office_name, one.answer_by, one.standing(day))
        for one in questions.waiting(ids) if one.raised_on <= day
    ]  # fmt: skip


def _alerts(ids: list[int], day: dt.date) -> list[plain.Raised]:
    """Return the alerts of the month of a day and the one before."""
    found = alerts.of_offices(ids, Month.containing(day).plus(-1))
    return [
        plain.Raised(
            alert_rules()[one.rule].name, one.office_name, one.month, _figure(one.rule, one.value),
            _figure(one.rule, one.threshold), noted=bool(one.notes), subject=one.subject,
        )
        for one in found if one.rule in alert_rules() and one.month <= Month.containing(day)
    ]  # fmt: skip


def _figure(rule: str, value: Fraction) -> Text:
    """Return a figure of an alert as said in tables: dong in full, rates in per cent, counts as they are."""
    unit = alert_rules()[rule].unit
    sign, places = " %" if unit == "percent" else "", 2 if unit == "percent" else 0
    return Text(Numerals("vi").decimal(value, places) + sign, Numerals("en").decimal(value, places) + sign)


def _steps(ids: list[int], day: dt.date) -> list[plain.Step]:
    """Return how the steps of the ladder stand."""
    board = ladder_cases.board(ids, day)
    return [plain.Step(step_words(code), one.waiting, one.late, one.done, one.owed) for code, one in board.items()]


def _recoveries(ids: list[int], day: dt.date) -> list[plain.Recovery]:
    """Return what was recovered of debts handed over by a day, the latest campaigns."""
    found = []
    for one in [one for one in recovery.campaigns(ids) if one.handed_over_on <= day][:MOST_CAMPAIGNS]:
        lines = recovery.lines(one.id, Month.containing(day))
        handed, recovered = sum(line.handed_over for line in lines), sum(line.recovered for line in lines)
        found.append(plain.Recovery(one.name, one.document, one.handed_over_on, len(lines), handed, recovered))
    return found


def _inspections(top: OfficeRow, day: dt.date) -> list[plain.Count]:
    """Return inspections of the year done against plan, by kind."""
    told = done_against_plan(top.path, day.year)
    kinds = inspection_rules().kinds
    return [
        plain.Count(kinds.get(kind, Text(kind, kind)), line.planned, line.done + line.unplanned)
        for kind, line in told.by_kind.items()
    ]


def _scored(top: OfficeRow, day: dt.date) -> tuple[Month | None, list[plain.Scored]]:
    """Return the ranking of the last quarter that was frozen by a day."""
    quarter = last_ended(day)
    below = [row.id for row in offices.children(top)]
    cards = [card for card in scores.cards(below, quarter) if not card.officer and card.frozen_on <= day]
    return quarter if cards else None, [
        plain.Scored(card.office_name, PEERS.get(card.peers, Text(card.peers, card.peers)), rank, card.points,
                     "signed" if card.signed_on and card.signed_on <= day else "open")
        for card, rank in ranked(cards)
    ]  # fmt: skip


def _onetime(ids: list[int], last: Month) -> list[tuple[Month, int]]:
    """Return applications for the one-time benefit by month, twelve of them."""
    months = [last.plus(back - YEAR + 1) for back in range(YEAR)]
    counted: dict[Month, int] = {}
    for of_month_ in alert_facts.by_month("onetime", ids, months[0], last).values():
        for month, count in of_month_.items():
            counted[month] = counted.get(month, 0) + count
    return [(month, counted.get(month, 0)) for month in months]
