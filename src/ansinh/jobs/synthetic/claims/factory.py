"""Clean visits in any number: outpatient and inpatient, each person, minute and machine of its own."""

import datetime as dt
from dataclasses import dataclass

from ansinh.jobs.synthetic.claims.visit import STAMP, Row, Visit

FIRST = dt.datetime(2026, 4, 1, 7, 30)  # noqa: DTZ001 - local time without zone, as in the standard
AT = "2026-07-10T08:00"
EXAM, TEST, XRAY, SURGERY, BED = "02.1897.0001", "23.0003.1494", "18.0119.0028", "03.3901.0475", "K03.1932"
PRICES = {EXAM: 50_000, TEST: 60_000, XRAY: 70_000, SURGERY: 2_000_000, BED: 200_000}
COMMON_DRUG = "40.67"
DRUG_PRICE = 1_000


@dataclass(slots=True)
class Factory:
    """Makes visits one after the other; `number` counts them."""

    number: int = 0

    def _next(self, facility: str) -> tuple[int, dt.datetime]:
        """Return the next number and the moment of its arrival: twenty minutes apart, twenty a day."""
        self.number += 1
        day, slot = divmod(self.number, 20)
        return self.number, FIRST + dt.timedelta(days=day % 60, minutes=20 * slot + (int(facility[2:]) % 7))

    def _summary(self, facility: str, group: str) -> Row:
        """Return a summary with every field the portal asks for."""
        number, came = self._next(facility)
        return {
            "MA_LK": f"LK{number:07d}", "STT": "1", "MA_BN": f"BN{number:07d}", "HO_TEN": f"NGUYỄN VĂN {_name(number)}",
            "SO_CCCD": f"026085{number:06d}", "NGAY_SINH": "198503120000", "GIOI_TINH": "1", "MA_QUOCTICH": "000",
            "MA_DANTOC": "01", "MA_NGHE_NGHIEP": "00000", "DIA_CHI": "Dữ liệu giả lập", "MATINH_CU_TRU": "26",
            "MAHUYEN_CU_TRU": "", "MAXA_CU_TRU": "08707", "MA_THE_BHYT": f"{group}26{2_600_000_000 + number:010d}",
            "MA_DKBD": facility, "GT_THE_TU": "20260101", "GT_THE_DEN": "20261231", "LY_DO_VV": "ho, sốt",
            "CHAN_DOAN_VAO": "theo dõi", "CHAN_DOAN_RV": "bệnh chính", "MA_BENH_CHINH": "K59.1",
            "MA_DOITUONG_KCB": "1.1",
            "NGAY_VAO": came.strftime(STAMP), "NGAY_RA": (came + dt.timedelta(minutes=100)).strftime(STAMP),
            "SO_NGAY_DTRI": "0", "KET_QUA_DTRI": "2", "MA_LOAI_RV": "1", "MA_TAI_NAN": "0",
            "NGAY_TTOAN": (came + dt.timedelta(minutes=110)).strftime(STAMP), "NAM_QT": f"{came:%Y}",
            "THANG_QT": f"{came:%-m}", "MA_LOAI_KCB": "01", "MA_KHOA": "K01", "MA_CSKCB": facility, "CAN_NANG": "58.50",
            "NAM_NAM_LIEN_TUC": "20270101", "MA_HSBA": f"HS{number:07d}", "MA_TTDV": "0260000001",
        }  # fmt: skip

    def outpatient(self, facility: str = "26001", *, group: str = "DN4", big: bool = False) -> Visit:
        """Return a clean outpatient visit: exam, test, X-ray, drug; `big` passes 15 % of the base salary."""
        visit = Visit(self._summary(facility, group), sender=facility)
        visit.add_service(EXAM, "13", PRICES[EXAM], minutes=5)
        visit.add_service(TEST, "1", PRICES[TEST], minutes=15)
        visit.add_service(XRAY, "2", PRICES[XRAY], minutes=30)
        visit.add_drug(COMMON_DRUG, DRUG_PRICE, 10, minutes=60)
        if big:
            visit.add_drug("40.80", 40_000, 10, minutes=61)
            visit.rate = "80"
        return visit

    def inpatient(self, facility: str = "26001", *, group: str = "DN4", days: int = 4) -> Visit:
        """Return a clean stay of `days` nights: bed, test, drug, discharge paper, summary of the record."""
        visit = Visit(self._summary(facility, group), sender=facility, rate="80")
        left = visit.came + dt.timedelta(days=days, minutes=90)
        visit.summary |= {
            "NGAY_VAO_NOI_TRU": visit.at(20), "NGAY_RA": left.strftime(STAMP), "SO_NGAY_DTRI": str(days + 1),
            "NGAY_TTOAN": left.strftime(STAMP), "MA_LOAI_KCB": "03", "MA_KHOA": "K03", "LY_DO_VNT": "điều trị",
            "THANG_QT": f"{left:%-m}",
        }  # fmt: skip
        visit.add_service(TEST, "1", PRICES[TEST], minutes=40)
        visit.add_service(
            BED, "15", PRICES[BED], minutes=45, SO_LUONG=str(days), MA_GIUONG="H001", TEN_DICH_VU="Giường nội khoa",
            DON_VI_TINH="ngày",
        )  # fmt: skip
        visit.add_drug("40.80", 40_000, 2 * days, minutes=50, LIEU_DUNG=f"1 viên * 2 lần * {days} ngày")
        visit.papers["XML7"] = [_discharge(visit)]
        return visit


def _discharge(visit: Visit) -> Row:
    """Return the discharge paper of a stay."""
    return {
        "MA_LK": visit.episode, "SO_LUU_TRU": "1", "MA_YTE": "1", "MA_KHOA_RV": "K03",
        "NGAY_VAO": visit.summary["NGAY_VAO"],
        "NGAY_RA": visit.summary["NGAY_RA"], "CHAN_DOAN_RV": "bệnh chính", "PP_DIEUTRI": "nội khoa",
        "MA_TTDV": "0260000001", "MA_BS": "BS1", "TEN_BS": "Bác sĩ", "NGAY_CT": visit.summary["NGAY_RA"][:8],
    }  # fmt: skip


def _name(number: int) -> str:
    """Return a given name that differs from person to person."""
    letters = "ABCDEGHIKLMNOPQRSTUVXY"
    return "".join(letters[number // len(letters) ** place % len(letters)] for place in range(4))
