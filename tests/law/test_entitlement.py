"""Properties of the entitlement: nothing lost, nothing below zero, many visits at once as one by one."""

import datetime as dt
from dataclasses import fields, replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh.law.entitlement.columns import Booking, LineFacts, Source, VisitFacts
from ansinh.law.entitlement.copay import Copayment, copay_refund, copay_room
from ansinh.law.entitlement.episode import reckon
from ansinh.law.entitlement.facts import visit_facts
from ansinh.law.value_files import load

VALUES = load()
GROUPS = ("DN", "HT", "HN", "TE", "QN", "CN", "GD", "CK")
DAYS = (dt.date(2017, 6, 1), dt.date(2021, 3, 4), dt.date(2025, 5, 5), dt.date(2026, 8, 10))


def lines_of(draw: st.DrawFn, visits: int) -> LineFacts:
    owner = sorted(draw(st.lists(st.integers(0, visits - 1), min_size=1, max_size=12)))
    count = len(owner)

    def ints(*choices: int) -> np.ndarray:
        return np.array([draw(st.sampled_from(choices)) for _ in owner], dtype=np.int64)

    price = np.array([draw(st.integers(0, 90_000_000_000)) for _ in owner], dtype=np.int64)
    return LineFacts(
        visit=np.array(owner, dtype=np.intp), quantity=ints(1_000, 2_000, 333, 12_345), price_facility=price,
        price_fund=price - price // 10 * ints(0, 1), ratio_service=ints(10_000, 5_000, 3_300),
        ratio_list=ints(10_000, 5_000, 0), scope=ints(1, 1, 2, 3), package=ints(0, 0, 1, 2),
        wound=np.zeros(count, dtype=np.bool_), fee_for_service=np.ones(count, dtype=np.bool_),
        transport=np.zeros(count, dtype=np.bool_), other=ints(0, 50_000),
        source=ints(Source.NONE, Source.NONE, Source.PATIENT, Source.PROGRAMME),
    )  # fmt: skip


@st.composite
def cases(draw: st.DrawFn) -> tuple[VisitFacts, LineFacts]:
    count = draw(st.integers(1, 4))
    facts = visit_facts(
        [draw(st.sampled_from(GROUPS)) for _ in range(count)],
        [draw(st.sampled_from(DAYS)) for _ in range(count)],
        np.array([draw(st.sampled_from((10_000, 10_000, 5_000, 4_000, 0))) for _ in range(count)], dtype=np.int64),
        VALUES,
    )
    room = np.array([draw(st.sampled_from((-1, 0, 100_000_000))) for _ in range(count)], dtype=np.int64)
    booking = np.array([draw(st.sampled_from(list(Booking))) for _ in range(count)], dtype=np.int64)
    return replace(facts, room=room, booking=booking), lines_of(draw, count)


@settings(max_examples=150, deadline=None)
@given(cases())
def test_every_dong_has_one_payer_and_nobody_pays_less_than_nothing(case: tuple[VisitFacts, LineFacts]) -> None:
    visits, lines = case
    _, split = reckon(visits, lines)
    kept = np.where(lines.source == Source.PATIENT, np.minimum(split.other, split.total), split.other)
    assert (split.own + split.copay + split.fund + kept == split.total).all()
    for part in (split.own, split.copay, split.fund):
        assert (part >= 0).all()
    assert (split.fund <= split.in_scope).all()


@settings(max_examples=60, deadline=None)
@given(cases())
def test_many_visits_are_reckoned_as_one_by_one(case: tuple[VisitFacts, LineFacts]) -> None:
    visits, lines = case
    _, together = reckon(visits, lines)
    for visit in range(visits.card_rate.size):
        rows = lines.visit == visit
        if not rows.any():
            continue
        alone = VisitFacts(**{each.name: getattr(visits, each.name)[visit : visit + 1] for each in fields(visits)})
        own = LineFacts(**{each.name: getattr(lines, each.name)[rows] for each in fields(lines)})
        _, apart = reckon(alone, replace(own, visit=np.zeros(int(rows.sum()), dtype=np.intp)))
        assert (apart.fund == together.fund[rows]).all()


@given(st.lists(st.integers(1, 9_000_000), max_size=6))
def test_refund_and_room_are_two_sides_of_the_threshold(amounts: list[int]) -> None:
    paid = [Copayment(dt.date(2025, place + 1, 3), amount) for place, amount in enumerate(amounts)]
    day = dt.date(2025, 12, 1)
    back = copay_refund(paid, dt.date(2020, 1, 1), day, VALUES)
    room = copay_room(paid, day, VALUES)
    assert sum(amounts) == 14_040_000 - room + back.amount
    assert (back.certificate_from is None) == (sum(amounts) <= 14_040_000)
