"""Statements as other banks write them: read rightly, or refused with every finding at once."""

import pytest

from ansinh.formats.bank import read_bank

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
