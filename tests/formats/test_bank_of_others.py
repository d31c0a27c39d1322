"""Statements as other banks write them: read rightly, or refused with every finding at once."""

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.made import saved

from ansinh.formats.bank import read_bank
from ansinh.formats.camt054 import read_answers

ACCOUNT = "<Acct><Id><Othr><Id>1020000026</Id></Othr></Id><Ccy>VND</Ccy></Acct>"


def balance(kind: str, amount: object, mark: str = "CRDT", currency: str = "VND") -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy='{currency}'>{amount}</Amt>"
        f"<CdtDbtInd>{mark}</CdtDbtInd><Dt><Dt>2021-10-01</Dt></Dt></Bal>"
    )


def line(amount: object, mark: str = "CRDT", *, reference: str = "R1", details: str = "", currency: str = "VND") -> str:
    return (
        f"<Ntry><Amt Ccy='{currency}'>{amount}</Amt><CdtDbtInd>{mark}</CdtDbtInd><Sts>BOOK</Sts>"
        f"<BookgDt><Dt>2021-10-05</Dt></BookgDt><AcctSvcrRef>{reference}</AcctSvcrRef>{details}</Ntry>"
    )


def payment(amount: int, name: str, reference: str) -> str:
    return (
        f"<TxDtls><Refs><EndToEndId>{reference}</EndToEndId></Refs>"
        f"<AmtDtls><TxAmt><Amt Ccy='VND'>{amount}</Amt></TxAmt></AmtDtls>"
        f"<RltdPties><Dbtr><Pty><Nm>{name}</Nm></Pty></Dbtr></RltdPties></TxDtls>"
    )


def page(*parts: str) -> str:
    return f"<Stmt><Id>S</Id>{ACCOUNT}{''.join(parts)}</Stmt>"


def camt(*pages: str, version: str = "02", before: str = "", after: str = "") -> bytes:
    space = f"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"
    inner = f"<GrpHdr><MsgId>M</MsgId></GrpHdr>{''.join(pages)}"
    return f"{before}<Document xmlns='{space}'><BkToCstmrStmt>{inner}</BkToCstmrStmt></Document>{after}".encode()


PLAIN = page(balance("OPBD", 100), balance("CLBD", 350), line("250.00"))
HEAD = "Tài khoản;1020000026\nSố dư đầu;{0}\nSố dư cuối;{1}\nNgày GD;Số tiền;Số dư;Nội dung\n"


def amounts(data: bytes) -> list[list[int]]:
    read = read_bank(data)
    assert [one.code for one in read.findings if one.stops] == []
    return [[entry.amount for entry in statement.entries] for statement in read.statements]


@pytest.mark.parametrize("version", ["02", "04", "06", "08", "10", "12"])
def test_versions(version: str) -> None:
    assert amounts(camt(PLAIN, version=version)) == [[250]]


def test_within_the_envelope_of_a_bus() -> None:
    header = "<AppHdr xmlns='urn:iso:std:iso:20022:tech:xsd:head.001.001.01'><BizMsgIdr>1</BizMsgIdr></AppHdr>"
    assert amounts(camt(PLAIN, before=f"<Envelope xmlns='urn:x'>{header}", after="</Envelope>")) == [[250]]


def test_pages_that_open_and_close_with_interim_balances() -> None:
    first = page(balance("OPBD", 100), balance("ITBD", 350), line(250))
    second = page(balance("ITBD", 350), balance("ITBD", 360), line(10, reference="R2"))
    last = page(balance("ITBD", 360), balance("CLBD", 355), line(5, "DBIT", reference="R3"))
    assert amounts(camt(first, second, last)) == [[250], [10], [-5]]


def test_what_is_not_provided_is_no_reference() -> None:
    parts = payment(100, "A", "NOTPROVIDED") + payment(150, "B", "NOTPROVIDED")
    batch = line(250, details=f"<NtryDtls>{parts}</NtryDtls>")
    read = read_bank(camt(page(balance("OPBD", 0), balance("CLBD", 250), batch), version="08"))
    told = [(entry.amount, entry.reference, entry.payer_name) for entry in read.statements[0].entries]
    assert told == [(100, "R1/1", "A"), (150, "R1/2", "B")]


REFUSED = [
    ([balance("OPBD", 100), line(250)], {"B-MISSING"}),
    ([balance("OPBD", 100), balance("CLBD", 351), line(250)], {"B-BALANCE"}),
    ([balance("OPBD", 100, currency="USD"), balance("CLBD", 350), line(250, currency="USD")], {"B-CURRENCY"}),
    ([balance("OPBD", 100), balance("CLBD", -150), line("250,00")], {"B-AMOUNT"}),
    ([balance("OPBD", "1e3"), balance("CLBD", "NaN"), line("0.50")], {"B-AMOUNT"}),
]


@pytest.mark.parametrize(("parts", "codes"), REFUSED)
def test_refused_whole_with_every_finding(parts: list[str], codes: set[str]) -> None:
    read = read_bank(camt(PLAIN, page(*parts)))
    assert read.statements == []
    assert {one.code for one in read.findings} == codes


@pytest.mark.parametrize("out", ["-1.000", "1.000-", "(1.000)", "−1.000"])
def test_how_banks_write_money_out(out: str) -> None:
    text = HEAD.format("1.000", "500") + f"05/10/2021;500;1.500;a\n06/10/2021;{out};500;phi\n"
    assert amounts(text.encode()) == [[500, -1000]]


def test_the_newest_line_first() -> None:
    text = HEAD.format(0, 300) + "06/10/2021;200;300;b\n05/10/2021;100;100;a\n"
    read = read_bank(text.encode())
    told = [(entry.line, entry.amount) for entry in read.statements[0].entries]
    assert told == [(1, 100), (2, 200)]


MOMENTS = {
    "the evening in London is the next day here": ("<DtTm>2021-10-31T18:30:00Z</DtTm>", "2021-11-01"),
    "our own zone": ("<DtTm>2021-10-31T18:30:00+07:00</DtTm>", "2021-10-31"),
    "a moment without a zone is ours": ("<DtTm>2021-10-31T23:59:59.999</DtTm>", "2021-10-31"),
    "17:00 sharp": ("<DtTm>2021-10-31T17:00:00+00:00</DtTm>", "2021-11-01"),
    "a day with a zone": ("<Dt>2021-10-31+07:00</Dt>", "2021-10-31"),
    "a day of London": ("<Dt>2021-10-31Z</Dt>", "2021-10-31"),
}


@pytest.mark.parametrize("name", MOMENTS)
def test_a_moment_is_a_day_of_viet_nam(name: str) -> None:
    written, day = MOMENTS[name]
    plain = "<BookgDt><Dt>2021-10-05</Dt></BookgDt>"
    read = read_bank(camt(PLAIN.replace(plain, f"<BookgDt>{written}</BookgDt>")))
    assert [str(entry.booked) for entry in read.statements[0].entries] == [day]
    advice = (
        "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.04'><BkToCstmrDbtCdtNtfctn><Ntfctn><Ntry>"
        f"<Amt Ccy='VND'>5</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt>{written}</BookgDt><NtryDtls>"
        "<TxDtls><Refs><EndToEndId>R</EndToEndId></Refs></TxDtls></NtryDtls></Ntry></Ntfctn>"
        "</BkToCstmrDbtCdtNtfctn></Document>"
    )
    assert [str(one.day) for one in read_answers(advice.encode()).answers] == [day]
    within = f"<BizMsgEnvlp xmlns='urn:x'><AppHdr/>{advice}</BizMsgEnvlp>"
    assert [one.reference for one in read_answers(within.encode()).answers] == ["R"]


@pytest.mark.parametrize("written", ["9999-12-31T23:00:00Z", "0001-01-01T00:00:00+14:00", "2021-02-30T00:00:00Z"])
def test_a_moment_no_calendar_here_has_is_told(written: str) -> None:
    plain = "<BookgDt><Dt>2021-10-05</Dt></BookgDt>"
    read = read_bank(camt(PLAIN.replace(plain, f"<BookgDt><DtTm>{written}</DtTm></BookgDt>")))
    assert (read.statements, "B-DATE" in {one.code for one in read.findings}) == ([], True)


@pytest.mark.parametrize(("written", "paid"), [("1500000", 1_500_000), ("1500000.00", 1_500_000), ("1.5", None)])
def test_a_status_report_with_decimals_of_nothing(written: str, paid: int | None) -> None:
    report = (
        "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.10'><CstmrPmtStsRpt>"
        "<GrpHdr><MsgId>M</MsgId><CreDtTm>2021-10-31T20:00:00Z</CreDtTm></GrpHdr><OrgnlPmtInfAndSts><TxInfAndSts>"
        "<OrgnlEndToEndId>R</OrgnlEndToEndId><TxSts>ACSC</TxSts><OrgnlTxRef><Amt>"
        f"<InstdAmt Ccy='VND'>{written}</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts></OrgnlPmtInfAndSts>"
        "</CstmrPmtStsRpt></Document>"
    )
    read = read_answers(report.encode())
    told = [(one.amount, str(one.day)) for one in read.answers]
    assert told == ([(paid, "2021-11-01")] if paid else [])
    assert [one.code for one in read.findings] == ([] if paid else ["B-AMOUNT"])


def test_the_headings_of_one_bank_with_the_marks_of_another() -> None:
    text = (
        'Số tài khoản:,1020000026\nSố dư đầu kỳ:,"1,000,000"\nSố dư cuối kỳ:,"1,250,000"\n'
        'Ngày giao dịch,Số bút toán,Ghi nợ,Ghi có,Số dư,Diễn giải\n05/10/2021,FT1,,"250,000","1,250,000",BHXH\n'
        'Cộng,,,"250,000",,\n'
    )
    assert amounts(text.encode()) == [[250_000]]


def sheets(*pages: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(pages, 1):
        sheet = book.create_sheet(f"TK{number}")
        for row in rows:
            sheet.append(row)
    return saved(book)


HEADINGS = ["Ngày GD", "Số tiền", "Số dư", "Nội dung"]
ONE = [["Tài khoản", "1020000026"], ["Số dư đầu", 0], ["Số dư cuối", 500], HEADINGS, ["05/10/2021", 500, 500, "a"]]
TWO = [["Tài khoản", "1020000027"], ["Số dư đầu", 9], ["Số dư cuối", 7], HEADINGS, ["06/10/2021", -2, 7, "b"]]


def test_a_workbook_of_two_accounts_and_a_cover() -> None:
    data = sheets([["SAO KÊ TÀI KHOẢN"], ["Kính gửi quý khách"]], ONE, TWO, [*ONE[:4], ["Tổng cộng", 500]])
    assert amounts(data) == [[500], [-2]]
    assert [one.account for one in read_bank(data).statements] == ["1020000026", "1020000027"]


def test_one_account_that_does_not_add_up_refuses_the_workbook() -> None:
    read = read_bank(sheets(ONE, [*TWO[:2], ["Số dư cuối", 8], *TWO[3:]]))
    assert (read.statements, [one.code for one in read.findings]) == ([], ["B-BALANCE"])


SWIFT = """{{1:F01BANKVNVXAXXX}}{{2:O9400000}}{{4:
:20:STMT2110
:25:BANKVNVX/1020000026
:28C:00010/001
:60F:C211001VND1000000,
:61:2110051005C250000,NTRFREF001//FT001
:86:BHXH TC1234C
202110 nop tien
:61:2112310103RD5000,00NRTINONREF//FT002
:86:?20Thu hoi lenh chi
:61:211006D2000,NCHGPHI
:62F:C211031VND{closing},
-}}
"""


def test_mt940() -> None:
    read = read_bank(SWIFT.format(closing=1_253_000).replace("\n", "\r\n").encode())
    assert [one.code for one in read.findings] == []
    (one,) = read.statements
    assert (one.bank, one.account, one.number) == ("BANKVNVX", "1020000026", "00010/001")
    assert (str(one.first_day), str(one.last_day)) == ("2021-10-01", "2021-10-31")
    assert [(e.amount, e.reference, str(e.booked), str(e.value), e.text) for e in one.entries] == [
        (250_000, "FT001", "2021-10-05", "2021-10-05", "BHXH TC1234C 202110 nop tien"),
        (5_000, "FT002", "2022-01-03", "2021-12-31", "Thu hoi lenh chi"),
        (-2_000, "PHI", "2021-10-06", "2021-10-06", ""),
    ]


BROKEN_SWIFT = {
    "does not add up": (SWIFT.format(closing=1_253_001), {"B-BALANCE"}),
    "no closing balance": (SWIFT.format(closing=1).replace(":62F:", ":64:"), {"B-MISSING"}),
    "half a dong": (SWIFT.format(closing=1_253_000).replace("250000,", "250000,5"), {"B-AMOUNT", "B-BALANCE"}),
    "a line that is none": (SWIFT.format(closing=1_253_000).replace("C250000,N", "250000"), {"B-AMOUNT", "B-BALANCE"}),
    "no such day": (SWIFT.format(closing=1_253_000).replace(":61:211006", ":61:211306"), {"B-DATE", "B-BALANCE"}),
    "dollars": (SWIFT.format(closing=1_253_000).replace("VND", "USD"), {"B-CURRENCY"}),
}


@pytest.mark.parametrize("name", BROKEN_SWIFT)
def test_mt940_refused_whole(name: str) -> None:
    data, codes = BROKEN_SWIFT[name]
    read = read_bank(data.encode())
    assert (read.statements, {one.code for one in read.findings}) == ([], codes)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=":2061586CDFVND,0123456789\n-{}R/ ", max_size=200))
def test_mt940_never_raises(written: str) -> None:
    read = read_bank(f":20:X\n:25:1\n{written}".encode())
    assert bool(read.statements) != bool(read.findings)  # statements, or what is wrong and no statement at all
