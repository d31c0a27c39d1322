"""What follows a frozen scorecard: slips noted, disputes raised and answered by different people, the signature."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.planning.scoring import Line, Penalty, PenaltyRule, Rule, Score, ratio_of
from ansinh.records.store.planning import officers, offices
from ansinh.records.store.planning import scores as store
from ansinh.records.store.planning.scores import Card, NewCard
from ansinh.usecases.act import Act, perform
from ansinh.usecases.planning.scores import rules_on
from ansinh.usecases.planning.segregation import measured_by

_OVER = Text("Hết hạn khiếu nại từ ngày {day}.", "The window of disputes closed on {day}.")
_SIGNED = Text("Bảng điểm đã ký.", "The scorecard is signed.")
_OLD = Text("Bảng điểm này đã có bản sửa.", "This scorecard has a later revision.")
_LINE = Text("Không có dòng {line}.", "There is no line {line}.")
_CLAIM = Text("Cần nêu lý do.", "A reason is needed.")
_SAME = Text("Người khiếu nại không tự trả lời.", "Who disputes does not answer.")
_OWN = Text("Người được chấm điểm không quyết định bảng điểm của mình.", "Nobody decides on the score of their own.")
_OPEN = Text("Còn khiếu nại chưa trả lời.", "A dispute waits for its answer.")
_WINDOW = Text("Ký sau khi hết hạn khiếu nại {day}.", "It is signed after the disputes end, on {day}.")
_FROZE = Text("Người chốt điểm không ký.", "Who froze the card does not sign it.")
_KIND = Text("Không có loại lỗi {kind}.", "There is no kind of slip {kind}.")
_PAPER = Text("Cần số văn bản và số lần khác 0.", "A document and a count other than zero are needed.")


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that costs points: kind, how often (a minus takes it back), day, document."""

    kind: str
    count: int
    day: dt.date
    document: str


def note_slip(office: str, officer: str, slip: Slip, actor: str) -> int:
    """Note what costs an office, or its officer, points; return the id. Nobody notes their own."""
    if slip.kind not in {rule.code for rule in rules_on(slip.day).penalties}:
        raise RefusedError(_KIND.fill(kind=slip.kind))
    if not slip.count or not slip.document.strip():
        raise RefusedError(_PAPER)
    row = offices.office(office)
    if actor == officer or measured_by(actor, row.path, slip.day):
        raise RefusedError(_OWN)
    act = Act("scores.slip", actor, "office", office, office, body={"kind": slip.kind, "count": slip.count})
    said = (slip.kind, slip.count, slip.day, slip.document.strip())
    return perform(act, lambda: store.penalise(row.id, officer, said, actor))


def dispute(number: int, line: str, claim: str, value: Fraction | None, *, day: dt.date, actor: str) -> int:
    """Dispute one line of a card, with the value claimed; return the id. RefusedError outside the window."""
    if not claim.strip():
        raise RefusedError(_CLAIM)

    def work() -> int:
        card = _unsigned(number)
        if day > card.dispute_until:
            raise RefusedError(_OVER.fill(day=card.dispute_until))
        if line not in {one.code for one in card.lines} | {one.code for one in card.penalties}:
            raise RefusedError(_LINE.fill(line=line))
        return store.dispute(number, (line, claim.strip(), value), day, actor)

    return perform(Act("scores.dispute", actor, "scorecard", str(number), body={"line": line}), work)


def answer(number: int, words: str, *, upheld: bool, day: dt.date, actor: str) -> int:
    """Answer a dispute; upheld with a value it makes the card's next revision. Return the id of the card in force.

    Never by who disputes, whose score it is, or who works for the office that is measured.
    """
    if not words.strip():
        raise RefusedError(_CLAIM)

    def work() -> int:
        found = store.open_dispute(number)
        card = _unsigned(found.card, any_revision=True)
        if actor == found.raised_by:
            raise RefusedError(_SAME)
        _refuse_own(card, actor, day)
        store.answer(number, upheld=upheld, words=words.strip(), day=day, actor=actor)
        return _revise(card, found, day, actor) if upheld and found.value is not None else card.id

    return perform(Act("scores.answer", actor, "dispute", str(number), body={"upheld": upheld}), work)


def sign(number: int, day: dt.date, actor: str) -> None:
    """Sign a card: after its window, with no dispute open, by somebody who neither froze it nor is measured by it."""

    def work() -> None:
        card = _unsigned(number)
        if day <= card.dispute_until:
            raise RefusedError(_WINDOW.fill(day=card.dispute_until))
        if any(one.upheld is None for one in store.disputes_of_all(card)):
            raise RefusedError(_OPEN)
        if actor == card.frozen_by:
            raise RefusedError(_FROZE)
        if actor == card.officer:
            raise RefusedError(_OWN)
        store.sign(number, day, actor)

    perform(Act("scores.sign", actor, "scorecard", str(number)), work)


def _unsigned(number: int, *, any_revision: bool = False) -> Card:
    """Return a card that may still change, held; of its latest revision unless any will do."""
    card = store.hold(number)
    if card.signed_on is not None:
        raise RefusedError(_SIGNED)
    if not any_revision and not store.latest(card):
        raise RefusedError(_OLD)
    return card


def _refuse_own(card: Card, actor: str, day: dt.date) -> None:
    """Refuse who is measured by the card: its officer, or for the card of an office its own people.

    Leaders above answer for the whole and may decide on the offices below; they are measured by their own sum.
    """
    path = card.office_path
    at_office = any(place == path for _, place in officers.functions(actor, day))
    if actor == card.officer or (not card.officer and at_office):
        raise RefusedError(_OWN)


def _revise(card: Card, found: store.Dispute, day: dt.date, actor: str) -> int:
    """Freeze the next revision with the value that was upheld, as a new card; return its id."""
    newest = next(one for one in store.cards([offices.office(card.office).id], card.period) if one.who == card.who)
    rules = rules_on(card.period.plus(2).last_day)
    lines = tuple(_line(one, found, rules.cap) for one in newest.lines)
    taken = tuple(_penalty(one, found, rules.penalties) for one in newest.penalties)
    new = NewCard(
        offices.office(card.office).id, card.officer, card.period, card.document, card.peers, Score(lines, taken), day,
        max(day, card.dispute_until), newest.revision + 1, f"{found.line}: {found.claim}"[:200],
    )  # fmt: skip
    store.freeze([new], actor)
    return next(one.id for one in store.cards([new.office], card.period) if one.who == card.who)


def _line(kept: store.CardLine, found: store.Dispute, cap: Fraction) -> Line:
    """Return a line as kept, or reckoned anew where the dispute is about it."""
    rule = Rule(kept.code, kept.measure, kept.weight, kept.inverse, kept.target, kept.name)
    if kept.code != found.line or kept.target is None or found.value is None:
        return Line(rule, kept.actual, kept.target, kept.ratio, kept.points)
    ratio = ratio_of(found.value, kept.target, inverse=kept.inverse)
    capped = None if ratio is None else min(cap, ratio)
    return Line(rule, found.value, kept.target, capped, Fraction(0) if capped is None else kept.weight * capped)


def _penalty(kept: store.CardPenalty, found: store.Dispute, rules: tuple[PenaltyRule, ...]) -> Penalty:
    """Return what was taken off as kept, or with the count that was upheld."""
    known = next((rule for rule in rules if rule.code == kept.code), None)
    if known is None or kept.code != found.line or found.value is None:
        each = kept.points / kept.count
        return Penalty(known or PenaltyRule(kept.code, each, kept.points, kept.name), kept.count, kept.points)
    count = max(0, int(found.value))
    return Penalty(known, count, min(known.most, known.points * count))
