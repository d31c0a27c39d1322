"""A bank's CSV through a mapping profile (data): which heading is what, how days, marks and signs are written."""

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Final

from ansinh.core.finding import Finding, Place
from ansinh.core.money import Dong
from ansinh.formats.bank_values import BankFile, Entry, Statement
from ansinh.formats.faults import UnreadableError, fault, refuse
from ansinh.formats.layout import load_data
from ansinh.formats.sheet import cells
from ansinh.formats.sheet.grid import Grid, letter
from ansinh.formats.words import plain

AUTO: Final = "auto"
NO_LINES: Final = "F-NO-ROWS"
_NEEDED: Final = frozenset({"booked", "reference", "text"})
# A row under the lines that sums them up, or repeats a balance.
_SUM = re.compile(r"(tong|cong|so du|total|closing|opening)\b")


@dataclass(frozen=True, slots=True)
class Profile:
    """How one bank writes its statements."""

    name: str
    bank: str
    delimiter: str
    day: str
    thousands: str
    decimal: str
    header: dict[str, re.Pattern[str]]
    columns: dict[str, re.Pattern[str]]
    marks: dict[str, int]
    write: dict[str, str]


@cache
def profiles() -> dict[str, Profile]:
    """Return name -> profile of every bank in formats/bank_profiles."""
    folder = resources.files("ansinh.formats").joinpath("bank_profiles")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml"))
    made = [parse_profile(load_data(f"bank_profiles/{name}")) for name in names]
    return {profile.name: profile for profile in made}


def parse_profile(data: dict[str, Any]) -> Profile:
    """Return a profile from its data (keys as in formats/bank_profiles); KeyError names what is missing."""
    return Profile(
        data["name"], data["bank"], data["delimiter"], data["day"], data["thousands"], data["decimal"],
        {name: re.compile(pattern) for name, pattern in data["header"].items()},
        {name: re.compile(pattern) for name, pattern in data["columns"].items()},
        data.get("marks", {}), data["write"],
    )  # fmt: skip


def read_bank_grids(grids: Sequence[Grid], profile: Profile | None) -> BankFile:
    """Return the statements in `grids`, one for each sheet with lines of an account.

    Raises RefusedFileError where no profile (or not the given one) fits any.
    """
    fitting = [read for grid in grids if (read := _read_sheet(grid, profile)) is not None]
    if not fitting:
        refuse("B-PROFILE")
    filled = [one for one in fitting if all(found.code != NO_LINES for found in one.findings)] or fitting[:1]
    statements = [statement for one in filled for statement in one.statements]
    return BankFile(filled[0].layout, "", statements, [found for one in filled for found in one.findings])


def _read_sheet(grid: Grid, profile: Profile | None) -> BankFile | None:
    """Return the statement of a sheet by the first profile that fits and reads a line; None where no headings fit.

    Two banks may use the same headings and other marks: where no line can be read the next profile that fits is tried.
    """
    fitting = []
    for candidate in [profile] if profile else profiles().values():
        found = _find_columns(grid, candidate)
        if found is not None:
            fitting.append(_read(grid, candidate, *found))
            if all(one.code != NO_LINES for one in fitting[-1].findings):
                return fitting[-1]
    return next(iter(fitting), None)


def _find_columns(grid: Grid, profile: Profile) -> tuple[int, dict[str, int]] | None:
    """Return (heading row, field -> column) where the headings of `profile` stand; None where they do not."""
    for place, row in enumerate(grid.rows[:60]):
        words = [_names(cell) for cell in row]
        columns = {
            name: next((column for column, said in enumerate(words) if any(map(pattern.match, said))), -1)
            for name, pattern in profile.columns.items()
        }
        found = {name: column for name, column in columns.items() if column >= 0}
        needed = _NEEDED - ({"reference"} if profile.day == AUTO else set())
        if found.keys() >= needed and ("amount" in found or {"debit", "credit"} <= set(found)):
            return place, found
    return None


def _names(cell: object) -> list[str]:
    """Return what a heading says in plain letters: whole, and each language of "Ghi nợ / Debit" by itself."""
    return [plain(piece) for piece in (str(cell), *re.split(r"[\n/|(]", str(cell))) if piece.strip()]


def _read(grid: Grid, profile: Profile, heading: int, columns: dict[str, int]) -> BankFile:
    """Return the statement under the heading row."""
    findings: list[Finding] = []
    findings += [
        fault("C-FORMULA", Place(grid.name, row, letter(max(column, 1)))) for row, column in sorted(grid.formulas)
    ]
    header = _header(grid, profile, heading)
    entries: list[Entry] = []
    for place in range(heading + 1, len(grid.rows)):
        row = grid.rows[place]
        filled = [cell for cell in row if cell not in {"", None}]
        if len(filled) < 3 or _SUM.match(plain(str(filled[0]))):
            continue
        line = _Line(grid.name, place + 1, row, columns, profile, findings)
        if (entry := line.entry(len(entries) + 1)) is not None:
            entries.append(entry)
    layout = f"csv:{profile.name}"
    opening = _header_amount(header, "opening", grid, profile, findings)
    closing = _header_amount(header, "closing", grid, profile, findings)
    account = header.get("account", "").replace(" ", "")
    if not account:
        findings.append(fault("B-MISSING", Place(grid.name), what="số tài khoản / account"))
    if not entries or opening is None or closing is None or not account:
        findings += [fault(NO_LINES, Place(grid.name))] if not entries else []
        return BankFile(layout, "", [], findings)
    first, last = min(entry.booked for entry in entries), max(entry.booked for entry in entries)
    currency = header.get("currency") or _currency(grid, profile, heading)
    number = header.get("number", "")
    made = Statement(profile.bank, account, number, currency, opening, closing, first, last, tuple(entries))
    return BankFile(layout, "", [made], findings)


def _currency(grid: Grid, profile: Profile, heading: int) -> str:
    """Return the currency of the lines, VND unless a column of its own says another."""
    pattern = profile.header.get("currency")
    for place, cell in enumerate(grid.rows[heading]):
        if pattern and any(map(pattern.match, _names(cell))):
            said = {str(row[place]).strip().upper() for row in grid.rows[heading + 1 :] if len(row) > place}
            return next(iter(sorted(said - {"", "VND", "NONE"})), "VND")
    return "VND"


def _header(grid: Grid, profile: Profile, heading: int) -> dict[str, str]:
    """Return the labelled cells around the table: the value stands in the next filled cell or after a colon."""
    found: dict[str, str] = {}
    for place, row in enumerate(grid.rows):
        if place == heading:
            continue
        for column, cell in enumerate(row):
            label, colon, rest = str(cell).partition(":")
            words = _names(label)
            name = next((name for name, pattern in profile.header.items() if any(map(pattern.match, words))), "")
            value = _clean(rest) if colon and rest.strip() else _next(row[column + 1 :])
            if name and value:
                found.setdefault(name, value)
    return found


def _next(row: Sequence[object]) -> str:
    """Return the next filled cell as text."""
    return _clean(next((cell for cell in row if cell not in {"", None}), ""))


def _clean(cell: object) -> str:
    """Return a cell of the header as text; one with hidden signs as nothing."""
    read, _ = cells.decode([cell], cells.text, "")  # type: ignore[list-item]  # whatever the file held
    return str(read[0])


def _header_amount(
    header: dict[str, str], name: str, grid: Grid, profile: Profile, findings: list[Finding]
) -> Dong | None:
    """Return a balance of the header; None with a finding where it is missing or no amount."""
    if name not in header:
        findings.append(fault("B-MISSING", Place(grid.name), what=profile.write[name]))
        return None
    amount = parse_amount(header[name], profile)
    if amount is None:
        findings.append(fault("B-AMOUNT", Place(grid.name, None, profile.write[name]), header[name]))
    return amount


def parse_amount(written: object, profile: Profile) -> Dong | None:
    """Return whole dong written with the marks of `profile`; None where it is no whole amount."""
    if isinstance(written, str):
        written = _sign_before(written)
    if isinstance(written, int | float) and not isinstance(written, bool):
        value = Decimal(repr(written))
    elif profile.thousands == AUTO:
        found, _ = cells.decode([str(written)], cells.exact, None)
        value = found[0] if found[0] is not None else Decimal("0.5")
    else:
        value = _marked_amount(str(written), profile)
    whole = value == value.to_integral_value() and abs(value) < cells.BIGGEST
    return int(value) if whole else None


def _sign_before(written: str) -> str:
    """Return an amount with its sign before it: banks also write 1,000- and (1,000) for money out."""
    text = written.strip().replace("\N{MINUS SIGN}", "-")
    if after := re.fullmatch(r"(\d[\d., ]*)\s?-|\((\d[\d., ]*)\)", text):
        return f"-{after[1] or after[2]}"
    return text


def _marked_amount(written: str, profile: Profile) -> Decimal:
    """Return an amount with the thousands and decimal marks of a bank; half a dong where it is none."""
    text = written.strip().removesuffix("VND").removesuffix("đ").strip()
    mark, point = re.escape(profile.thousands), re.escape(profile.decimal)
    if not re.fullmatch(rf"[+-]?([0-9]+|[0-9]{{1,3}}({mark}[0-9]{{3}})+)({point}[0-9]{{1,2}})?", text):
        return Decimal("0.5")
    return Decimal(text.replace(profile.thousands, "").replace(profile.decimal, "."))


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the table, being read."""

    sheet: str
    row: int
    raw: Sequence[object]
    columns: dict[str, int]
    profile: Profile
    findings: list[Finding]

    def entry(self, line: int) -> Entry | None:
        """Return the entry, or None: findings say why, or the row is no line of the account."""
        if not self._text("booked"):
            return None
        booked, amount = self._day("booked"), self._amount()
        if booked is None or amount is None:
            return None
        value = self._day("value") if self._text("value") else booked
        balance = parse_amount(self._raw("balance"), self.profile) if self._text("balance") else None
        name, account, text = (self._text(name) for name in ("payer_name", "payer_account", "text"))
        return Entry(line, self._text("reference"), booked, value or booked, amount, name, account, text, balance)

    def _raw(self, name: str) -> object:
        """Return a raw cell; "" where the column or the cell is missing."""
        place = self.columns.get(name, -1)
        return self.raw[place] if 0 <= place < len(self.raw) else ""

    def _text(self, name: str) -> str:
        """Return a cell as tidy text."""
        try:
            return cells.text(self._raw(name))  # type: ignore[arg-type]
        except UnreadableError as error:
            self.findings.append(fault(error.code, self._where(name), self._raw(name), limit=cells.LONGEST))
            return ""

    def _where(self, name: str) -> Place:
        """Return the address of a cell."""
        return Place(self.sheet, self.row, letter(self.columns.get(name, 0) + 1))

    def _day(self, name: str) -> dt.date | None:
        """Return a day written as the profile says; None with a finding otherwise."""
        cell = self._raw(name)
        if isinstance(cell, dt.datetime):
            return cell.date()
        try:
            if self.profile.day == AUTO:
                return cells.day(str(cell).strip().split(" ")[0])
            return dt.datetime.strptime(str(cell).strip()[:10], self.profile.day).replace(tzinfo=dt.UTC).date()
        except (ValueError, UnreadableError):
            self.findings.append(fault("B-DATE", self._where(name), cell))
            return None

    def _amount(self) -> Dong | None:
        """Return the signed amount: of one column, of an amount and its mark, or of debit and credit."""
        if "amount" in self.columns:
            amount = self._one("amount")
            marks = {mark.upper(): sign for mark, sign in self.profile.marks.items()}
            mark = marks.get(self._text("mark").upper(), 0) if "mark" in self.columns else 1
            if mark == 0:
                self.findings.append(fault("B-AMOUNT", self._where("mark"), self._raw("mark")))
            return amount * mark if amount is not None and mark else None
        credit, debit = self._one("credit", empty=0), self._one("debit", empty=0)
        if credit is None or debit is None:
            return None
        if bool(credit) == bool(debit):
            self.findings.append(fault("B-AMOUNT", self._where("credit"), f"{debit} / {credit}"))
            return None
        return credit - abs(debit)

    def _one(self, name: str, *, empty: Dong | None = None) -> Dong | None:
        """Return the amount in one column; `empty` for an empty cell."""
        cell = self._raw(name)
        if cell in {"", None} and empty is not None:
            return empty
        amount = parse_amount(cell, self.profile)
        if amount is None:
            self.findings.append(fault("B-AMOUNT", self._where(name), cell))
        return amount


def write_bank_csv(statement: Statement, profile: Profile) -> bytes:
    """Return `statement` as the CSV of a bank (UTF-8 with a byte order mark, as spreadsheets expect)."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=profile.delimiter, lineterminator="\r\n")
    words = profile.write
    head = {
        "account": statement.account, "currency": statement.currency, "number": statement.number,
        "opening": _amount(statement.opening, profile), "closing": _amount(statement.closing, profile),
    }  # fmt: skip
    writer.writerows([words[name], value] for name, value in head.items() if name in words)
    writer.writerow([])
    columns = [name for name in words if name in profile.columns]
    writer.writerow([words[name] for name in columns])
    balance = statement.opening
    for entry in statement.entries:
        balance += entry.amount
        writer.writerow([_cell(entry, name, balance, profile) for name in columns])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _amount(amount: Dong, profile: Profile) -> str:
    """Return dong with the thousands mark of the bank."""
    return f"{amount:,}".replace(",", profile.thousands)


def _cell(entry: Entry, name: str, balance: Dong, profile: Profile) -> str:
    """Return one cell of a line as the bank writes it."""
    amount = entry.amount
    signs = {sign: mark for mark, sign in reversed(profile.marks.items())}
    texts = {
        "booked": entry.booked.strftime(profile.day), "value": entry.value.strftime(profile.day),
        "reference": entry.reference, "payer_name": entry.payer_name, "payer_account": entry.payer_account,
        "text": entry.text, "balance": _amount(balance, profile),
        "debit": _amount(-amount, profile) if amount < 0 else "",
        "credit": _amount(amount, profile) if amount > 0 else "",
        "amount": _amount(abs(amount) if profile.marks else amount, profile),
        "mark": signs.get(1 if amount > 0 else -1, ""),
    }  # fmt: skip
    return texts[name]
