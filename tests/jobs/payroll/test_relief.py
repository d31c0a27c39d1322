"""Relief 2021 over a small province: lists, replies, decisions, payment; each state a series of its own."""

import datetime as dt
import io

import pytest
import xlsxwriter
from django.db import IntegrityError, transaction
from tests.jobs.payroll.small_payroll import Pensions, books_of, rows
from tests.jobs.small_books import Books

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.domain.benefits.payments import PayKey, Source
from ansinh.domain.benefits.relief import measures
from ansinh.domain.benefits.relief_report import Amounts, expected
from ansinh.formats.relief_list import HEADINGS, read_reply, write_relief_list
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.jobs.relief import build_lists
from ansinh.jobs.relief_feed import feed
from ansinh.records.models import UnemploymentMonths
from ansinh.records.store.benefits import relief_report
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits import relief
from ansinh.usecases.benefits.payments import Opening
from ansinh.usecases.benefits.payments_answers import import_answers
from ansinh.usecases.benefits.relief import Application

CODE = "nq116-support"
OCTOBER, BUILT = Month.parse("2021-10"), dt.date(2021, 10, 5)


@pytest.fixture
def units(books: Books) -> Books:
    """Two enterprises of 5 and 3 people, a State agency of 2, one who stopped, one who stopped too early."""
    number = 0
    for each, (size, kind) in enumerate([(5, "enterprise"), (3, "enterprise"), (2, "state_agency")], 1):
        account = books.account(each, unit_kind=kind)
        for _ in range(size):
            number += 1
            books.works(account, books.person(number), f"20{10 + number}-01")
    books.works(account, books.person(50), "2012-01", "2021-05")
    books.works(account, books.person(51), "2012-01", "2019-06")
    return books


@pytest.fixture
def books(committed_db: str) -> Books:  # noqa: ARG001 - a fixture that has to stand first
    return Books()


def build() -> None:
    done = build_lists(CODE, "26", BUILT, "can-bo")
    assert (done.lists, done.people, done.refused) == (3, 9, {1: 2})


def pay() -> int:
    asked = Opening(Source.RELIEF, "26", OCTOBER, dt.date(2021, 10, 20), 1, CODE)
    batch = acts.open_batch(asked, "can-bo")
    try_batch(batch.id, "can-bo", workers=1)
    acts.sign(batch.id, "truong-phong")
    acts.sign(batch.id, "giam-doc")
    write_batch(batch.id, "can-bo", workers=1)
    return rows("SELECT count(*) FROM records_payline WHERE source = 3")[0][0]


@pytest.mark.usefixtures("units")
def test_amounts_follow_the_months_of_unemployment_insurance() -> None:
    build()
    found = rows("SELECT months, amount FROM records_reliefcase ORDER BY person")
    assert found[0] == (129, 2_900_000)
    assert found[1] == (117, 2_900_000)
    assert found[7] == (45, 2_100_000)
    assert found[8] == (112, 2_900_000)


def test_months_brought_in_count_and_months_of_the_books_follow(units: Books) -> None:
    (person,) = rows("SELECT min(id) FROM records_person")[0]
    UnemploymentMonths.objects.create(person_id=person, as_of=dt.date(2021, 1, 1), months=2)
    build_lists(CODE, units.code, BUILT, "can-bo")
    assert rows("SELECT months FROM records_reliefcase WHERE person = %s", person) == [(11,)]


@pytest.mark.usefixtures("units")
def test_received_decided_and_paid_are_three_series() -> None:
    build()
    lists = [row[0] for row in rows("SELECT id FROM records_relieflist ORDER BY id")]
    relief.confirm(lists[:2], dt.date(2021, 10, 12), "can-bo")
    relief.confirm(lists[2:], dt.date(2021, 11, 2), "can-bo")
    with pytest.raises(RefusedError):
        relief.decide(CODE, "26", dt.date(2021, 10, 20), "QD 1", "can-bo")
    assert relief.decide(CODE, "26", dt.date(2021, 10, 20), "QD 1", "giam-doc") == 2
    assert pay() == 8
    sent = rows("SELECT month, subject, amount FROM records_payline ORDER BY subject")
    told = "\n".join(
        f"{PayKey(Month.containing(month), Source.RELIEF, subject).reference},{amount},đã chi,25/10/2021"
        for month, subject, amount in sent[:6]
    )
    import_answers(f"Mã tham chiếu,Số tiền,Kết quả,Ngày\n{told}".encode(), name="a", office="26", actor="k")
    report = relief.report(CODE, "26", dt.date(2021, 10, 31))
    assert [report.state(name).people for name in ("received", "decided", "paid")] == [8, 8, 6]
    later = relief.report(CODE, "26", dt.date(2021, 11, 3))
    assert [later.state(name).people for name in ("received", "decided", "paid")] == [9, 8, 6]
    assert later.states["received"]["kept"] == Amounts(1, 2_900_000)
    assert relief.report(CODE, "26", dt.date(2021, 10, 24)).state("paid") == Amounts()
    assert (later.requested.people, later.confirmed.people) == (2, 2)
    assert [(later.workers, later.expected)] == rows(
        "SELECT sum(workers)::int, sum(amount)::bigint FROM records_relieflist"
    )
    paid = sum(amount for _, _, amount in sent)
    assert books_of(4)[611] == paid
    assert feed("26", OCTOBER, dt.date(2021, 10, 31), "can-bo") == 6
    assert feed("26", OCTOBER, dt.date(2021, 10, 31), "can-bo") == 0


@pytest.mark.usefixtures("units")
def test_nobody_is_listed_or_paid_twice() -> None:
    build()
    again = build_lists(CODE, "26", BUILT, "can-bo")
    assert (again.lists, again.people) == (0, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows(
            "INSERT INTO records_reliefcase (measure, list, person, months, amount, payee) "
            "SELECT measure, list, person, months, amount, payee FROM records_reliefcase LIMIT 1 RETURNING 1"
        )
    relief.confirm([row[0] for row in rows("SELECT id FROM records_relieflist")], BUILT, "can-bo")
    relief.decide(CODE, "26", BUILT, "QD 1", "giam-doc")
    assert pay() == 9
    second = acts.open_batch(Opening(Source.RELIEF, "26", OCTOBER, BUILT, 2, CODE), "can-bo")
    assert try_batch(second.id, "can-bo", workers=1).control["trial"]["people"] == 0


@pytest.mark.usefixtures("units")
def test_a_unit_sends_its_list_back_with_accounts_and_a_refusal() -> None:
    build()
    (list_id,) = rows("SELECT min(id) FROM records_relieflist")[0]
    people = [(one.full_name, one.si_number, one.months, one.amount) for one in relief_report.cases(list_id)]
    assert read_reply(write_relief_list("t", people)).findings
    answers = [("Đồng ý", "1900123", "970436")] * (len(people) - 1) + [("Không nhận", "", "")]
    data = workbook(people, answers)
    done = relief.receive_reply(list_id, data, name="l.xlsx", day=BUILT, actor="can-bo")
    assert (done.confirmed, done.declined, done.redirected) == (4, 1, 4)
    assert rows("SELECT workers, received_on FROM records_relieflist WHERE id = %s", list_id) == [(4, BUILT)]
    assert rows("SELECT count(*) FROM records_reliefcase c JOIN records_payee y ON y.id = c.payee "
                "JOIN records_paychannel p ON p.id = y.channel_id WHERE p.code = '970436'") == [(4,)]  # fmt: skip


@pytest.mark.usefixtures("units")
def test_a_stranger_on_the_list_and_nothing_of_it_is_taken_in() -> None:
    build()
    (list_id,) = rows("SELECT min(id) FROM records_relieflist")[0]
    people = [("X", "2699999999", 0, 0), ("Y", "2699999999", 0, 0), ("Z", "12", 0, 0)]
    data = workbook(people, [("Đồng ý", "", "")] * 2 + [("sao cũng được", "12", "x")])
    done = relief.receive_reply(list_id, data, name="l.xlsx", day=BUILT, actor="can-bo")
    assert sorted({one.code for one in done.findings if one.stops}) == [
        "C-CODE", "C-DIGITS", "relief.stranger", "relief.twice",
    ]  # fmt: skip
    assert rows("SELECT received_on FROM records_relieflist WHERE id = %s", list_id) == [(None,)]


def workbook(people: list[tuple[str, str, int, int]], answers: list[tuple[str, str, str]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADINGS)
    for number, ((name, si, months, amount), (answer, account, bank)) in enumerate(
        zip(people, answers, strict=True), 1
    ):
        sheet.write_row(number, 0, [number, name, si, months, amount, account, bank, "", answer])
    book.close()
    return out.getvalue()


def test_one_person_applies_in_time_with_a_right_and_once(units: Books) -> None:
    number = relief.apply_alone(CODE, Application("2600000050", units.code, dt.date(2021, 12, 20)), "mot-cua")
    assert rows("SELECT kind, workers, amount FROM records_relieflist WHERE number = %s", number) == [
        ("single", 1, 2_900_000)
    ]
    for who, day in (("2600000051", 20), ("2600000009", 20), ("2600000001", 21)):
        with pytest.raises(RefusedError):
            relief.apply_alone(CODE, Application(who, units.code, dt.date(2021, 12, day)), "mot-cua")


def test_what_is_expected_over_the_window_is_the_mean_so_far() -> None:
    oad = measures()["nq68-oad"]
    months = tuple((Month.parse(f"2021-{number:02d}"), 5_158_333_333) for number in range(7, 11))
    whole, method = expected(oad, months)
    assert whole == 61_899_999_996
    assert method is not None
    assert "4" in method.en
    assert expected(oad, ()) == (None, None)
    whole, method = expected(measures()["nq68-rs"], months[:3], 6)
    assert whole == 6 * 5_158_333_333, "no employer is suspended for longer than six months"
    assert method is not None
    assert "6 months" in method.en


def test_a_pensioner_is_not_listed(units: Books) -> None:
    pensions = Pensions(units, number=49)
    person = rows("SELECT id FROM records_person WHERE si_number = '2600000050'")[0][0]
    rows("UPDATE records_person SET si_number = '2600000999' WHERE id = %s RETURNING 1", person)
    file = pensions.grant(1)[0]
    rows("UPDATE records_pension SET person_id = %s WHERE file_no = %s RETURNING 1", person, file)
    done = build_lists(CODE, "26", BUILT, "can-bo")
    assert done.refused == {1: 2, 4: 1}
