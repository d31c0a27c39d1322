"""Writes camt.053.001.08, for the synthetic province and for tests."""

import datetime as dt

from lxml import etree

from ansinh.core.money import Dong
from ansinh.formats.bank_values import Entry, Statement
from ansinh.formats.camt import VERSION

_NODE = etree._Element  # noqa: SLF001 lxml's public class has this name only


def write_camt053(statement: Statement, *, created: dt.datetime) -> bytes:
    """Return `statement` as camt.053.001.08 (UTF-8); `created` is the moment the bank would have written."""
    root = etree.Element(f"{{{VERSION}}}Document", nsmap={None: VERSION})  # type: ignore[dict-item]  # lxml: None is the default
    message = _add(root, "BkToCstmrStmt")
    head = _add(message, "GrpHdr")
    _add(head, "MsgId", f"{statement.number}-{statement.account}"[:35])
    _add(head, "CreDtTm", created.isoformat(timespec="seconds"))
    node = _add(message, "Stmt")
    _add(node, "Id", statement.number)
    account = _add(node, "Acct")
    _add(_add(_add(account, "Id"), "Othr"), "Id", statement.account)
    _add(account, "Ccy", statement.currency)
    if statement.bank:
        _add(_add(_add(_add(account, "Svcr"), "FinInstnId"), "ClrSysMmbId"), "MmbId", statement.bank)
    _balance(node, "OPBD", statement.opening, statement.first_day, statement.currency)
    _balance(node, "CLBD", statement.closing, statement.last_day, statement.currency)
    for entry in statement.entries:
        _entry(node, entry, statement.currency)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _add(parent: _NODE, name: str, text: str | None = None) -> _NODE:
    """Append an element in the namespace of the message."""
    node = etree.SubElement(parent, f"{{{VERSION}}}{name}")
    node.text = text
    return node


def _amount(parent: _NODE, amount: Dong, currency: str) -> None:
    """Append the amount and its direction."""
    node = _add(parent, "Amt", f"{abs(amount)}.00")
    node.set("Ccy", currency)
    _add(parent, "CdtDbtInd", "CRDT" if amount >= 0 else "DBIT")


def _balance(parent: _NODE, kind: str, amount: Dong, day: dt.date, currency: str) -> None:
    """Append an opening or closing balance."""
    node = _add(parent, "Bal")
    _add(_add(_add(node, "Tp"), "CdOrPrtry"), "Cd", kind)
    _amount(node, amount, currency)
    _add(_add(node, "Dt"), "Dt", day.isoformat())


def _entry(parent: _NODE, entry: Entry, currency: str) -> None:
    """Append one booked line."""
    node = _add(parent, "Ntry")
    _add(node, "NtryRef", str(entry.line))
    _amount(node, entry.amount, currency)
    _add(_add(node, "Sts"), "Cd", "BOOK")
    _add(_add(node, "BookgDt"), "Dt", entry.booked.isoformat())
    _add(_add(node, "ValDt"), "Dt", entry.value.isoformat())
    _add(node, "AcctSvcrRef", entry.reference)
    details = _add(_add(node, "NtryDtls"), "TxDtls")
    if entry.payer_name or entry.payer_account:
        parties = _add(details, "RltdPties")
        _add(_add(_add(parties, "Dbtr"), "Pty"), "Nm", entry.payer_name)
        _add(_add(_add(_add(parties, "DbtrAcct"), "Id"), "Othr"), "Id", entry.payer_account)
    _add(_add(details, "RmtInf"), "Ustrd", entry.text)
