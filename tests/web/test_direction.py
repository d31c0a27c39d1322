"""The pages of direction: the director's page, tasks moved, questions answered, scores disputed, alerts noted."""

import datetime as dt
import json
from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.conftest import ClientOf
from tests.web.small_office import OCTOBER, Province
from tests.web.test_accessible import faults

from ansinh.domain.planning.scoring import Score, defaults
from ansinh.domain.planning.tasks import Move
from ansinh.records import models as m
from ansinh.records.store.planning import directions as tasks
from ansinh.records.store.planning.alerts import NewAlert
from ansinh.records.store.planning.alerts import write as raise_alerts
from ansinh.records.store.planning.scores import NewCard, cards, freeze
from ansinh.usecases.planning import directions
from ansinh.usecases.planning.directions import Conclusion, TaskLine

TODAY = dt.date(2021, 11, 3)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ansinh.web.clock.settings.TODAY", TODAY.isoformat())


@pytest.fixture
def task(province: Province) -> int:  # noqa: ARG001 - offices that stand first
    line = TaskLine(
        "2601", "", "Thu hồi nợ kéo dài", "Nợ dưới 3 %", dt.date(2021, 10, 20), "debt_total", Fraction(10**9)
    )
    directions.conclude(
        Conclusion("26", "12/TB-BHXH", "Giao ban", "Giám đốc", dt.date(2021, 10, 1), "", (line,)), "ai khác"
    )
    return m.DirectionTask.objects.get().pk


@pytest.fixture
def card(province: Province) -> int:
    base = province.bases[0]
    made = Score((), ())
    freeze([NewCard(base.pk, "", OCTOBER.plus(-3), defaults()[0].document, "district", made, TODAY, TODAY)], "kehoach")
    return cards([base.pk], OCTOBER.plus(-3))[0].id


@pytest.fixture
def alert(province: Province) -> int:
    raise_alerts([NewAlert("debt_ratio", province.bases[0].pk, "", OCTOBER, Fraction(6), Fraction(5), {})], TODAY)
    raise_alerts(
        [NewAlert("onetime", province.bases[0].pk, "", OCTOBER, Fraction(9), Fraction(5), {"before": [1] * 12})], TODAY
    )
    return m.Alert.objects.get(rule="onetime").pk


PAGES = ("/direction/", "/direction/?indicator=participants_hi", "/direction/tasks/",
         "/direction/tasks/?mine=1&state=late", "/briefing/", "/briefing/weekly/?week=2021-W44",
         "/direction/new/", "/direction/questions/", "/direction/questions/?words=no", "/direction/questions/new/",
         "/scores/", "/scores/?quarter=2021-07", "/alerts/", "/alerts/?rule=onetime", "/targets/weeks/",
         "/targets/years/", "/targets/years/?years=3", "/targets/split/", "/targets/split/?among=commune",
         "/targets/outlook/")  # fmt: skip


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_open_and_can_be_read_aloud(path: str, language: str, client_of: ClientOf, task: int, alert: int) -> None:
    client = client_of("leader")
    client.cookies["django_language"] = language
    assert client.get(path).status_code == 200
    assert faults(client, path) == []
    assert task
    assert alert


def test_what_was_reported_waits_for_somebody_else_to_confirm(client_of: ClientOf, task: int) -> None:
    address, line = "/direction/tasks/?mine=confirm", f"/direction/tasks/{task}/"
    leader = client_of("leader")
    assert line not in leader.get(address).content.decode()
    tasks.move(task, Move("reported", "ai khác", TODAY, "đã xong"))
    assert line in leader.get(address).content.decode()
    assert line not in leader.get("/direction/tasks/?mine=1").content.decode()


def one_pages(task: int, card: int, alert: int) -> list[str]:
    return [f"/direction/tasks/{task}/", f"/scores/{card}/", f"/alerts/{alert}/", f"/alerts/{alert - 1}/"]


def test_single_pages(client_of: ClientOf, task: int, card: int, alert: int) -> None:
    client = client_of("leader")
    for path in one_pages(task, card, alert):
        assert client.get(path).status_code == 200, path
        assert faults(client, path) == []
    assert client.get("/direction/tasks/999999/").status_code == 404
    assert client.get("/alerts/999999/").status_code == 404


def test_the_watched_figure_stands_beside_the_task(client_of: ClientOf, task: int) -> None:
    text = client_of("leader").get(f"/direction/tasks/{task}/").content.decode()
    assert "/why/2601/debt_total/" in text
    assert "1 tỷ đồng" in text


def moved(client: Client, task: int, state: str, note: str = "") -> str:
    client.post(f"/direction/tasks/{task}/move/", {"state": state, "note": note})
    return tasks.one(task).state


def test_a_task_is_reported_by_one_and_confirmed_by_another(client_of: ClientOf, task: int) -> None:
    officer, leader = client_of("collection"), client_of("leader")
    assert moved(officer, task, "accepted") == "accepted"
    assert moved(officer, task, "reported") == "accepted"  # a report says what came of it
    assert moved(officer, task, "reported", "Đã thu 2 tỷ") == "reported"
    assert moved(officer, task, "done") == "reported"
    assert moved(leader, task, "done") == "done"


def test_a_conclusion_is_entered_and_handed_on(client_of: ClientOf, province: Province) -> None:
    client = client_of("leader")
    lines = {"office": ["2601", "26"], "officer": ["", ""], "what": ["Gọi", ""], "expected": ["Hứa", ""],
             "deadline": ["2021-12-01", ""], "indicator": ["", ""], "target": ["", ""]}  # fmt: skip
    wrong = client.post(
        "/direction/new/", {"document": "1/TB", "title": "T", "chair": "", "day": "2021-11-01", **lines}
    )
    assert (wrong.status_code, m.Direction.objects.count()) == (422, 0)
    right = client.post(
        "/direction/new/", {"document": "1/TB", "title": "T", "chair": "G", "day": "2021-11-01", **lines}
    )
    assert (right.status_code, m.DirectionTask.objects.count()) == (302, 1)
    first = m.DirectionTask.objects.get().pk
    part = {"office": "2601", "officer": "", "what": "Phần", "expected": "X", "deadline": "2021-11-30",
            "indicator": "", "target": ""}  # fmt: skip
    client.post(f"/direction/tasks/{first}/cascade/", part)
    assert len(tasks.parts_of(first)) == 1
    client.post(f"/direction/tasks/{first}/cascade/", part | {"deadline": "2022-01-30"})
    assert len(tasks.parts_of(first)) == 1
    assert province


def test_a_question_is_raised_found_and_answered_by_another(client_of: ClientOf, province: Province) -> None:
    officer, leader = client_of("collection"), client_of("leader")
    asked = {"office": "26", "kind": "difficulty", "title": "Đơn vị bỏ trốn", "body": "Năm đơn vị", "indicators":
             ["debt_total"], "department": "collection", "answer_by": "2099-01-01"}  # fmt: skip
    assert officer.post("/direction/questions/new/", asked | {"title": ""}).status_code == 422
    assert officer.post("/direction/questions/new/", asked).status_code == 302
    number = m.OfficeQuestion.objects.get().pk
    page = officer.get("/direction/questions/?words=bo+tron").content.decode()
    assert f"/direction/questions/{number}/" in page
    officer.post(f"/direction/questions/{number}/answer/", {"body": "Tự trả lời"})
    assert not m.QuestionMove.objects.exists()
    leader.post(f"/direction/questions/{number}/answer/", {"body": "Lập biên bản"})
    shown = officer.get(f"/direction/questions/{number}/").content.decode()
    assert "Lập biên bản" in shown
    assert faults(officer, f"/direction/questions/{number}/") == []
    assert province


def test_an_alert_is_noted(client_of: ClientOf, alert: int) -> None:
    client = client_of("leader")
    client.post(f"/alerts/{alert}/note/", {"note": ""})
    assert not m.AlertNote.objects.exists()
    client.post(f"/alerts/{alert}/note/", {"note": "Tư vấn từng người"})
    assert "Tư vấn từng người" in client.get(f"/alerts/{alert}/").content.decode()


def test_what_lies_outside_is_not_there(client_of: ClientOf, task: int, card: int, alert: int) -> None:
    m.Office.objects.filter(code="2601").update(path="00.99")
    client = client_of("leader")
    assert [client.get(path).status_code for path in one_pages(task, card, alert)] == [404] * 4


@pytest.mark.parametrize("user", ["unit", "citizen", "nobody"])
def test_closed_to_the_public(user: str, client_of: ClientOf, task: int) -> None:
    client = client_of(user)
    for path in ("/direction/", "/scores/", "/alerts/", f"/direction/tasks/{task}/"):
        assert client.get(path).status_code == 403


def test_rules_are_entered_by_one_and_approved_by_another(client_of: ClientOf, province: Province) -> None:
    planner, leader = client_of("planning"), client_of("leader")
    rules = {
        "valid_from": "2021-10-01", "document": "99/QĐ", "title": {"vi": "Mới", "en": "New"}, "cap": "1.2",
        "freeze_working_days": 5, "dispute_days": 5, "officer_lines": [], "penalties": [], "groups": {}, "lines": [],
    }  # fmt: skip
    for content, count in ((b"no", 0), (json.dumps(rules | {"cap": "x"}).encode(), 0), (json.dumps(rules).encode(), 1)):
        planner.post("/scores/rules/", {"file": SimpleUploadedFile("a.json", content)})
        assert m.Scoring.objects.count() == count
    assert "99/QĐ" in leader.get("/scores/").content.decode()
    number = m.Scoring.objects.get().pk
    assert planner.post(f"/scores/rules/{number}/approve/").status_code == 403
    leader.post(f"/scores/rules/{number}/approve/")
    assert m.Scoring.objects.get().approved_by == "leader"
    assert faults(planner, "/scores/") == []
    slip = {"office": "2601", "officer": "", "kind": "complaint", "count": "2", "day": "2021-08-01", "document": "5/KN"}
    planner.post("/scores/slips/", slip | {"count": "0"})
    planner.post("/scores/slips/", slip)
    assert m.ScorePenalty.objects.get().count == 2
    assert province
