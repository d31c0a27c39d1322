"""One raw visit: the tables as a hospital writes them, every field a text; the money is reckoned when it is settled."""

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

Row: TypeAlias = dict[str, str]
STAMP = "%Y%m%d%H%M"
ZEROS = ("T_NGUONKHAC_NSNN", "T_NGUONKHAC_VTNN", "T_NGUONKHAC_VTTN", "T_NGUONKHAC_CL", "T_NGUONKHAC")


def text(amount: Fraction) -> str:
    """Return an amount with at most two decimals, halves up, as the standard writes it."""
    cents = (amount * 200 + 1) // 2
    return str(cents // 100) + (f".{cents % 100:02d}" if cents % 100 else "")


@dataclass(slots=True)
class Visit:
    """A record before it is written. `rate` is the percentage claimed; `kept` what the register says otherwise."""

    summary: Row
    drugs: list[Row] = field(default_factory=list)
    services: list[Row] = field(default_factory=list)
    papers: dict[str, list[Row]] = field(default_factory=dict)
    rate: str = "100"
    sender: str = ""
    kept: Row = field(default_factory=dict)
    checked_in: bool = True
    unsigned: bool = False
    broken: dict[str, str] = field(default_factory=dict)  # raw text put in place of a table
    drop: tuple[str, ...] = ()

    @property
    def episode(self) -> str:
        """The number of the episode."""
        return self.summary["MA_LK"]

    @property
    def came(self) -> dt.datetime:
        """The moment of arrival."""
        return dt.datetime.strptime(self.summary["NGAY_VAO"], STAMP)  # noqa: DTZ007 - local time without zone, as in the standard

    def at(self, minutes: int) -> str:
        """Return the moment `minutes` after arrival as the standard writes it."""
        return (self.came + dt.timedelta(minutes=minutes)).strftime(STAMP)

    def add_service(self, code: str, kind: str, price: int, *, minutes: int, **more: str) -> Row:
        """Add a service line ordered `minutes` after arrival and return it."""
        row = {
            "MA_LK": self.episode, "STT": str(len(self.services) + 1), "MA_DICH_VU": code, "MA_NHOM": kind,
            "TEN_DICH_VU": f"Dịch vụ {code}", "DON_VI_TINH": "lần", "PHAM_VI": "1", "SO_LUONG": "1",
            "DON_GIA_BV": str(price), "DON_GIA_BH": str(price), "TYLE_TT_DV": "100", "TYLE_TT_BH": "100",
            "MA_KHOA": self.summary["MA_KHOA"], "MA_BAC_SI": "BS1", "MA_BENH": self.summary["MA_BENH_CHINH"],
            "NGAY_YL": self.at(minutes), "MA_PTTT": "1",
        }  # fmt: skip
        if kind in {"1", "2", "3", "8", "18"}:
            row |= {
                "NGUOI_THUC_HIEN": f"KTV{self.summary['MA_CSKCB']}",
                "NGAY_TH_YL": self.at(minutes + 1),
                "NGAY_KQ": self.at(minutes + 3),
            }
        if kind == "2":
            row["MA_MAY"] = f"XQ.1.{self.summary['MA_CSKCB']}.1"
        if kind in {"1", "2", "3"}:
            self.papers.setdefault("XML4", []).append(
                {"MA_LK": self.episode, "STT": str(len(self.papers["XML4"]) + 1 if "XML4" in self.papers else 1),
                 "MA_DICH_VU": code, "TEN_CHI_SO": "Kết quả", "GIA_TRI": "5.1", "KET_LUAN": "bình thường",
                 "NGAY_KQ": self.at(minutes + 3)})  # fmt: skip
        row |= more
        self.services.append(row)
        return row

    def add_supply(self, code: str, price: int, *, minutes: int, **more: str) -> Row:
        """Add a supply line and return it."""
        row = self.add_service("", "10", price, minutes=minutes)
        row |= {"MA_VAT_TU": code, "TEN_VAT_TU": f"Vật tư {code}", "TEN_DICH_VU": "", "TT_THAU": "12/QD;G1;N3;2026"}
        row |= more
        return row

    def add_drug(self, code: str, price: int, quantity: int, *, minutes: int, **more: str) -> Row:
        """Add a drug line and return it; one a day unless told otherwise."""
        row = {
            "MA_LK": self.episode, "STT": str(len(self.drugs) + 1), "MA_THUOC": code, "MA_NHOM": "4",
            "TEN_THUOC": f"Thuốc {code}", "DON_VI_TINH": "viên", "HAM_LUONG": "500mg", "DUONG_DUNG": "1.01",
            "LIEU_DUNG": f"1 viên * 1 lần * {quantity} ngày", "SO_DANG_KY": f"VD-{code}", "TT_THAU": "12/QD;G1;N3;2026",
            "PHAM_VI": "1", "TYLE_TT_BH": "100", "SO_LUONG": str(quantity), "DON_GIA": str(price),
            "MA_KHOA": self.summary["MA_KHOA"], "MA_BAC_SI": "BS1", "NGAY_YL": self.at(minutes), "MA_PTTT": "1",
            "NGUON_CTRA": "1",
        }  # fmt: skip
        row |= more
        self.drugs.append(row)
        return row

    def settle(self) -> "Visit":
        """Reckon every line and total from quantities, prices and percentages; return the visit."""
        for row in self.drugs:
            _split(row, row["DON_GIA"], row["DON_GIA"], self.rate)
        for row in self.services:
            _split(row, row["DON_GIA_BV"], row["DON_GIA_BH"], self.rate)
        return self.total()

    def total(self) -> "Visit":
        """Sum the lines into the summary as they stand; return the visit."""
        lines = [*self.drugs, *self.services]
        supplies = [row for row in self.services if row["MA_NHOM"] in {"10", "11"}]
        self.summary |= {
            "T_THUOC": _sum(self.drugs, "THANH_TIEN_BV"), "T_VTYT": _sum(supplies, "THANH_TIEN_BV"),
            "T_TONGCHI_BV": _sum(lines, "THANH_TIEN_BV"), "T_TONGCHI_BH": _sum(lines, "THANH_TIEN_BH"),
            "T_BHTT_GDV": _sum([row for row in lines if row["MA_PTTT"] == "1"], "T_BHTT"),
        }  # fmt: skip
        for name in ("T_BNTT", "T_BNCCT", "T_BHTT", "T_NGUONKHAC"):
            self.summary[name] = _sum(lines, name)
        return self


def _sum(rows: list[Row], name: str) -> str:
    """Return the sum of a field."""
    return text(sum((Fraction(row[name]) for row in rows), Fraction(0)))


def _split(row: Row, price: str, fund_price: str, rate: str) -> None:
    """Reckon one line: total, in scope, fund, co-payment, own part."""
    quantity = Fraction(row["SO_LUONG"])
    share = Fraction(row.get("TYLE_TT_DV", "100")) / 100
    whole = Fraction(text(quantity * Fraction(price) * share))
    inside = Fraction(text(quantity * Fraction(fund_price) * share * Fraction(row["TYLE_TT_BH"]) / 100))
    inside = inside if row["PHAM_VI"] == "1" else Fraction(0)
    used = "100" if row["MA_NHOM"] == "12" else row.get("MUC_HUONG") or rate
    fund = Fraction(text(inside * Fraction(used) / 100))
    for name in ZEROS:
        row.setdefault(name, "0")
    row |= {
        "THANH_TIEN_BV": text(whole), "THANH_TIEN_BH": text(inside), "MUC_HUONG": used, "T_BHTT": text(fund),
        "T_BNCCT": text(inside - fund), "T_BNTT": text(whole - inside),
    }  # fmt: skip
