"""Lists 79a (outpatient) and 80a (inpatient): one row a claim, its cost by group, as facilities hand them on.

Columns are those of the electronic list (TT 102/2018/TT-BTC): costs by cost group of the lines; what the patient pays
is own part and co-payment together. Whole dong: each figure is summed first, then rounded half-up.
"""

from collections.abc import Sequence
from typing import Final

import polars as pl

from ansinh.domain.claims.batch import Batch
from ansinh.domain.claims.frames import frames
from ansinh.domain.claims.standard import SUMMARY

SUPPLY_RATIO, DRUG_RATIO, SERVICE_RATIO = 11, 6, 9
PARTS: Final[dict[str, Sequence[int]]] = {
    "t_xn": (1,), "t_cdha": (2, 3), "t_thuoc": (4, 5), "t_mau": (7, 17), "t_pttt": (8, 18), "t_vtyt": (10,),
    "t_dvkt_tyle": (SERVICE_RATIO,), "t_thuoc_tyle": (DRUG_RATIO,), "t_vtyt_tyle": (SUPPLY_RATIO,), "t_kham": (13,),
    "t_giuong": (14, 15, 16), "t_vchuyen": (12,),
}  # fmt: skip
_TOLD: Final = {
    "ma_bn": "MA_BN", "ho_ten": "HO_TEN", "ngay_sinh": "NGAY_SINH", "gioi_tinh": "GIOI_TINH", "dia_chi": "DIA_CHI",
    "ma_the": "MA_THE_BHYT", "ma_dkbd": "MA_DKBD", "gt_the_tu": "GT_THE_TU", "gt_the_den": "GT_THE_DEN",
    "ma_benh": "MA_BENH_CHINH", "ma_benhkhac": "MA_BENH_KT", "ma_lydo_vvien": "MA_DOITUONG_KCB",
    "ma_noi_chuyen": "MA_NOI_DI", "ngay_vao": "NGAY_VAO", "ngay_ra": "NGAY_RA", "so_ngay_dtri": "SO_NGAY_DTRI",
    "ket_qua_dtri": "KET_QUA_DTRI", "tinh_trang_rv": "MA_LOAI_RV",
}  # fmt: skip
_LAST: Final = {
    "ma_khoa": "MA_KHOA", "nam_qt": "NAM_QT", "thang_qt": "THANG_QT", "ma_khuvuc": "MA_KHUVUC",
    "ma_loaikcb": "MA_LOAI_KCB", "ma_cskcb": "MA_CSKCB",
}  # fmt: skip
COLUMNS: Final = (
    "ma_lk", *_TOLD, "t_tongchi", *PARTS, "t_bntt", "t_bhtt", "t_ngoaids", *_LAST, "t_nguonkhac",
)  # fmt: skip


def rows_of(batch: Batch) -> pl.DataFrame:
    """Return one row a record of a batch (COLUMNS, and `inpatient`): words as they were sent, amounts in whole dong."""
    typed = frames(batch)
    parts = typed.lines.group_by("visit").agg(
        **{name: pl.col("bv").filter(pl.col("kind").is_in(list(kinds))).sum() for name, kinds in PARTS.items()}
    )
    words = batch.table(SUMMARY).unique("visit", keep="first", maintain_order=True).select(
        "visit", ma_lk="MA_LK", **_TOLD, **_LAST
    )  # fmt: skip
    money = typed.visits.select(
        "visit", "inpatient", t_tongchi="total_bv",
        t_bntt=pl.col("own").fill_null(0) + pl.col("copay").fill_null(0),
        t_bhtt="fund", t_ngoaids="fund_service", t_nguonkhac="other",
    )  # fmt: skip
    joined = words.join(money, on="visit").join(parts, on="visit", how="left", maintain_order="left")
    amounts = ["t_tongchi", "t_bntt", "t_bhtt", "t_ngoaids", "t_nguonkhac", *PARTS]
    whole = [(pl.col(name).fill_null(0) + 50) // 100 for name in amounts]
    return joined.with_columns(whole).select("inpatient", *COLUMNS)
