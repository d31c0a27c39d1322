"""What-if over a small province: the people of an office under today's law and a changed one; nothing is written."""

import datetime as dt
import json
from collections.abc import Iterator

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from tests.web.small_office import Province, seed

from ansinh.core.errors import RefusedError, UnknownValueError
from ansinh.core.period import Month
from ansinh.law.value_files import load
from ansinh.law.what_if import Change
from ansinh.records import models as m
from ansinh.records.bulk.arrow import close_doors
from ansinh.records.bulk.cursor import CursorDoor
from ansinh.usecases.benefits.simulate_law import Answer, Question, what_if

pytestmark = pytest.mark.django_db
JANUARY = dt.date(2022, 1, 1)
OCTOBER = Month.of(2021, 10)


@pytest.fixture(autouse=True)
def no_door_stays_open() -> Iterator[None]:
    yield
    close_doors()


@pytest.fixture
def province() -> Province:
    return seed()


def newcomer(province: Province, *, base: int, born: dt.date, since: dt.date, number: int = 1) -> None:
    """A woman in the first account, insured since a day on a base."""
    person = m.Person.objects.create(
        si_number=f"27{number:08d}", full_name="Hà Thị Mới", name_search="ha thi moi", name_sort="moi ha thi",
        birth_date=born, sex="female", office=province.bases[0],
    )  # fmt: skip
    m.Spell.objects.create(
        validity=DateRange(since, None), account=province.accounts[0], person=person, group=1, pay_regime=1, base=base,
        recorded_by="seed",
    )  # fmt: skip


def ask(*changes: tuple[str, str], path: str = "00.26", since: dt.date = JANUARY) -> Answer:
    asked = tuple(Change(key, since, text) for key, text in changes)
    return what_if(Question(path, asked, OCTOBER), CursorDoor())


def test_a_higher_rate_costs_exactly_its_share_of_all_bases(province: Province) -> None:  # noqa: ARG001
    groups, funds = ask(("si.rate.employee.retirement_survivorship", "0.09")).parts[:2]
    retirement = funds.lines[0]
    assert retirement.touched == groups.all.touched == groups.all.people > 0
    assert retirement.before * 23 // 22 == pytest.approx(retirement.after, abs=retirement.people)
    assert [line.more for line in funds.lines[1:]] == [0, 0, 0, 0]
    assert groups.all.more == funds.all.more == retirement.more


def test_a_higher_base_salary_touches_state_pay_and_those_at_the_ceiling_only(province: Province) -> None:
    newcomer(province, base=40_000_000, born=dt.date(1980, 1, 1), since=dt.date(2020, 1, 1))
    groups = ask(("base_salary", "1600000")).parts[0]
    assert groups.all.touched == 1  # the ceiling of 29,800,000 becomes 32,000,000
    assert groups.all.more == (32_000_000 - 29_800_000) * 295 // 1000


def test_a_later_age_moves_those_who_would_retire(province: Province) -> None:
    for number in (1, 2):  # 55 years 8 months in June 2022, insured for 22 years
        newcomer(province, base=9_000_000, born=dt.date(1966, 10, 10), since=dt.date(2000, 1, 1), number=number)
    part = ask(("pension.age.women", "680")).parts[-1]
    assert part.lines[0].people == part.lines[0].touched == 2
    assert part.lines[0].after < part.lines[0].before


def pension(province: Province, number: int, *, basis: int, started: dt.date, extra: int = 0, regime: int = 1) -> None:
    """A benefit in payment at the first base office since 2021-01, its amount as it stood in 2020."""
    person = m.Person.objects.create(
        si_number=f"28{number:08d}", full_name="Vũ Văn Hưu", name_search="vu van huu", name_sort="huu vu van",
        birth_date=dt.date(1955, 1, 1), sex="male", office=province.bases[0],
    )  # fmt: skip
    channel, _ = m.PayChannel.objects.get_or_create(form="cash", code="2601", name="Quầy")
    one = m.Pension.objects.create(
        file_no=f"WI{number}", person=person, regime=regime, fund=1, started=started, pay_from=dt.date(2021, 1, 1)
    )
    held = DateRange(dt.date(2021, 1, 1), None)
    m.PensionTerm.objects.create(
        validity=held, pension=one, basis=basis, basis_day=dt.date(2020, 1, 1), extra=extra, recorded_by="seed"
    )
    m.Payee.objects.create(
        validity=held, pension=one, office=province.bases[0], channel=channel, recorded_by="seed", approved_by="other"
    )


def test_a_decree_raises_every_pension_by_one_dated_value(province: Province) -> None:
    since = dt.date(2022, 7, 1)  # after Decree 108/2021, which both laws have
    pension(province, 1, basis=5_000_000, started=dt.date(2015, 1, 1))
    pension(province, 2, basis=4_000_000, started=dt.date(2015, 1, 1), extra=149_000)
    pension(province, 3, basis=3_000_000, started=dt.date(2015, 1, 1), regime=4)
    parts = ask(("pension.increase", "rate=0.10"), since=since).parts
    by_name = {part.name.en: part for part in parts}
    lines = by_name["Pensions and monthly benefits"].lines
    assert [(line.people, line.touched, line.before, line.after) for line in lines] == [
        (2, 2, 5_370_000 + 4_296_000 + 149_000, 5_907_000 + 4_725_600 + 149_000), (1, 1, 3_222_000, 3_544_200),
    ]  # fmt: skip
    assert by_name["Contributions"].all.more == 0


def test_a_lift_of_the_lowest_is_asked_about_beside_its_decree(province: Province) -> None:
    since = dt.date(2022, 7, 1)
    pension(province, 1, basis=2_000_000, started=dt.date(1990, 1, 1))  # 2,148,000 and a lift to 2,348,000 in 2022
    changes = (("pension.increase", "rate=0.10"), ("pension.increase.floor", "add_below=2700000;add=300000;to=3000000"))
    part = next(part for part in ask(*changes, since=since).parts if part.name.en == "Pensions and monthly benefits")
    assert (part.all.before, part.all.after) == (2_348_000, 2_882_800)
    part = next(
        part for part in ask(*changes[:1], since=since).parts if part.name.en == "Pensions and monthly benefits"
    )
    assert (part.all.before, part.all.after) == (2_348_000, 2_582_800)


def test_only_the_office_asked_about_counts(province: Province) -> None:
    whole, part = (ask(("ui.rate.employer", "0.02"), path=path) for path in ("00.26", province.bases[0].path))
    assert 0 < part.parts[0].all.people < whole.parts[0].all.people
    assert ask(("ui.rate.employer", "0.02"), path="00.27").parts == ()


def test_what_cannot_be_asked_is_refused_by_name(province: Province) -> None:  # noqa: ARG001
    with pytest.raises(RefusedError):
        ask()
    with pytest.raises(RefusedError, match=r"no\.such"):
        ask(("no.such", "1"))
    with pytest.raises(UnknownValueError):
        ask(("ui.rate.employer", "0.02"), since=dt.date(1990, 1, 1))


def test_a_value_that_no_amount_depends_on_is_named(province: Province) -> None:  # noqa: ARG001
    answer = ask(("sickness.rate.normal", "0.8"), ("base_salary", "1600000"), since=dt.date(2022, 7, 1))
    assert [name.en for name in answer.unread] == [load().parameters["sickness.rate.normal"].label.en]
    assert ask(("base_salary", "1600000")).unread == ()


def test_nothing_is_written(province: Province) -> None:  # noqa: ARG001
    before = m.AuditEntry.objects.count(), m.AnnouncedValue.objects.count()
    ask(("base_salary", "1600000"))
    assert (m.AuditEntry.objects.count(), m.AnnouncedValue.objects.count()) == before


def test_the_page_and_the_api_ask_the_same_rights(province: Province) -> None:  # noqa: ARG001
    address = "/what-if/?office=26&since=2022-01-01&key=base_salary&value=1600000"
    clients = {}
    for name in ("leader", "collection"):
        clients[name] = Client()
        clients[name].force_login(m.User.objects.get(username=name))
    page = clients["leader"].get(address)
    assert page.status_code == 200
    assert "Luật đổi thì sao" in page.content.decode()
    wrong = clients["leader"].get("/what-if/?office=26&since=x&key=base_salary&value=1")
    assert "không đọc được" in wrong.content.decode()
    assert clients["collection"].get(address).status_code == 403
    body = json.dumps({"office": "26", "since": "2022-01-01", "changes": [{"key": "base_salary", "value": "1600000"}]})
    sent = {
        name: client.post("/api/what-if", body, content_type="application/json") for name, client in clients.items()
    }
    assert (sent["leader"].status_code, sent["collection"].status_code) == (200, 404)
    assert sent["leader"].json()["month"] == "2022-01"


def test_anybody_may_simulate_over_the_api() -> None:
    person = {"sex": "female", "born": "1985-06-12", "go_on": "9000000",
              "rows": [{"first": "2010-01", "last": "2020-12", "salary": "5000000"}]}  # fmt: skip

    def post(task: str, **more: str):
        return Client().post(f"/api/simulations/{task}", json.dumps(person | more), content_type="application/json")

    choice = post("choice").json()
    assert [way["key"] for way in choice["ways"]] == ["one_time", "keep", "go_on"]
    assert len(choice["ages"]) == len(choice["ways"][0]["cumulative"])
    assert post("pension").json()["pension"] > 0
    refused = post("maternity", birth="2020-06-01", leave_first="2020-01-01")
    assert (refused.status_code, refused.json()["findings"][0]["code"]) == (422, "LEAVE")
    assert post("maternity", birth="2020-06-20").json()["granted"]
    assert post("unemployment", contract_end="2020-12-31").json()["granted"]
    assert post("lottery").status_code == 422


def test_a_citizen_simulates_with_the_own_record_over_the_api(province: Province) -> None:  # noqa: ARG001
    clients = {name: Client() for name in ("citizen", "leader")}
    for name, client in clients.items():
        client.force_login(m.User.objects.get(username=name))
    sent = {name: client.post("/api/me/simulations/pension", "{}", content_type="application/json")
            for name, client in clients.items()}  # fmt: skip
    assert (sent["citizen"].status_code, sent["leader"].status_code) == (200, 404)
    assert sent["citizen"].json()["months"] > 0
