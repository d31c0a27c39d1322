"""The life of a dossier as a table: which move leads where, and which does not."""

import datetime as dt

import pytest

from ansinh.core.errors import RefusedError
from ansinh.domain.benefits import moves
from ansinh.domain.benefits.clock import Clock
from ansinh.domain.benefits.overlaps import EVER, NEVER, Held, Span, Use, clashes, uses
from ansinh.domain.benefits.payable import lines
from ansinh.domain.benefits.procedures import missing_papers, procedure, procedures, who
from ansinh.domain.benefits.sampling import draw

# (move, to): from; everything that is not here is refused
TABLE = {
    ("return", "returned"): ("received", "completed", "computed"),
    ("complete", "completed"): ("received", "returned"),
    ("compute", "computed"): ("completed", "computed"),
    ("send_back", "completed"): ("computed", "reviewed"),
    ("review", "reviewed"): ("computed",),
    ("approve", "approved"): ("reviewed",),
    ("pay", "paid"): ("approved", "revised"),
    ("appeal", "appealed"): ("approved", "revised", "paid", "closed"),
    ("answer", "paid"): ("appealed",),
    ("reopen", "completed"): ("approved", "paid", "revised", "closed", "appealed"),
    ("withdraw", "closed"): ("received", "returned", "completed", "computed", "reviewed"),
    ("close", "closed"): ("approved", "revised", "paid"),
}
STEPS = {(name, state): after for (name, after), before in TABLE.items() for state in before}


@pytest.mark.parametrize("name", sorted(moves.MOVES))
@pytest.mark.parametrize("state", moves.STATES)
def test_a_move_leads_where_the_table_says_or_is_refused(name: str, state: str) -> None:
    if (name, state) in STEPS:
        assert moves.after(name, state, came_from="paid") == STEPS[name, state]
    else:
        with pytest.raises(RefusedError):
            moves.after(name, state, came_from="paid")


def test_a_second_approval_revises() -> None:
    assert moves.after("approve", "reviewed", version=2) == "revised"


@pytest.mark.parametrize("name", ["return", "send_back", "reopen", "appeal", "answer", "withdraw"])
def test_what_turns_back_says_why(name: str) -> None:
    with pytest.raises(RefusedError):
        moves.require_reason(name, "  ")


def test_one_person_has_one_hand_in_a_decision() -> None:
    moves.require_other("c", {"proposed": "a", "reviewed": "b"})
    for hand in "ab":
        with pytest.raises(RefusedError):
            moves.require_other(hand, {"proposed": "a", "reviewed": "b"})
    acts = who()
    assert len({acts.proposes, acts.reviews, acts.approves}) == 3


@pytest.mark.parametrize(
    ("working", "returned", "due", "left", "again", "until"),
    [
        (True, "2026-03-09", "2026-03-17", 6, "2026-04-01", "2026-04-09"),  # seven working days, one is gone
        (False, "2024-03-10", "2024-03-17", 7, "2024-04-01", "2024-04-08"),
        (True, "2026-03-20", "2026-03-17", 0, "2026-04-01", "2026-04-02"),  # it was late already: one day to decide
    ],
)
def test_the_clock_stands_while_returned(
    *, working: bool, returned: str, due: str, left: int, again: str, until: str
) -> None:
    clock = Clock(working=working)
    day = dt.date.fromisoformat
    assert clock.left(day(returned), day(due)) == left
    assert clock.resume(day(again), left) == day(until)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


LEAVE = Span(7, day("2021-10-04"), day("2021-10-09"), child_birth=day("2021-10-01"))
# what asks, what is held (bar, key, days), whether it is refused
OVERLAPS = [
    ("sickness.own", "absence", "7", "2021-10-08", "2021-10-12", True),  # two benefits for the same day
    ("sickness.own", "absence", "7", "2021-10-09", "2021-10-12", False),  # the day after
    ("sickness.own", "absence", "8", "2021-10-04", "2021-10-12", False),  # somebody else
    ("sickness.child", "absence", "7", "2021-10-01", "2022-04-01", True),  # sickness in maternity leave
    ("recovery.maternity", "absence", "7", "2021-10-01", "2021-10-05", True),
    ("maternity.father_grant", "birth_grant", "7", "2021-10-02", "2022-04-30", True),  # the same child twice
    ("maternity.birth", "birth_grant", "7", "2019-10-01", "2020-04-28", False),  # an earlier child
    ("onetime", "career", "7", "1900-01-01", "2021-01-01", False),  # months paid out before are left out of the facts
    ("onetime", "career", "7", "1900-01-01", "9999-01-01", True),  # a pension took the career whole
    ("unemployment", "living", "7", "2021-01-01", "9999-01-01", True),  # a pension is drawn
    ("survivors.funeral", "funeral", "7", "1900-01-01", "9999-01-01", True),
]


@pytest.mark.parametrize(("code", "bar", "key", "first", "end", "refused"), OVERLAPS)
def test_what_may_not_be_used_twice(code: str, bar: str, key: str, first: str, end: str, *, refused: bool) -> None:
    held = Held(Use(bar, key, day(first), day(end)), "00001/2021/2601-CD", "maternity.birth")
    names = {name: one.name for name, one in procedures().items()}
    found = clashes(uses(procedure(code), LEAVE), [held], names)
    assert bool(found) == refused
    assert all("00001/2021/2601-CD" in one.message.en + one.mend.en for one in found)


def test_bars_last_as_long_as_what_they_stand_for() -> None:
    assert [(use.first, use.end) for use in uses(procedure("survivors.funeral"), LEAVE)] == [(NEVER, EVER)]
    assert [use.key for use in uses(procedure("maternity.birth"), LEAVE)] == ["7", "7", "7"]
    father = Span(9, day("2021-10-04"), day("2021-10-09"), 7, day("2021-10-01"))
    assert [use.key for use in uses(procedure("maternity.father_grant"), father)] == ["7"]  # both claim on the mother


def test_papers_replaced_by_data_are_not_asked_again() -> None:
    pension = procedure("pension")
    assert [paper.code for paper in missing_papers(pension, {"si_book"})] == ["end_of_work"]
    assert missing_papers(pension, {"si_book", "end_of_work"}) == ()


def test_a_sample_has_the_largest_and_others_and_is_drawn_alike() -> None:
    amounts = [(f"d{number:03d}", number) for number in range(100)]
    drawn = draw(amounts, "reviewer|d000")
    assert drawn == draw(amounts, "reviewer|d000") != draw(amounts, "other|d000")
    assert {"d099", "d098", "d097"} <= set(drawn)
    assert len(drawn) == len(set(drawn)) == 10
    assert len(draw(amounts[:4], "x")) == 4


def part(amount: int, rhythm: str = "once", kind: str = "sickness") -> dict[str, object]:
    return {
        "fund": 2, "kind": kind, "rhythm": rhythm, "amount": amount, "first": "2021-10-01", "end": "2021-10-05",
        "payee": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("now", "before", "amounts"),
    [
        ([part(500)], [], [500]),
        ([part(500), part(300)], [], [800]),  # one payment for each fund and kind
        ([part(500)], [part(300)], [200]),
        ([part(300)], [part(500)], [-200]),  # overpaid
        ([part(500)], [part(500)], []),
        ([], [part(500)], [-500]),  # nothing is due after all
        ([part(900, "month")], [part(800, "month")], [900]),  # a month line takes over whole
    ],
)
def test_a_later_version_makes_differences_payable(now: list, before: list, amounts: list[int]) -> None:
    made = lines(now, before)
    assert [line.amount for line in made] == amounts
