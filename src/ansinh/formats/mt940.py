"""MT940, the bank's statement in the tags of SWIFT: one message a page, `:61:` a line, `:86:` what it is for."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from ansinh.core.finding import Finding, Place
from ansinh.core.money import Dong
from ansinh.formats.bank_values import BankFile, Entry, Statement
from ansinh.formats.camt_nodes import whole_dong
from ansinh.formats.faults import UnreadableError, fault, warning
from ansinh.formats.sheet import cells
from ansinh.formats.sheet.read import decode_text

_STARTS: Final = re.compile(rb"\A\s*(\{1:[^}]*\}|\{2:[^}]*\}|\{4:|\s)*:20:")
_TAG: Final = re.compile(r":(\d\d[A-Z]?):(.*)\Z")
_BALANCE: Final = re.compile(r"([CD])(\d{6})([A-Z]{3})(\d{1,15}(?:,\d{0,2})?)\Z")
_LINE: Final = re.compile(
    r"(?P<value>\d{6})(?P<booked>\d{4})?(?P<mark>R?[CD])[A-Z]?(?P<amount>\d{1,15}(?:,\d{0,2})?)"
    r"(?P<kind>[A-Z]\w{3})(?P<own>[^/\n]{0,16}(?:/(?!/)[^/\n]*)*)(?://(?P<bank>[^\n]{1,16}))?(?:\n(?P<more>[^\n]*))?\Z"
)
_SIGNS: Final = {"C": 1, "D": -1, "RC": -1, "RD": 1}  # a reversal goes the other way
_CODES: Final = re.compile(r"(?:\A\d{3})?\?\d\d")  # of the sub-fields some banks cut the text into
_NO_REFERENCE: Final = {"NONREF", ""}


def is_mt940(data: bytes) -> bool:
    """Return whether `data` begins as a message of SWIFT with a statement."""
    return _STARTS.match(data[:2_000].removeprefix(b"\xef\xbb\xbf")) is not None


def read_mt940(data: bytes) -> BankFile:
    """Return the statements in `data`, a finding for all that cannot be read. Raises RefusedFileError for no text."""
    findings: list[Finding] = []
    pages = [_statement(fields, findings) for fields in _messages(decode_text(data))]
    return BankFile("mt940", "", [page for page in pages if page is not None], findings)


def _messages(text: str) -> Iterator[list[tuple[str, str, int]]]:
    """Yield the fields of each message: tag, content (lines joined by line ends), line of the file."""
    fields: list[tuple[str, str, int]] = []
    for number, line in enumerate(text.splitlines(), 1):
        found = _TAG.match(line.removeprefix("{4:") if line.startswith("{4::") else line)
        if found:
            if found[1] == "20" and fields:
                yield fields
                fields = []
            fields.append((found[1], found[2].strip(), number))
        elif fields and line.strip() and not line.startswith(("-", "{")):
            tag, content, first = fields[-1]
            fields[-1] = (tag, f"{content}\n{line.strip()}", first)
    if fields:
        yield fields


def _statement(fields: list[tuple[str, str, int]], findings: list[Finding]) -> Statement | None:
    """Return the statement of one message; None where something it cannot do without is missing."""
    first = {tag: (content, line) for tag, content, line in reversed(fields)}
    number = first.get("28C", first.get("28", ("", 0)))[0]
    account = first.get("25", first.get("25P", ("", 0)))[0].split("\n")[0]
    bank, _, account = account.rpartition("/")
    ends = [_balance(first, tags, number, findings) for tags in (("60F", "60M"), ("62F", "62M"))]
    entries = tuple(_entries(fields, number, findings))
    if not account:
        findings.append(fault("B-MISSING", Place(number, None, ":25:"), what=":25:"))
    opening, closing = ends
    if opening is None or closing is None or not account:
        return None
    return Statement(bank, account, number, opening[2], opening[0], closing[0], opening[1], closing[1], entries)


def _balance(
    first: dict[str, tuple[str, int]], tags: tuple[str, str], number: str, findings: list[Finding]
) -> tuple[Dong, dt.date, str] | None:
    """Return (signed amount, day, currency) of a balance; None with a finding where it is missing or unreadable."""
    content, line = next((first[tag] for tag in tags if tag in first), ("", 0))
    if not content:
        findings.append(fault("B-MISSING", Place(number, None, f":{tags[0]}:"), what=f":{tags[0]}:"))
        return None
    where = Place(number, line, f":{tags[0]}:")
    found = _BALANCE.match(content)
    amount = whole_dong(_point(found[4])) if found else None
    if found is None or amount is None:
        findings.append(fault("B-AMOUNT", where, content))
        return None
    day = _day(found[2], where, findings)
    return None if day is None else (amount * _SIGNS[found[1]], day, found[3])


def _entries(fields: list[tuple[str, str, int]], number: str, findings: list[Finding]) -> Iterator[Entry]:
    """Yield the lines of the account, each with the text that follows it."""
    lines = [(place, content, line) for place, (tag, content, line) in enumerate(fields) if tag == "61"]
    for count, (place, content, line) in enumerate(lines, 1):
        where = Place(number, line, ":61:")
        after = fields[place + 1] if place + 1 < len(fields) else ("", "", 0)
        entry = _entry(count, content, where, findings)
        if entry is not None:
            text = after[1] if after[0] == "86" else _LINE.match(content)["more"] or ""  # type: ignore[index] # it matched
            yield _with_text(entry, text, where, findings)


def _entry(count: int, content: str, where: Place, findings: list[Finding]) -> Entry | None:
    """Return one line of the account without its text; None with a finding where it cannot be read."""
    found = _LINE.match(content)
    amount = whole_dong(_point(found["amount"])) if found else None
    if found is None or amount is None:
        findings.append(fault("B-AMOUNT", where, content))
        return None
    value = _day(found["value"], where, findings)
    if value is None:
        return None
    booked = _near(value, found["booked"], where, findings) if found["booked"] else value
    references = [one.strip() for one in (found["bank"] or "", found["own"])]
    reference = next((one for one in references if one.upper() not in _NO_REFERENCE), "")
    return None if booked is None else Entry(count, reference, booked, value, amount * _SIGNS[found["mark"]])


def _with_text(entry: Entry, written: str, where: Place, findings: list[Finding]) -> Entry:
    """Return a line with what it is for; a text with signs that cannot be shown is left out, and said."""
    try:
        text = cells.text(_CODES.sub(" ", written.replace("\n", " "))[: cells.LONGEST])
    except UnreadableError as error:
        findings.append(warning(error.code, where, written))
        text = ""
    return Entry(entry.line, entry.reference, entry.booked, entry.value, entry.amount, text=text)


def _point(written: str) -> str:
    """Return an amount whose decimals open with a comma, with a point: `1500,` is 1500."""
    return written.replace(",", ".").removesuffix(".")


def _day(written: str, where: Place, findings: list[Finding]) -> dt.date | None:
    """Return a day written YYMMDD; None with a finding where it is none."""
    try:
        return dt.date(2000 + int(written[:2]), int(written[2:4]), int(written[4:]))
    except ValueError:
        findings.append(fault("B-DATE", where, written))
        return None


def _near(value: dt.date, written: str, where: Place, findings: list[Finding]) -> dt.date | None:
    """Return the day MMDD that is nearest to the value day: booking turns the year in January."""
    days = []
    for year in (value.year - 1, value.year, value.year + 1):
        try:
            days.append(dt.date(year, int(written[:2]), int(written[2:])))
        except ValueError:
            continue
    if not days:
        findings.append(fault("B-DATE", where, written))
        return None
    return min(days, key=lambda day: abs(day - value))
