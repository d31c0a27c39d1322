"""Questions of offices on real PostgreSQL: raised with figures, answered by others, reminded once a day, found."""

import datetime as dt
from dataclasses import replace

import pytest
from tests.usecases.planning.two_offices import OCTOBER

from ansinh.core.errors import RefusedError
from ansinh.records.store.planning import questions as store
from ansinh.records.store.users import GrantLine, enrol
from ansinh.usecases.planning import questions, take_snapshot
from ansinh.usecases.planning.questions import Raising

DAY, BY = dt.date(2021, 11, 8), dt.date(2021, 11, 15)
ASKED = Raising(
    "2601", "difficulty", "Đơn vị bỏ trốn", "Năm đơn vị không còn ở địa chỉ", DAY, "collection", BY, ("debt_total",)
)


@pytest.fixture
def asked(province):
    province.sheet(province.accounts[0], people_si=8)
    take_snapshot("26", OCTOBER, "test")
    enrol("thu", "Thu", "", [GrantLine("collection", "26")], "test")
    enrol("chedo", "Chế độ", "", [GrantLine("benefits", "26")], "test")
    return questions.raise_question(ASKED, OCTOBER, "coso")


def test_figures_stand_as_they_were(asked):
    assert [one["indicator"] for one in store.one(asked).figures] == ["debt_total"]
    assert store.one(asked).standing(DAY) == "waiting"


WRONG = ({"kind": "joke"}, {"title": " "}, {"department": "nobody"}, {"answer_by": dt.date(2021, 11, 1)},
         {"answer_by": None}, {"indicators": ("no_such",)})  # fmt: skip


@pytest.mark.parametrize("change", WRONG)
def test_what_cannot_be_raised(province, change):  # noqa: ARG001 - offices
    with pytest.raises(RefusedError):
        questions.raise_question(replace(ASKED, **change), OCTOBER, "coso")


def test_a_practice_is_only_told(province):  # noqa: ARG001 - offices
    told = questions.raise_question(replace(ASKED, kind="practice", department="", answer_by=None), OCTOBER, "coso")
    assert store.one(told).standing(dt.date(2030, 1, 1)) == "told"


def test_the_department_answers_and_nobody_answers_oneself(asked):
    for actor in ("coso", "chedo"):
        with pytest.raises(RefusedError):
            questions.answer(asked, "Lập biên bản", DAY, actor)
    questions.answer(asked, "Lập biên bản với xã", DAY, "thu")
    found = store.one(asked)
    assert (found.standing(dt.date(2022, 1, 1)), [one.actor for one in found.answers]) == ("answered", ["thu"])


DAYS = ((dt.date(2021, 11, 12), 0), (dt.date(2021, 11, 13), 1), (BY, 1), (dt.date(2021, 11, 16), 1))


@pytest.mark.parametrize(("day", "reminders"), DAYS)
def test_reminded_before_and_after_the_day_once_a_day(asked, day, reminders):
    assert questions.remind("26", day) == reminders
    assert questions.remind("26", day) == 0
    assert sum(one.kind == "reminded" for one in store.one(asked).said) == reminders


@pytest.mark.parametrize("words", ["bo tron", "BỎ TRỐN", "dia chi nam", "bien ban", "xa"])
def test_found_without_accents_in_question_and_answer(asked, words):
    questions.answer(asked, "Lập biên bản với xã", DAY, "thu")
    assert [one.id for one in store.search(words)] == [asked]
    assert not store.search("không có từ này đâu")


def test_only_who_raised_it_withdraws_it(asked):
    with pytest.raises(RefusedError):
        questions.withdraw(asked, DAY, "thu")
    questions.withdraw(asked, DAY, "coso")
    assert store.one(asked).standing(BY) == "withdrawn"
    assert not store.waiting([1, 2, 3, 4, 5])
