"""The rarer procedures put to the law: amounts a jurist can check by hand, what an earlier grant used up, effects."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from tests.domain.benefits.people import facts, stretch

from ansinh.core.fund import Fund
from ansinh.core.period import Month
from ansinh.domain.benefits.earlier import Drawing, Earlier
from ansinh.domain.benefits.facts import Facts, facts_of_json
from ansinh.domain.benefits.settle.table import settle
from ansinh.law.value_files import load

WORKS = stretch("2016-01", "2026-12")
BIRTH = {"first": "2021-10-01", "last": "2022-03-31", "child_birth": "2021-10-01"}
DEATH = dt.date(2021, 10, 12)
DEAD = {"death_day": "2021-10-12", "died": DEATH}
PENSION = Drawing("H1", 1, dt.date(2021, 8, 1), 3_000_000, dt.date(2021, 8, 1))
INJURY = Drawing("H2", 3, dt.date(2020, 1, 1), 1_000_000, dt.date(2020, 1, 1))


def with_mother(claim: Facts, *months: object) -> Facts:
    return replace(claim, mother=months)  # type: ignore[arg-type]


def drawing(claim: Facts, *held: Drawing) -> Facts:
    return replace(claim, drawing=held)


CARER = {"mother": "2600000009", "child_birth": "2021-10-01", "carer_from": "2021-12-01", "sex": "male"}
RETIRED = {"birth": dt.date(1968, 1, 1), "received": dt.date(2025, 9, 1), "request_day": "2025-09-01"}
AGAIN = {"event_day": "2018-10-12", "concluded": "2021-10-12", "earlier_loss": 20, "earlier_assessed": "2019-02-01"}

# (facts, paid once, paid monthly)
GRANTED = [
    # sixty days from the birth: to 29/11, one month and 29 days / 30; two levels of pay
    (
        facts("maternity.surrogate", WORKS, handed_over="2021-11-15", **BIRTH),
        5_200_000 + 5_026_667 + 2_980_000, 0,
    ),
    # 15/11 to 31/3: four months and 17 days / 30, and no grant
    (
        facts("maternity.commissioning", WORKS, handed_over="2021-11-15", **{**BIRTH, "first": "2021-11-15"}),
        4 * 5_200_000 + 2_946_667, 0,
    ),
    # the mother's leave from 1/12 to 31/3 on her average; he goes on working
    (with_mother(facts("maternity.carer", **CARER), WORKS), 4 * 5_200_000, 0),
    # both insured and he stops work: on his
    (
        with_mother(facts("maternity.carer", stretch("2016-01", "2026-12", 8_000_000), stops_work="1", **CARER), WORKS),
        4 * 8_000_000, 0,
    ),
    # the child died before two months of age: four months from the birth (Art. 34.3, Law 58/2014/QH13)
    (facts("maternity.birth", WORKS, child_died="2021-10-20", **BIRTH), 4 * 5_200_000 + 2_980_000, 0),
    # twelve months in all and three in the twelve: rest was ordered
    (
        facts(
            "maternity.birth", stretch("2018-01", "2018-10"), stretch("2021-07", "2021-09"),
            prescribed_rest="1", **BIRTH,
        ),
        6 * 5_200_000 + 2_980_000, 0,
    ),
    # 23 weeks, since July 2025: six months and two reference levels, as at a birth
    (
        facts("maternity.loss", WORKS, weeks=23, first="2025-08-04", last="2025-09-22", received=dt.date(2025, 10, 1)),
        6 * 5_200_000 + 2 * 2_340_000, 0,
    ),
    # 30 % + 4 x 2 % of the base, 0.5 % + 1 x 0.3 % of the salary: two completed years before October 2018
    (
        facts("occupational.again", WORKS, loss_percent=35, **AGAIN),
        0, int(1_490_000 * Fraction("0.38") + 5_200_000 * Fraction("0.008")),
    ),
    # 28 % after 20 %: eight more halves of the base; the years are the same
    (facts("occupational.again", WORKS, loss_percent=28, **AGAIN), 4 * 1_490_000, 0),
    (facts("occupational.death", WORKS, **DEAD), 36 * 1_490_000, 0),
    (drawing(facts("occupational.abroad", request_day="2021-10-12"), INJURY), 3_000_000, 0),
    # three months drawn: 48 - 0.5 pensions
    (drawing(facts("survivors.lump", **DEAD), PENSION), int(Fraction("47.5") * 3_000_000), 0),
    (drawing(facts("survivors.funeral", **DEAD), PENSION), 14_900_000, 0),
    (
        drawing(facts("survivors.monthly", relatives="child 2015-03-02\nmother 1950-01-01", **DEAD), PENSION),
        0, 1_490_000,
    ),
    # an orphan of both: 70 %
    (drawing(facts("survivors.monthly", relatives="child 2015-03-02 alone", **DEAD), PENSION), 0, 1_043_000),
    (drawing(facts("survivors.monthly", relatives="child 2015-03-02", deaths=2, **DEAD), PENSION), 0, 1_490_000),
    # the child has grown up, the mother of it draws half again
    (
        drawing(facts("survivors.change", relatives="wife 1950-01-01", effect_day="2022-04-01", **DEAD), PENSION),
        0, 745_000,
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "once", "monthly"), GRANTED, ids=[f"{n}-{g[0].procedure}" for n, g in enumerate(GRANTED)]
)
def test_granted(given: Facts, once: int, monthly: int) -> None:
    found = settle(given, load())
    assert (found.once, found.monthly, [one.code for one in found.reasons]) == (once, monthly, [])
    assert facts_of_json(given.to_json()) == given


REFUSED = [
    (
        facts("occupational.again", WORKS, loss_percent=35, **{**AGAIN, "earlier_assessed": "2020-01-01"}),
        "assessed_too_early",
    ),
    (facts("occupational.again", WORKS, loss_percent=20, **AGAIN), "loss_not_higher"),
    (facts("occupational.abroad", WORKS, request_day="2021-10-12"), "nothing_drawn"),
    (facts("pension.abroad", WORKS, request_day="2021-10-12"), "nothing_drawn"),
    (facts("unemployment.end", WORKS, effect_day="2021-10-12", cause="job"), "nothing_drawn"),
    (facts("allowance23", WORKS, request_day="2025-09-01", received=dt.date(2025, 9, 1)), "too_young"),
    (with_mother(facts("maternity.carer", **CARER)), "too_few_months_in_window"),
    # a child under six: the law of 2014 gives no choice of one sum
    (drawing(facts("survivors.lump", relatives="child 2018-03-02", **DEAD), PENSION), "monthly_instead"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "code"), REFUSED, ids=[f"{g[0].procedure}-{g[1]}" for g in REFUSED])
def test_refused_with_what_would_satisfy_it(given: Facts, code: str) -> None:
    found = settle(given, load())
    assert found.reasons[0].code == code
    assert all(one.mend.vi and one.mend.en for one in found.reasons)


def test_a_childs_share_ends_with_the_month_of_the_eighteenth_birthday() -> None:
    claim = drawing(facts("survivors.monthly", relatives="child 2015-03-02 2600000123 alone", **DEAD), PENSION)
    (part,) = settle(claim, load()).parts
    assert (part.first, part.end, part.payee) == (
        dt.date(2021, 11, 1),
        dt.date(2033, 4, 1),
        "child 2015-03-02 2600000123",
    )


def test_article_23_pays_until_the_social_pension_and_no_longer() -> None:
    claim = facts("allowance23", stretch("2016-01", "2018-12"), **RETIRED)
    (part,) = settle(claim, load()).parts
    months = Month.containing(part.end or DEATH).minus(Month.containing(part.first))
    # three years x 2 averages over 500,000 a month, rounded up; adjusted to prices
    assert part.first == dt.date(2025, 10, 1)
    assert months == part.counted["months"] > 60


def used(day: str, **counted: int) -> Earlier:
    return Earlier("unemployment", dt.date.fromisoformat(day), dt.date(2021, 7, 22), dt.date(2021, 10, 22), counted)


def test_months_paid_out_are_counted_no_more() -> None:
    paid_out = Earlier("onetime", dt.date(2020, 6, 15), dt.date(2020, 6, 15))
    claim = replace(facts("survivors.lump", WORKS, **DEAD), earlier=(paid_out,))
    assert len(claim.months(Fund.RS, load())) == len(claim.until(Month.of(2026, 12)).months(Fund.RS, load())) == 79
    assert len(claim.months(Fund.UI, load())) == 132  # unemployment insurance is not paid out


UI_WORK = stretch("2018-01", "2024-12", region=2)


def test_an_earlier_allowance_used_its_months_and_kept_some() -> None:
    plain = facts("unemployment", UI_WORK, contract_end="2024-12-31", received=dt.date(2025, 1, 10))
    again = replace(plain, earlier=(used("2021-06-30", contributed=42, months=3, kept=6),))
    (whole,), (part,) = settle(plain, load()).parts, settle(again, load()).parts
    assert (whole.counted, part.counted["contributed"]) == ({"contributed": 84, "months": 7, "kept": 0}, 42 + 6)
    assert (part.counted["months"], part.counted["kept"]) == (4, 0)


# effect procedure, what is typed, rhythm, first of the month it holds from, numbers
IN_COURSE = used("2021-06-30", contributed=42, months=3, kept=6)
EFFECTS = [
    ("unemployment.suspend", {"effect_day": "2021-08-25"}, "stop", "2021-08-01", {}),
    ("unemployment.resume", {"effect_day": "2021-09-23"}, "resume", "2021-09-01", {}),
    ("unemployment.end", {"effect_day": "2021-08-25", "cause": "job"}, "end", "2021-09-01", {"kept": 42 - 24}),
    ("unemployment.end", {"effect_day": "2021-08-25", "cause": "pension"}, "end", "2021-09-01", {"kept": 0}),
    ("unemployment.move", {"effect_day": "2021-09-25", "to_place": "Hà Nội"}, "end", "2021-09-01",
     {"months": 1, "contributed": 42}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "typed", "rhythm", "first", "counted"), EFFECTS, ids=[f"{e[0]}-{n}" for n, e in enumerate(EFFECTS)]
)
def test_the_course_of_an_allowance(code: str, typed: dict, rhythm: str, first: str, counted: dict) -> None:
    found = settle(replace(facts(code, WORKS, **typed), earlier=(IN_COURSE,)), load())
    (part,) = found.parts
    assert found.granted
    assert (part.rhythm, part.first, part.counted, found.once, found.monthly) == (
        rhythm, dt.date.fromisoformat(first), counted, 0, 0,
    )  # fmt: skip
