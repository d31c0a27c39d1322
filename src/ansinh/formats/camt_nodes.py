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

HERE: Final = dt.timezone(dt.timedelta(hours=7))  # Viet Nam, which has no summer time
_ZONE: Final = re.compile(r"(Z|[+-]\d\d:\d\d)\Z")
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
    written = text_at(node, f"{path}/{{*}}Dt") or text_at(node, f"{path}/{{*}}DtTm")
    try:
        return day_here(written)
    except ValueError:
        findings.append(fault("B-DATE", where, written))
        return None


def day_here(written: str) -> dt.date:
    """Return the day in Viet Nam of an xs:date or xs:dateTime; ValueError where it is none.

    A moment with a zone is turned to ours: 17:00 in London on the last of a month is the first of the next one here. A
    day with a zone, and a moment without one, are as written.
    """
    if "T" not in written:
        return dt.date.fromisoformat(_ZONE.sub("", written))
    moment = dt.datetime.fromisoformat(written)
    try:
        return (moment if moment.tzinfo is None else moment.astimezone(HERE)).date()
    except OverflowError as error:  # the last evening of the year 9999 has no morning here
        raise ValueError(written) from error


def document_of(root: Node) -> Node:
    """Return the message itself: some banks send it within an envelope beside its business header."""
    inner = root.find("{*}Document") if etree.QName(root).localname != "Document" else None
    return root if inner is None else inner


def whole_dong(written: str) -> Dong | None:
    """Return an unsigned amount of whole dong (1500 or 1500.00); None where it is none."""
    if not PLAIN.match(written) or written.partition(".")[2].strip("0"):
        return None
    return int(written.partition(".")[0])


def text_at(node: Node, path: str) -> str:
    """Return the text at `path`, stripped; "" where there is none."""
    found = node.find(path)
    return (found.text or "").strip() if found is not None else ""
