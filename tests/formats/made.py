"""Files as others make them: an employer's workbook in openpyxl, and archives that mean harm."""

import io
import zipfile
from typing import Any

import openpyxl

HEADINGS = [
    ["STT", "Họ và tên", "Mã số BHXH", "Ngày tháng năm sinh", "Giới tính", "Số CCCD/ CMND/ Hộ chiếu",
     "Cấp bậc, chức vụ, chức danh nghề, nơi làm việc", "Vị trí làm việc", None, None, None, "Tiền lương", None, None,
     None, None, None,
     "Ngành/nghề nặng nhọc, độc hại", None, "Loại và hiệu lực hợp đồng lao động", None, None, None, None,
     "Thời điểm đơn vị bắt đầu đóng BHXH", "Thời điểm đơn vị kết thúc đóng BHXH", "Ghi chú"],
    [*[None] * 7, "Nhà quản lý", "Chuyên môn kỹ thuật bậc cao", "Chuyên môn kỹ thuật bậc trung", "Khác",
    "Hệ số/ Mức lương", "Phụ cấp",
     None, None, None, None, "Ngày bắt đầu", "Ngày kết thúc", "Ngày bắt đầu HĐLĐ không xác định thời hạn",
     "Hiệu lực HĐLĐ xác định thời hạn", None, "Hiệu lực HĐLĐ khác (dưới 1 tháng, thử việc)"],
    [*[None] * 12, "Chức vụ", "Thâm niên VK (%)", "Thâm niên nghề (%)", "Phụ cấp lương", "Các khoản bổ sung", None,
    None, None,
     "Ngày bắt đầu", "Ngày kết thúc", "Ngày bắt đầu", "Ngày kết thúc"],
    [f"({number})" for number in range(1, 28)],
]  # fmt: skip
MERGES = ("H{0}:K{0}", "L{0}:Q{0}", "R{0}:S{0}", "T{0}:X{0}")
HEADER = [
    "Tên đơn vị: Công ty TNHH Sao Mai",
    "Mã đơn vị: TC1234C",
    "Mã số thuế: 0312345673",
    "Số: 01 tháng 10 năm 2021",
]


def worker(**given: Any) -> list[Any]:
    """One row of the official form: keyword = column number as c12=..., or name, si."""
    row: list[Any] = [None] * 27
    row[1], row[2] = given.pop("name", "Nguyễn Văn An"), given.pop("si", "2600000001")
    row[3], row[4] = "17/05/1990", "Nam"
    for key, value in given.items():
        row[int(key.removeprefix("c")) - 1] = value
    return row


def official(rows: list[list[Any]], *, empty_above: int = 0, header: list[str] | None = None) -> bytes:
    """The official form as an employer fills it in, with the table starting anywhere."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    for _ in range(empty_above):
        sheet.append([])
    for line in HEADER if header is None else header:
        sheet.append([line])
    first = sheet.max_row + 2
    sheet.append([])
    for line in HEADINGS:
        sheet.append(line)
    for merge in MERGES:
        sheet.merge_cells(merge.format(first))
    for row in rows:
        sheet.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """A workbook as bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(data: bytes, **parts: bytes | None) -> bytes:
    """The same archive with parts replaced, added, or (None) left out; "/" in a name is written "__"."""
    wanted = {name.replace("__", "/"): text for name, text in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in wanted:
                new.writestr(name, old.read(name))
        for name, text in wanted.items():
            if text is not None:
                new.writestr(name, text)
    return stream.getvalue()


def part(data: bytes, name: str) -> bytes:
    """One part of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name)
