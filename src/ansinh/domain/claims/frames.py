"""From raw text to typed columns: visits, lines, results and papers of a batch. What does not parse is null.

Money in hundredths of a dong, quantities and prices in thousandths, percentages in hundredths of a per cent.
"""

from dataclasses import dataclass

import polars as pl

from ansinh.domain.claims.batch import Batch
from ansinh.domain.claims.standard import DRUGS, NOTES, RESULTS, SERVICES, SUMMARY

NUMBER = r"^-?\d{1,15}(\.\d+)?$"
INPATIENT = ("03", "04", "06", "09")
OLDER_ACCESS = {"1": "1.1", "2": "2", "3": "3", "4": "4"}
MONEY = {
    "T_TONGCHI_BV": "total_bv", "T_TONGCHI_BH": "total_bh", "T_BNTT": "own", "T_BNCCT": "copay", "T_BHTT": "fund",
    "T_NGUONKHAC": "other", "T_BHTT_GDV": "fund_service", "T_THUOC": "drugs_bv", "T_VTYT": "supplies_bv",
}  # fmt: skip
LINE_MONEY = {
    "THANH_TIEN_BV": "bv", "THANH_TIEN_BH": "bh", "T_BNTT": "own", "T_BNCCT": "copay", "T_BHTT": "fund",
    "T_NGUONKHAC": "other", "T_NGUONKHAC_NSNN": "other1", "T_NGUONKHAC_VTNN": "other2", "T_NGUONKHAC_VTTN": "other3",
    "T_NGUONKHAC_CL": "other4",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frames:
    """Typed frames of a batch. `visits` one row a record with a summary; `lines` drugs then services of each visit."""

    batch: Batch
    visits: pl.DataFrame
    lines: pl.DataFrame
    results: pl.DataFrame
    notes: pl.DataFrame


def number(name: str, places: int) -> pl.Expr:
    """Return the column as a whole number of 10**-places; null where it is no plain decimal."""
    plain = pl.col(name).str.contains(NUMBER)
    return (
        pl.when(plain)
        .then(pl.col(name))
        .cast(pl.Decimal(30, places), strict=False)
        .to_physical()
        .cast(pl.Int64, strict=False)
    )


def minute(name: str) -> pl.Expr:
    """Return the column as a moment: yyyymmddHHMM, or midnight of yyyymmdd; null where it is none."""
    text = pl.col(name)
    padded = pl.when(text.str.len_chars() == 8).then(text + pl.lit("0000")).otherwise(text)
    right = pl.when(padded.str.contains(r"^\d{12}$")).then(padded)
    return right.str.to_datetime("%Y%m%d%H%M", strict=False)


def day(name: str) -> pl.Expr:
    """Return the first eight digits of the column as a date; null where they are none."""
    return pl.col(name).str.slice(0, 8).str.to_date("%Y%m%d", strict=False)


def first_of(name: str) -> pl.Expr:
    """Return the first of several values joined by semicolons."""
    return pl.col(name).str.split(";").list.first()


def last_of(name: str) -> pl.Expr:
    """Return the last of several values joined by semicolons."""
    return pl.col(name).str.split(";").list.last()


def frames(batch: Batch) -> Frames:
    """Return the typed frames of `batch`."""
    visits = _visits(batch)
    inherited = visits.select("visit", "came", "left", "care", "inpatient", "facility", "older")
    drugs = _lines(batch.table(DRUGS), DRUGS, _drug_columns())
    services = _lines(batch.table(SERVICES), SERVICES, _service_columns())
    lines = pl.concat([drugs, services], how="diagonal").join(inherited, on="visit", how="inner")
    lines = lines.sort("visit", "table", "row", maintain_order=True).with_row_index("line")
    return Frames(batch, visits, lines, _results(batch), _notes(batch))


def _visits(batch: Batch) -> pl.DataFrame:
    """Return the summaries as typed columns."""
    raw = batch.table(SUMMARY).unique("visit", keep="first", maintain_order=True)
    heads = batch.records.with_row_index("visit").with_columns(pl.col("visit").cast(pl.Int32))
    raw = raw.join(heads, on="visit", how="left")
    older = pl.col("standard") == "4210"
    care = pl.when(pl.col("MA_LOAI_KCB").str.len_chars() == 1).then("0" + pl.col("MA_LOAI_KCB"))
    access = pl.when(older).then(pl.col("MA_DOITUONG_KCB").replace(OLDER_ACCESS))
    born = pl.col("NGAY_SINH").str.slice(0, 8)
    unknown_day = born.str.slice(4, 4) == "0000"
    unread = {visit for visit, fault in batch.faults
              if fault.rule == "STR-01" and fault.row is None and fault.table in {DRUGS, SERVICES}}  # fmt: skip
    typed = raw.select(
        "visit", "file", "position", "sender", "signed", "standard", older=older,
        unread_lines=pl.col("visit").is_in(pl.Series(sorted(unread), dtype=pl.Int32).implode()), created=day("created"),
        episode="MA_LK", patient="MA_BN", name="HO_TEN", sex="GIOI_TINH", cards="MA_THE_BHYT", area="MA_KHUVUC",
        card=first_of("MA_THE_BHYT"), card_last=last_of("MA_THE_BHYT"),
        registered_all="MA_DKBD", registered=first_of("MA_DKBD"), registered_last=last_of("MA_DKBD"),
        from_all="GT_THE_TU", to_all="GT_THE_DEN",
        valid_from=first_of("GT_THE_TU").str.to_date("%Y%m%d", strict=False),
        valid_to=last_of("GT_THE_DEN").str.to_date("%Y%m%d", strict=False),
        born=pl.when(unknown_day).then(born.str.slice(0, 4) + "0101").otherwise(born).str.to_date(
            "%Y%m%d", strict=False),
        exempt_text="NGAY_MIEN_CCT", exempt_from=minute("NGAY_MIEN_CCT"), five_years=day("NAM_NAM_LIEN_TUC"),
        icd=pl.col("MA_BENH_CHINH").str.to_uppercase(), icd_more=pl.col("MA_BENH_KT").str.to_uppercase(),
        access=access.otherwise(pl.col("MA_DOITUONG_KCB")), sent_from="MA_NOI_DI", sent_to="MA_NOI_DEN",
        slip="GIAY_CHUYEN_TUYEN", injury=pl.col("MA_TAI_NAN").fill_null("0"), reason="LY_DO_VV",
        came=minute("NGAY_VAO"), admitted=minute("NGAY_VAO_NOI_TRU"), left=minute("NGAY_RA"),
        settled_at=minute("NGAY_TTOAN"), days=pl.col("SO_NGAY_DTRI").cast(pl.Int32, strict=False),
        outcome="KET_QUA_DTRI", discharge="MA_LOAI_RV", year=pl.col("NAM_QT").cast(pl.Int32, strict=False),
        month=pl.col("THANG_QT").cast(pl.Int32, strict=False), care=care.otherwise(pl.col("MA_LOAI_KCB")),
        facility="MA_CSKCB", weight=number("CAN_NANG", 2), babies="CAN_NANG_CON",
        **{english: number(name, 2) for name, english in MONEY.items()},
    )  # fmt: skip
    return typed.with_columns(
        group=pl.col("card").str.slice(0, 2),
        level=pl.col("card").str.slice(2, 1),
        province=pl.col("card").str.slice(3, 2),
        si_number=pl.col("card").str.slice(5, 10),
        inpatient=pl.col("care").is_in(INPATIENT).fill_null(value=False),
        stay_from=pl.coalesce("admitted", "came"),
        row=pl.lit(None, dtype=pl.Int32),
        table=pl.lit(SUMMARY),
    )


def _common() -> list[pl.Expr]:
    """Return the columns drugs and services share."""
    return [
        pl.col("visit", "row"), pl.col("MA_LK").alias("episode"), pl.col("STT").alias("number"),
        pl.col("MA_DICH_VU").alias("service"), pl.col("MA_NHOM").cast(pl.Int32, strict=False).alias("kind"),
        pl.col("PHAM_VI").cast(pl.Int64, strict=False).alias("scope"), number("SO_LUONG", 3).alias("quantity"),
        number("TYLE_TT_BH", 2).alias("ratio_list"), number("MUC_HUONG", 2).alias("rate"),
        *(number(name, 2).alias(english) for name, english in LINE_MONEY.items()),
        pl.col("MA_KHOA").alias("department"), pl.col("MA_BAC_SI").alias("doctor"), pl.col("TT_THAU").alias("tender"),
        minute("NGAY_YL").alias("ordered"), minute("NGAY_TH_YL").alias("done"),
        pl.col("NGAY_TH_YL").alias("done_text"), pl.col("MA_PTTT").alias("method"),
        (pl.col("VET_THUONG_TP") == "1").fill_null(value=False).alias("wound"),
    ]  # fmt: skip


def _drug_columns() -> list[pl.Expr]:
    """Return the columns of XML2."""
    return [
        pl.col("MA_THUOC").alias("drug"), pl.col("TEN_THUOC").alias("title"), number("DON_GIA", 3).alias("price_bv"),
        number("DON_GIA", 3).alias("price_bh"), pl.lit(10_000, dtype=pl.Int64).alias("ratio_service"),
        pl.col("DUONG_DUNG").alias("route"), pl.col("SO_DANG_KY").alias("registration"),
        pl.col("LIEU_DUNG").alias("dose"), pl.col("MA_CSKCB_THUOC").alias("origin"),
        pl.col("NGUON_CTRA").alias("payer"),
    ]  # fmt: skip


def _service_columns() -> list[pl.Expr]:
    """Return the columns of XML3."""
    return [
        pl.col("MA_VAT_TU").alias("supply"), pl.coalesce("TEN_DICH_VU", "TEN_VAT_TU").alias("title"),
        number("DON_GIA_BV", 3).alias("price_bv"), number("DON_GIA_BH", 3).alias("price_bh"),
        number("TYLE_TT_DV", 2).fill_null(10_000).alias("ratio_service"), pl.col("GOI_VTYT").alias("package"),
        pl.col("MA_XANG_DAU").alias("fuel"), number("T_TRANTT", 2).alias("ceiling"), pl.col("MA_GIUONG").alias("bed"),
        pl.col("NGUOI_THUC_HIEN").alias("doer"), pl.col("MA_BENH").alias("line_icd"),
        minute("NGAY_KQ").alias("result"), pl.col("MA_MAY").alias("machine"),
        (pl.col("TAI_SU_DUNG") == "1").fill_null(value=False).alias("reused"),
    ]  # fmt: skip


def _lines(raw: pl.DataFrame, table: str, own: list[pl.Expr]) -> pl.DataFrame:
    """Return the lines of one table as typed columns."""
    return raw.select(*_common(), *own).with_columns(table=pl.lit(table))


def _results(batch: Batch) -> pl.DataFrame:
    """Return XML4 as typed columns."""
    return batch.table(RESULTS).select(
        "visit", "row", episode="MA_LK", number="STT", service="MA_DICH_VU", result=minute("NGAY_KQ"),
        said=pl.any_horizontal(pl.col("GIA_TRI", "KET_LUAN").is_not_null()), table=pl.lit(RESULTS),
    )  # fmt: skip


def _notes(batch: Batch) -> pl.DataFrame:
    """Return XML5 as typed columns."""
    return batch.table(NOTES).select(
        "visit", "row", episode="MA_LK", number="STT", noted=minute("THOI_DIEM_DBLS"), table=pl.lit(NOTES)
    )
