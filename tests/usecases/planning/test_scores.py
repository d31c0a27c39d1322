"""Scorecards on real PostgreSQL: frozen in time, disputed in the window, by different people, never one's own."""

import datetime as dt
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction
from tests.usecases.planning.two_offices import TwoOffices

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.domain.planning.planning_file import LoadedTarget
from ansinh.records import models as m
from ansinh.records.store.planning import scores as store
from ansinh.records.store.users import GrantLine, enrol
from ansinh.usecases.planning import assign, score_disputes, scores, take_snapshot
from ansinh.usecases.planning.score_disputes import Slip

QUARTER, SEPTEMBER = Month.of(2021, 7), Month.of(2021, 9)
FREEZE, LAST, AFTER = dt.date(2021, 10, 7), dt.date(2021, 10, 12), dt.date(2021, 10, 13)


@pytest.fixture
def frozen(db):  # noqa: ARG001 - asks for a database
    province = TwoOffices()
    for username, function, office in (
        ("kehoach", "planning", "26"), ("giamdoc", "leader", "26"), ("an", "collection", "2601"),
        ("binh", "collection", "2602"), ("pho", "leader", "2601"),
    ):  # fmt: skip
        enrol(username, username, "", [GrantLine(function, office)], "test")
    province.sheet(province.accounts[0], SEPTEMBER, people_si=90, rs_paid=750)
    province.sheet(province.accounts[4], SEPTEMBER, people_si=10, rs_paid=300)
    plans = (("2601", 1000), ("2602", 1000), ("26", 2000))
    assign(
        [
            LoadedTarget(0, office, "revenue_total", 2021, None, "assigned", Fraction(value), "01/QĐ")
            for office, value in plans
        ],
        "kehoach",
    )
    take_snapshot("26", SEPTEMBER, "test")
    score_disputes.note_slip("2602", "", Slip("complaint", 2, dt.date(2021, 8, 1), "05/KN"), "kehoach")
    assert scores.freeze("26", QUARTER, FREEZE, "kehoach") == 4
    return {card.who: card for card in store.cards([province.first.pk, province.second.pk], QUARTER)}


def test_cards_of_offices_and_officers(frozen):
    assert set(frozen) == {"2601", "2602", "2601/an", "2602/binh"}
    first, second = frozen["2601"], frozen["2602"]
    lines = {line.code: line for line in first.lines}
    assert (lines["revenue"].actual, lines["revenue"].target, lines["revenue"].points) == (750, 750, 20)
    assert {line.code: line.points for line in second.lines}["revenue"] == 20 * Fraction(300, 750)
    assert [(one.code, one.points) for one in second.penalties] == [("complaint", 4)]
    assert (first.document, first.dispute_until, first.revision) == ("F", LAST, 1)
    assert scores.freeze("26", QUARTER, AFTER, "kehoach") == 0


def test_not_before_its_day(province):  # noqa: ARG001 - offices
    with pytest.raises(RefusedError, match="2021-10-07"):
        scores.freeze("26", QUARTER, dt.date(2021, 10, 6), "kehoach")


def test_a_dispute_makes_the_next_revision_and_leaves_the_first(frozen):
    card = frozen["2602"]
    raised = score_disputes.dispute(card.id, "revenue", "Thiếu một khoản", Fraction(600), day=LAST, actor="binh")
    for own in ("binh", "an2"):
        if own == "binh":
            with pytest.raises(RefusedError):
                score_disputes.answer(raised, "đúng", upheld=True, day=AFTER, actor=own)
    newer = score_disputes.answer(raised, "Đúng, đã đối chiếu", upheld=True, day=AFTER, actor="giamdoc")
    fresh = store.card(newer)
    assert (fresh.revision, fresh.points, card.points) == (2, card.points + 8, store.card(card.id).points)
    assert store.cards([m.Office.objects.get(code="2602").pk], QUARTER)[0].id in {newer, frozen["2602/binh"].id}
    with pytest.raises(RefusedError, match="later revision"):
        score_disputes.dispute(card.id, "revenue", "Nữa", None, day=LAST, actor="binh")


def test_a_dispute_refused_changes_no_points(frozen):
    raised = score_disputes.dispute(frozen["2602"].id, "complaint", "Không đúng", Fraction(0), day=LAST, actor="binh")
    with pytest.raises(RefusedError, match="waits for its answer"):
        score_disputes.sign(frozen["2602"].id, AFTER, "giamdoc")
    assert score_disputes.answer(raised, "Có biên bản", upheld=False, day=AFTER, actor="kehoach") == frozen["2602"].id
    score_disputes.sign(frozen["2602"].id, AFTER, "giamdoc")
    assert store.card(frozen["2602"].id).signed_by == "giamdoc"
    with pytest.raises(RefusedError, match="signed"):
        score_disputes.dispute(frozen["2602"].id, "revenue", "Muộn", None, day=LAST, actor="binh")


WINDOW = ((LAST, "revenue", "vì", True), (AFTER, "revenue", "vì", False), (LAST, "nothing", "vì", False),
          (LAST, "revenue", " ", False))  # fmt: skip


@pytest.mark.parametrize(("day", "line", "claim", "allowed"), WINDOW)
def test_the_window(frozen, day, line, claim, allowed):
    if allowed:
        assert score_disputes.dispute(frozen["2601"].id, line, claim, None, day=day, actor="an")
    else:
        with pytest.raises(RefusedError):
            score_disputes.dispute(frozen["2601"].id, line, claim, None, day=day, actor="an")


SIGNING = ((LAST, "giamdoc", False), (AFTER, "kehoach", False), (AFTER, "giamdoc", True))


@pytest.mark.parametrize(("day", "actor", "allowed"), SIGNING)
def test_signed_after_the_window_by_somebody_else(frozen, day, actor, allowed):
    if allowed:
        score_disputes.sign(frozen["2601"].id, day, actor)
        assert store.card(frozen["2601"].id).signed_on == day
    else:
        with pytest.raises(RefusedError):
            score_disputes.sign(frozen["2601"].id, day, actor)


@pytest.mark.parametrize("actor", ["pho", "an", "giamdoc"])
def test_nobody_notes_a_slip_of_their_own_or_below(frozen, actor):
    assert frozen
    with pytest.raises(RefusedError):
        score_disputes.note_slip("2601", "", Slip("complaint", -2, LAST, "06/KN"), actor)


def test_no_leader_of_the_office_answers_for_it(frozen):
    raised = score_disputes.dispute(frozen["2601"].id, "revenue", "Thiếu", Fraction(900), day=LAST, actor="an")
    with pytest.raises(RefusedError, match="their own"):
        score_disputes.answer(raised, "đúng", upheld=True, day=AFTER, actor="pho")


def test_frozen_is_frozen(frozen):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        m.Scorecard.objects.filter(pk=frozen["2601"].id).update(points=99)


def test_ranked_among_peers(frozen):
    placed = {card.who: rank for card, rank in scores.ranked(list(frozen.values()))}
    assert (placed["2601"], placed["2602"]) == (1, 2)
    assert placed["2601/an"] == placed["2602/binh"] == 1


RULES = {
    "valid_from": "2021-10-01", "document": "99/QĐ", "title": {"vi": "Mới", "en": "New"}, "cap": "1.2",
    "freeze_working_days": 5, "dispute_days": 5, "officer_lines": [], "penalties": [], "groups": {"2601": "city"},
    "lines": [{"code": "a", "indicator": "revenue_total", "weight": "100", "name": {"vi": "Thu", "en": "Revenue"}}],
}  # fmt: skip


def test_new_rules_need_two_people(db):  # noqa: ARG001 - asks for a database
    wrong = RULES | {"lines": [RULES["lines"][0] | {"indicator": "no"}]}
    assert scores.enter_rules(wrong, "kehoach").findings.items[0].code == "scoring.indicator"
    assert scores.enter_rules({"cap": "x"}, "kehoach").refused
    number = scores.enter_rules(RULES, "kehoach").number
    assert scores.rules_on(dt.date(2021, 12, 31)).is_default
    with pytest.raises(RefusedError):
        scores.approve_rules(number, "kehoach")
    scores.approve_rules(number, "giamdoc")
    assert scores.rules_on(dt.date(2021, 12, 31)).groups == {"2601": "city"}
    assert scores.rules_on(SEPTEMBER.last_day).is_default
