"""camt.053, the bank's statement as ISO 20022 XML, versions 001.02 to 001.13: read and written."""

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeAlias

from lxml import etree

from ansinh.core.finding import Finding, Place
from ansinh.core.money import Dong
from ansinh.formats.bank_values import BankFile, Entry, Statement
from ansinh.formats.camt_nodes import PLAIN, currency_of, document_of, line_of, read_amount, read_day, text_at
from ansinh.formats.faults import UnreadableError, fault, refuse, warning
from ansinh.formats.sheet import cells
from ansinh.formats.xml import parse_xml

_NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.(0[2-9]|1[0-3])\Z")
VERSION: Final = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
NO_REFERENCE: Final = {"NOTPROVIDED", "NONREF", "NOTAVAILABLE"}
_NODE = etree._Element  # noqa: SLF001 lxml's public class has this name only
_Balance: TypeAlias = tuple[Dong, dt.date, str]
_Balances: TypeAlias = dict[str, list[_Balance | None]]


def read_camt(data: bytes) -> BankFile:
    """Return the statements of a camt.053. Raises RefusedFileError where the XML is hostile or no camt.053."""
    root = document_of(parse_xml(data))
    space = etree.QName(root).namespace or ""
    if not _NAMESPACE.match(space) or etree.QName(root).localname != "Document":
        refuse("F-KIND", space)
    findings: list[Finding] = []
    statements = [_statement(node, findings) for node in root.findall("{*}BkToCstmrStmt/{*}Stmt")]
    if not statements:
        findings.append(fault("B-MISSING", what="Stmt"))
    message = text_at(root, "{*}BkToCstmrStmt/{*}GrpHdr/{*}MsgId")
    whole = [statement for statement in statements if statement is not None]
    return BankFile("camt.053", message, whole, findings)


def _statement(node: _NODE, findings: list[Finding]) -> Statement | None:
    """Return one statement; None where something it cannot do without is missing (findings say what)."""
    number = text_at(node, "{*}Id") or text_at(node, "{*}ElctrncSeqNb")
    account = text_at(node, "{*}Acct/{*}Id/{*}Othr/{*}Id") or text_at(node, "{*}Acct/{*}Id/{*}IBAN")
    balances = _balances(node, number, findings)
    lines = list(enumerate(node.findall("{*}Ntry"), 1))
    read = [(line, _entry(line, Place(number, line_of(line), f"Ntry {place}"), findings)) for place, line in lines]
    entries = [part for line, entry in read if entry is not None for part in _payments(line, entry)]
    opening, closing = _ends(balances)
    for what, there in (("Acct/Id", account), ("Bal OPBD", opening), ("Bal CLBD", closing)):
        if not there:
            findings.append(fault("B-MISSING", Place(number, None, what), what=what))
    ends = [one for end in (opening, closing) for one in end[:1] if one is not None]
    if len(ends) != 2 or not account:
        return None
    first, last = ends
    booked = tuple(replace(entry, line=place) for place, entry in enumerate(entries, 1))
    bank = text_at(node, "{*}Acct/{*}Svcr/{*}FinInstnId/{*}ClrSysMmbId/{*}MmbId") or text_at(
        node, "{*}Acct/{*}Svcr/{*}FinInstnId/{*}BICFI"
    )
    currency = text_at(node, "{*}Acct/{*}Ccy") or first[2]
    return Statement(bank, account, number, currency, first[0], last[0], first[1], last[1], booked)


def _ends(balances: _Balances) -> tuple[list[_Balance | None], list[_Balance | None]]:
    """Return the opening and the closing balance, each as a list: empty where the statement has none.

    A page of a long statement opens or closes with an interim balance: of two the first opens and the last closes.
    """
    interim = balances.get("ITBD", [])
    opening = balances.get("OPBD") or balances.get("PRCD") or []
    closing = balances.get("CLBD") or []
    if not opening and (closing or len(interim) > 1):
        opening = interim[:1]
    return opening, closing or [one for one in interim[-1:] if opening != interim[-1:]]


def _balances(node: _NODE, number: str, findings: list[Finding]) -> _Balances:
    """Return kind of balance -> [(signed amount, day, currency)] in their order; None for one that cannot be read."""
    balances: _Balances = {}
    for balance in node.findall("{*}Bal"):
        kind = text_at(balance, "{*}Tp/{*}CdOrPrtry/{*}Cd") or text_at(balance, "{*}Tp/{*}CdOrPrtry/{*}Prtry")
        where = Place(number, line_of(balance), f"Bal {kind}")
        day = read_day(balance, "{*}Dt", where, findings)
        amount = read_amount(balance, where, findings)
        read = (amount, day, currency_of(balance)) if day is not None and amount is not None else None
        balances.setdefault(kind, []).append(read)
    return balances


def _entry(node: _NODE, where: Place, findings: list[Finding]) -> Entry | None:
    """Return one booked line; None with a finding where it cannot be read, or a warning where it is not booked yet."""
    status = text_at(node, "{*}Sts/{*}Cd") or text_at(node, "{*}Sts")
    if status and status != "BOOK":
        findings.append(warning("B-PENDING", where, status))
        return None
    amount = read_amount(node, where, findings)
    given = [path for path in ("{*}BookgDt", "{*}ValDt") if node.find(path) is not None] or ["{*}BookgDt"]
    days = [read_day(node, path, where, findings) for path in given]  # both are optional in the standard, one is needed
    booked, value = days[0], days[-1]
    if amount is None or booked is None:
        return None
    details = node.find("{*}NtryDtls/{*}TxDtls")
    return Entry(
        0, _reference(node), booked, value or booked, amount, *_payer(details), _purpose(node, where, findings)
    )


def _payments(node: _NODE, entry: Entry) -> list[Entry]:
    """Return the single payments of a batch that the bank booked in one line; the line itself where it is no batch.

    A batch is taken apart only when every payment says its amount and they add up to the line.
    """
    parts = node.findall("{*}NtryDtls/{*}TxDtls")
    written = [text_at(part, "{*}Amt") or text_at(part, "{*}AmtDtls/{*}TxAmt/{*}Amt") for part in parts]
    if len(parts) < 2 or not all(PLAIN.match(amount) for amount in written):
        return [entry]
    amounts = [Decimal(amount) for amount in written]
    if sum(amounts) != abs(entry.amount) or any(amount != amount.to_integral_value() for amount in amounts):
        return [entry]
    sign = 1 if entry.amount > 0 else -1
    return [
        _part(part, replace(entry, amount=sign * int(amount)), place)
        for place, (part, amount) in enumerate(zip(parts, amounts, strict=True), 1)
    ]


def _part(part: _NODE, entry: Entry, place: int) -> Entry:
    """Return one payment of a batch: its own payer, text and reference, or the line's with a running number."""
    own = _given(part, "{*}Refs/{*}AcctSvcrRef") or _given(part, "{*}Refs/{*}EndToEndId")
    name, account = _payer(part)
    text = _purpose(part, Place(), [])
    return replace(
        entry, reference=own or f"{entry.reference}/{place}", payer_name=name, payer_account=account, text=text
    )


def _reference(node: _NODE) -> str:
    """Return the bank's own reference of a line."""
    for path in ("{*}AcctSvcrRef", "{*}NtryDtls/{*}TxDtls/{*}Refs/{*}AcctSvcrRef", "{*}NtryRef"):
        if found := _given(node, path):
            return found
    return _given(node, "{*}NtryDtls/{*}TxDtls/{*}Refs/{*}EndToEndId")


def _given(node: _NODE, path: str) -> str:
    """Return a reference; "" where the bank says that there is none (the words of the standard, and of old formats)."""
    found = text_at(node, path)
    return "" if found.upper() in NO_REFERENCE else found


def _payer(details: _NODE | None) -> tuple[str, str]:
    """Return (name, account) of who paid; the name stands one level deeper since version 08."""
    if details is None:
        return "", ""
    name = text_at(details, "{*}RltdPties/{*}Dbtr/{*}Nm") or text_at(details, "{*}RltdPties/{*}Dbtr/{*}Pty/{*}Nm")
    account = text_at(details, "{*}RltdPties/{*}DbtrAcct/{*}Id/{*}Othr/{*}Id")
    return name, account or text_at(details, "{*}RltdPties/{*}DbtrAcct/{*}Id/{*}IBAN")


def _purpose(node: _NODE, where: Place, findings: list[Finding]) -> str:
    """Return the payment text: all unstructured lines, the structured reference, or what the bank adds."""
    paths = (".//{*}RmtInf/{*}Ustrd", ".//{*}RmtInf/{*}Strd/{*}CdtrRefInf/{*}Ref")
    parts = [part.text or "" for path in paths for part in node.findall(path)]
    try:
        return cells.text(" ".join(parts)[: cells.LONGEST] or text_at(node, "{*}AddtlNtryInf")[: cells.LONGEST])
    except UnreadableError as error:
        findings.append(warning(error.code, where, " ".join(parts)))
        return ""
