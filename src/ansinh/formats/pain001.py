"""pain.001.001.09, payment orders as ISO 20022 XML: one file for one bank, written from columns and checked by reading.

Money is whole dong without decimals (integration.md 2). A bank of the country is named by its NAPAS number.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

from ansinh.core.finding import Finding, Place
from ansinh.core.money import Dong
from ansinh.formats.camt_nodes import Node, text_at
from ansinh.formats.faults import fault

NAMESPACE: Final = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
REFERENCE: Final = re.compile(r"[A-Za-z0-9/\-?:().,'+ ]{1,35}\Z")
NAME_LONGEST: Final = 140
_DONG: Final = re.compile(r"[1-9]\d{0,14}\Z")
_NEEDED: Final = (
    "{*}CdtrAgt/{*}FinInstnId/{*}ClrSysMmbId/{*}MmbId",
    "{*}Cdtr/{*}Nm",
    "{*}CdtrAcct/{*}Id/{*}Othr/{*}Id",
)
_COLUMNS: Final = [  # what every payment must have; XPath runs over all of them at once
    etree.XPath(f"p:CdtTrfTxInf/{path}", namespaces={"p": NAMESPACE}, smart_strings=False)
    for path in (
        "p:PmtId/p:EndToEndId/text()",
        "p:Amt/p:InstdAmt/text()",
        "p:Amt/p:InstdAmt/@Ccy",
        "p:CdtrAgt/p:FinInstnId/p:ClrSysMmbId/p:MmbId/text()",
        "p:Cdtr/p:Nm/text()",
        "p:CdtrAcct/p:Id/p:Othr/p:Id/text()",
    )
]
_CLEAN: Final = dict.fromkeys((*range(32), 127, 65534, 65535), " ")


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays: the office's name, its account and the number of its bank."""

    name: str
    account: str
    bank: str


@dataclass(frozen=True, slots=True)
class Order:
    """One payment file: its message number (unique, at most 35 signs), the moment it was approved, the day to pay."""

    message: str
    created: dt.datetime
    pay_on: dt.date
    payer: Payer
    bank: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Transfers:
    """Payments of one file as columns: end-to-end reference, dong, name of the holder, account number."""

    reference: Sequence[str]
    amount: Sequence[Dong]
    holder: Sequence[str]
    account: Sequence[str]


_TRANSFER: Final = (
    "<CdtTrfTxInf><PmtId><InstrId>{reference}</InstrId><EndToEndId>{reference}</EndToEndId></PmtId>"
    '<Amt><InstdAmt Ccy="VND">{amount}</InstdAmt></Amt><CdtrAgt><FinInstnId><ClrSysMmbId><MmbId>{bank}</MmbId>'
    "</ClrSysMmbId></FinInstnId></CdtrAgt><Cdtr><Nm>{holder}</Nm></Cdtr><CdtrAcct><Id><Othr><Id>{account}</Id></Othr>"
    "</Id></CdtrAcct><RmtInf><Ustrd>{purpose}</Ustrd></RmtInf></CdtTrfTxInf>"
)
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{space}"><CstmrCdtTrfInitn><GrpHdr>'
    "<MsgId>{message}</MsgId>"
    "<CreDtTm>{created}</CreDtTm><NbOfTxs>{count}</NbOfTxs><CtrlSum>{total}</CtrlSum><InitgPty><Nm>{payer}</Nm>"
    "</InitgPty></GrpHdr><PmtInf><PmtInfId>{message}</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg>"
    "<NbOfTxs>{count}</NbOfTxs><CtrlSum>{total}</CtrlSum><ReqdExctnDt><Dt>{pay_on}</Dt></ReqdExctnDt>"
    "<Dbtr><Nm>{payer}</Nm></Dbtr><DbtrAcct><Id><Othr><Id>{account}</Id></Othr></Id><Ccy>VND</Ccy></DbtrAcct>"
    "<DbtrAgt><FinInstnId><ClrSysMmbId><MmbId>{bank}</MmbId></ClrSysMmbId></FinInstnId></DbtrAgt>"
)


def write_pain001(order: Order, transfers: Transfers) -> bytes:
    """Return the file; the same order and transfers give the same bytes. ValueError without a transfer."""
    if not transfers.reference:
        message = "a payment file has at least one payment"
        raise ValueError(message)
    head = _HEAD.format(
        space=NAMESPACE, message=escape(order.message), created=order.created.isoformat(timespec="seconds"),
        count=len(transfers.reference), total=sum(transfers.amount), payer=_name(order.payer.name),
        pay_on=order.pay_on.isoformat(), account=escape(order.payer.account), bank=escape(order.payer.bank),
    )  # fmt: skip
    bank, purpose = escape(order.bank), _name(order.purpose)
    body = [
        _TRANSFER.format(
            reference=reference,
            amount=amount,
            bank=bank,
            holder=_name(holder),
            account=escape(account),
            purpose=purpose,
        )
        for reference, amount, holder, account in zip(
            transfers.reference, transfers.amount, transfers.holder, transfers.account, strict=True
        )
    ]
    return "".join([head, *body, "</PmtInf></CstmrCdtTrfInitn></Document>"]).encode()


def _name(text: str) -> str:
    """Return a text as the element may hold it: no control signs, escaped, not too long."""
    return escape(" ".join(text.translate(_CLEAN).split())[:NAME_LONGEST])


def check_pain001(data: bytes) -> list[Finding]:
    """Return what a bank would refuse: counts and sums that do not meet, references twice or too long, dong in parts.

    Reads the file as a stranger would; an empty list means that it may be sent.
    """
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        return [fault("F-XML", found=error.msg or "")]
    if etree.QName(root).namespace != NAMESPACE:
        return [fault("F-KIND", found=etree.QName(root).namespace)]
    return list(_faults(root))


def _faults(root: Node) -> Iterator[Finding]:
    """Yield the faults of a message; a whole one is told by its columns, a broken one payment by payment."""
    head = root.find("{*}CstmrCdtTrfInitn/{*}GrpHdr")
    payments = root.findall("{*}CstmrCdtTrfInitn/{*}PmtInf")
    for where in ("{*}MsgId", "{*}CreDtTm", "{*}InitgPty/{*}Nm"):
        if head is None or not text_at(head, where):
            yield fault("P-MISSING", what=where.replace("{*}", ""))
    if head is None or not payments:
        return
    seen: set[str] = set()
    count = total = 0
    for payment in payments:
        amounts = _whole(payment, seen)
        if amounts is None:
            amounts = []
            for node in payment.iterfind("{*}CdtTrfTxInf"):
                yield from _transfer_faults(node, seen, amounts)
        yield from _sums(payment, len(amounts), sum(amounts))
        count, total = count + len(amounts), total + sum(amounts)
    yield from _sums(head, count, total)


def _whole(payment: Node, seen: set[str]) -> list[int] | None:
    """Return the dong of all payments where every column is whole, noting the references; None where one is not."""
    transfers = sum(1 for _ in payment.iterchildren(f"{{{NAMESPACE}}}CdtTrfTxInf"))
    columns = [_texts(path, payment) for path in _COLUMNS]
    references, written, currencies = columns[0], columns[1], columns[2]
    whole = (
        all(len(column) == transfers for column in columns)
        and set(currencies) <= {"VND"}
        and all(map(REFERENCE.match, references))
        and all(map(_DONG.match, written))
        and len(set(references)) == transfers
        and seen.isdisjoint(references)
    )
    if not whole:
        return None
    seen.update(references)
    return [int(amount) for amount in written]


def _texts(path: etree.XPath, node: Node) -> list[str]:
    """Return the texts at a path."""
    found = path(node)
    return [str(text) for text in found] if isinstance(found, list) else []


def _transfer_faults(node: Node, seen: set[str], amounts: list[int]) -> Iterator[Finding]:
    """Yield the faults of one payment; its reference and amount are noted."""
    reference = text_at(node, "{*}PmtId/{*}EndToEndId")
    where = Place("", node.sourceline if isinstance(node.sourceline, int) else None, reference)
    if not REFERENCE.match(reference):
        yield fault("P-REFERENCE", where, reference)
    if reference in seen:
        yield fault("P-TWICE", where, reference)
    seen.add(reference)
    amount = node.find("{*}Amt/{*}InstdAmt")
    written = (amount.text or "") if amount is not None else ""
    if amount is None or amount.get("Ccy") != "VND" or not _DONG.match(written):
        yield fault("B-AMOUNT", where, written)
    amounts.append(int(written) if _DONG.match(written) else 0)
    for path in (
        "{*}CdtrAgt/{*}FinInstnId/{*}ClrSysMmbId/{*}MmbId",
        "{*}Cdtr/{*}Nm",
        "{*}CdtrAcct/{*}Id/{*}Othr/{*}Id",
    ):
        if not text_at(node, path):
            yield fault("P-MISSING", where, what=path.replace("{*}", ""))


def _sums(node: Node, count: int, total: int) -> Iterator[Finding]:
    """Yield a finding where a header says another number or sum than there is."""
    told = (text_at(node, "{*}NbOfTxs"), text_at(node, "{*}CtrlSum"))
    if told != (str(count), str(total)):
        yield fault("P-SUM", found=" / ".join(told), count=count, total=total)
