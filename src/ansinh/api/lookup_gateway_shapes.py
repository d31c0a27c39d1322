"""Answers of the compatibility endpoint, field by field as the national gateway writes them."""

import datetime as dt
from typing import Any, Final

from ansinh.api.lookup_shapes import birth_text
from ansinh.domain.coverage.lookup import CardSpan
from ansinh.domain.coverage.lookup_words import codes
from ansinh.usecases.coverage.lookup import Answer

COPAYMENT: Final = "/api/TraCuuCCT/TraCuuTienMCCT"
OTHER_CODES: Final = {"011": "010", "429": "500"}  # ours -> the nearest the gateway knows
SEXES: Final = {"male": "Nam", "female": "Nữ"}
EMPTY: Final = (
    "maThe", "hoTen", "ngaySinh", "gioiTinh", "diaChi", "maDKBD", "cqBHXH", "gtTheTu", "gtTheDen", "maKV",
    "ngayDu5Nam", "maSoBHXH", "maTheCu", "maTheMoi", "gtTheTuMoi", "gtTheDenMoi", "maDKBDMoi", "tenDKBDMoi",
)  # fmt: skip


def refusal(code: str, path: str) -> dict[str, Any]:
    """Return an answer that says only a code and its sentence."""
    if path == COPAYMENT:
        return {
            "MaKetQua": "401" if code == "401" else "400",
            "GhiChu": _said(code),
            "DataCCT": [],
            "ThongTinSoThe": None,
        }
    blank: dict[str, Any] = dict.fromkeys(EMPTY)
    return {"maKetQua": code, "ghiChu": _said(code)} | blank | {"dsLichSuKCB2018": None, "dsLichSuKT2018": None}


def lookup_json(answer: Answer, today: dt.date) -> dict[str, Any]:
    """Return the answer of KQNhanLichSuKCB2024 and the older calls."""
    holder, card = answer.holder, answer.verdict.card
    code = OTHER_CODES.get(answer.code.code, answer.code.code)
    if holder is None or card is None:
        return refusal(code, "")
    said = {
        "maKetQua": code, "ghiChu": f"{answer.code.reason.vi} {answer.code.mend.vi}", "maThe": answer.number,
        "hoTen": holder.full_name, "ngaySinh": birth_text(holder.birth, holder.birth_precision),
        "gioiTinh": SEXES.get(holder.sex, ""), "diaChi": holder.address, "maDKBD": card.facility,
        "cqBHXH": holder.office, "gtTheTu": day(card.start), "gtTheDen": last(card, today),
        "maKV": f"K{card.area}" if card.area else "", "ngayDu5Nam": day(card.five_year), "maSoBHXH": holder.si_number,
        "maTheCu": None, "dsLichSuKCB2018": history(answer), "dsLichSuKT2018": None,
    }  # fmt: skip
    return said | _newer(answer, today)


def history_json(answer: Answer) -> dict[str, Any]:
    """Return the answer of Lskcb2025: the visits alone."""
    code = OTHER_CODES.get(answer.code.code, answer.code.code)
    return {"maKetQua": code, "ghiChu": _said(code), "dsLichSuKCB2018": history(answer) if answer.holder else None}


def copayment_json(answer: Answer, today: dt.date) -> dict[str, Any]:
    """Return the answer of TraCuuTienMCCT: each co-payment of the year that counts, with the running sum."""
    holder, card = answer.holder, answer.verdict.card
    if holder is None or card is None:
        return {"MaKetQua": "204", "GhiChu": codes()["050"].reason.vi, "DataCCT": [], "ThongTinSoThe": None}
    rows, running = [], 0
    for seen in reversed(holder.visits):
        if seen.counts and seen.copayment and seen.left_at.year == today.year:
            running += seen.copayment
            rows.append(
                {
                    "Id": seen.claim, "ngayTraCuu": day(today), "maThe": answer.number, "maCskcb": seen.facility,
                    "ngayVao": moment(seen.came_at), "ngayRa": moment(seen.left_at), "maDoiTuongKCB": seen.access,
                    "tBNCCTMCCT": seen.copayment, "tBNCCTLuyKe": running, "ngayNhanCong": moment(seen.left_at),
                    "ngayNhan": moment(seen.left_at), **{f"duPhong{number}": None for number in range(1, 6)},
                }
            )  # fmt: skip
    bearer = {
        "hoTen": holder.full_name, "ngaySinh": birth_text(holder.birth, holder.birth_precision),
        "ngayKetThuc": last(card, today), "maBhxh": holder.si_number,
    }  # fmt: skip
    return {"MaKetQua": "200" if rows else "204", "GhiChu": "", "DataCCT": rows, "ThongTinSoThe": bearer}


def history(answer: Answer) -> list[dict[str, Any]]:
    """Return recent visits as the gateway lists them."""
    return [
        {
            "maHoSo": seen.claim, "maCSKCB": seen.facility, "ngayVao": moment(seen.came_at),
            "ngayRa": moment(seen.left_at), "tenBenh": f"{seen.diagnosis} {seen.diagnosis_name}".strip(),
            "tinhTrang": str(seen.ending), "kqDieuTri": str(seen.outcome), "lyDoVV": seen.access,
            **{f"TEMP{number}": None for number in range(1, 6)},
        }
        for seen in (answer.holder.visits if answer.holder else ())
    ]  # fmt: skip


def day(value: dt.date) -> str:
    """Return a day as the gateway writes it."""
    return value.strftime("%d/%m/%Y")


def last(card: CardSpan, today: dt.date) -> str:
    """Return the last day of a card; for one that serves until participation stops, the end of this year."""
    return day(card.last or max(today, card.start).replace(month=12, day=31))


def moment(value: dt.datetime) -> str:
    """Return a moment as claims write it: yyyyMMddHHmm in Viet Nam."""
    return value.astimezone(dt.timezone(dt.timedelta(hours=7))).strftime("%Y%m%d%H%M")


def _newer(answer: Answer, today: dt.date) -> dict[str, Any]:
    """Return the fields of a newer card."""
    newer = answer.verdict.newer
    return {
        "maTheMoi": answer.newer_number if newer else None,
        "gtTheTuMoi": day(newer.start) if newer else None,
        "gtTheDenMoi": last(newer, today) if newer else None,
        "maDKBDMoi": newer.facility if newer else None,
        "tenDKBDMoi": newer.facility_name if newer else None,
    }


def _said(code: str) -> str:
    """Return the sentences of a code in Vietnamese."""
    known = codes()[code]
    return f"{known.reason.vi} {known.mend.vi}"
