"""Plans split on real PostgreSQL: by prospects above floors, exact, overrides logged, re-assigned beside what was."""

import datetime as dt
from fractions import Fraction

import pytest
from tests.usecases.planning.two_offices import OCTOBER

from ansinh.core.errors import MissingError, RefusedError
from ansinh.domain.planning.carriers import Carrier
from ansinh.domain.planning.planning_file import LoadedTarget
from ansinh.records import models as m
from ansinh.records.store.planning import assignees, targets
from ansinh.records.store.users import GrantLine, enrol
from ansinh.usecases.planning import assign, load, plan_split, take_snapshot
from ansinh.usecases.planning.plan_split import Asked

PAPER = ("02/QĐ", dt.date(2021, 1, 5))
OFFICES = Asked("26", "participants_hi", 2021, "office", "assigned", OCTOBER)
COMMUNES = Asked("2601", "participants_hi", 2021, "commune", "assigned", OCTOBER)


def plan(office, value, version="assigned", carrier=None):
    return LoadedTarget(0, office, "participants_hi", 2021, None, version, Fraction(value), "01/QĐ", "", None, carrier)


@pytest.fixture
def planned(province):
    for number in range(3):
        province.health(province.person(number, province.first))
    take_snapshot("26", OCTOBER, "t")
    assign([plan("26", 100)], "kehoach")
    for office, commune, people, conversion in (
        (province.first, "X1", 40, 5000), (province.first, "X2", 10, 1000), (province.second, "X3", 20, 5000)
    ):  # fmt: skip
        m.Prospect.objects.create(
            office=office, kind="household_without", subject=commune, commune=commune, people=people, amount=0,
            conversion=conversion, owner="an", due=dt.date(2021, 12, 1), found_on=dt.date(2021, 10, 1),
            seen_on=dt.date(2021, 10, 1),
        )  # fmt: skip
    return province


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    monkeypatch.setattr(plan_split, "prospect_kinds", lambda: {"participants_hi": ("household_without",)})


def test_split_by_prospects_above_what_each_has(planned):
    made = plan_split.propose(OFFICES)
    # floors 3 and 0; the other 97 by 21 : 10 expected people
    assert [(part.carrier.code, part.weight, part.floor, part.chosen) for part in made.parts] == [
        ("2601", 21, 3, 3 + 66), ("2602", 10, 0, 31),
    ]  # fmt: skip
    assert sum(part.chosen for part in made.parts) == made.total == 100
    assert planned


def test_an_override_needs_a_reason_is_logged_and_the_sum_stays_exact(planned):
    with pytest.raises(RefusedError, match="reason"):
        plan_split.assign_split(OFFICES, {"2602": 40}, PAPER, " ", "kehoach")
    assert plan_split.assign_split(OFFICES, {"2602": 40}, PAPER, "Khu công nghiệp mới", "kehoach").number == 2
    ((code, made),) = assignees.splits(planned.top.pk, 2021)
    assert (code, made.reason, made.total) == ("participants_hi", "Khu công nghiệp mới", 100)
    assert [(part["code"], part["reckoned"], part["chosen"]) for part in made.parts] == [
        ("2601", 69, 60), ("2602", 31, 40),
    ]  # fmt: skip


def test_down_to_communes_officers_and_bodies(planned):
    assign([plan("2601", 69), plan("2602", 31)], "kehoach")
    assert plan_split.assign_split(COMMUNES, {}, PAPER, "", "kehoach").number == 2
    kept = assignees.carried([planned.first.pk], 2021, "commune")
    assert [(one.carrier.code, one.value) for one in kept] == [("X1", 66), ("X2", 3)]
    enrol("an", "An", "", [GrantLine("collection", "2601")], "t")
    asked = Asked("2601", "participants_hi", 2021, "officer", "assigned", OCTOBER)
    plan_split.assign_split(asked, {}, PAPER, "", "kehoach")
    assert assignees.plan_of("an", "participants_hi", 2021) == 69
    body = Carrier("body", "UBND-X1", "Ủy ban nhân dân xã X1")
    assert not assign([plan("2601", 40, carrier=body)], "kehoach").refused
    too_much = assign([plan("2601", 70, carrier=body)], "kehoach")
    assert [one.code for one in too_much.findings.items] == ["targets.sum"]
    assert targets.plans([planned.first.pk], [2021])[planned.first.pk]["participants_hi", 2021].value == 69


def test_communes_of_a_file_make_the_whole(planned):
    assign([plan("2601", 69), plan("2602", 31)], "kehoach")
    head = "kind,office,indicator,year,value,assignee_kind,assignee_code\n"
    short = head + "target,2601,participants_hi,2021,60,commune,X1\ntarget,2601,participants_hi,2021,8,commune,X2\n"
    assert [one.code for one in load(short.encode(), "a.csv", "kehoach").findings.items] == ["targets.sum"]
    assert load(short.replace(",8,", ",9,").encode(), "a.csv", "kehoach").targets == 2
    assert planned


def test_reassigned_beside_what_was_assigned(planned):
    assign([plan("2601", 69), plan("2602", 31)], "kehoach")
    asked = ("26", "participants_hi", 2021)
    plan_split.reassign(asked, {("2601", "2602"): 9}, PAPER, "kehoach")
    ids = [planned.first.pk, planned.second.pk]
    assert set(targets.of_version(ids, 2021, "assigned").values()) == {69, 31}
    now = targets.plans(ids, [2021])
    assert [now[one]["participants_hi", 2021].value for one in ids] == [60, 40]
    with pytest.raises(RefusedError):
        plan_split.reassign(asked, {("2601", "2602"): 61}, PAPER, "kehoach")


WRONG = (
    (Asked("26", "participants_hi", 2021, "planet", "assigned", OCTOBER), {}, RefusedError),
    (Asked("26", "debt_ratio_to_plan", 2021, "office", "assigned", OCTOBER), {}, RefusedError),
    (Asked("2601", "participants_csi", 2021, "commune", "assigned", OCTOBER), {}, MissingError),
    (OFFICES, {"9999": 1}, RefusedError),
    (OFFICES, {"2601": 101}, RefusedError),
    (OFFICES, {"2601": 1, "2602": 1}, RefusedError),
)


@pytest.mark.parametrize(("asked", "chosen", "error"), WRONG)
def test_what_cannot_be_split(planned, asked, chosen, error):
    assert planned
    with pytest.raises(error):
        plan_split.propose(asked, chosen)


@pytest.mark.parametrize(("function", "allowed"), [("planning", True), ("leader", False), ("collection", False)])
def test_nobody_reports_an_actual_they_are_measured_by(planned, function, allowed):
    enrol("ai", "Ai", "", [GrantLine(function, "26")], "t")
    rows = b"office;indicator;period;value\n2601;participants_vsi;2021-10;5\n"
    if allowed:
        assert load(rows, "a.csv", "ai").values == 1
        carrier = Carrier("officer", "ai", "Ai")
        assign(
            [LoadedTarget(0, "2601", "participants_vsi", 2021, None, "assigned", Fraction(5), "", "", None, carrier)],
            "k",
        )
    with pytest.raises(RefusedError, match="measured"):
        load(rows.replace(b";5", b";6"), "a.csv", "ai")
    assert planned
