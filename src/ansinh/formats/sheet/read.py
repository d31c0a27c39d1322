"""Any upload with a list, as grids: XLSX through calamine after the guard, CSV strictly in UTF-8."""

import csv
import io

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ansinh.formats.faults import refuse
from ansinh.formats.sheet.grid import Cell, Grid, Limits
from ansinh.formats.sheet.guard import HEADING_ROWS, Marks, check_workbook

_OLD_CODES = {"windows-1258": "ÀÁÂĂÈÉÊÌÍĐ", "TCVN3": "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®", "VNI": "øùûõïäàáåãâ"}


def read_grids(data: bytes, limits: Limits, name: str = "") -> list[Grid]:
    """Return the sheets of a workbook, or the one sheet of a CSV (under the file's `name`).

    Raises RefusedFileError for what is neither.
    """
    check_size(data, limits)
    if data[:4] == b"PK\x03\x04":
        return _workbook(data, limits)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        refuse("F-OLD-EXCEL")
    if data[:4] in {b"%PDF", b"\x89PNG", b"PK\x05\x06", b"\xff\xd8\xff\xe0"} or data.lstrip()[:1] == b"<":
        refuse("F-KIND")
    return [Grid(name or "CSV", _delimited(data, limits))]


def check_size(data: bytes, limits: Limits) -> None:
    """Refuse an empty or an oversized file."""
    if not data.strip():
        refuse("F-EMPTY")
    if len(data) > limits.file_bytes:
        refuse("F-LARGE", f"{len(data) / 1e6:.1f} MB", limit=limits.file_bytes // 1_000_000)


def _workbook(data: bytes, limits: Limits) -> list[Grid]:
    """Return the worksheets of an XLSX that passes the guard."""
    marks = check_workbook(data, limits)
    try:
        sheets = _open(data, limits)
    except (CalamineError, ValueError, OSError, OverflowError) as error:
        refuse("F-BROKEN", type(error).__name__)
    except BaseException as error:  # the library's panic is a BaseException without a name of its own to catch
        if type(error).__name__ != "PanicException":
            raise
        refuse("F-BROKEN", "panic")
    return [Grid(name, cells, *marks.get(name, Marks())) for name, cells in sheets]


def _open(data: bytes, limits: Limits) -> list[tuple[str, list[list[Cell]]]]:
    """Return (name, rows) of every worksheet that can be seen: what is hidden was not meant to be sent."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    seen = [sheet for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
    names = [sheet.name for sheet in seen or book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    sheets = [book.get_sheet_by_name(name) for name in names]
    if any(sheet.total_width > limits.columns for sheet in sheets):
        refuse("F-COLUMNS", limit=limits.columns)
    return [(sheet.name, sheet.to_python(skip_empty_area=False)) for sheet in sheets]


def _delimited(data: bytes, limits: Limits) -> list[list[str]]:
    """Return the rows of a CSV; the delimiter is the one of , ; | and tab that the first lines use most."""
    text = decode_text(data)
    head = "\n".join(text.splitlines()[:20])
    delimiter = max(",;\t|", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    try:
        for line in reader:
            rows.append(line)
            if len(rows) > limits.rows + HEADING_ROWS:
                refuse("F-ROWS", len(rows), limit=limits.rows)
            if len(line) > limits.columns:
                refuse("F-COLUMNS", len(line), limit=limits.columns)
    except csv.Error as error:
        refuse("F-CSV", f"line {reader.line_num}: {error}")
    return rows


def decode_text(data: bytes) -> str:
    """Return UTF-8 `data` (with or without a byte order mark) as text. Raises RefusedFileError with a hint."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse("F-ENCODING", f"byte {error.start}", hint=_guess(data))
    if "\0" in text:
        refuse("F-ENCODING", "NUL", hint="UTF-16")
    return text


def _guess(data: bytes) -> str:
    """Return which old code table the bytes most look like, for the hint only: nothing is ever read that way."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in data[:200]:
        return "UTF-16"
    letters = data[:20_000].decode("latin-1")
    return max(_OLD_CODES, key=lambda table: sum(letters.count(sign) for sign in _OLD_CODES[table]))
