"""A list of deaths of another agency: everybody looked for, every finding told, each row stopped and claimed alone."""

import datetime as dt
import io
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import xlsxwriter
from django.db import connections, transaction
from tests.jobs.payroll.small_payroll import Pensions, books_of, lines, rows
from tests.jobs.payroll.test_deaths import autumn

from ansinh.core.errors import RefusedError
from ansinh.core.person_name import search_key
from ansinh.records.models import Person
from ansinh.records.store.benefits import death_lists as store
from ansinh.usecases.benefits import death_lists, payroll

__all__ = ["autumn"]  # the fixture
HEAD = "STT;Số trích lục khai tử;Họ và tên;Số định danh cá nhân;Mã số BHXH;Ngày sinh;Ngày chết"
NAMES = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường")
Autumn = tuple[Pensions, str, int]


def people(count: int) -> list[Person]:
    found = [row[0] for row in rows("SELECT person_id FROM records_pension ORDER BY id LIMIT %s", count)]
    for key, name in zip(found, NAMES, strict=False):
        Person.objects.filter(pk=key).update(full_name=name, name_search=search_key(name))
    return [Person.objects.get(pk=key) for key in found]


def told(one: Person, died: str, **other: str) -> str:
    born = f"{one.birth_date:%d/%m/%Y}" if one.birth_date else ""
    cells = ["1", "KT 7", one.full_name, one.personal_id or "", one.si_number or "", born, died]
    names = ["no", "paper", "name", "personal_id", "si", "born", "died"]
    return ";".join(other.get(name, cell) for name, cell in zip(names, cells, strict=True))


def staged(*lines_: str, name: str = "tu-phap.csv") -> store.Listed:
    data = "\n".join([HEAD, *lines_]).encode()
    return store.one(death_lists.load(data, death_lists.Sent("26", "justice", name), "can-bo").number)


def states(found: store.Listed) -> list[str]:
    return [row.state for row in store.rows(found.id)]


def codes(found: store.Listed) -> list[str]:
    return [one["code"] for one in found.findings]


def recorded(found: store.Listed, *, good_rows: bool = False) -> store.Listed:
    death_lists.record(found.id, "can-bo", good_rows=good_rows)
    death_lists.record_rows(found.id, "can-bo")
    return store.one(found.id)


def test_each_row_stops_payment_and_claims_what_was_paid_beyond_it(autumn: Autumn) -> None:
    pensions, file, monthly = autumn
    first, second, *_ = people(3)
    found = staged(told(first, "30/09/2021"), told(second, "02/11/2021"))
    assert (states(found), codes(found), books_of(1).get(138)) == (["staged", "staged"], [], None)
    done = recorded(found)
    assert (done.state, done.recorded, done.claimed) == ("done", 2, 2 * monthly)
    assert [(row.stopped, row.claimed) for row in store.rows(found.id)] == [(1, 2 * monthly), (1, 0)]
    death_lists.record_rows(found.id, "can-bo")
    assert books_of(1)[138] == 2 * monthly
    pensions.paid("2021-12")
    assert file not in lines("2021-12")
    assert len(lines("2021-12")) == 3


def test_the_same_bytes_again_are_the_same_list(autumn: Autumn) -> None:  # noqa: ARG001 - people to speak of
    row = told(people(1)[0], "30/09/2021")
    assert staged(row).id == staged(row).id


@pytest.mark.parametrize(
    ("changed", "died", "code", "state"),
    [
        ({}, "30/09/2021", [], "staged"),
        ({"si": ""}, "30/09/2021", ["DEATH-BY-NAME"], "staged"),
        ({"si": "", "name": "Không Ai Cả"}, "30/09/2021", ["DEATH-NOBODY"], "unknown"),
        ({"name": "Người Khác"}, "30/09/2021", ["DEATH-NAME"], "refused"),
        ({"born": "01/01/1933"}, "30/09/2021", ["DEATH-BORN"], "refused"),
        ({"personal_id": "001145000099"}, "30/09/2021", ["DEATH-NUMBER"], "refused"),
        ({"personal_id": "12AB"}, "30/09/2021", ["DEATH-NUMBER-FORM"], "staged"),
        ({"si": "9999999999", "personal_id": "001145000001"}, "30/09/2021", ["DEATH-NUMBER"], "refused"),
        ({}, "30/09/2100", ["DEATH-AHEAD"], "refused"),
        ({}, "30/09/1901", ["DEATH-UNBORN"], "refused"),
    ],
)
def test_what_a_row_says_against_the_register(
    autumn: Autumn,  # noqa: ARG001 - people to speak of
    changed: dict[str, str],
    died: str,
    code: list[str],
    state: str,
) -> None:
    (one,) = people(1)
    Person.objects.filter(pk=one.pk).update(birth_date=dt.date(1950, 3, 1), personal_id="001145000001")
    one.birth_date = dt.date(1950, 3, 1)
    found = staged(told(one, died, **{"personal_id": "", **changed}))
    assert (codes(found), states(found)) == (code, [state])


def test_two_numbers_of_two_people_are_a_finding_and_nobody_is_chosen(autumn: Autumn) -> None:  # noqa: ARG001 - people to speak of
    first, second, *_ = people(2)
    Person.objects.filter(pk=second.pk).update(personal_id="001145000002")
    found = staged(told(first, "30/09/2021", personal_id="001145000002"))
    assert (codes(found), states(found)) == (["DEATH-TWO-PEOPLE"], ["refused"])
    assert [row.person for row in store.rows(found.id)] == [None]
    assert recorded(found, good_rows=True).recorded == 0


def test_two_hands_sending_the_same_list_at_once_get_the_same_receipt(autumn: Autumn) -> None:  # noqa: ARG001 - people to speak of
    data = "\n".join([HEAD, told(people(1)[0], "30/09/2021")]).encode()
    sent = death_lists.Sent("26", "justice", "tu-phap.csv")

    def other_hand() -> death_lists.Taken:
        try:
            return death_lists.load(data, sent, "dong-nghiep")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as hands, transaction.atomic():
        mine = death_lists.load(data, sent, "can-bo")
        theirs = hands.submit(other_hand)
        wait_for_a_lock()
    assert theirs.result() == death_lists.Taken(mine.number, already=True)
    assert rows("SELECT count(*) FROM records_deathlist") == [(1,)]


def wait_for_a_lock() -> None:
    """Wait until the other connection stands behind ours."""
    until = time.monotonic() + 20
    while not rows("SELECT 1 FROM pg_locks WHERE NOT granted"):
        assert time.monotonic() < until, "nobody waits"
        time.sleep(0.01)


def test_a_death_known_already_is_told_and_another_day_is_not_recorded(autumn: Autumn) -> None:
    _, file, _ = autumn
    (one,) = people(1)
    payroll.report_death(file, dt.date(2021, 9, 30), "TB 02", "can-bo", noticed=dt.date(2021, 11, 20))
    assert states(staged(told(one, "30/09/2021"), name="a.csv")) == ["known"]
    other = staged(told(one, "12/10/2021"), name="b.csv")
    assert (codes(other), states(other)) == (["DEATH-OTHER-DAY"], ["refused"])


def test_a_list_half_wrong_records_nothing_unless_only_the_good_rows_are_asked_for(autumn: Autumn) -> None:  # noqa: ARG001 - people to speak of
    first, second, *_ = people(2)
    found = staged(told(first, "30/09/2021"), told(second, "30/09/2021", name="Người Khác"), told(first, "30/09/2021"))
    assert codes(found) == ["DEATH-NAME", "DEATH-TWICE"]
    with pytest.raises(RefusedError, match="2 rows"):
        death_lists.record(found.id, "can-bo", good_rows=False)
    assert recorded(found, good_rows=True).recorded == 1


def test_somebody_of_another_office_is_left_to_it(autumn: Autumn) -> None:  # noqa: ARG001 - people to speak of
    (one,) = people(1)
    data = "\n".join([HEAD, told(one, "30/09/2021")]).encode()
    other = rows("SELECT code FROM records_office WHERE path NOT LIKE '00.26%%' AND path <> '00' LIMIT 1")
    code = other[0][0] if other else rows(
        "SELECT o.code FROM records_office o WHERE o.path LIKE '00.26.%%' AND o.id <> %s LIMIT 1", one.office_id
    )[0][0]  # fmt: skip
    found = store.one(death_lists.load(data, death_lists.Sent(code, "police", "x.csv"), "can-bo").number)
    assert (codes(found), states(found)) == (["DEATH-ELSEWHERE"], ["refused"])


def test_a_workbook_reads_like_the_text_and_garbage_is_a_finding(autumn: Autumn) -> None:  # noqa: ARG001 - people to speak of
    (one,) = people(1)
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    for place, line in enumerate(["DANH SÁCH KHAI TỬ", HEAD, told(one, "30/09/2021")]):
        sheet.write_row(place, 0, line.split(";"))
    book.close()
    found = store.one(death_lists.load(stream.getvalue(), death_lists.Sent("26", "justice", "a.xlsx"), "a").number)
    assert (states(found), codes(found)) == (["staged"], [])
    broken = store.one(death_lists.load(b"\x00\x01PK", death_lists.Sent("26", "justice", "b.xlsx"), "a").number)
    assert broken.state == "refused"
    assert broken.errors
    with pytest.raises(RefusedError, match="could not be read"):
        death_lists.record(broken.id, "can-bo", good_rows=True)


def test_no_source_that_is_none() -> None:
    with pytest.raises(RefusedError, match="no source"):
        death_lists.load(b"x", death_lists.Sent("26", "moon", "x.csv"), "can-bo")
