"""The rules of inspections: names by day, the machine, teams, done against plan, arrears by the law of each month."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.domain.collection.inspection import EFFECTS, rules
from ansinh.domain.collection.inspection_findings import Seen, arrears, check
from ansinh.domain.collection.inspection_progress import Counted, progress
from ansinh.domain.collection.inspection_states import MOVES, STATE_NAMES, Followed, refusal
from ansinh.domain.collection.inspection_team import HANDLED, conflicts, wrong_team
from ansinh.domain.collection.ladder_parts import equal_parts, parts
from ansinh.law.value_files import load

D, M = dt.date, Month.parse
PERIOD = (D(2020, 1, 1), D(2020, 12, 31))
EMPLOYER = rules().subjects["employer"].violations


@pytest.mark.parametrize(
    ("day", "name", "sanction"),
    [
        (D(2016, 5, 31), None, None),
        (D(2016, 6, 1), "Specialised inspection", True),
        (D(2025, 5, 29), "Specialised inspection", True),
        (D(2025, 5, 30), "Specialised check", False),
    ],
)
def test_a_specialised_inspection_became_a_check(day: dt.date, name: str | None, sanction: bool | None) -> None:  # noqa: FBT001
    found = rules().trait("specialised", day)
    assert (found and found.name.en, found and found.sanction) == (name, sanction)


def test_the_data_holds_together() -> None:
    known = rules()
    assert set(known.kinds) == {"regular", "periodic", "sudden"}
    assert not set(known.kinds) & {trait.code for trait in known.traits}
    for subject in known.subjects.values():
        assert subject.papers
        for one in subject.violations.values():
            assert one.effect in EFFECTS
            assert one.declared == (one.effect in {"arrears", "remove"})
            assert one.effect != "arrears" or {"person", "months", "wage"} <= one.needs
            assert one.effect != "recovery" or "amount" in one.needs


def test_the_machine_ends_and_goes_only_forward() -> None:
    order = [*STATE_NAMES]
    for move in MOVES.values():
        assert all(order.index(before) < order.index(move.after) for before in move.before)
    assert {move.after for move in MOVES.values()} | {"planned"} == set(STATE_NAMES)
    assert refusal("close", "concluded", "") is None
    assert refusal("record", "started", " ") is not None
    assert refusal("cancel", "recorded", "1/QD") is not None


def test_nobody_inspects_his_own_work() -> None:
    said = conflicts(["an", "binh", "chi"], {"binh": "debt", "dung": "filing"})
    assert [one.en for one in said] == [f"binh {HANDLED['debt'].en}"]
    assert wrong_team("an", ["binh"]) is None
    for leader, members in (("", ["an"]), ("an", ["an"]), ("an", ["binh", "binh"]), ("an", [" "])):
        assert wrong_team(leader, members) is not None


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["regular", "periodic", "sudden"]),
            st.sets(st.sampled_from(["intersector", "specialised"])),
            st.sampled_from(["planned", "started", "recorded", "closed", "cancelled"]),
            st.sampled_from(["A", "B", "C"]),
        ),
        max_size=30,
    )
)
def test_kinds_add_up_and_traits_are_parts(rows: list[tuple[str, set[str], str, str]]) -> None:
    cases = [Counted(kind, tuple(sorted(traits)), "employer", who, state) for kind, traits, state, who in rows]
    done = progress([], cases)
    held = [row for row in rows if row[2] in {"recorded", "closed"}]
    assert done.total.unplanned == len(held) == sum(line.unplanned for line in done.by_kind.values())
    assert all(line.unplanned <= done.total.unplanned for line in done.by_trait.values())
    assert done.subjects == len({row[3] for row in held})


def test_eighty_three_of_eighty_three() -> None:
    items = [Counted("periodic", (), "payment_point", f"P{n}") for n in range(83)]
    cases = [Counted("periodic", (), "payment_point", f"P{n}", "closed", planned=True) for n in range(83)]
    done = progress(items, [*cases, Counted("sudden", (), "payment_point", "P1", "recorded")])
    line = done.by_subject["payment_point"]
    assert (line.planned, line.done, line.unplanned, line.share) == (83, 83, 1, Fraction(100))
    assert done.subjects == 83


@pytest.mark.parametrize(
    ("first", "last", "declared", "found", "owed"),
    [
        ("2020-10", "2020-10", 0, 8_000_000, 2_560_000),  # 32 % in all funds
        ("2020-10", "2020-12", 8_000_000, 10_000_000, 3 * 640_000),
        (
            "2020-10",
            "2020-10",
            29_800_000,
            40_000_000,
            10_200_000 * 2 // 100,
        ),  # only unemployment: 29.8 m is the ceiling
        ("2021-07", "2021-07", 0, 10_000_000, 3_150_000),  # Resolution 68: no accident contribution
    ],
)
def test_arrears_are_the_law_of_each_month(first: str, last: str, declared: int, found: int, owed: int) -> None:
    seen = Seen("wage_low", "1", first=M(first), last=M(last), declared=declared, found=found)
    assert arrears(seen, 2, load()) == owed


@pytest.mark.parametrize(
    ("seen", "codes"),
    [
        (Seen("wage_low", "1", first=M("2020-01"), last=M("2020-12"), declared=5, found=6, document="x"), []),
        (Seen("wage_low", "", first=M("2020-02"), last=M("2020-01"), declared=6, found=6),
         ["I-PERSON", "I-MONTHS", "I-WAGE", "I-DOCUMENT"]),
        (Seen("unregistered", "1", first=M("2019-12"), last=M("2020-01"), found=6, document="x"), ["I-MONTHS"]),
        (Seen("wrong_benefit", "1", document="x"), ["I-AMOUNT"]),
        (Seen("books", document="x"), []),
        (Seen("dead_payee", "1"), ["I-KIND"]),
    ],
)  # fmt: skip
def test_a_finding_says_all_it_needs(seen: Seen, codes: list[str]) -> None:
    assert [one.code for one in check(seen, EMPLOYER, PERIOD)] == codes


def test_nothing_left_means_money_and_requests() -> None:
    assert Followed(5, 5, 2, 2, 0).nothing_left
    assert not Followed(5, 4, 0, 0, 0).nothing_left
    assert not Followed(5, 5, 2, 1, 1).nothing_left


@given(st.integers(2, 36), st.integers(36, 10**12))
def test_instalments_make_the_debt(count: int, total: int) -> None:
    made = equal_parts(total, count, D(2021, 1, 31))
    assert sum(amount for _, amount in made) == total
    assert len({day for day, _ in made}) == count
    running = [(day, sum(amount for _, amount in made[: at + 1]), "open") for at, (day, _) in enumerate(made)]
    assert [part.amount for part in parts(running[::-1])] == [amount for _, amount in made]


@pytest.mark.parametrize("count", [0, 1, 37])
def test_instalments_are_at_least_two(count: int) -> None:
    with pytest.raises(RefusedError):
        equal_parts(100, count, D(2021, 1, 1))
