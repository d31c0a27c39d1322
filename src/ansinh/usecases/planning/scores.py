"""Scorecards: frozen after the quarter, disputed within days, answered and signed by others, ranked among peers."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from ansinh.core.errors import RefusedError
from ansinh.core.finding import Finding, Findings, Place
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.scoring import Measured, Rule, Scoring, in_force, read, score
from ansinh.domain.planning.situation import Situation
from ansinh.records.store.planning import assignees, officers, offices, targets
from ansinh.records.store.planning import scores as store
from ansinh.records.store.planning.offices import OfficeRow
from ansinh.records.store.planning.scores import Card, NewCard
from ansinh.usecases.act import Act, perform
from ansinh.usecases.planning.situations import situation
from ansinh.usecases.planning.taking import Taken

SCORED = frozenset({"collection", "benefits", "assessment", "intake", "accounting"})
_EARLY = Text("Quý này chốt điểm từ ngày {day}.", "This quarter is frozen from {day} on.")
_RULES = Text("Quyết định không đúng mẫu.", "The decision has not the form of scoring.yaml.")
_FORM = Text("Xem mẫu: ansinh direction rules.", "See the form: ansinh direction rules.")
_CODE = Text("Không có chỉ tiêu mang mã này.", "There is no indicator with this code.")
_TWO = Text("Người nhập không tự phê duyệt.", "Who entered it does not approve it.")


def rules_on(day: dt.date) -> Scoring:
    """Return the rules in force on `day`: the agency's own, else the default."""
    return in_force(store.versions(), day)


def enter_rules(content: Mapping[str, object], actor: str) -> Taken:
    """Enter a decision on weights, caps, penalties and peers; it holds once another person approves it."""
    findings = Findings()
    try:
        rules = read(content)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        findings.add(Finding("scoring.form", Place(), str(error)[:60], _RULES, _FORM))
        return Taken(0, findings)
    for row, line in enumerate(rules.lines, start=1):
        if line.measure not in catalogue():
            findings.add(Finding("scoring.indicator", Place("lines", row, "indicator"), line.measure, _CODE, _FORM))
    if findings.stop:
        return Taken(0, findings)
    act = Act("scoring.enter", actor, "scoring", rules.document, body={"valid_from": str(rules.valid_from)})
    return Taken(perform(act, lambda: store.enter(rules, content, actor)), findings)


def approve_rules(number: int, actor: str) -> None:
    """Put a decision in force; never by who entered it."""

    def work() -> None:
        if store.entered_by(number) == actor:
            raise RefusedError(_TWO)
        store.approve(number, actor)

    perform(Act("scoring.approve", actor, "scoring", str(number)), work)


def freeze(office: str, quarter: Month, day: dt.date, actor: str) -> int:
    """Freeze the cards of the offices directly below `office` and of their officers for a quarter; return how many.

    What is frozen already stays. RefusedError before the 5th working day after the quarter (dated data).
    """
    last = quarter.plus(2)
    rules = rules_on(last.last_day)
    if day < rules.freeze_day(quarter):
        raise RefusedError(_EARLY.fill(day=rules.freeze_day(quarter)))
    here = situation(office, last)
    ids = {row.place.code: row.id for row in offices.children(offices.office(office))}
    frozen = {card.who for card in store.cards(list(ids.values()), quarter)}
    waiting = [child for child in here.children if child.place.code not in frozen]
    new = [card for child in waiting for card in _office_cards(child, quarter, rules, day)]
    if not new:
        return 0
    act = Act("scores.freeze", actor, "office", office, office, body={"quarter": str(quarter), "rules": rules.document})
    return perform(act, lambda: store.freeze(new, actor))


def _office_cards(here: Situation, quarter: Month, rules: Scoring, day: dt.date) -> list[NewCard]:
    """Return the card of one office and those of its officers."""
    row = offices.office(here.place.code)
    until = rules.dispute_until(day)
    own = score(rules.lines, measured(here, row, rules.lines), _slips(row, "", quarter), rules)
    peers = rules.groups.get(row.place.code, row.place.kind)
    made = [NewCard(row.id, "", quarter, rules.document, peers, own, day, until)]
    for one in officers.at(row.path, quarter.plus(2).last_day):
        if one.function in SCORED and one.office == row.place.code:
            slips = _slips(row, one.username, quarter)
            done = score(rules.officer_lines, worked(one.username, quarter, rules), slips, rules)
            made.append(NewCard(row.id, one.username, quarter, rules.document, one.function, done, day, until))
    return made


def _slips(row: OfficeRow, officer: str, quarter: Month) -> dict[str, int]:
    """Return what costs points in the quarter."""
    return store.slips(row.id, officer, quarter.first_day, quarter.plus(3).first_day)


def measured(here: Situation, row: OfficeRow, rules: tuple[Rule, ...]) -> Measured:
    """Return actual and target to the end of the month of an office's situation, by indicator.

    The target is that of the month where one is assigned, else what the pace of the year's plan asks for by then, else
    the year's plan itself (a rate, which has no pace).
    """
    monthly = targets.of_month(row.id, here.month.year, here.month.month)
    found: dict[str, tuple[Fraction | None, Fraction | None]] = {}
    for rule in rules:
        standing = here.of(rule.measure)
        if standing is None:
            continue
        paced = standing.progress.expected if standing.progress is not None else None
        yearly = standing.target.value if standing.target is not None and paced is None else None
        asked = monthly.get(rule.measure, paced if paced is not None else yearly)
        found[rule.measure] = (Fraction(standing.value), asked)
    return found


def worked(username: str, quarter: Month, rules: Scoring) -> Measured:
    """Return what an officer did in a quarter against a quarter of the plan they carry, by measure."""
    done = officers.worked(username, quarter.first_day, quarter.plus(3).first_day)
    found: dict[str, tuple[Fraction | None, Fraction | None]] = {}
    for rule in rules.officer_lines:
        plan = assignees.plan_of(username, rule.plan, quarter.year) if rule.plan else None
        found[rule.measure] = (done.get(rule.measure), None if plan is None else plan / 4)
    return found


def ranked(cards: list[Card]) -> list[tuple[Card, int]]:
    """Return cards with their rank among their peers; offices and officers are never ranked together."""
    groups: dict[tuple[bool, str], list[Fraction]] = {}
    for card in cards:
        groups.setdefault((bool(card.officer), card.peers), []).append(card.points)
    return [
        (card, 1 + sum(points > card.points for points in groups[bool(card.officer), card.peers])) for card in cards
    ]
