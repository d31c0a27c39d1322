"""Deaths over the API: a list sent, recorded, a notice taken back by two, a claim paid in; and who may not."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.jobs.payroll.small_payroll import Pensions, books_of, rows
from tests.jobs.payroll.test_death_lists import HEAD, people, told
from tests.jobs.payroll.test_deaths import CLAIMS, autumn, dies

from ansinh.records import models as m
from ansinh.records.store.registry.grants import token_hash
from ansinh.site.wiring import record_deaths

__all__ = ["autumn"]  # the fixture
Autumn = tuple[Pensions, str, int]
KEY = "mot-khoa-rat-dai-va-ngau-nhien-"
JSON = {"content_type": "application/json"}
ROLES = ("benefits", "accounting", "leader", "auditor", "collection")


@pytest.fixture
def calls(autumn: Autumn) -> dict[str, Client]:
    """One caller of each function at the province, and one of benefits at a base office, `base`."""
    pensions, *_ = autumn
    places = {**dict.fromkeys(ROLES, pensions.books.province), "base": pensions.books.bases[1]}
    return {name: caller(name, place) for name, place in places.items()}


def caller(name: str, office: m.Office) -> Client:
    user = m.User.objects.create(username=name)
    function = "benefits" if name == "base" else name
    m.Grant.objects.create(user=user, function=function, office=office, valid_from=dt.date(2020, 1, 1))
    m.PartnerToken.objects.create(
        user=user,
        label="thử",
        hash=token_hash(KEY + name),
        valid_from=dt.date(2020, 1, 1),
        valid_to=dt.date(2099, 1, 1),
    )
    return Client(headers={"authorization": f"Bearer {KEY}{name}"})


def sent(client: Client, *lines: str, data: bytes = b"", name: str = "khai-tu.csv", source: str = "justice"):
    body = data or "\n".join([HEAD, *lines]).encode()
    return client.post(
        "/api/payments/deaths", {"office": "26", "source": source, "file": SimpleUploadedFile(name, body)}
    )


def posted(client: Client, path: str, body: dict) -> tuple[int, dict]:
    answer = client.post(f"/api/payments/{path}", body, **JSON)
    return answer.status_code, answer.json()


def died(file: str) -> object:
    person = "SELECT died_on FROM records_person p JOIN records_pension f ON f.person_id = p.id WHERE file_no = %s"
    return rows(person, file)[0][0]


def reads(actor: str) -> int:
    return int(rows("SELECT count(*) FROM records_personread WHERE actor = %s", actor)[0][0])


def test_a_list_sent_and_recorded_stops_and_claims_to_the_dong(autumn: Autumn, calls: dict[str, Client]) -> None:
    _, file, monthly = autumn
    line = told(people(1)[0], "30/09/2021")
    first, again = sent(calls["benefits"], line).json(), sent(calls["benefits"], line).json()
    assert (first["state"], first["rows"], first["waiting"], first["already"]) == ("staged", 1, 1, False)
    assert (again["id"], again["already"]) == (first["id"], True)
    assert (died(file), rows(CLAIMS)) == (None, [])
    path = f"deaths/{first['id']}"
    assert posted(calls["benefits"], f"{path}/record", {})[1]["state"] == "recording"
    for _ in range(2):  # the worker, and the worker again after a kill
        record_deaths(number=first["id"], actor="benefits")
    done = calls["auditor"].get(f"/api/payments/{path}").json()
    assert (done["state"], done["recorded"], done["claimed"]) == ("done", 1, 2 * monthly)
    assert [(one["state"], one["stopped"], one["claimed"]) for one in done["lines"]] == [("recorded", 1, 2 * monthly)]
    assert reads("auditor") == 1
    assert [one["id"] for one in calls["leader"].get("/api/payments/deaths?office=26").json()] == [first["id"]]
    assert (str(died(file)), books_of(1)[138]) == ("2021-09-30", 2 * monthly)


def test_the_same_person_twice_and_files_that_are_none_record_nothing(autumn: Autumn, calls: dict[str, Client]) -> None:
    _, file, _ = autumn
    one = people(1)[0]
    twice = sent(calls["benefits"], told(one, "30/09/2021"), told(one, "01/10/2021")).json()
    assert [found["code"] for found in twice["findings"]] == ["DEATH-TWICE"]
    status, why = posted(calls["benefits"], f"deaths/{twice['id']}/record", {})
    assert (status, "1 rows" in why["title_en"]) == (422, True)
    broken = sent(calls["benefits"], data=b"\x00\x01PK", name="b.xlsx").json()
    assert (broken["state"], broken["errors"] > 0) == ("refused", True)
    assert posted(calls["benefits"], f"deaths/{broken['id']}/record", {"good_rows": True})[0] == 422
    assert sent(calls["benefits"], "x", source="moon").status_code == 422
    assert (died(file), rows(CLAIMS)) == (None, [])


def test_two_people_take_a_notice_back_and_a_refusal_leaves_it(autumn: Autumn, calls: dict[str, Client]) -> None:
    _, file, monthly = autumn
    dies(file)
    paper, ask = {"document": "BB xác minh 05"}, f"withdrawals/{file}"
    assert posted(calls["benefits"], ask, {"document": " "})[0] == 422
    first = posted(calls["benefits"], ask, paper)[1]["id"]
    assert posted(calls["accounting"], ask, paper)[0] == 409  # one waits already
    waiting = calls["leader"].get("/api/payments/withdrawals?office=26").json()
    assert [(one["id"], one["asked_by"], one["died_on"]) for one in waiting] == [(first, "benefits", "2021-09-30")]
    assert posted(calls["leader"], f"withdrawn/{first}", {"approve": False})[0] == 422  # without a reason
    assert posted(calls["leader"], f"withdrawn/{first}", {"approve": False, "reason": "chưa rõ"}) == (
        200, {"state": "refused"},
    )  # fmt: skip
    assert (str(died(file)), books_of(1)[138]) == ("2021-09-30", 2 * monthly)
    second = posted(calls["accounting"], ask, paper)[1]["id"]
    assert posted(calls["accounting"], f"withdrawn/{second}", {"approve": True})[0] == 422  # who asked
    done = posted(calls["leader"], f"withdrawn/{second}", {"approve": True})
    assert done == (200, {"state": "approved", "files": [file], "unclaimed": 2 * monthly, "dossiers": []})
    assert posted(calls["leader"], f"withdrawn/{second}", {"approve": True})[0] == 422  # decided
    assert (died(file), books_of(1)[138]) == (None, 0)


def test_a_claim_is_paid_in_once_for_each_receipt(autumn: Autumn, calls: dict[str, Client]) -> None:
    _, file, monthly = autumn
    dies(file)
    ((claim,),) = rows("SELECT id FROM records_overpayment")
    paid = {"amount": monthly, "payer": "Con trai", "document": "PT 1", "day": "2021-11-25"}
    path = f"claims/{claim}/receipts"
    told_ = posted(calls["accounting"], path, paid)
    assert told_ == (200, {"claim": claim, "amount": 2 * monthly, "recovered": monthly, "left": monthly})
    wrong = [({"document": "PT 1"}, 409), ({"amount": monthly + 1, "document": "PT 2"}, 422),
             ({"amount": 0, "document": "PT 2"}, 422), ({"day": "2021-02-30", "document": "PT 2"}, 422),
             ({"payer": "", "document": "PT 2"}, 422), ({"day": "2999-01-01", "document": "PT 2"}, 422)]  # fmt: skip
    for changed, status in wrong:
        assert posted(calls["accounting"], path, {**paid, **changed})[0] == status, changed
    assert (books_of(1)[138], books_of(1)[112]) == (monthly, monthly)


def test_who_may_not_does_not_learn_that_it_exists(autumn: Autumn, calls: dict[str, Client]) -> None:
    _, file, monthly = autumn
    dies(file)
    line = told(people(2)[1], "30/09/2021")
    number = sent(calls["benefits"], line).json()["id"]
    asked = posted(calls["benefits"], f"withdrawals/{file}", {"document": "BB"})[1]["id"]
    ((claim,),) = rows("SELECT id FROM records_overpayment")
    paid = {"amount": 1, "payer": "A", "document": "PT", "day": "2021-11-25"}
    tries: list[tuple[str, Callable[[Client], int]]] = [
        ("auditor base collection leader", lambda who: sent(who, line).status_code),
        ("auditor base collection leader", lambda who: posted(who, f"deaths/{number}/record", {})[0]),
        ("base collection", lambda who: who.get(f"/api/payments/deaths/{number}").status_code),
        ("base collection", lambda who: who.get("/api/payments/deaths?office=26").status_code),
        ("base collection", lambda who: who.get("/api/payments/withdrawals?office=26").status_code),
        ("auditor collection leader", lambda who: posted(who, f"withdrawals/{file}", {"document": "BB"})[0]),
        ("auditor base benefits", lambda who: posted(who, f"withdrawn/{asked}", {"approve": True})[0]),
        ("auditor base benefits leader", lambda who: posted(who, f"claims/{claim}/receipts", paid)[0]),
    ]
    for names, attempt in tries:
        assert {name: attempt(calls[name]) for name in names.split()} == dict.fromkeys(names.split(), 404)
    assert Client().get("/api/payments/deaths?office=26").status_code == 401
    assert (str(died(file)), rows(CLAIMS)) == ("2021-09-30", [(2, 2 * monthly, 0, "death")])
