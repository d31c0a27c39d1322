"""Pieces of ISO 20022 messages that every reader needs: texts, amounts in whole dong, days, with findings."""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import Final, TypeAlias

from lxml import etree

from ansinh.core.finding import Finding, Place
from ansinh.core.money import Dong
from ansinh.formats.faults import fault
from ansinh.formats.sheet import cells

PLAIN: Final = re.compile(r"\d{1,18}(\.\d{1,5})?\Z")
Node: TypeAlias = etree._Element  # noqa: SLF001 lxml's public class has this name only


def read_amount(node: Node, where: Place, findings: list[Finding]) -> Dong | None:
    """Return the signed whole dong of a line or balance; None with a finding where it is none."""
    written, mark = text_at(node, "{*}Amt"), text_at(node, "{*}CdtDbtInd")
    if currency_of(node) not in {"VND", ""}:
        findings.append(fault("B-CURRENCY", where, currency_of(node)))
        return None
    try:
        value = Decimal(written) if PLAIN.match(written) else Decimal("0.5")
    except InvalidOperation:
        value = Decimal("0.5")
    if value != value.to_integral_value() or value >= cells.BIGGEST or mark not in {"CRDT", "DBIT"}:
        findings.append(fault("B-AMOUNT", where, f"{written} {mark}".strip()))
        return None
    # A reversal (RvslInd) already carries the direction it has on the account.
    return int(value) * (1 if mark == "CRDT" else -1)


def line_of(node: Node) -> int | None:
    """Return the line of the file a node stands on."""
    line = node.sourceline
    return line if isinstance(line, int) else None


def currency_of(node: Node) -> str:
    """Return the currency of the amount under a node."""
    amount = node.find("{*}Amt")
    return (amount.get("Ccy") or "") if amount is not None else ""


def read_day(node: Node, path: str, where: Place, findings: list[Finding]) -> dt.date | None:
    """Return a day given as Dt or DtTm; None with a finding where it is none."""
    written = text_at(node, f"{path}/{{*}}Dt") or text_at(node, f"{path}/{{*}}DtTm")[:10]
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        findings.append(fault("B-DATE", where, written))
        return None


def text_at(node: Node, path: str) -> str:
    """Return the text at `path`, stripped; "" where there is none."""
    found = node.find(path)
    return (found.text or "").strip() if found is not None else ""
