"""Scorecards: the ranking of a quarter among peers, one card line by line, disputes, answers, signature."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.errors import MissingError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.scoring import PEERS, last_ended
from ansinh.records.store.planning import scores as store
from ansinh.records.store.planning.scores import Card
from ansinh.usecases.planning import score_disputes, scores
from ansinh.web import clock, fields
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.render import page
from ansinh.web.viewer import FUNCTION_NAMES, Viewer, viewer_of


def show(request: HttpRequest) -> HttpResponse:
    """Show the cards of a quarter, ranked among their peers; those of officers to who decides, and to oneself."""
    viewer = viewer_of(request)
    office = viewer.office("scores", request.GET.get("office") or None)
    below = viewer.office_ids("scores", office)
    quarters = store.quarters(below)
    quarter = _quarter(request.GET.get("quarter", "")) or next(iter(quarters), last_ended(clock.today()))
    cards = [card for card in store.cards(below, quarter) if _may_see(viewer, card)]
    waiting = [one for one in store.disputes([card.id for card in cards]) if one.upheld is None]
    rules = scores.rules_on(quarter.plus(2).last_day)
    context = {
        "office": office, "offices": viewer.offices, "quarter": quarter, "quarters": quarters, "rules": rules,
        "rows": [(card, rank, peers(card)) for card, rank in scores.ranked(cards)],
        "waiting": waiting, "freeze_day": rules.freeze_day(quarter), "today": clock.today(),
        "proposed": store.proposed(), "may_decide": viewer.may("scores.decide"),
        "may_rule": viewer.reaches("scores.freeze", office.path),
        "may_freeze": viewer.may("scores.freeze") and clock.today() >= rules.freeze_day(quarter) and not cards,
    }  # fmt: skip
    return page(request, "planning/scores.html", context)


def peers(card: Card) -> Text:
    """Return the name of a peer group."""
    known = FUNCTION_NAMES if card.officer else PEERS
    return known.get(card.peers, Text(card.peers, card.peers))


def _quarter(text: str) -> Month | None:
    """Return the quarter in the address by its first month, or None."""
    try:
        month = Month.parse(text)
    except ValueError:
        return None
    return month if month.month % 3 == 1 else None


def _may_see(viewer: Viewer, card: Card) -> bool:
    """Return whether the viewer may open a card: an officer's is for who decides, freezes, and the officer."""
    decides = viewer.may("scores.decide") or viewer.may("scores.freeze")
    return not card.officer or decides or card.officer == viewer.username


def _card(viewer: Viewer, number: int) -> Card:
    """Return a card the viewer reaches; Http404 otherwise."""
    try:
        card = store.card(number)
    except MissingError as error:
        raise Http404 from error
    if not viewer.reaches("scores", card.office_path) or not _may_see(viewer, card):
        raise Http404
    return card


def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one card: every line with weight, actual, target, ratio and points, and what is disputed."""
    viewer = viewer_of(request)
    card = _card(viewer, number)
    day, disputes = clock.today(), store.disputes_of_all(card)
    latest = store.latest(card)
    open_to_change = card.signed_on is None and latest
    context = {
        "card": card, "lines": [(line, catalogue().get(line.measure)) for line in card.lines], "peers": peers(card),
        "disputes": disputes, "today": day, "latest": latest, "month": card.period.plus(2),
        "weighed": sum(line.weight for line in card.lines if line.ratio is not None),
        "may_dispute": open_to_change and day <= card.dispute_until and viewer.may("direction.work"),
        "may_answer": card.signed_on is None and viewer.may("scores.decide"),
        "may_sign": open_to_change and day > card.dispute_until and viewer.may("scores.decide"),
    }  # fmt: skip
    return page(request, "planning/score.html", context)


def freeze(request: HttpRequest) -> HttpResponse:
    """Freeze a quarter."""
    viewer = viewer_of(request)
    office = viewer.office("scores.freeze", request.POST.get("office") or None)
    quarter = _quarter(request.POST.get("quarter", "")) or last_ended(clock.today())
    count = attempt(request, lambda: scores.freeze(office.code, quarter, clock.today(), viewer.username))
    if count is not None:
        tell(request, Text("Đã chốt {n} bảng điểm.", "{n} scorecards frozen.").fill(n=count))
    return redirect("scores")


def dispute(request: HttpRequest, number: int) -> HttpResponse:
    """Dispute a line of a card."""
    viewer, given = viewer_of(request), request.POST
    _card(viewer, number)
    line, claim, value = given.get("line", ""), given.get("claim", "")[:2000], fields.number(given.get("value"))
    carry_out(
        request,
        lambda: score_disputes.dispute(number, line, claim, value, day=clock.today(), actor=viewer.username),
        Text("Đã gửi khiếu nại.", "The dispute is sent."),
    )
    return redirect("score", number)


def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Answer a dispute."""
    viewer, given = viewer_of(request), request.POST
    card = next((one.card for one in store.disputes_by_id(number)), 0)
    _card(viewer, card)
    upheld, words = given.get("upheld") == "yes", given.get("answer", "")[:2000]
    newer = attempt(
        request,
        lambda: score_disputes.answer(number, words, upheld=upheld, day=clock.today(), actor=viewer.username),
    )
    if newer is not None:
        tell(request, Text("Đã trả lời khiếu nại.", "The dispute is answered."))
    return redirect("score", newer or card)


def sign(request: HttpRequest, number: int) -> HttpResponse:
    """Sign a card."""
    viewer = viewer_of(request)
    _card(viewer, number)
    carry_out(request, lambda: score_disputes.sign(number, clock.today(), viewer.username), Text("Đã ký.", "Signed."))
    return redirect("score", number)
