"""Ten thousand rows, sixteen at once, and files that mean harm."""

import io
import json
import threading
import zipfile

import pytest
from django.db import connection, connections
from tests.usecases.declarations.office import change, codes, listing, months, person, row, seed, send, spell, tables

from ansinh.core.errors import RefusedError
from ansinh.records import models as m
from ansinh.usecases import declarations

ROWS = 10_000


@pytest.fixture(autouse=True)
def accounts(committed_db):  # noqa: ARG001 - asked for its database
    return seed()


def many(count: int) -> bytes:
    letters = "ABCDEGHIKLMNOPQRSTUVXY"
    names = [
        f"Nguyễn Thị {letters[i % 22]}{letters[i // 22 % 22].lower()}{letters[i // 484 % 22].lower()}a"
        for i in range(count)
    ]
    return listing(
        *(
            row(full_name=name, birth_date=f"{i % 28 + 1:02d}/0{i % 9 + 1}/19{70 + i % 30}")
            for i, name in enumerate(names)
        )
    )


@pytest.mark.slow
def test_ten_thousand_rows_are_taken_whole():
    data = many(ROWS)
    filing = send(data)
    checked = declarations.check(filing, "can-bo")
    done = declarations.accept(filing, "can-bo")
    assert checked.errors == 0, codes(filing)[:5]
    assert (done.rows, m.Person.objects.count(), m.Spell.objects.count()) == (ROWS, ROWS, ROWS)


def at_once(count: int, act) -> list[object]:
    """Run `act` in `count` threads that start together; return answers and errors."""
    answers, gate = [], threading.Barrier(count)

    def one() -> None:
        try:
            gate.wait()
            answers.append(act())
        except Exception as error:  # noqa: BLE001 the test looks at it
            answers.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_sixteen_accept_the_same_filing_with_one_effect():
    filing = send(listing(row(), row(full_name="Phạm Thị Hà")))
    declarations.check(filing, "can-bo")
    answers = at_once(16, lambda: declarations.accept(filing, "can-bo"))
    assert {(a.state, a.rows) for a in answers} == {("accepted", 2)}
    assert tables() == [2, 2, 4]
    assert sum(a.people_issued for a in answers) == 2


def test_sixteen_send_the_same_file_and_get_one_receipt():
    data = listing(row())
    assert len(set(at_once(16, lambda: send(data)))) == 1
    assert m.Filing.objects.count() == 1


def test_sixteen_different_files_get_sixteen_numbers():
    files = [listing(row(full_name=f"Nguyễn Thị {letter}na")) for letter in "ABCDEGHIKLMNOPQR"]
    at_once(16, lambda: send(files.pop()))
    numbers = sorted(m.Filing.objects.values_list("number", flat=True))
    assert [number.split("/")[0] for number in numbers] == [f"{n:05d}" for n in range(1, 17)]


def test_two_filings_of_one_person_at_once_leave_one_story(accounts):
    who = person("Lê Thị Mai", "2611111111")
    spell(accounts["TA0001A"], who, "2021-01")
    filings = [
        send(listing(change("DC", who, f"{month}/2021", coef_or_wage=6_000_000 + month))) for month in range(2, 10)
    ]
    for filing in filings:
        declarations.check(filing, "can-bo")
    answers = at_once(8, lambda: declarations.accept(filings.pop(), "can-bo"))
    assert {answer.state for answer in answers} == {"accepted"}
    lines = months(who)
    assert [line[0] for line in lines] == sorted({line[0] for line in lines})
    assert lines[0][0] == "2021-01"
    assert lines[-1][1] == ""


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("empty", b""),
        ("noise", bytes(range(256)) * 64),
        ("bomb", None),
        ("xml with entities", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
        ("legacy letters", "Họ và tên;Mã số BHXH\nNguyễn;1".encode("utf-16")),
        ("deep json", b"[" * 100_000 + b"]" * 100_000),
        ("json of another shape", json.dumps({"rows": {"a": 1}}).encode()),
        (
            "numbers that do not end",
            b'{"header": {}, "rows": [{"full_name": "A", "coef_or_wage": 1e400, "change": "TM"}]}',
        ),
    ],
)
def test_a_hostile_file_changes_nothing(what, data):
    filing = send(bomb() if data is None else data)
    checked = declarations.check(filing, "can-bo")
    assert not checked.whole, what
    assert codes(filing), what
    with pytest.raises(RefusedError):
        declarations.accept(filing, "can-bo", good_rows=True)
    assert tables() == [0, 0, 0]


def test_names_are_kept_composed_and_found_either_way():
    filing = send(listing(row(full_name="Nguyễn Thị Hòa")))  # NFD
    declarations.check(filing, "can-bo")
    declarations.accept(filing, "can-bo")
    who = m.Person.objects.get()
    assert who.full_name == "Nguyễn Thị Hòa"
    assert who.name_search == "nguyen thi hoa"


def test_the_register_changed_since_the_check(accounts):
    who = person("Lê Thị Mai", "2611111111")
    spell(accounts["TA0001A"], who, "2021-01")
    filing = send(listing(change("DC", who, "10/2021", coef_or_wage=6_000_000)))
    assert declarations.check(filing, "can-bo").whole
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_spell SET superseded_at = now()")
    with pytest.raises(RefusedError):
        declarations.accept(filing, "can-bo")
    assert months(who) == []


def test_settling_is_checking_and_accepting_in_one_act(accounts):
    who = person("Lê Thị Mai", "2611111111")
    spell(accounts["TA0001A"], who, "2021-01")
    data = listing(row(), change("DC", who, "10/2021", coef_or_wage=6_000_000), row(full_name="", birth_date=""))
    filing = send(data)
    assert declarations.settle(filing, "can-bo")[1] is None  # an error stops the whole
    assert m.Filing.objects.get(id=filing).state == "checked"
    checked, done = declarations.settle(filing, "can-bo", good_rows=True)
    assert done is not None
    assert (checked.rows, done.rows, done.state, done.people_issued) == (3, 2, "accepted_in_part", 1)
    assert checked.errors == len([code for number, code in codes(filing) if number == 4])
    assert {number for number, _ in codes(done.returned)} == {4}
    assert months(who)[-1] == ("2021-10", "", 6_000_000, 0, 62)
    again, same = declarations.settle(filing, "can-bo", good_rows=True)
    assert (again.rows, same and same.returned, m.Spell.objects.count()) == (3, done.returned, 4)


def test_a_file_of_nothing_is_kept_and_not_accepted():
    checked, done = declarations.settle(send(b"[]"), "can-bo", good_rows=True)
    assert (checked.rows, checked.errors > 0, done) == (0, True, None)
    assert tables() == [0, 0, 0]
