"""Visits of before 2024-07 as hospitals wrote them then: Decision 4210/QD-BYT, five tables, other names, fewer facts.

Written after the published layout of that decision; nothing here knows the checker.
"""

import base64
import datetime as dt
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape

from ansinh.jobs.synthetic.claims.factory import Factory
from ansinh.jobs.synthetic.claims.visit import STAMP, Row, Visit
from ansinh.jobs.synthetic.claims.write import wrapped

TABLES: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "XML1": ("TONG_HOP", "", (
        "MA_LK", "STT", "MA_BN", "HO_TEN", "NGAY_SINH", "GIOI_TINH", "DIA_CHI", "MA_THE", "MA_DKBD", "GT_THE_TU",
        "GT_THE_DEN", "MIEN_CUNG_CT", "TEN_BENH", "MA_BENH", "MA_BENHKHAC", "MA_LYDO_VVIEN", "MA_NOI_CHUYEN",
        "MA_TAI_NAN", "NGAY_VAO", "NGAY_RA", "SO_NGAY_DTRI", "KET_QUA_DTRI", "TINH_TRANG_RV", "NGAY_TTOAN", "T_THUOC",
        "T_VTYT", "T_TONGCHI", "T_BNTT", "T_BNCCT", "T_BHTT", "T_NGUONKHAC", "T_NGOAIDS", "NAM_QT", "THANG_QT",
        "MA_LOAI_KCB", "MA_KHOA", "MA_CSKCB", "MA_KHUVUC", "MA_PTTT_QT", "CAN_NANG",
    )),
    "XML2": ("DSACH_CHI_TIET_THUOC", "CHI_TIET_THUOC", (
        "MA_LK", "STT", "MA_THUOC", "MA_NHOM", "TEN_THUOC", "DON_VI_TINH", "HAM_LUONG", "DUONG_DUNG", "LIEU_DUNG",
        "SO_DANG_KY", "TT_THAU", "PHAM_VI", "TYLE_TT", "SO_LUONG", "DON_GIA", "THANH_TIEN", "MUC_HUONG", "T_NGUON_KHAC",
        "T_BNTT", "T_BHTT", "T_BNCCT", "T_NGOAIDS", "MA_KHOA", "MA_BAC_SI", "MA_BENH", "NGAY_YL", "MA_PTTT",
    )),
    "XML3": ("DSACH_CHI_TIET_DVKT", "CHI_TIET_DVKT", (
        "MA_LK", "STT", "MA_DICH_VU", "MA_VAT_TU", "MA_NHOM", "GOI_VTYT", "TEN_VAT_TU", "TEN_DICH_VU", "DON_VI_TINH",
        "PHAM_VI", "SO_LUONG", "DON_GIA", "TT_THAU", "TYLE_TT", "THANH_TIEN", "T_TRANTT", "MUC_HUONG", "T_NGUONKHAC",
        "T_BNTT", "T_BHTT", "T_BNCCT", "T_NGOAIDS", "MA_KHOA", "MA_GIUONG", "MA_BAC_SI", "MA_BENH", "NGAY_YL",
        "NGAY_KQ", "MA_PTTT",
    )),
    "XML4": ("DSACH_CHI_TIET_CLS", "CHI_TIET_CLS", (
        "MA_LK", "STT", "MA_DICH_VU", "MA_CHI_SO", "TEN_CHI_SO", "GIA_TRI", "MA_MAY", "MO_TA", "KET_LUAN", "NGAY_KQ",
    )),
}  # fmt: skip
SAME: Final = {
    "MA_THE": "MA_THE_BHYT", "TEN_BENH": "CHAN_DOAN_RV", "MA_BENH": "MA_BENH_CHINH", "MA_BENHKHAC": "MA_BENH_KT",
    "MA_NOI_CHUYEN": "MA_NOI_DI", "TINH_TRANG_RV": "MA_LOAI_RV", "T_TONGCHI": "T_TONGCHI_BV", "TYLE_TT": "TYLE_TT_BH",
    "THANH_TIEN": "THANH_TIEN_BV", "T_NGUON_KHAC": "T_NGUONKHAC",
}  # fmt: skip
FIRST: Final = dt.datetime(2021, 7, 1, 7, 30)  # noqa: DTZ001 - local time without zone, as in the standard


def older_quarter(count: int, *, facility: str = "26001") -> list[Visit]:
    """Return `count` clean visits of the third quarter of 2021, every tenth a stay."""
    factory = Factory(number=800_000)
    made = [_visit(factory, at, facility) for at in range(count)]
    return [move(visit, FIRST + dt.timedelta(days=at % 80, minutes=20 * (at // 80))) for at, visit in enumerate(made)]


def _visit(factory: Factory, at: int, facility: str) -> Visit:
    """Return one visit, reckoned."""
    if at % 10 == 9:
        return factory.inpatient(facility).settle()
    return factory.outpatient(facility, big=at % 3 == 0).settle()


def move(visit: Visit, begin: dt.datetime) -> Visit:
    """Let a visit begin at another moment, its lines and papers with it; the month of settlement is that of its end."""
    shift = begin - visit.came
    papers = (row for rows in visit.papers.values() for row in rows)
    for row in [visit.summary, *visit.drugs, *visit.services, *papers]:
        for name in [one for one in row if one.startswith("NGAY_") and one != "NGAY_SINH" and len(row[one]) == 12]:
            moved = dt.datetime.strptime(row[name], STAMP) + shift  # noqa: DTZ007 - local time without zone
            row[name] = moved.strftime(STAMP)
    left = visit.summary["NGAY_RA"]
    visit.summary |= {"NAM_QT": left[:4], "THANG_QT": str(int(left[4:6])), "GT_THE_TU": f"{begin:%Y}0101",
                      "GT_THE_DEN": f"{begin:%Y}1231"}  # fmt: skip
    return visit


def older_envelope(visits: Sequence[Visit]) -> bytes:
    """Return visits of one sender as an envelope of Decision 4210."""
    records = [
        [(kind, base64.b64encode(_table(kind, rows).encode()).decode()) for kind, rows in _rows(visit).items() if rows]
        for visit in visits
    ]
    return wrapped(records, sender=visits[0].sender, day=visits[-1].summary["NGAY_RA"][:8])


def _rows(visit: Visit) -> dict[str, list[Row]]:
    """Return the rows of a visit by table."""
    care = visit.summary["MA_LOAI_KCB"].lstrip("0")
    head = visit.summary | {
        "MA_LYDO_VVIEN": "1", "MA_LOAI_KCB": care, "T_NGOAIDS": "0", "MIEN_CUNG_CT": "", "MA_PTTT_QT": "",
    }  # fmt: skip
    lines = {"XML2": visit.drugs, "XML3": visit.services, "XML4": visit.papers.get("XML4", [])}
    return {"XML1": [head], **{kind: [row | {"T_NGOAIDS": "0"} for row in rows] for kind, rows in lines.items()}}


def _table(kind: str, rows: Sequence[Row]) -> str:
    """Return one table as XML text; the summary has its fields right under the root."""
    root, row_tag, fields = TABLES[kind]
    cells = ["".join(f"<{name}>{escape(_value(kind, row, name))}</{name}>" for name in fields) for row in rows]
    inner = "".join(f"<{row_tag}>{one}</{row_tag}>" for one in cells) if row_tag else cells[0]
    return f'<?xml version="1.0" encoding="utf-8"?><{root}>{inner}</{root}>'


def _value(kind: str, row: Row, name: str) -> str:
    """Return a field of the older standard from the newer facts."""
    if name == "DON_GIA" and kind == "XML3":
        return row["DON_GIA_BV"]
    if name == "MA_BENH" and kind != "XML1":
        return row.get("MA_BENH", "")
    return row.get(name) or row.get(SAME.get(name, name), "")
