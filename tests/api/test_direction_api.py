"""Directions over the API: inside one's offices, with rights, and a sentence where refused."""

import datetime as dt

import pytest
from django.test import Client
from tests.web.small_office import OCTOBER, seed

from ansinh.records import models as m
from ansinh.records.store.registry.grants import token_hash
from ansinh.usecases.planning import alerts, directions
from ansinh.usecases.planning.directions import Conclusion, TaskLine

pytestmark = pytest.mark.django_db
JSON = "application/json"
TASK = {"office": "2601", "what": "Thu nợ", "expected": "Xong", "deadline": "2021-11-20", "target": None}
SAID = {
    "format": "ansinh-direction/1", "office": "26", "document": "1/TB", "title": "Giao ban", "chair": "Giám đốc",
    "day": "2021-11-01", "tasks": [TASK],
}  # fmt: skip


def partner(username: str) -> Client:
    secret = f"mot-khoa-rat-dai-va-ngau-nhien-{username}-0123456789"
    m.PartnerToken.objects.create(
        user=m.User.objects.get(username=username), label="thử", hash=token_hash(secret),
        valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2099, 1, 1),
    )  # fmt: skip
    return Client(headers={"authorization": f"Bearer {secret}"})


def test_a_conclusion_its_tasks_and_moves() -> None:
    seed()
    leader, officer = partner("leader"), partner("collection")
    wrong = SAID | {"tasks": [TASK | {"deadline": "2021-10-01", "indicator": "no_such"}]}
    codes = {one["code"] for one in leader.post("/api/direction/conclusions", wrong, JSON).json()["findings"]}
    assert codes == {"direction.deadline", "direction.indicator"}
    assert officer.post("/api/direction/conclusions", SAID, JSON).status_code == 404
    assert leader.post("/api/direction/conclusions", SAID, JSON).json()["findings"] == []
    (task,) = officer.get("/api/direction/tasks?office=26&day=2021-12-01").json()
    assert (task["state"], task["office"]) == ("late", "2601")
    moves = f"/api/direction/tasks/{task['id']}/moves"
    assert officer.post(moves, {"state": "reported", "day": "2021-11-10"}, JSON).status_code == 422
    said = {"state": "reported", "day": "2021-11-10", "note": "Đã thu", "value": "12.5"}
    assert officer.post(moves, said, JSON).json()["moves"][-1]["value"] == "25/2"
    assert officer.post(moves, {"state": "done", "day": "2021-11-11"}, JSON).status_code == 404
    assert leader.post(moves, {"state": "done", "day": "2021-11-11"}, JSON).json()["state"] == "done"
    assert officer.get("/api/direction/tasks?office=27&day=2021-12-01").status_code == 404


def test_questions_alerts_scores_years_and_splits() -> None:
    seed()
    leader, officer = partner("leader"), partner("collection")
    asked = {"office": "26", "kind": "difficulty", "title": "Bỏ trốn", "body": "Năm đơn vị", "day": "2021-11-08",
             "period": "2021-10", "department": "collection", "answer_by": "2021-11-15",
             "indicators": ["debt_total"]}  # fmt: skip
    kept = officer.post("/api/direction/questions", asked, JSON).json()
    assert (kept["state"], len(kept["figures"])) == ("waiting", 1)
    answers = f"/api/direction/questions/{kept['id']}/answers"
    said = {"words": "Lập biên bản", "day": "2021-11-09"}
    assert officer.post(answers, said, JSON).status_code == 422
    assert leader.post(answers, said, JSON).json()["state"] == "answered"
    found = officer.get("/api/direction/questions?day=2021-11-20&words=bo tron bien ban").json()
    assert [one["id"] for one in found] == [kept["id"]]
    line = TaskLine("2601", "", "Thu nợ", "Xong", dt.date(2021, 10, 20))
    directions.conclude(Conclusion("26", "2/TB", "T", "G", dt.date(2021, 10, 1), "", (line,)), "leader")
    alerts.watch("26", OCTOBER, dt.date(2021, 11, 3), "nightly")
    raised = officer.get("/api/direction/alerts?office=26&since=2021-10").json()
    assert "tasks_late" in {one["rule"] for one in raised}
    noted = officer.post(f"/api/direction/alerts/{raised[0]['id']}/notes", said, JSON).json()
    assert noted["notes"][0]["note"] == "Lập biên bản"
    assert officer.get("/api/direction/scores?office=26&quarter=2021-07").json() == []
    assert officer.get("/api/direction/scores?office=26&quarter=x").status_code == 422
    years = officer.get("/api/planning/years?office=26&period=2021-10&ahead=3").json()
    assert {len(one["years"]) for one in years} == {3}
    split = officer.get("/api/planning/split?office=26&indicator=participants_hi&period=2021-10&among=office").json()
    assert sum(part["chosen"] for part in split) == 1_117_005
    assert officer.get("/api/planning/split?office=26&indicator=x&period=2021-10&among=office").status_code == 422


def test_a_part_of_a_plan_moves_beside_what_was_assigned() -> None:
    seed()
    leader = partner("leader")
    offices = dict(m.Office.objects.filter(code__in=("2601", "2602")).values_list("code", "pk"))
    for office in offices.values():
        m.Target.objects.create(
            office_id=office, indicator="conferences", year=2021, version="assigned", value=10, assigned_by="t"
        )
    asked = {"office": "26", "indicator": "conferences", "year": 2021, "giver": "2601", "taker": "2602", "amount": 4,
             "document": "7/QĐ", "day": "2021-10-01"}  # fmt: skip
    assert leader.post("/api/planning/moves", asked, JSON).json() == {"targets": 2, "findings": []}
    assert leader.post("/api/planning/moves", asked | {"amount": 7}, JSON).status_code == 422
    kept = m.Target.objects.filter(indicator="conferences", superseded_at__isnull=True)
    assert sorted(kept.values_list("version", "value")) == [("adjusted", 6), ("adjusted", 14), ("assigned", 10),
                                                            ("assigned", 10)]  # fmt: skip


def test_the_briefing_and_the_week_in_every_form_inside_ones_offices() -> None:
    seed()
    leader = partner("leader")
    told = leader.get("/api/planning/briefing?office=26&period=2021-10&lang=en")
    assert told.json()["figures"]
    assert leader.get("/api/planning/briefing?office=26&period=2021-10&form=pdf").content[:5] == b"%PDF-"
    assert leader.get("/api/planning/weekly?office=26&week=2021-W44&form=md").content.decode().startswith("# ")
    assert leader.get("/api/planning/weekly?office=26&week=2021-W44").json()
    assert leader.get("/api/planning/weekly?office=26&week=x").status_code == 422
    assert leader.get("/api/planning/briefing?office=26&period=0000-01").status_code == 422
    assert leader.get("/api/planning/briefing?office=99&period=2021-10").status_code == 404
    assert leader.get("/api/planning/briefing?office=26&period=2021-10&form=x").status_code == 422
