"""The ladder as a jurist reads it: what is due when, and late or evading with and without the written reminder."""

import datetime as dt

import numpy as np
import pytest

from ansinh.core.period import Month
from ansinh.domain.collection.ladder import ladder_on, ladders, step_words
from ansinh.domain.collection.ladder_proof import missing_proof
from ansinh.domain.collection.ladder_rules import NEVER, Debts, Past, due_steps, last_days
from ansinh.domain.collection.ladder_status import standings
from ansinh.domain.collection.recovery import recovery
from ansinh.law.value_files import load

D = dt.date
VALUES = load()


def debts(oldest="2021-06", every=1, principal=10**8, *, hard=False, past=None, broken=None) -> Debts:
    done = {
        step: Past(np.array([np.datetime64(day)]), np.array([times]), np.array([False]))
        for step, (day, times) in (past or {}).items()
    }
    return Debts(
        np.array([Month.parse(oldest).number]), np.array([every]), np.array([principal]), np.array([hard]),
        np.array([NEVER]), np.array([np.datetime64(broken) if broken else NEVER]), done,
    )  # fmt: skip


def due(day: dt.date, **facts) -> set[str]:
    return {one.step.code for one in due_steps(debts(**facts), ladder_on(day), day, VALUES) if one.cases.size}


@pytest.mark.parametrize(
    ("day", "facts", "expected"),
    [
        (D(2021, 6, 30), {}, set()),  # on the last day for payment nothing is late
        (D(2021, 7, 1), {}, {"notice"}),
        (D(2021, 8, 1), {"past": {"notice": (D(2021, 7, 1), 1)}}, {"notice", "call"}),
        (D(2021, 8, 31), {"past": {"notice": (D(2021, 8, 30), 2), "call": (D(2021, 8, 20), 1)}}, set()),
        (D(2021, 9, 1), {"past": {"notice": (D(2021, 8, 30), 2), "call": (D(2021, 8, 20), 1)}}, {"visit", "reminder"}),
        (D(2021, 9, 1), {"every": 3, "past": {"notice": (D(2021, 8, 30), 2), "call": (D(2021, 8, 20), 1)}}, set()),
        (D(2021, 7, 5), {"hard": True}, {"records"}),
        (D(2021, 7, 5), {"principal": 0}, set()),
        (D(2021, 7, 5), {"past": {"notice": (D(2021, 7, 1), 1)}, "broken": D(2021, 7, 4)}, {"promise"}),
    ],
)
def test_steps_fall_due_by_rule(day: dt.date, facts: dict, expected: set[str]) -> None:
    assert due(day, **facts) == expected


def test_the_whole_ladder_is_climbed_step_by_step_and_never_jumped() -> None:
    """Whoever never pays stands on every step once, in order, however old the debt was at first sight."""
    past: dict[str, tuple[dt.date, int]] = {}
    order, day = [], D(2021, 10, 1)
    while day < D(2022, 12, 31):
        for code in sorted(due(day, oldest="2020-01", past=past), key=ladder_on(day).place):
            past[code] = (day, past.get(code, (day, 0))[1] + 1)
            if code not in order:
                order.append(code)
        day += dt.timedelta(days=1)
    assert order == [
        "notice", "visit", "reminder", "call", "session", "publication", "check", "sanction", "police", "court",
    ]  # fmt: skip
    assert past["reminder"][1] == 2


@pytest.mark.parametrize(
    ("day", "reminder", "justified", "expected"),
    [
        (D(2025, 9, 30), None, False, ("in_time", None)),
        (D(2025, 10, 1), None, False, ("late", None)),
        (D(2025, 11, 29), D(2025, 10, 10), False, ("late", D(2025, 11, 30))),
        (D(2025, 11, 30), D(2025, 10, 10), False, ("evasion", D(2025, 11, 30))),
        (D(2026, 1, 1), None, False, ("late", None)),  # no reminder: still late
        (D(2026, 1, 1), D(2025, 12, 20), False, ("evasion", D(2025, 12, 20))),
        (D(2026, 1, 1), D(2025, 10, 10), True, ("late", None)),  # a reason the Government lists
    ],
)
def test_the_month_of_august_2025(day: dt.date, reminder: dt.date | None, justified, expected: tuple) -> None:
    month = np.array([Month.of(2025, 8).number])
    told = np.array([np.datetime64(reminder) if reminder else NEVER])
    found = standings(day, (month, np.array([1])), told, np.array([justified]), VALUES)
    since = found.evading[0].astype(object) if not np.isnat(found.evading[0]) else None
    assert (found.status[0], since) == expected


def test_before_the_law_of_2024_no_unpaid_month_is_evasion() -> None:
    month, told = np.array([Month.of(2021, 1).number]), np.array([np.datetime64("2021-03-01")])
    found = standings(D(2022, 1, 1), (month, np.array([1])), told, np.array([False]), VALUES)
    assert found.status[0] == "late"
    assert np.isnat(found.evading[0])


def test_who_pays_by_quarter_has_until_the_end_of_the_quarter() -> None:
    months = np.array([Month.parse(one).number for one in ("2021-04", "2021-06", "2021-07")])
    days = last_days(months, np.array([3, 3, 6]), VALUES)
    assert [str(day) for day in days] == ["2021-06-30", "2021-06-30", "2021-12-31"]


def test_every_step_has_words_in_both_languages_and_a_citation() -> None:
    for ladder in ladders():
        for step in ladder.steps:
            assert step.name.vi
            assert step.name.en
            assert step.citation
            assert step_words(step.code) == step.name


@pytest.mark.parametrize(
    ("kind", "given", "ok"),
    [
        ("delivery", ("RR1", "", D(2021, 1, 1)), True),
        ("delivery", ("RR1", "", None), False),
        ("delivery", ("", "", D(2021, 1, 1)), False),
        ("note", ("", "sẽ nộp", None), True),
        ("note", ("", " ", None), False),
        ("minutes", ("12/BB", "", None), True),
        ("paper", ("", "x", None), False),
    ],
)
def test_a_step_leaves_its_proof(kind: str, given: tuple, ok) -> None:
    assert (missing_proof(kind, *given) is None) is ok


def test_the_police_campaign_of_2023_is_reported_as_it_was_printed() -> None:
    """494 employers, 12,374 workers, 132.8 billion handed over, 74.1 recovered: 55.8 %."""
    rows = [(25, 268_825_910, 150_000_000)] * 493 + [(49, 268_826_370, 150_000_000)]
    answer = recovery(rows)
    assert (answer.employers, answer.workers, answer.handed_over) == (494, 12_374, 132_800_000_000)
    assert answer.recovered == 74_100_000_000
    assert answer.share is not None
    assert f"{float(answer.share):.1f}" == "55.8"
    assert recovery([]).share is None
    with pytest.raises(ValueError, match="between"):
        recovery([(1, 10, 11)])
