"""Scorecards in the tables: rules with their decision, frozen cards, disputes, signatures, what costs points."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from ansinh.core.errors import MissingError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.scoring import Score, Scoring, read
from ansinh.records.models import Scorecard, ScoreDispute, ScorePenalty, ScoreSignature
from ansinh.records.models import Scoring as ScoringRow
from ansinh.records.store.planning.values import decimal

_NONE = Text("Không có bảng điểm này.", "There is no such scorecard.")
_NO_DISPUTE = Text("Không có khiếu nại này.", "There is no such dispute.")
_NO_RULES = Text("Không có quyết định này.", "There is no such decision.")


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line as frozen, exact: what, weight, actual and target (None if not known), ratio capped, points."""

    code: str
    measure: str
    name: Text
    weight: Fraction
    inverse: bool
    actual: Fraction | None
    target: Fraction | None
    ratio: Fraction | None
    points: Fraction


@dataclass(frozen=True, slots=True)
class CardPenalty:
    """What was taken off for one kind."""

    code: str
    name: Text
    count: int
    points: Fraction


@dataclass(frozen=True, slots=True)
class Dispute:
    """What somebody disputes, and its answer once there is one."""

    id: int
    card: int
    line: str
    claim: str
    value: Fraction | None
    raised_by: str
    raised_on: dt.date
    upheld: bool | None
    answer: str
    answered_by: str
    answered_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Card:
    """A scorecard as it stands in its latest revision."""

    id: int
    office: str
    office_name: str
    office_path: str
    officer: str
    period: Month
    revision: int
    document: str
    peers: str
    lines: tuple[CardLine, ...]
    penalties: tuple[CardPenalty, ...]
    points: Fraction
    frozen_on: dt.date
    frozen_by: str
    dispute_until: dt.date
    reason: str
    signed_by: str
    signed_on: dt.date | None

    @property
    def who(self) -> str:
        """Whose card: an officer at an office, or an office."""
        return f"{self.office}/{self.officer}" if self.officer else self.office


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card to freeze: `office` is an id."""

    office: int
    officer: str
    period: Month
    document: str
    peers: str
    score: Score
    frozen_on: dt.date
    dispute_until: dt.date
    revision: int = 1
    reason: str = ""


def versions() -> list[Scoring]:
    """Return the agency's own rules that two people entered."""
    return [read(row.content) for row in ScoringRow.objects.exclude(approved_by="").order_by("valid_from")]


def proposed() -> list[tuple[int, Scoring, str]]:
    """Return the rules that wait for a second person: (id, rules, who entered them)."""
    rows = ScoringRow.objects.filter(approved_by="").order_by("pk")
    return [(row.pk, read(row.content), row.entered_by) for row in rows]


def enter(scoring: Scoring, content: Mapping[str, object], actor: str) -> int:
    """Keep rules as proposed and return their id."""
    return ScoringRow.objects.create(
        document=scoring.document, title=scoring.title.vi, valid_from=scoring.valid_from, content=content,
        entered_by=actor,
    ).pk  # fmt: skip


def entered_by(rules: int) -> str:
    """Return who entered the rules, which are held; MissingError where there are none that wait."""
    found = ScoringRow.objects.select_for_update().filter(pk=rules, approved_by="").first()
    if found is None:
        raise MissingError(_NO_RULES)
    return found.entered_by


def approve(rules: int, actor: str) -> None:
    """Put proposed rules in force."""
    ScoringRow.objects.filter(pk=rules, approved_by="").update(approved_by=actor)


def freeze(new: Sequence[NewCard], actor: str) -> int:
    """Keep cards; one that is frozen already in that revision stays as it is. Return how many are new."""
    before = Scorecard.objects.count()
    Scorecard.objects.bulk_create([_row(one, actor) for one in new], ignore_conflicts=True)
    return Scorecard.objects.count() - before


def _row(new: NewCard, actor: str) -> Scorecard:
    """Return a card as the table takes it; exact numbers as text."""
    lines = [
        {
            "code": line.rule.code, "measure": line.rule.measure, "name": {"vi": line.rule.name.vi,
            "en": line.rule.name.en}, "weight": str(line.rule.weight), "inverse": line.rule.inverse,
            "actual": _text(line.actual), "target": _text(line.target), "ratio": _text(line.ratio),
            "points": str(line.points),
        }
        for line in new.score.lines
    ]  # fmt: skip
    penalties = [
        {"code": one.rule.code, "name": {"vi": one.rule.name.vi, "en": one.rule.name.en}, "count": one.count,
         "points": str(one.points)}
        for one in new.score.penalties
    ]  # fmt: skip
    points = Decimal(int(new.score.points * 100)).scaleb(-2)
    return Scorecard(
        office_id=new.office, officer=new.officer, period=new.period.first_day, revision=new.revision,
        document=new.document, peers=new.peers, lines=lines, penalties=penalties, points=points,
        frozen_on=new.frozen_on, frozen_by=actor, dispute_until=new.dispute_until, reason=new.reason,
    )  # fmt: skip


def cards(offices: Sequence[int], period: Month) -> list[Card]:
    """Return the cards of a quarter in their latest revision, the most points first."""
    rows = Scorecard.objects.filter(office_id__in=offices, period=period.first_day)
    return _cards(_latest(rows).order_by("-points", "office__code", "officer"))


def quarters(offices: Sequence[int]) -> list[Month]:
    """Return the quarters of which there are cards, the latest first."""
    rows = Scorecard.objects.filter(office_id__in=offices).values_list("period", flat=True).distinct()
    return [Month.containing(day) for day in rows.order_by("-period")]


def card(number: int) -> Card:
    """Return a card; MissingError without it."""
    found = _cards(Scorecard.objects.filter(pk=number))
    if not found:
        raise MissingError(_NONE)
    return found[0]


def hold(number: int) -> Card:
    """Return a card, held until the end of the transaction so that a dispute and a signature cannot cross."""
    list(Scorecard.objects.select_for_update().filter(pk=number).values_list("pk"))
    return card(number)


def latest(found: Card) -> bool:
    """Return whether no later revision of a card exists."""
    office = Scorecard.objects.filter(pk=found.id).values("office_id")
    later = Scorecard.objects.filter(office_id__in=office, officer=found.officer, period=found.period.first_day)
    return not later.filter(revision__gt=found.revision).exists()


def _latest(rows: QuerySet[Scorecard]) -> QuerySet[Scorecard]:
    """Keep the latest revision of each card."""
    newest = Scorecard.objects.filter(
        office=OuterRef("office"), officer=OuterRef("officer"), period=OuterRef("period")
    ).order_by("-revision")
    return rows.filter(pk=Subquery(newest.values("pk")[:1]))


def _cards(rows: QuerySet[Scorecard]) -> list[Card]:
    """Return rows as values."""
    found = list(rows.select_related("office"))
    signed = {one.scorecard_id: one for one in ScoreSignature.objects.filter(scorecard__in=[row.pk for row in found])}
    return [_card(row, signed.get(row.pk)) for row in found]


def _card(row: Scorecard, signature: ScoreSignature | None) -> Card:
    """Return one row as a value."""
    lines = tuple(
        CardLine(
            one["code"], one["measure"], Text(**one["name"]), Fraction(one["weight"]), one["inverse"],
            _number(one["actual"]), _number(one["target"]), _number(one["ratio"]), Fraction(one["points"]),
        )
        for one in row.lines
    )  # fmt: skip
    penalties = tuple(
        CardPenalty(one["code"], Text(**one["name"]), one["count"], Fraction(one["points"])) for one in row.penalties
    )
    return Card(
        row.pk, row.office.code, row.office.name, row.office.path, row.officer, Month.containing(row.period),
        row.revision, row.document, row.peers, lines, penalties, Fraction(row.points), row.frozen_on, row.frozen_by,
        row.dispute_until, row.reason, signature.signed_by if signature else "",
        signature.signed_on if signature else None,
    )  # fmt: skip


def dispute(number: int, said: tuple[str, str, Fraction | None], day: dt.date, actor: str) -> int:
    """Keep a dispute (line, claim, value) and return its id."""
    line, claim, value = said
    kept = None if value is None else decimal(value)
    return ScoreDispute.objects.create(
        scorecard_id=number, line=line, claim=claim, value=kept, raised_by=actor, raised_on=day
    ).pk


def disputes(numbers: Sequence[int]) -> list[Dispute]:
    """Return the disputes of cards, in the order they were raised."""
    return [_dispute(row) for row in ScoreDispute.objects.filter(scorecard_id__in=numbers).order_by("pk")]


def disputes_by_id(number: int) -> list[Dispute]:
    """Return a dispute by its id, or nothing."""
    return [_dispute(row) for row in ScoreDispute.objects.filter(pk=number)]


def open_dispute(number: int) -> Dispute:
    """Return a dispute that waits for its answer, held; MissingError without it."""
    row = ScoreDispute.objects.select_for_update().filter(pk=number, upheld__isnull=True).first()
    if row is None:
        raise MissingError(_NO_DISPUTE)
    return _dispute(row)


def answer(number: int, *, upheld: bool, words: str, day: dt.date, actor: str) -> None:
    """Write the answer of a dispute."""
    ScoreDispute.objects.filter(pk=number, upheld__isnull=True).update(
        upheld=upheld, answer=words, answered_by=actor, answered_on=day
    )


def disputes_of_all(found: Card) -> list[Dispute]:
    """Return the disputes of a card in all its revisions."""
    rows = Scorecard.objects.filter(office__code=found.office, officer=found.officer, period=found.period.first_day)
    return disputes(list(rows.values_list("pk", flat=True)))


def sign(number: int, day: dt.date, actor: str) -> None:
    """Write the signature of a card."""
    ScoreSignature.objects.create(scorecard_id=number, signed_by=actor, signed_on=day)


def penalise(office: int, officer: str, slip: tuple[str, int, dt.date, str], actor: str) -> int:
    """Keep what costs points (kind, count, day, document); return its id."""
    kind, count, day, document = slip
    return ScorePenalty.objects.create(
        office_id=office, officer=officer, kind=kind, count=count, day=day, document=document, noted_by=actor
    ).pk


def slips(office: int, officer: str, first: dt.date, end: dt.date) -> dict[str, int]:
    """Return how often each kind counts against an office (or its officer) from `first` to before `end`."""
    rows = ScorePenalty.objects.filter(office_id=office, officer=officer, day__gte=first, day__lt=end)
    return dict(rows.values("kind").annotate(times=Sum("count")).values_list("kind", "times"))


def _dispute(row: ScoreDispute) -> Dispute:
    """Return one row as a value."""
    value = None if row.value is None else Fraction(row.value)
    return Dispute(
        row.pk, row.scorecard_id, row.line, row.claim, value, row.raised_by, row.raised_on, row.upheld, row.answer,
        row.answered_by, row.answered_on,
    )  # fmt: skip


def _text(value: Fraction | None) -> str | None:
    """Return an exact number as text."""
    return None if value is None else str(value)


def _number(text: str | None) -> Fraction | None:
    """Return an exact number from its text."""
    return None if text is None else Fraction(text)
