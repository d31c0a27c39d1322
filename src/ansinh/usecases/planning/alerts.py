"""Alerts: every figure that is watched held against its stated threshold, raised once a month, noted by people."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.alerts import Raised, Rule, Threshold, growth, outlier, over, rules
from ansinh.domain.planning.situation import Situation
from ansinh.domain.planning.tasks import Task
from ansinh.records.store.planning import alert_facts, directions, offices, questions
from ansinh.records.store.planning import alerts as store
from ansinh.records.store.planning.alerts import Kept, NewAlert
from ansinh.records.store.planning.offices import OfficeRow
from ansinh.usecases.act import Act, perform
from ansinh.usecases.planning.situations import situation

_EMPTY = Text("Cần ghi sẽ làm gì.", "Say what will be done.")


def watch(office: str, month: Month, day: dt.date, actor: str) -> int:
    """Raise what stands above its threshold in `month`, as known on `day`, in the subtree; return how many are new.

    Again on the same figures raises nothing.
    """
    top = offices.office(office)
    rows = offices.subtree(top)
    new = [
        alert
        for rule in rules().values()
        if (threshold := rule.on(month.last_day)) is not None
        for alert in _found(rule, threshold, rows, month, day)
    ]
    if not new:
        return 0
    act = Act("alerts.watch", actor, "office", office, office, body={"month": str(month), "count": len(new)})
    return perform(act, lambda: store.write(new, day))


def _found(
    rule: Rule, threshold: Threshold, rows: Sequence[OfficeRow], month: Month, day: dt.date
) -> Iterator[NewAlert]:
    """Yield the alerts of one rule."""
    if rule.way == "outlier":
        yield from _outliers(rule, threshold, rows, month)
    elif rule.way == "count":
        for office, count in _rolled(_counts(rule.code, rows, month, day), rows).items():
            raised = over(Fraction(count), threshold)
            if raised is not None:
                yield _new(rule, office, "", month, raised)
    else:
        for office, here in _situations(rows, month):
            raised = _of_figure(rule, threshold, here)
            if raised is not None:
                yield _new(rule, office, "", month, raised)


def _outliers(rule: Rule, threshold: Threshold, rows: Sequence[OfficeRow], month: Month) -> Iterator[NewAlert]:
    """Yield the alerts of counts by month: of every office with all below it, or of single subjects."""
    before = [month.plus(back - rule.months) for back in range(rule.months)]
    counted = alert_facts.by_month(rule.code, [row.id for row in rows], before[0], month)
    by_subject: dict[str, dict[Month, dict[int, int]]] = {}
    for (office, subject), of_month in counted.items():
        for one, count in of_month.items():
            by_subject.setdefault(subject, {}).setdefault(one, {})[office] = count
    for subject, months in by_subject.items():
        now = months.get(month, {})
        rolled = {one: months.get(one, {}) if subject else _rolled(months.get(one, {}), rows) for one in before}
        for office, value in (now if subject else _rolled(now, rows)).items():
            raised = outlier([rolled[one].get(office, 0) for one in before], value, threshold)
            if raised is not None:
                yield _new(rule, office, subject, month, raised)


def _rolled(own: Mapping[int, int], rows: Sequence[OfficeRow]) -> dict[int, int]:
    """Return counts of every office with all below it (`rows`: parents before children); none of nothing."""
    whole = {row.id: own.get(row.id, 0) for row in rows}
    for row in reversed(rows):
        if row.parent in whole:
            whole[row.parent] += whole[row.id]
    return {office: count for office, count in whole.items() if count}


def _counts(code: str, rows: Sequence[OfficeRow], month: Month, day: dt.date) -> dict[int, int]:
    """Return how many rows of a rule each office has of its own."""
    ids = [row.id for row in rows]
    by_code = {row.place.code: row.id for row in rows}
    counts: dict[int, int] = {}
    if code == "promises_broken":
        return alert_facts.promises_broken(ids, month, day)
    found: Sequence[Task | questions.Question] = (
        [task for task in directions.of_offices(ids) if task.is_late(day)]
        if code == "tasks_late"
        else [one for one in questions.waiting(ids) if one.standing(day) == "overdue"]
    )
    for one in found:
        counts[by_code[one.office]] = counts.get(by_code[one.office], 0) + 1
    return counts


def _situations(rows: Sequence[OfficeRow], month: Month) -> Iterator[tuple[int, Situation]]:
    """Yield the situation of every office of the subtree."""
    by_code = {row.place.code: row.id for row in rows}
    parents = {row.parent for row in rows}
    for row in rows:
        if row.id in parents or len(rows) == 1:
            here = situation(row.place.code, month)
            yield row.id, here
            for child in here.children:
                if by_code[child.place.code] not in parents:
                    yield by_code[child.place.code], child


def _of_figure(rule: Rule, threshold: Threshold, here: Situation) -> Raised | None:
    """Return the alert of an indicator of one office, or None."""
    standing = here.of(rule.indicator)
    if standing is None:
        return None
    if rule.way == "over":
        return over(Fraction(standing.value), threshold)
    before = here.value(rule.indicator, here.month.plus(-1), standing.state)
    return growth(Fraction(standing.value), None if before is None else Fraction(before), threshold)


def _new(rule: Rule, office: int, subject: str, month: Month, raised: Raised) -> NewAlert:
    """Return an alert to keep."""
    return NewAlert(rule.code, office, subject, month, raised.value, raised.threshold, raised.evidence)


def note(alert: int, words: str, day: dt.date, actor: str) -> None:
    """Take note of an alert and say what will be done."""
    if not words.strip():
        raise RefusedError(_EMPTY)
    found = store.one(alert)
    act = Act("alerts.note", actor, "alert", str(alert), found.office)
    perform(act, lambda: store.note(alert, actor, day, words.strip()))


def rows_behind(alert: Kept) -> list[alert_facts.Row]:
    """Return the rows behind an alert where they are rows of one table."""
    below = [row.id for row in offices.subtree(offices.office(alert.office))]
    return alert_facts.rows(alert.rule, below, alert.month, alert.subject)
