"""Orders to banks and post points, and what they answer: files read back, lines answered once, what came back."""

import datetime as dt
from pathlib import Path

import pytest
from lxml import etree
from tests.jobs.payroll.small_payroll import Pensions, books_of, rows

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.core.period import Month
from ansinh.domain.benefits.payments import AGAIN, PayKey, Source
from ansinh.formats.camt054 import read_answers
from ansinh.formats.pain001 import check_pain001
from ansinh.jobs.payroll.files import make_files
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.records.models import PayingAccount
from ansinh.records.store.benefits import payments_answers
from ansinh.records.store.benefits.payee_changes import Destination
from ansinh.usecases.benefits import payees
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits.payments import Opening
from ansinh.usecases.benefits.payments_answers import import_answers

SEPTEMBER = Month.parse("2021-09")
SPACE = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"


@pytest.fixture
def paid(pensions: Pensions) -> Pensions:
    PayingAccount.objects.create(
        office=pensions.books.province, bank_bin="970405", bank_name="Agribank", number="2600201000001",
        holder="BHXH tỉnh", valid_from=dt.date(2015, 1, 1),
    )  # fmt: skip
    pensions.grant(12)
    pensions.paid("2021-09")
    return pensions


def references() -> list[tuple[str, int]]:
    found = rows("SELECT month, source, subject, attempt, amount FROM records_payline ORDER BY subject, attempt")
    return [
        (PayKey(Month.containing(month), Source(source), subject, attempt).reference, amount)
        for month, source, subject, attempt, amount in found
    ]


def camt054(payments: list[tuple[str, int]], *, sign: str = "DBIT", reason: str = "") -> bytes:
    root = etree.Element("Document", nsmap={None: SPACE})
    note = etree.SubElement(etree.SubElement(root, "BkToCstmrDbtCdtNtfctn"), "Ntfctn")
    entry = etree.SubElement(note, "Ntry")
    etree.SubElement(entry, "Amt", Ccy="VND").text = f"{sum(amount for _, amount in payments)}.00"
    etree.SubElement(entry, "CdtDbtInd").text = sign
    etree.SubElement(etree.SubElement(entry, "Sts"), "Cd").text = "BOOK"
    etree.SubElement(etree.SubElement(entry, "BookgDt"), "Dt").text = "2021-09-03"
    details = etree.SubElement(entry, "NtryDtls")
    for reference, amount in payments:
        part = etree.SubElement(details, "TxDtls")
        etree.SubElement(etree.SubElement(part, "Refs"), "EndToEndId").text = reference
        etree.SubElement(part, "Amt", Ccy="VND").text = str(amount)
        if reason:
            back = etree.SubElement(part, "RtrInf")
            etree.SubElement(etree.SubElement(back, "Rsn"), "Cd").text = reason
    return etree.tostring(root).replace(b"<Document ", b'<?xml version="1.0"?><Document ', 1)


def csv_list(rows_: list[tuple[str, int, str]]) -> bytes:
    body = "\n".join(f"{reference},{amount},{result},05/09/2021,Vắng mặt" for reference, amount, result in rows_)
    return f"Mã tham chiếu,Số tiền,Kết quả,Ngày,Lý do\n{body}\n".encode()


def test_a_file_for_each_office_and_channel_and_the_same_each_time(paid: Pensions, tmp_path: Path) -> None:
    batch = paid.opened("2021-09")
    made = make_files(batch.id, tmp_path, "ke-toan", workers=1)
    whole = rows("SELECT count(*), sum(amount)::bigint FROM records_payline")[0]
    assert (made.files, made.lines, made.amount, made.fresh) == (4, *whole, 4)
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert sum(name.endswith(".xml") for name in first) == 2
    assert all(check_pain001(data) == [] for name, data in first.items() if name.endswith(".xml"))
    for path in tmp_path.iterdir():
        path.unlink()
    assert make_files(batch.id, tmp_path, "ke-toan", workers=1).fresh == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first


def test_without_an_account_to_pay_from_nothing_is_released(pensions: Pensions, tmp_path: Path) -> None:
    pensions.grant(3)
    batch = pensions.paid("2021-09")
    with pytest.raises(RefusedError):
        make_files(batch.id, tmp_path, "ke-toan", workers=1)
    assert not list(tmp_path.glob("*.xml"))


def test_a_bank_would_refuse_what_does_not_add_up() -> None:
    assert [one.code for one in check_pain001(b"<a")] == ["F-XML"]
    assert [one.code for one in check_pain001(b"<a/>")] == ["F-KIND"]


@pytest.mark.usefixtures("paid")
def test_paid_and_returned_money_moves_the_books() -> None:
    sent = references()
    done = import_answers(camt054(sent), name="a.xml", office="26", actor="ke-toan")
    whole = sum(amount for _, amount in sent)
    assert done.new == {"paid": (12, whole)}
    assert books_of(1) == {611: whole, 335: 0, 112: -whole}
    assert import_answers(camt054(sent), name="again.xml", office="26", actor="ke-toan").known == 12
    back = import_answers(camt054(sent[:2], sign="CRDT", reason="AC04"), name="b.xml", office="26", actor="ke-toan")
    came = sum(amount for _, amount in sent[:2])
    assert back.new == {"returned": (2, came)}
    assert books_of(1) == {611: whole, 335: -came, 112: came - whole}
    work = payments_answers.work_list("00.26", dt.date(2021, 1, 1), unanswered=False)
    assert [(one.reference, one.reason) for one in work] == [(sent[0][0], "AC04"), (sent[1][0], "AC04")]


def next_day() -> dt.datetime:
    return dt.datetime.now(dt.UTC) + dt.timedelta(hours=25)


@pytest.mark.usefixtures("paid")
def test_what_came_back_is_sent_again_once_to_the_new_account() -> None:
    sent = references()
    import_answers(csv_list([(*sent[0], "từ chối"), *((*one, "đã chi") for one in sent[1:])]),
                   name="p.csv", office="26", actor="ke-toan")  # fmt: skip
    where = Destination("bank", "970418", "BIDV", "9990001", "P 1")
    asked = payees.ask_for_pension("H000001", where, Month.parse("2021-10"), "đơn", "a")
    with pytest.raises(RefusedError, match="does not approve"):
        payees.approve(asked, "a", now=next_day())
    with pytest.raises(RefusedError, match="24 hours"):
        payees.approve(asked, "b")
    payees.approve(asked, "b", now=next_day())
    with pytest.raises(RefusedError, match="decided already"):
        payees.approve(asked, "c", now=next_day())
    asked = Opening(Source.PENSION, "26", SEPTEMBER, dt.date(2021, 9, 20), 2, AGAIN)
    batch = acts.open_batch(asked, "can-bo")
    try_batch(batch.id, "can-bo", workers=1)
    acts.sign(batch.id, "truong-phong")
    acts.sign(batch.id, "giam-doc")
    before = books_of(1)
    write_batch(batch.id, "can-bo", workers=1)
    assert books_of(1) == before
    ((channel, attempt, amount),) = rows(
        "SELECT c.code, l.attempt, l.amount FROM records_payline l JOIN records_paychannel c ON c.id = l.channel "
        "WHERE l.attempt = 2"
    )
    assert (channel, attempt, amount) == ("970418", 2, sent[0][1])
    assert payments_answers.work_list("00.26", dt.date(2021, 1, 1), unanswered=False) == []
    late = import_answers(csv_list([(*sent[0], "đã chi")]), name="late.csv", office="26", actor="ke-toan")
    assert [one.code for one in late.findings] == ["P-ANSWERED"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda reference, amount: (reference, amount + 1), "P-AMOUNT"),
        (lambda reference, amount: (reference[:-1] + "7", amount), "P-UNKNOWN"),
        (lambda _, amount: ("'; DROP TABLE x", amount), "P-UNKNOWN"),
    ],
)
def test_one_wrong_answer_and_nothing_of_the_file_is_taken_in(paid: Pensions, change, code: str) -> None:  # noqa: ARG001 - the month was paid
    sent = references()
    told = csv_list([(*change(*sent[0]), "đã chi"), *((*one, "đã chi") for one in sent[1:])])
    done = import_answers(told, name="w.csv", office="26", actor="ke-toan")
    assert [one.code for one in done.findings] == [code]
    assert rows("SELECT count(*) FROM records_payanswer") == [(0,)]


@pytest.mark.usefixtures("paid")
def test_another_office_cannot_answer_for_us() -> None:
    told = csv_list([(*references()[0], "đã chi")])
    stranger = import_answers(told, name="w.csv", office="2601", actor="x")
    assert [one.code for one in stranger.findings] == ["P-UNKNOWN"]
    assert import_answers(told, name="w.csv", office="2602", actor="x").new["paid"][0] == 1


HOSTILE = [
    b"",
    b"<",
    b"\x00\x01",
    b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
    b"<?xml version='1.0' encoding='UTF-16'?><a/>",
    b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.99'/>",
    b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'/>",
    camt054([("P202109-1-1-1", 5)]).replace(b">5<", b">5.5<"),
    camt054([("P202109-1-1-1", 5)]).replace(b"VND", b"USD"),
    camt054([("P202109-1-1-1", 5), ("P202109-1-2-1", 6)]).replace(b">6<", b">7<"),
    b"Reference,Amount,Result,Day\nP202109-1-1-1,x,paid,2021-09-01\n",
    b"Reference,Amount,Result,Day\nP202109-1-1-1,5,perhaps,2021-13-01\n",
    b"Reference,Result\nP202109-1-1-1,paid\n",
    "Mã tham chiếu,Số tiền,Kết quả,Ngày\nP202109-1-1-1,=1+1,đã chi,2021-09-01\n".encode(),
]


@pytest.mark.parametrize("data", HOSTILE)
def test_a_hostile_file_has_findings_and_no_answer(data: bytes) -> None:
    read = read_answers(data)
    assert read.findings
    assert read.answers == ()


def test_files_are_only_made_of_what_is_written(pensions: Pensions, tmp_path: Path) -> None:
    pensions.grant(2)
    with pytest.raises(ConflictError):
        make_files(pensions.tried("2021-09").id, tmp_path, "x", workers=1)
