"""D03-TS and D05-TS from the file to paid periods, on PostgreSQL."""

import json
from typing import Any

import pytest
from tests.usecases.declarations.office import codes, person, seed, spell

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.records import models as m
from ansinh.usecases import declarations

pytestmark = pytest.mark.django_db
OCTOBER = Month.of(2021, 10)


@pytest.fixture(autouse=True)
def accounts():
    return seed()


def send(kind: str, *rows: dict[str, Any], period: Month = OCTOBER, **header: str) -> str:
    head = {"month": f"{period.month:02d}/{period.year}", **header}
    data = json.dumps({"header": head, "rows": list(rows)}, ensure_ascii=False).encode()
    sent = declarations.Sent(kind, data, "ds.json", "agent", "dai-ly", office="2601", period=period)
    return declarations.receive(sent)


def run(filing: str) -> declarations.Accepted:
    checked = declarations.check(filing, "can-bo")
    assert checked.whole, codes(filing)
    return declarations.accept(filing, "can-bo")


def member(**given: Any) -> dict[str, Any]:
    new = {
        "full_name": "Đỗ Thị Yến", "birth_date": "02/09/1980", "sex": "Nữ", "change": "TM", "from_month": "11/2021",
        "months": 12, "receipt_no": "0001", "receipt_date": "25/10/2021", "kcb_facility": "26001",
    }  # fmt: skip
    return {key: "" if value is None else value for key, value in {**new, **given}.items()}


def periods(who: m.Person) -> list[tuple[str, str, str, int, int, int]]:
    found = m.HealthSpell.objects.filter(person=who, superseded_at__isnull=True).order_by("validity")
    return [
        (
            s.group,
            f"{s.validity.lower:%Y-%m}",
            f"{s.validity.upper:%Y-%m}" if s.validity.upper else "",
            s.gross,
            s.support_state,
            s.due,
        )
        for s in found
    ]


def test_a_household_pays_by_order():
    done = run(
        send(
            "D03",
            member(household_rank=1),
            member(full_name="Đỗ Văn Nam", sex="Nam", household_rank=2),
            group_code="GD",
        )
    )
    assert (done.rows, done.people_issued, done.spells) == (2, 2, 2)
    first = m.Person.objects.get(full_name="Đỗ Thị Yến")
    assert periods(first) == [("GD", "2021-11", "2022-11", 804_600, 0, 804_600)]


def test_pupils_are_supported_by_the_state():
    run(send("D03", member(birth_date="02/09/2010", months=12), group_code="HS"))
    assert periods(m.Person.objects.get()) == [("HS", "2021-11", "2022-11", 804_600, 241_380, 563_220)]


def test_renewal_comes_after_what_stands():
    who = person("Đỗ Thị Yến", "2611111111")
    known = {"si_number": "2611111111", "birth_date": "01/05/1990"}
    run(send("D03", member(**known, months=3), group_code="GD"))
    twice = send("D03", member(**known, change="ON", months=3, receipt_no="2"), group_code="GD")
    declarations.check(twice, "can-bo")
    assert (2, "COVERED") in codes(twice)
    run(send("D03", member(**known, change="ON", from_month="02/2022", months=3, receipt_no="3"), group_code="GD"))
    assert [line[1:3] for line in periods(who)] == [("2021-11", "2022-02"), ("2022-02", "2022-05")]


def test_an_end_keeps_the_months_before():
    who = person("Đỗ Thị Yến", "2611111111")
    known = {"si_number": "2611111111", "birth_date": "01/05/1990"}
    run(send("D03", member(**known), group_code="GD"))
    run(
        send(
            "D03",
            member(**known, change="GH", from_month="03/2022", months=None),
            group_code="GD",
            period=Month.of(2022, 2),
        )
    )
    assert [line[1:3] for line in periods(who)] == [("2021-11", "2022-03")]


def test_findings_of_a_health_list(accounts):
    who = person("Lê Thị Mai", "2611111111")
    spell(accounts["TA0001A"], who, "2021-01")
    filing = send(
        "D03",
        member(si_number="2611111111", full_name="Lê Thị Mai", birth_date="01/05/1990"),
        member(full_name="Bé Na", birth_date="02/09/2019"),
        member(months=None),
        member(full_name="Phạm Hà", amount=100_000),
        group_code="GD",
    )
    declarations.check(filing, "can-bo")
    found = codes(filing)
    for wanted in ((2, "EMPLOYED"), (3, "UNDER-SIX"), (4, "MONTHS-MISSING"), (5, "AMOUNT-SHORT")):
        assert wanted in found, found


def test_new_members_of_a_household_come_with_their_tk1():
    def said(name: str, born: str, relation: str, takes: int) -> dict[str, Any]:
        return {"full_name": name, "birth_date": born, "sex": "Nữ", "relation": relation, "takes_part": takes}

    family = [
        said("Đỗ Thị Yến", "02/09/1980", "00", 1), said("Đỗ Văn Nam", "03/04/1982", "02", 1),
        said("Đỗ Thị Ba", "05/06/2001", "03", 1),
    ]  # fmt: skip
    tk1 = {
        "household_code": "2600012345", "household_address": {"text": "Thôn Đồng"}, "household_appendix": family,
        "ethnicity": "01",
    }  # fmt: skip
    filing = send(
        "D03",
        member(tk1=tk1, address="Số 5, xã Tam Đảo"),
        member(full_name="Đỗ Văn Nam", birth_date="03/04/1982", sex="Nam", household_code="2600012345", receipt_no="2"),
        member(full_name="Đỗ Văn Tư", birth_date="", sex="", household_code="2600012345", receipt_no="3"),
        group_code="GD",
    )
    declarations.check(filing, "can-bo")
    found = codes(filing)
    assert (2, "MEMBER-NOT-LISTED") in found, found
    assert (4, "BIRTH-MISSING") in found, found
    done = declarations.accept(filing, "can-bo", good_rows=True)
    assert (done.rows, done.people_issued, bool(done.returned)) == (2, 2, True)
    first, second = (m.Person.objects.get(full_name=name) for name in ("Đỗ Thị Yến", "Đỗ Văn Nam"))
    assert first.household.code == second.household.code == "2600012345"
    assert first.household.address == "Thôn Đồng"
    assert (first.household_relation, second.household_relation) == ("00", "02")
    assert sorted((first.household_order, second.household_order)) == [1, 2]
    assert (first.address, first.ethnicity) == ("Số 5, xã Tam Đảo", "01")
    assert set(m.SiBookEvent.objects.values_list("kind", flat=True)) == {"number", "issue"}


def test_a_list_without_a_group_stops():
    filing = send("D03", member())
    assert not declarations.check(filing, "can-bo").whole
    with pytest.raises(RefusedError):
        declarations.accept(filing, "can-bo", good_rows=True)
    assert m.Person.objects.count() == 0


def payer(**given: Any) -> dict[str, Any]:
    new = {
        "full_name": "Trần Thị Tư", "birth_date": "02/09/1980", "sex": "Nữ", "change": "TM", "from_month": "11/2021",
        "months": 3, "income": 1_000_000, "receipt_no": "0001", "receipt_date": "25/10/2021",
    }  # fmt: skip
    return {key: "" if value is None else value for key, value in {**new, **given}.items()}


def test_voluntary_with_the_states_support():
    done = run(send("D05", payer(amount_due=660_000, amount_person=613_800, nsnn_pct=10, nsnn_amt=46_200)))
    one = m.VoluntarySpell.objects.get()
    assert done.people_issued == 1
    assert (one.gross, one.support_state, one.due, one.support_group) == (660_000, 46_200, 613_800, "other")


def test_findings_of_a_voluntary_list():
    filing = send(
        "D05",
        payer(income=500_000),
        payer(full_name="Võ Văn A", months=4),
        payer(full_name="Võ Văn B", nsnn_pct=17),
        payer(full_name="Võ Văn C", amount_person=600_000),
        payer(full_name="Võ Văn D", birth_date="01/01/2010"),
    )
    declarations.check(filing, "can-bo")
    found = codes(filing)
    for wanted in ((2, "INCOME-LOW"), (3, "METHOD"), (4, "SUPPORT"), (5, "AMOUNT-SHORT"), (6, "CHILD")):
        assert wanted in found, found


def test_voluntary_ends_when_compulsory_begins():
    who = person("Trần Thị Tư", "2611111111")
    known = {"si_number": "2611111111", "birth_date": "01/05/1990"}
    run(send("D05", payer(**known, months=12)))
    run(
        send(
            "D05", payer(**known, change="GB", from_month="02/2022", months=None, income=None), period=Month.of(2022, 1)
        )
    )
    stands = m.VoluntarySpell.objects.get(person=who, superseded_at__isnull=True)
    assert (str(stands.validity.lower), str(stands.validity.upper)) == ("2021-11-01", "2022-02-01")
