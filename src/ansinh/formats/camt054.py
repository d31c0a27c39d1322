"""Answers of banks and post offices about payments: camt.054 (debit and credit advice), pain.002, or a list of rows.

Every answer carries the reference the payment was sent with. Read from strangers: a broken file is refused whole.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from ansinh.core.finding import Finding, Place
from ansinh.formats.camt054_list import read_answer_rows
from ansinh.formats.camt054_values import Answer, AnswerFile, empty_answers
from ansinh.formats.camt_nodes import Node, day_here, document_of, line_of, read_amount, read_day, text_at, whole_dong
from ansinh.formats.faults import RefusedFileError, fault, refuse
from ansinh.formats.sheet.grid import Limits
from ansinh.formats.sheet.read import check_size
from ansinh.formats.xml import parse_xml

_ADVICE: Final = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.054\.001\.(0[2-9]|1[0-3])\Z")
_STATUS: Final = re.compile(r"urn:iso:std:iso:20022:tech:xsd:pain\.002\.001\.(0[3-9]|1[0-4])\Z")
_ACCEPTED: Final = {"ACSC", "ACCC"}  # settled; ACCP, ACSP, PDNG say that it is still under way


def read_answers(data: bytes, *, name: str = "") -> AnswerFile:  # noqa: ARG001 - every kind of upload is read by this call
    """Return the answers in `data`; with any error there are findings and no answer. Never raises."""
    try:
        check_size(data, Limits())
        read = _xml(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" else read_answer_rows(data)
    except RefusedFileError as refused:
        return empty_answers([refused.finding])
    findings = [*read.findings, *_twice(read.answers)]
    stopped = any(finding.stops for finding in findings)
    return AnswerFile(read.layout, read.message, () if stopped else read.answers, findings)


def _xml(data: bytes) -> AnswerFile:
    """Return the answers of an ISO 20022 message."""
    root = document_of(parse_xml(data))
    space = etree.QName(root).namespace or ""
    findings: list[Finding] = []
    if _ADVICE.match(space):
        head = "{*}BkToCstmrDbtCdtNtfctn"
        found = [
            answer for entry in root.iterfind(f"{head}/{{*}}Ntfctn/{{*}}Ntry") for answer in _advice(entry, findings)
        ]
        layout = "camt.054"
    elif _STATUS.match(space):
        head = "{*}CstmrPmtStsRpt"
        found = [
            answer
            for node in root.iterfind(f"{head}/{{*}}OrgnlPmtInfAndSts/{{*}}TxInfAndSts")
            for answer in _status(root, node, findings)
        ]
        layout = "pain.002"
    else:
        refuse("F-KIND", space)
    if not found and not findings:
        findings.append(fault("P-NONE"))
    return AnswerFile(layout, text_at(root, f"{head}/{{*}}GrpHdr/{{*}}MsgId"), tuple(found), findings)


def _advice(entry: Node, findings: list[Finding]) -> Iterator[Answer]:
    """Yield the answers of one booked entry: money that left, or came back."""
    status = text_at(entry, "{*}Sts/{*}Cd") or text_at(entry, "{*}Sts")
    if status and status != "BOOK":
        return
    where = Place("", line_of(entry), "Ntry")
    day = read_day(entry, "{*}BookgDt" if entry.find("{*}BookgDt") is not None else "{*}ValDt", where, findings)
    whole = read_amount(entry, where, findings)
    parts = entry.findall("{*}NtryDtls/{*}TxDtls")
    if day is None or whole is None:
        return
    if not parts:
        findings.append(fault("P-MISSING", where, what="TxDtls"))
    amounts = [_part_amount(part, abs(whole) if len(parts) == 1 else None, findings) for part in parts]
    if len(parts) > 1 and None not in amounts and sum(amount or 0 for amount in amounts) != abs(whole):
        findings.append(fault("P-SUM", where, abs(whole), count=len(parts), total=sum(a or 0 for a in amounts)))
    for part, amount in zip(parts, amounts, strict=True):
        if amount is not None:
            outcome = "paid" if whole < 0 else "returned"
            reference = text_at(part, "{*}Refs/{*}EndToEndId")
            yield Answer(reference, amount, outcome, day, _reason(part, "RtrInf"), line_of(part) or 0)


def _part_amount(part: Node, alone: int | None, findings: list[Finding]) -> int | None:
    """Return the dong of one payment inside an entry; an entry of one payment may leave it to the entry."""
    node = part.find("{*}Amt")
    node = part.find("{*}AmtDtls/{*}TxAmt/{*}Amt") if node is None else node
    if node is None and alone is not None:
        return alone
    written = (node.text or "").strip() if node is not None else ""
    amount = whole_dong(written)
    if node is None or amount is None or node.get("Ccy", "VND") != "VND":
        findings.append(fault("B-AMOUNT", Place("", line_of(part), "TxDtls"), written))
        return None
    return amount


def _status(root: Node, node: Node, findings: list[Finding]) -> Iterator[Answer]:
    """Yield the answer of a status report about one payment; nothing while it is under way."""
    status = text_at(node, "{*}TxSts")
    if status != "RJCT" and status not in _ACCEPTED:
        return
    where = Place("", line_of(node), "TxInfAndSts")
    day = _created(root, where, findings)
    written = text_at(node, "{*}OrgnlTxRef/{*}Amt/{*}InstdAmt")
    amount = whole_dong(written)
    if amount is None:
        findings.append(fault("B-AMOUNT", where, written))
        return
    if day is not None:
        outcome = "rejected" if status == "RJCT" else "paid"
        reference = text_at(node, "{*}OrgnlEndToEndId")
        yield Answer(reference, amount, outcome, day, _reason(node, "StsRsnInf"), line_of(node) or 0)


def _created(root: Node, where: Place, findings: list[Finding]) -> dt.date | None:
    """Return the day a report was made; None with a finding where it is none."""
    written = text_at(root, "{*}CstmrPmtStsRpt/{*}GrpHdr/{*}CreDtTm")
    try:
        return day_here(written)
    except ValueError:
        findings.append(fault("B-DATE", where, written))
        return None


def _reason(node: Node, inside: str) -> str:
    """Return the code and the words of a reason."""
    code = text_at(node, f"{{*}}{inside}/{{*}}Rsn/{{*}}Cd") or text_at(node, f"{{*}}{inside}/{{*}}Rsn/{{*}}Prtry")
    words = text_at(node, f"{{*}}{inside}/{{*}}AddtlInf")
    return " ".join(part for part in (code, words) if part)[:200]


def _twice(answers: tuple[Answer, ...]) -> Iterator[Finding]:
    """Yield a finding for each payment a file answers in two ways."""
    seen: dict[str, str] = {}
    for answer in answers:
        first = seen.setdefault(answer.reference, answer.outcome)
        if first != answer.outcome and {first, answer.outcome} != {"paid", "returned"}:
            yield fault("P-TWICE", Place("", answer.row, "EndToEndId"), answer.reference)
