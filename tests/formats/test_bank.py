"""Bank statements: both ways, and refused whole when they do not add up (fault F7.11)."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh.formats.bank import profiles, read_bank, write_bank_csv, write_camt053
from ansinh.formats.bank_values import Entry, Statement

DAY = dt.date(2021, 10, 5)
MOMENT = dt.datetime(2021, 10, 6, 8, tzinfo=dt.UTC)


def statement(amounts: list[int], opening: int = 1000, bank: str = "970901") -> Statement:
    entries = tuple(
        Entry(line, f"FT{line}", DAY, DAY, amount, "Công ty Sao Mai", "19000123", "BHXH TC0001C 102021")
        for line, amount in enumerate(amounts, 1)
    )
    return Statement(bank, "1133666688", "SK-01", "VND", opening, opening + sum(amounts), DAY, DAY, entries)


AMOUNTS = st.lists(st.integers(-(10**12), 10**12).filter(bool), min_size=1, max_size=8)


@settings(deadline=None, max_examples=40)
@given(AMOUNTS)
def test_camt_reads_back(amounts: list[int]) -> None:
    sent = statement(amounts)
    read = read_bank(write_camt053(sent, created=MOMENT))
    assert (read.findings, read.statements) == ([], [sent])


@pytest.mark.parametrize("name", sorted(profiles().keys() - {"any"}))  # which only reads
@settings(deadline=None, max_examples=40)
@given(amounts=AMOUNTS)
def test_csv_reads_back_and_its_bank_is_known_by_its_headings(name: str, amounts: list[int]) -> None:
    profile = profiles()[name]
    sent = statement(amounts, bank=profile.bank)
    for known in (None, profile):
        read = read_bank(write_bank_csv(sent, profile), profile=known)
        assert (read.findings, read.layout) == ([], f"csv:{name}")
        found = read.statements[0]
        assert [entry.amount for entry in found.entries] == amounts
        assert (found.account, found.opening, found.closing, found.bank) == (
            "1133666688",
            sent.opening,
            sent.closing,
            profile.bank,
        )
        assert [entry.line for entry in found.entries] == list(range(1, len(amounts) + 1))


GOOD = write_camt053(statement([5_310_000, 5_310_000, -2_000]), created=MOMENT)


def test_two_equal_payments_are_two() -> None:
    entries = read_bank(GOOD).statements[0].entries
    assert [(entry.line, entry.amount) for entry in entries[:2]] == [(1, 5_310_000), (2, 5_310_000)]


@pytest.mark.parametrize(("old", "new", "code"), [
    (b"5310000.00", b"5310001.00", "B-BALANCE"), (b"5310000.00", b"5310000.50", "B-AMOUNT"), (b"5310000.00",
    b"5,310,000", "B-AMOUNT"),
    (b"5310000.00", b"1e9", "B-AMOUNT"), (b"5310000.00", b"-5310000.00", "B-AMOUNT"), (b"<CdtDbtInd>CRDT",
    b"<CdtDbtInd>DBIT", "B-BALANCE"),
    (b"CLBD", b"XXXX", "B-MISSING"), (b"OPBD", b"XXXX", "B-MISSING"), (b'Ccy="VND"', b'Ccy="USD"', "B-CURRENCY"),
    (b"2021-10-05", b"2021-13-05", "B-DATE"), (b"<Id>1133666688", b"<Id>", "B-MISSING"), (b"camt.053.001.08",
    b"camt.053.001.99", "F-KIND"),
    (b"camt.053", b"pain.001", "F-KIND"),
])  # fmt: skip
def test_broken_statements_are_refused_whole(old: bytes, new: bytes, code: str) -> None:
    read = read_bank(
        GOOD.replace(old, new, 1) if new not in {b"camt.053.001.99", b"pain.001"} else GOOD.replace(old, new)
    )
    assert read.statements == []
    assert code in [finding.code for finding in read.findings]


@pytest.mark.parametrize("version", ["02", "04", "08", "10", "13"])
def test_versions_of_camt(version: str) -> None:
    text = GOOD.replace(b"001.08", f"001.{version}".encode())
    if version == "02":  # names stand one level higher, the status is a plain word
        text = (
            text.replace(b"<Pty>", b"").replace(b"</Pty>", b"").replace(b"<Sts><Cd>BOOK</Cd></Sts>", b"<Sts>BOOK</Sts>")
        )
    read = read_bank(text)
    assert read.findings == []
    assert read.statements[0].entries[0].payer_name == "Công ty Sao Mai"


def test_a_pending_line_is_left_out_with_a_warning() -> None:
    text = GOOD.replace(b"<Cd>BOOK</Cd>", b"<Cd>PDNG</Cd>", 1).replace(b"10619000.00", b"5309000.00")
    read = read_bank(text)
    assert [(finding.code, finding.stops) for finding in read.findings] == [("B-PENDING", False)]
    assert [entry.reference for entry in read.statements[0].entries] == ["FT2", "FT3"]


@pytest.mark.parametrize(("old", "new", "code"), [
    ("5.310.000;5.311.000", "5.310.001;5.311.000", "B-BALANCE"), ("10.619.000\r\n\r\n", "10.619.001\r\n\r\n",
    "B-BALANCE"),
    ("05/10/2021;05/10/2021;FT1", "2021-10-05;05/10/2021;FT1", "B-DATE"), (";;5.310.000;5", ";1.000;5.310.000;5",
    "B-AMOUNT"),
    ("Số dư cuối kỳ;", "Số cuối;", "B-MISSING"), ("Loại tiền;VND", "Loại tiền;USD", "B-CURRENCY"), ("5.310.000;5",
    "5,310,000;5", "B-AMOUNT"),
    ("Nội dung", "Lạ", "B-PROFILE"),
])  # fmt: skip
def test_broken_csv_is_refused_whole(old: str, new: str, code: str) -> None:
    text = write_bank_csv(statement([5_310_000, -2_000, 5_310_000]), profiles()["saoviet"]).decode()
    assert old in text
    read = read_bank(text.replace(old, new, 1).encode())
    assert read.statements == []
    assert code in [finding.code for finding in read.findings]


def test_line_ends_and_byte_order_mark_do_not_matter() -> None:
    data = write_bank_csv(statement([5_310_000]), profiles()["riverbank"])
    other = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    assert read_bank(data, name="a").statements == read_bank(other, name="b").statements


def test_a_batch_is_taken_apart_when_its_payments_add_up() -> None:
    one = b"<TxDtls><RmtInf><Ustrd>BHXH TC0001C 102021</Ustrd></RmtInf></TxDtls>"
    parts = b"".join(
        b'<TxDtls><Refs><EndToEndId>E%d</EndToEndId></Refs><Amt Ccy="VND">%d</Amt>'
        b"<RmtInf><Ustrd>BHXH %d</Ustrd></RmtInf></TxDtls>" % (place, amount, place)
        for place, amount in ((1, 310_000), (2, 5_000_000))
    )
    text = write_camt053(statement([5_310_000]), created=MOMENT)
    head, tail = text.index(b"<TxDtls>"), text.index(b"</TxDtls>") + len(b"</TxDtls>")
    entries = read_bank(text[:head] + parts + text[tail:]).statements[0].entries
    assert [(entry.line, entry.reference, entry.amount, entry.text) for entry in entries] == [
        (1, "E1", 310_000, "BHXH 1"),
        (2, "E2", 5_000_000, "BHXH 2"),
    ]
    off = parts.replace(b"310000", b"310001")
    assert [entry.amount for entry in read_bank(text[:head] + off + text[tail:]).statements[0].entries] == [5_310_000]
    assert read_bank(text[:head] + one + text[tail:]).statements[0].entries[0].reference == "FT1"


OTHER = """NGÂN HÀNG NÀO ĐÓ;;;;
Số tài khoản:;0011 0022 33;;;
Số dư đầu kỳ:;1,000,000;;;
Ngày GD;Số CT;Diễn giải;Phát sinh nợ;Phát sinh có
05/10/2021 09:15;00123;BHXH TC0001C 102021;;5,310,000.00
06/10/2021 10:00;00124;Phí;22,000;
Tổng cộng;;;22,000;5,310,000
Số dư cuối kỳ:;6,288,000;;;
"""


def test_a_bank_nobody_described_is_read_when_its_balances_prove_it() -> None:
    read = read_bank(OTHER.encode())
    assert (read.findings, read.layout) == ([], "csv:any")
    found = read.statements[0]
    assert (found.account, found.opening, found.closing) == ("0011002233", 1_000_000, 6_288_000)
    assert [(entry.booked.day, entry.reference, entry.amount) for entry in found.entries] == [
        (5, "00123", 5_310_000),
        (6, "00124", -22_000),
    ]
    assert read_bank(OTHER.replace("5,310,000.00", "5,310,001.00").encode()).statements == []


@pytest.mark.parametrize("day", [b"BookgDt", b"ValDt"])
def test_one_of_the_two_days_is_enough(day: bytes) -> None:
    gone = b"<%s><Dt>2021-10-05</Dt></%s>" % (day, day)
    assert gone in GOOD
    entry = read_bank(GOOD.replace(gone, b"")).statements[0].entries[0]
    assert (entry.booked, entry.value) == (DAY, DAY)
