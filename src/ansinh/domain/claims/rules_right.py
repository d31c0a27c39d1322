"""Rules of right over visits: 15 %, exemption, referral, access code and level, excluded events, zero and totals."""

import datetime as dt

import polars as pl

from ansinh.domain.claims.access import SELF_CODES, code_fits
from ansinh.domain.claims.checking import Check, said, within
from ansinh.domain.claims.reference import reference
from ansinh.domain.claims.rules_lines import TOLERANCE
from ansinh.law.entitlement.amounts import WHOLE
from ansinh.law.values import Values

AREA_GROUPS = ("HN", "DT", "DK", "XD")
SELF_BY_CHOICE = (*(code for code in SELF_CODES if code != "1.2"), "1.16", "1.17", "3.6", "3")
PAID_LATER = ("3.1", "1.13", "1.14", "1.18")


def with_sums(visits: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Return `visits` with the sums of their lines and the largest rate claimed in scope."""
    scoped = (pl.col("bh") > 0) & (pl.col("kind") != 12)
    sums = lines.group_by("visit").agg(
        sum_bv=pl.col("bv").sum(), sum_bh=pl.col("bh").sum(), sum_own=pl.col("own").sum(),
        sum_copay=pl.col("copay").sum(),
        sum_fund=pl.col("fund").sum(), sum_other=pl.col("other").sum(),
        sum_drugs=pl.col("bv").filter(pl.col("table") == "XML2").sum(),
        sum_supplies=pl.col("bv").filter(pl.col("kind").is_in([10, 11])).sum(),
        sum_service=pl.col("fund").filter(pl.col("method") == "1").sum(),
        most_rate=pl.col("rate").filter(scoped).max(), emergency=pl.col("emergency").any(),
    )  # fmt: skip
    days = lines.group_by("visit").agg(
        days_of_drugs=pl.when(pl.col("dose_days").filter(pl.col("table") == "XML2").is_not_null().all()).then(
            pl.col("dose_days").max()),
        days_of_services=pl.col("day").filter(pl.col("table") == "XML3").n_unique(),
    )  # fmt: skip
    joined = visits.join(sums, on="visit", how="left").join(days, on="visit", how="left")
    return joined.with_columns(
        pl.col([name for name in sums.columns if name.startswith("sum_")]).fill_null(0),
        pl.col("emergency").fill_null(value=False),
    )


def total_checks() -> list[Check]:
    """Return SUM-03, 04, 05, 08, 10 over visits."""
    pairs = (("total_bv", "sum_bv"), ("total_bh", "sum_bh"), ("drugs_bv", "sum_drugs"), ("supplies_bv", "sum_supplies"),
             ("own", "sum_own"), ("copay", "sum_copay"), ("other", "sum_other"))  # fmt: skip
    identity = pl.col("total_bv") - pl.sum_horizontal("own", "copay", "fund", "other")
    older_split = pl.col("older") & (pl.col("total_bh") == pl.col("total_bv"))
    read = ~pl.col("unread_lines")  # what could not be read is told as that alone
    fields = ("T_TONGCHI_BV", "T_TONGCHI_BH", "T_THUOC", "T_VTYT", "T_BNTT", "T_BNCCT", "T_NGUONKHAC")
    checks = [
        Check(
            "SUM-03",
            _far(total, own) & ~(older_split if total == "total_bh" else pl.lit(value=False)) & read,
            name,
            said(total),
        )
        for (total, own), name in zip(pairs, fields, strict=True)
    ]
    return [
        *checks,
        Check("SUM-04", identity.abs() > TOLERANCE, "T_TONGCHI_BV", said("total_bv")),
        Check("SUM-05", _far("fund", "sum_fund") & read, "T_BHTT", said("fund")),
        Check("SUM-08", _far("fund_service", "sum_service") & ~pl.col("older") & read, "T_BHTT_GDV",
              said("fund_service")),
        Check("SUM-10", (pl.col("fund") == 0) & pl.col("cards").is_not_null() & (pl.col("access") != "9"), "T_BHTT",
              said("fund")),
    ]  # fmt: skip


def _far(total: str, own: str) -> pl.Expr:
    """Return whether a total differs from the sum of its lines by more than a dong."""
    return (pl.col(total) - pl.col(own)).abs() > TOLERANCE


def right_checks(day: dt.date, values: Values) -> list[Check]:
    """Return ENT-02 .. ENT-18 over visits, by the law of `day`."""
    code, kinds = pl.col("access"), reference()
    card, network, exempt = pl.col("card_rate"), pl.col("network"), pl.col("exempt_from")
    whole = pl.col("most_rate") == WHOLE
    unsmall = pl.col("cost") >= pl.col("small_cost")
    counted = pl.col("paid_before") * 100 + pl.col("copay")
    no_ground = (pl.col("five_years") > exempt.dt.date()) | pl.col("five_years").is_null()
    elsewhen = (exempt.dt.year() != pl.col("left").dt.year()) & (exempt.dt.year() != pl.col("came").dt.year())
    below = (counted < pl.col("six")) | (
        (counted == pl.col("six")) & (pl.col("copay") == 0)
    )  # cut at it, it may be equal
    no_ground = no_ground | elsewhen | below
    held = pl.col("certificate").is_not_null() & (pl.col("certificate") <= exempt.dt.date())
    late = (pl.col("came").dt.date() > pl.col("slip_until")) & ~(
        within("icd", kinds["icd_one_year"]) & (pl.col("came").dt.date() <= pl.col("slip_year"))
    )
    elsewhere = (pl.col("registered") != pl.col("facility")) & (pl.col("registered_last") != pl.col("facility"))
    chosen = code.is_in(SELF_BY_CHOICE) & (pl.col("registered") == pl.col("facility"))
    least = 60 * values.whole("entitlement.bed.free_hours", day)
    short = (pl.col("left") - pl.col("came")).dt.total_minutes() < least
    words = pl.col("reason").str.to_lowercase().str.contains("|".join(kinds["excluded_words"]))
    newborn = values.whole("claims.newborn_days", day)
    old = (pl.col("came").dt.date() - pl.col("born")).dt.total_days() > newborn
    return [
        Check("ENT-02", whole & (card < WHOLE) & network & ~pl.col("commune") & exempt.is_null() & unsmall, "MUC_HUONG",
              said("card", "most_rate")),
        Check("ENT-03", network & ~unsmall & (pl.col("copay") > 0), "T_BNCCT", said("copay")),
        Check("ENT-04", exempt.is_not_null() & no_ground & ~held, "NGAY_MIEN_CCT", said("exempt_text", "five_years")),
        Check("ENT-05", exempt.is_not_null() & (pl.col("factor") < WHOLE)
        & (pl.col("most_rate") > pl.col("right_rate")),
              "NGAY_MIEN_CCT", said("access", "most_rate")),
        Check("ENT-06", (code == "1.3") & (pl.col("sent_from").is_null() | pl.col("slip").is_null()), "MA_NOI_DI",
              said("sent_from", "slip")),
        Check("ENT-07", (code == "1.3") & late, "GIAY_CHUYEN_TUYEN", said("slip", "issued", "came")),
        Check("ENT-08", ((code == "1.1") & ~pl.col("older") & elsewhere) | chosen, "MA_DOITUONG_KCB",
              said("access", "registered", "facility")),
        Check("ENT-09", ~code_fits() & ~chosen & (pl.col("left_day") >= pl.date(2025, 1, 1)), "MA_DOITUONG_KCB",
              said("access", "facility_level", "tier")),
        Check("ENT-10", code.is_in(PAID_LATER) & (pl.col("factor") == 0) & (pl.col("fund") > 0), "T_BHTT",
              said("access", "care")),
        Check("ENT-11", (code == "2") & within("icd", kinds["icd_ordinary"]) & short & ~pl.col("emergency"),
              "MA_DOITUONG_KCB", said("icd", "came", "left")),
        Check("ENT-12", (code == "3.6") & pl.col("area").is_null() & ~pl.col("group").is_in(AREA_GROUPS), "MA_KHUVUC",
              said("access", "group")),
        Check("ENT-13", ((code == "1.16") & ~within("icd", kinds["icd_annex_2"]))
              | ((code == "1.17") & ~within("icd", kinds["icd_annex_1"])), "MA_BENH_CHINH", said("access", "icd")),
        Check("ENT-16", (pl.col("injury") == "2") | words, "MA_TAI_NAN", said("injury", "reason")),
        Check("ENT-17", (code == "1.7") & (old | ~pl.col("certified")), "MA_DOITUONG_KCB",
              said("born", "came", "card")),
        Check("ENT-18", pl.col("other_rate") > card, "MA_THE_BHYT", said("card", "other_group")),
        Check("BED-07", (pl.col("care") == "03") & ((pl.col("left") - pl.col("stay_from")).dt.total_minutes() < least),
              "MA_LOAI_KCB", said("stay_from", "left")),
    ]  # fmt: skip


FALLBACK = ("ENT-07", "ENT-09", "ENT-12", "ENT-13")  # paid as a plain self-visit
UNEXEMPT = ("ENT-04", "ENT-05")  # paid without the exemption
UNPAID = ("ENT-10",)


def line_cuts(found: pl.DataFrame, lines: pl.DataFrame, visits: pl.DataFrame) -> pl.DataFrame:
    """Return the cuts a finding over a visit makes in its lines: the right rate without what had no ground."""
    causes = found.filter(pl.col("rule").is_in([*FALLBACK, *UNEXEMPT, *UNPAID])).select("visit", "rule").unique()
    if causes.is_empty():
        return found.clear()
    rates = visits.select("visit", "fallback_rate", plain_rate="right_rate")
    rows = lines.select("visit", "table", "row", "rate", "fund").join(causes, on="visit").join(rates, on="visit")
    unpaid = pl.col("rule").is_in(UNPAID)
    right = pl.when(pl.col("rule").is_in(FALLBACK)).then(pl.col("fallback_rate")).otherwise(pl.col("plain_rate"))
    rows = rows.with_columns(right=pl.when(unpaid).then(0).otherwise(right))
    return rows.filter((pl.col("rate") > pl.col("right")) & (pl.col("fund") > 0)).select(
        "visit", "rule", "table", "row", pl.lit("MUC_HUONG").alias("field"), found=said("rate", "right"),
        fix=pl.lit("rate"), to="right",
    )  # fmt: skip
