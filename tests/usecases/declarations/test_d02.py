"""A declaration from the file to the spells, on PostgreSQL."""

import datetime as dt
import io
import json
import re

import pytest
from python_calamine import CalamineWorkbook
from tests.usecases.declarations.office import change, codes, listing, months, person, row, seed, send, spell, tables

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.formats.declaration_d02 import read_d02, write_d02
from ansinh.records import models as m
from ansinh.usecases import clock, declarations

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def accounts():
    return seed()


def run(data: bytes, **more) -> declarations.Accepted:
    filing = send(data, **more)
    declarations.check(filing, "can-bo")
    return declarations.accept(filing, "can-bo")


def test_a_new_worker_gets_a_number_and_a_spell():
    done = run(listing(row()))
    who = m.Person.objects.get()
    assert (done.state, done.rows, done.people_issued, done.spells) == ("accepted", 1, 1, 1)
    assert who.si_number == "2600000001"
    assert who.name_search == "nguyen thi dao"
    assert months(who) == [("2021-10", "", 6_000_000, 0, 62)]
    assert list(m.SiBookEvent.objects.values_list("kind", flat=True)) == ["number", "issue"]


def test_the_same_bytes_have_the_same_receipt():
    one, two = send(listing(row())), send(listing(row()))
    assert one == two
    assert m.Filing.objects.get().number == f"00001/{clock.today().year}/2601"
    other = send(listing(row(full_name="Trần Văn Đức", sex="Nam")))
    assert m.Filing.objects.get(id=other).number.startswith("00002/")


def test_accepting_again_changes_nothing():
    filing = send(listing(row()))
    declarations.check(filing, "can-bo")
    declarations.accept(filing, "can-bo")
    before = tables()
    again = declarations.accept(filing, "can-bo")
    assert (again.state, again.rows, tables()) == ("accepted", 1, before)


def test_every_finding_of_every_row_at_once(accounts):
    who = person("Lê Thị Mai", "2611111111")
    spell(accounts["TA0001A"], who, "2021-01")
    data = listing(
        row(birth_date=None),
        change("DC", who, "9/2021", coef_or_wage=7_000_000, full_name="Lê Văn Ba"),
        row(si_number="123", full_name="Bùi Thị Yến"),
        change("ON", who, "10/2021"),
        row(full_name="Phạm Thị Hà", si_from="12/2021"),
        {**change("GH", who, "10/2021"), "si_number": "2699999999"},
    )
    filing = send(data)
    checked = declarations.check(filing, "can-bo")
    found = codes(filing)
    assert checked.errors >= 6
    for wanted in (
        (2, "BIRTH-MISSING"),
        (3, "NAME-DIFFERS"),
        (4, "SI-SHAPE"),
        (5, "SPELL-WORKS"),
        (6, "MONTH-AHEAD"),
        (7, "SI-UNKNOWN"),
    ):
        assert wanted in found, (wanted, found)
    with pytest.raises(RefusedError):
        declarations.accept(filing, "can-bo")
    assert months(who) == [("2021-01", "", 5_000_000, 0, 62)]


def test_good_rows_are_taken_and_the_rest_is_given_back():
    filing = send(listing(row(), row(full_name="Phạm Thị Hà", birth_date=None)))
    declarations.check(filing, "can-bo")
    done = declarations.accept(filing, "can-bo", good_rows=True)
    rest = m.Filing.objects.get(id=done.returned)
    assert (done.state, done.rows) == ("accepted_in_part", 1)
    assert (rest.state, rest.rows, str(rest.follows_id)) == ("returned", 1, filing)
    assert codes(done.returned) == [(3, "BIRTH-MISSING")]
    assert m.Person.objects.count() == 1


def test_changes_of_known_people(accounts):
    who = person("Lê Thị Mai", "2611111111")
    spell(accounts["TA0001A"], who, "2021-01")
    run(listing(change("DC", who, "7/2021", coef_or_wage=6_500_000)))
    assert months(who) == [("2021-01", "2021-06", 5_000_000, 0, 62), ("2021-07", "", 6_500_000, 0, 62)]
    run(listing(change("TS", who, "11/2021", "4/2022")))
    assert [line[3] for line in months(who)] == [0, 0, 3, 0]
    assert m.Spell.objects.filter(superseded_at__isnull=False).count() == 2


def test_a_late_end_leaves_the_card_due(accounts):
    who = person("Lê Thị Mai", "2611111111")
    spell(accounts["TA0001A"], who, "2021-01")
    filing = send(listing(change("GH", who, None, "8/2021")))
    declarations.check(filing, "can-bo")
    assert {code for _, code in codes(filing)} == {"CARD", "LATE"}
    declarations.accept(filing, "can-bo")
    assert months(who) == [("2021-01", "2021-08", 5_000_000, 0, 62), ("2021-09", "2021-10", 5_000_000, 0, 32)]


def test_an_end_reported_ahead_leaves_nothing_due(accounts):
    who = person("Lê Thị Mai", "2611111111")
    spell(accounts["TA0001A"], who, "2021-01")
    run(listing(change("GH", who, None, "10/2021")))
    assert months(who) == [("2021-01", "2021-10", 5_000_000, 0, 62)]


def test_a_merged_number_leads_to_the_survivor(accounts):
    who = person("Lê Thị Mai", "2611111111")
    person("Lê Thị Mai", "2622222222", merged_into=who)
    spell(accounts["TA0001A"], who, "2021-01")
    old = change("DC", who, "10/2021", coef_or_wage=9_000_000)
    run(listing({**old, "si_number": "2622222222"}))
    assert months(who)[-1][:3] == ("2021-10", "", 9_000_000)


def test_somebody_who_works_elsewhere_is_not_opened_twice(accounts):
    who = person("Lê Thị Mai", "2611111111")
    spell(accounts["TA0002A"], who, "2021-01")
    filing = send(listing(change("TM", who, "10/2021", coef_or_wage=6_000_000)))
    assert not declarations.check(filing, "can-bo").whole
    assert (2, "ELSEWHERE") in codes(filing)
    moved = send(listing(change("TD", who, "10/2021", coef_or_wage=6_000_000)))
    assert declarations.check(moved, "can-bo").whole
    assert (2, "MOVE-OPEN") in codes(moved)


def test_a_form_of_another_unit_stops_whole():
    filing = send(listing(row(), unit="TA0002A"))
    assert not declarations.check(filing, "can-bo").whole
    with pytest.raises(RefusedError):
        declarations.accept(filing, "can-bo", good_rows=True)
    assert tables() == [0, 0, 0]


def test_the_law_bounds_the_wage():
    filing = send(
        listing(
            row(full_name="Bùi Thị A", coef_or_wage=3_919_999),  # region II: 3,920,000 from 2020-01
            row(full_name="Bùi Thị B", coef_or_wage=3_920_000),
            row(full_name="Bùi Thị C", coef_or_wage=29_800_000),  # 20 x 1,490,000
            row(full_name="Bùi Thị D", coef_or_wage=29_800_001),
            row(full_name="Bùi Thị E", coef_or_wage="2,34"),
        )
    )
    declarations.check(filing, "can-bo")
    assert codes(filing) == [(2, "PAY-FLOOR"), (5, "PAY-CEILING")]


@pytest.mark.parametrize(("period", "first", "wanted"), [((2021, 10), "10/2021", "TC"), ((2026, 1), "01/2026", "TD")])
def test_a_move_is_named_by_the_map_of_its_month(accounts, period, first, wanted):
    """Phu Tho and Vinh Phuc were two provinces until 2025-06 and are one since."""
    top = m.Office.objects.get(code="00")
    other = m.Office.objects.create(
        code="25", name="BHXH Phú Thọ", kind="province", parent=top, path="00.25", valid_from=dt.date(1995, 1, 1)
    )
    accounts["TA0002A"].office = other
    accounts["TA0002A"].save()
    who = person("Lê Thị Mai", "2611111111")
    spell(accounts["TA0002A"], who, "2020-01", "2021-08")
    for code in ("TD", "TC"):
        data = listing(change(code, who, first, coef_or_wage=6_000_000), month=first)
        filing = send(data, period=Month.of(*period))
        declarations.check(filing, "can-bo")
        assert ((2, "MOVE-KIND") in codes(filing)) == (code != wanted), code


@pytest.mark.parametrize("layout", ["official", "flat"])
def test_a_workbook_comes_back_with_comments_at_its_own_cells(layout):
    read = read_d02(listing(row(), row(full_name="Bùi Thị A", coef_or_wage=1_000_000)))
    data = write_d02(read.header, read.rows, layout=layout, person=read.person)
    filing = declarations.receive(
        declarations.Sent("D02", data, "t10.xlsx", "ivan", "tiep-nhan", account="TA0001A", period=Month.of(2021, 10))
    )
    checked = declarations.check(filing, "can-bo")
    assert (checked.rows, checked.errors) == (2, 1), codes(filing)
    finding = m.FilingFinding.objects.get(filing_id=filing, code="PAY-FLOOR")
    assert finding.sheet
    assert re.match(r"[A-Z]+ · ", finding.column)
    book = declarations.commented_workbook(filing)
    cells = [str(cell) for sheet in CalamineWorkbook.from_filelike(io.BytesIO(book)).sheet_names
             for line in CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name(sheet).to_python()
             for cell in line]  # fmt: skip
    assert any("thấp hơn mức thấp nhất" in cell for cell in cells)


def test_the_cost_is_shown_before_anybody_decides(accounts):
    who = person("Lê Thị Mai", "2611111111")
    spell(accounts["TA0001A"], who, "2021-01")
    before = tables()
    filing = send(listing(change("DC", who, "8/2021", coef_or_wage=6_000_000), row(coef_or_wage=5_000_000)))
    declarations.check(filing, "can-bo")
    seen = declarations.preview(filing)
    # one million more: si 25 %, oad 0.5 % (0 by Resolution 68 from 2021-07), ui 2 % (1 % from 2021-10), hi 4.5 %
    august = seen.months[0]
    assert (str(august.month), august.people, august.total) == ("2021-08", 0, 315_000)
    october = seen.months[-1]
    assert (october.people, october.funds["hi"]) == (1, 45_000 + 225_000)
    assert seen.total == sum(month.total for month in seen.months)
    assert tables() == before


def test_an_absence_costs_less(accounts):
    who = person("Lê Thị Mai", "2611111111")
    spell(accounts["TA0001A"], who, "2021-01")
    filing = send(listing(change("TS", who, "10/2021", "3/2022")))
    declarations.check(filing, "can-bo")
    (october,) = declarations.preview(filing).months
    assert (october.people, october.funds["rs"]) == (-1, -1_100_000)


@pytest.mark.parametrize(("note", "stopped"), [("", True), ("Làm việc không trọn thời gian", False)])
def test_part_time_pay_may_lie_under_the_floor_until_the_new_law(note, stopped):
    filing = send(listing(row(coef_or_wage=2_500_000, note=note or None)))
    declarations.check(filing, "can-bo")
    assert ((2, "PAY-FLOOR") in codes(filing)) is stopped


def test_a_late_change_whose_paper_is_listed_is_not_asked_for_it_again(accounts):
    who = person("Lê Thị Mai", "2611111111")
    spell(accounts["TA0001A"], who, "2021-01")
    late = change("DC", who, "8/2021", coef_or_wage=6_000_000)
    filing = send(listing(late))
    declarations.check(filing, "can-bo")
    assert (2, "LATE") in codes(filing)
    paper = {
        "full_name": "Lê Thị Mai", "si_number": "2611111111", "doc_type": "Phụ lục hợp đồng", "doc_no": "2/PL",
        "issue_date": "01/08/2021", "effective_date": "01/08/2021", "issuer": "Công ty", "abstract": "Nâng lương",
        "extract": "6.000.000 đồng từ 01/8/2021",
    }  # fmt: skip
    head = {"unit_code": "TA0001A", "month": "10/2021", "evidence": [paper]}
    filing = send(json.dumps({"header": head, "rows": [late]}).encode())
    declarations.check(filing, "can-bo")
    assert codes(filing) == []
