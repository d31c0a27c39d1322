"""Rules over drugs, services, supplies, exams and beds: lists, prices, limits, what belongs inside what."""

import datetime as dt

import polars as pl

from ansinh.domain.claims.checking import Check, like, said, within
from ansinh.domain.claims.lists import Lists
from ansinh.domain.claims.reference import reference
from ansinh.domain.claims.rules_lines import rounded, times
from ansinh.law.entitlement.amounts import WHOLE

TENDER = r"^[^;]+;\s*G[^;]*;\s*N[^;]*;\s*\d{4}$"
DRUG = r"^\d{2}[A-Z]{0,2}\.[0-9.]+([+;/ ]+\d{2}[A-Z]{0,2}\.[0-9.]+)*$"
ROUTE = r"^[1-9]\.\d{2}$"
BED = r"^[HTCK]\d{3}(;[HTCK]\d{3})*$"
PACKAGE = r"^G[1-9]\d{0,2}$"
PERFORMED = (1, 2, 3, 8, 18)
NOTHING = pl.lit(0)


def with_drug_list(lines: pl.DataFrame, lists: Lists) -> pl.DataFrame:
    """Return `lines` with what the national list says of the drug: ratio, classes, whether its condition is met."""
    seed = pl.DataFrame(
        [(row["drug"], row["ratio"] * 100, row["classes"]) for row in reference()["drugs"]],
        schema={"drug": pl.String, "list_ratio": pl.Int64, "list_classes": pl.String}, orient="row",
    )  # fmt: skip
    own = lists.get("hi_drugs").select("drug", list_ratio=pl.col("ratio").cast(pl.Int64) * 100, list_classes="classes")
    known = pl.concat([seed, own]).unique("drug", keep="last")
    codes = pl.concat_str([pl.col("icd"), pl.col("icd_more")], separator=";",
    ignore_nulls=True).str.split(";").list.eval(
        pl.element().str.slice(0, 3))  # fmt: skip
    lines = lines.join(known, on="drug", how="left").with_columns(icd_codes=codes)
    return lines.with_columns(
        national=pl.lit(lists.has("hi_drugs")) & ~pl.col("drug").is_in(known["drug"].implode()),
        dose_parts=pl.col("dose").str.extract_groups(
            r"(\d+(?:[.,]\d+)?)(?:/([1-9]))?[^*;/]*\*\s*(\d+(?:[.,]\d+)?)[^*;]*\*\s*(\d+)"),
    ).with_columns(dose_days=pl.col("dose_parts").struct.field("4").cast(pl.Int64, strict=False)).with_columns(
        dose_quantity=_thousandths("1") * _thousandths("3") * pl.col("dose_days")
        // (1_000 * pl.col("dose_parts").struct.field("2").cast(pl.Int64, strict=False).fill_null(1)),
        chronic=pl.any_horizontal([pl.col("icd_codes").list.eval(
            pl.element().is_between(pl.lit(first), pl.lit(last))).list.any()
            for first, last in reference()["icd_chronic"]]),
    )  # fmt: skip


def _thousandths(part: str) -> pl.Expr:
    """Return one factor of a dose in thousandths."""
    text = pl.col("dose_parts").struct.field(part).str.replace(",", ".", literal=True)
    return text.cast(pl.Decimal(12, 3), strict=False).to_physical().cast(pl.Int64)


def _any_code(spans: list[list[str]]) -> pl.Expr:
    """Return whether one of the visit's diseases lies in one of the spans."""
    inside = pl.any_horizontal([pl.element().is_between(pl.lit(first), pl.lit(last)) for first, last in spans])
    return pl.col("icd_codes").list.eval(inside).list.any()


def drug_checks() -> list[Check]:
    """Return DRG-01 .. DRG-17 (without the sum over a tender) over the lines of XML2."""
    drug, blood = pl.col("drug"), pl.col("kind").is_in([7, 17])
    outside = (drug == "00.0000") | ~drug.str.contains(DRUG) | pl.col("national")
    remote = pl.col("origin").str.starts_with("HC.").fill_null(value=False)
    classless = ~pl.col("list_classes").str.contains(pl.col("drug_class"), literal=True) & ~remote
    longer = pl.col("ordered").dt.date() >= dt.date.fromisoformat(reference()["chronic_days_from"])
    longer = longer & pl.col("chronic")
    most = pl.when(longer).then(reference()["most_chronic_days"]).otherwise(reference()["most_drug_days"])
    outpatient = ~pl.col("inpatient")
    free = drug.is_in(reference()["drug_free_registration"]) | blood | drug.str.starts_with("05")
    free = free | pl.col("title").str.contains(reference()["radiopharmaceuticals"]).fill_null(value=False)
    routes = ~pl.col("route").str.contains(ROUTE) | (pl.col("approved_route") != pl.col("route"))
    return [
        Check("DRG-01", ~pl.col("drug_ok") & ~blood & claimed(), "MA_THUOC", said("drug", "registration", "tender"),
              "quantity", NOTHING),
        Check("DRG-02", outside & (pl.col("scope") == 1) & ~blood, "MA_THUOC", drug, "ratio_list", NOTHING),
        Check("DRG-03", classless, "MA_THUOC", said("drug", "drug_class", "list_classes"), "ratio_list", NOTHING),
        Check("DRG-04", (pl.col("ratio_list") > pl.col("list_ratio")) & ~pl.col("unlimited") & ~pl.col("wound"),
              "TYLE_TT_BH", said("ratio_list", "list_ratio"), "ratio_list", pl.col("list_ratio")),
        Check("DRG-05", pl.col("price_bh") > pl.col("approved_price"), "DON_GIA", said("price_bh", "approved_price"),
              "price", pl.col("approved_price")),
        Check("DRG-07", (pl.col("tender").is_null() | ~pl.col("tender").str.contains(TENDER)) & ~blood
        & ~pl.col("older"),
              "TT_THAU", pl.col("tender")),
        Check("DRG-08", pl.col("registration").is_null() & ~free, "SO_DANG_KY", drug),
        Check("DRG-09", _condition_missed(), "MA_THUOC", said("drug", "icd", "icd_more"), "ratio_list", NOTHING),
        Check("DRG-10", _contraindicated(), "MA_THUOC", said("drug", "icd", "icd_more")),
        Check("DRG-11", _inside_price("in_price_drugs", "drug", "drugs"), "MA_THUOC", drug, "quantity", NOTHING),
        Check("DRG-12", (pl.col("same_drug") > 1) & drug.is_not_null(), "MA_THUOC", said("drug", "route", "day")),
        Check("DRG-13", outpatient & (pl.col("dose_days") > most), "LIEU_DUNG", pl.col("dose")),
        Check("DRG-14", (pl.col("dose_quantity") - pl.col("quantity")).abs() > 0, "LIEU_DUNG", said("dose",
        "quantity")),
        Check("DRG-15", routes, "DUONG_DUNG", said("route", "approved_route")),
        Check("DRG-16", ~pl.col("kind").is_in([4, 5, 6, 7, 17]), "MA_NHOM", pl.col("kind")),
        Check("DRG-17", pl.col("visit_dialysis") & drug.is_in(reference()["dialysis_drugs"]), "MA_THUOC", drug,
        "quantity",
              NOTHING),
    ]  # fmt: skip


def claimed() -> pl.Expr:
    """Return whether the fund is asked: what the patient pays outside the scope need not be in an approved list."""
    return (pl.col("scope") != 2).fill_null(value=True) | (pl.col("fund") > 0).fill_null(value=False)


def _condition_missed() -> pl.Expr:
    """Return whether a drug with a condition on the disease is given for another."""
    missed = pl.lit(value=False)
    for row in reference()["drugs"]:
        if "icd" in row:
            missed = missed | ((pl.col("drug") == row["drug"]) & ~_any_code(row["icd"]) & (pl.col("ratio_list") > 0))
    return missed


def _contraindicated() -> pl.Expr:
    """Return whether a drug stands against the disease, the age or a pregnancy."""
    against = pl.lit(value=False)
    for row in reference()["contraindications"]:
        why = pl.lit(value=False)
        if "icd" in row:
            why = why | _any_code(row["icd"])
        if "under_years" in row:
            why = why | (pl.col("came").dt.date() < pl.col("born").dt.offset_by(f"{row['under_years']}y"))
        if row.get("pregnant"):
            why = why | _any_code([["O00", "O99"], ["Z32", "Z36"]])
        against = against | ((pl.col("drug") == row["drug"]) & why)
    return against


def _inside_price(table: str, column: str, key: str) -> pl.Expr:
    """Return whether an item is part of the price of a service of the visit."""
    inside = pl.lit(value=False)
    for row in reference()[table]:
        inside = inside | (pl.col(f"visit_{row['family']}") & pl.col(column).is_in(row[key]))
    return inside.fill_null(value=False)


def service_checks() -> list[Check]:
    """Return the rules over services and supplies of XML3 that need no other record."""
    service, supply = pl.col("service"), pl.col("supply")
    own = supply.is_null()
    kinds = reference()
    against = (like("service", kinds["sexed_services"]["female"]) & (pl.col("sex") == "1")) | (
        like("service", kinds["sexed_services"]["male"]) & (pl.col("sex") == "2")
    )
    missing = pl.col("kind").is_in(PERFORMED) & (pl.col("doer").is_null() | pl.col("done_text").is_null())
    unseen = pl.col("kind").is_in([1, 2, 3]) & own & ~pl.col("has_result")
    reused = rounded(times(pl.col("approved_price"), pl.lit(_tenths(kinds["reuse_share"]))), 10)
    orphan = supply.is_not_null() & service.is_not_null() & ~pl.col("service_named")
    unnamed = ~pl.col("package").str.contains(PACKAGE) | (~pl.col("package_named") & pl.col("package").is_not_null())
    return [
        Check("SRV-01", ~pl.col("service_ok") & claimed(), "MA_DICH_VU", service, "quantity", NOTHING),
        Check("SRV-02", own & (pl.col("price_bh") > pl.col("approved_price")), "DON_GIA_BH",
              said("price_bh", "approved_price"), "price", pl.col("approved_price")),
        Check("SRV-03", own & pl.col("inside_other"), "MA_DICH_VU", service, "quantity", NOTHING),
        Check("SRV-04", ~pl.col("staff_ok") & pl.col("doer").is_not_null(), "NGUOI_THUC_HIEN", said("doer", "done"),
              "quantity", NOTHING),
        Check("SRV-05", missing & ~pl.col("older") & own, "NGUOI_THUC_HIEN", said("doer", "done_text")),
        Check("SRV-06", (~pl.col("machine_known") & own) & ~pl.col("older"), "MA_MAY", pl.col("machine")),
        Check("SRV-07", unseen, "MA_DICH_VU", service),
        Check("SRV-08", against, "MA_DICH_VU", said("service", "sex")),
        Check("SRV-12", own & (pl.col("ratio_service") > pl.col("surgery_share")), "TYLE_TT_DV",
              said("ratio_service", "surgery_share"), "ratio_service", pl.col("surgery_share")),
        Check("SRV-13", own & (pl.col("approved_kind") != pl.col("kind")), "MA_NHOM", said("kind", "approved_kind")),
        Check("SRV-15", _unmet(), "TYLE_TT_BH", said("service", "ratio_list", "icd"), "ratio_list", _met_ratio()),
        Check("SRV-18", pl.col("nursing") & (pl.col("care") == "03"), "MA_DICH_VU", service, "quantity", NOTHING),
        Check("SRV-19", pl.col("ct_contrast") & ~pl.col("contrast_given"), "MA_DICH_VU", service, "price",
              pl.min_horizontal("plain_price", "price_bh")),
        Check("SRV-24", pl.col("suction") & ~pl.col("vent_today"), "MA_DICH_VU", service, "quantity", NOTHING),
        Check("SUP-01", ~pl.col("supply_ok") & claimed(), "MA_VAT_TU", said("supply", "tender"), "quantity", NOTHING),
        Check("SUP-02", supply.is_not_null() & (pl.col("price_bh") > pl.col("approved_price")), "DON_GIA_BH",
              said("price_bh", "approved_price"), "price", pl.col("approved_price")),
        Check("SUP-03", orphan, "MA_VAT_TU", said("supply", "service")),
        Check("SUP-04", _inside_price("in_price_supplies", "supply", "supplies"), "MA_VAT_TU", supply, "quantity",
        NOTHING),
        Check("SUP-05", pl.col("reused") & (pl.col("price_bh") > reused)
        & (pl.col("price_bh") <= pl.col("approved_price")),
              "TAI_SU_DUNG", said("price_bh", "approved_price"), "price", reused),
        Check("SUP-06", unnamed, "GOI_VTYT", pl.col("package")),
        Check("SUP-07", (pl.col("kind") == 10) & pl.col("tender").is_null(), "TT_THAU", supply),
    ]  # fmt: skip


def _tenths(share: str) -> int:
    """Return a share of one decimal in tenths."""
    return int(share.replace("0.", ""))


def _unmet() -> pl.Expr:
    """Return whether a conditional service is given for another disease, or above its ratio."""
    unmet = pl.lit(value=False)
    for row in reference()["conditional_services"]:
        here = pl.col("service") == row["service"]
        unmet = unmet | (here & (~_any_code(row["icd"]) | (pl.col("ratio_list") > row["ratio"] * 100)))
    return unmet & ~pl.col("unlimited") & (pl.col("ratio_list") > 0)


def _met_ratio() -> pl.Expr:
    """Return the ratio a conditional service has: none for another disease."""
    ratio = pl.lit(WHOLE)
    for row in reference()["conditional_services"]:
        here = pl.col("service") == row["service"]
        right = pl.when(_any_code(row["icd"])).then(row["ratio"] * 100).otherwise(0)
        ratio = pl.when(here).then(right).otherwise(ratio)
    return ratio


def exam_and_bed_checks() -> list[Check]:
    """Return EXM-01, 02, 03, 05 and BED-01 .. 05, 08 over lines."""
    lying = pl.col("care").is_in(["03", "04"])
    straight = (pl.col("admitted") == pl.col("came")).fill_null(value=False)
    exam, bed = pl.col("exam"), pl.col("bed_line")
    several = exam & lying & ~straight & (pl.col("quantity") > pl.col("exam_right"))
    several = several & (pl.col("ratio_service") == WHOLE)
    walking = exam & ~lying & ~straight
    blank = pl.col("bed").is_null() & bed
    return [
        Check("EXM-01", several, "MA_NHOM", said("exam_of_stay", "quantity"), "quantity", pl.col("exam_right")),
        Check("EXM-02", walking & (pl.col("ratio_service") > pl.col("exam_share")), "TYLE_TT_DV",
              said("ratio_service", "exam_share"), "ratio_service", pl.col("exam_share")),
        Check("EXM-02", walking & (pl.col("ratio_service") <= pl.col("exam_share"))
              & (pl.col("quantity") > pl.col("exam_right_day")), "SO_LUONG", said("quantity", "exam_right_day"),
              "quantity", pl.col("exam_right_day")),
        Check("EXM-03", exam & straight, "MA_NHOM", said("came", "admitted"), "quantity", NOTHING),
        Check("EXM-05", exam & ~pl.col("doctor_exams"), "MA_BAC_SI", pl.col("doctor")),
        Check("BED-01", bed & pl.col("inpatient") & (pl.col("quantity") > pl.col("bed_right")), "SO_LUONG",
              said("quantity", "beds_allowed"), "quantity", pl.col("bed_right")),
        Check("BED-02", (pl.col("kind") == 15) & ~pl.col("care").is_in(["03", "04", "06"]), "MA_NHOM", pl.col("care")),
        Check("BED-03", pl.col("single_bed") & (pl.col("quantity") > pl.col("bed_right_day")), "SO_LUONG",
              said("bed", "quantity", "day"), "quantity", pl.col("bed_right_day")),
        Check("BED-04", pl.col("surgical_bed") & (pl.col("quantity") > pl.col("bed_right_surgical")), "SO_LUONG",
              said("quantity"), "quantity", pl.col("bed_right_surgical")),
        Check("BED-05", (~pl.col("bed").str.contains(BED)).fill_null(value=False) | blank, "MA_GIUONG", pl.col("bed")),
        Check("BED-08", pl.col("surgical_bed") & pl.col("visit_phaco"), "MA_DICH_VU", pl.col("service"), "quantity",
              NOTHING),
    ]  # fmt: skip


def with_pairs(lines: pl.DataFrame, results: pl.DataFrame, lists: Lists) -> pl.DataFrame:
    """Return `lines` with inside_other (part of another service of the day), has_result and plain_price."""
    inside = pl.lit(value=False)
    for whole, part in reference()["exclusive"]:
        there = (pl.col("service") == whole).any().over("visit", "day")
        inside = inside | ((pl.col("service") == part) & there)
    seen = results.filter("said").select("visit", "service").unique().with_columns(has_result=pl.lit(value=True))
    plain = lists.get("services").select(
        "facility", plain="service", plain_price=pl.col("price").cast(pl.Decimal(20, 3),
        strict=False).to_physical().cast(
            pl.Int64),
    ).unique(["facility", "plain"], keep="last")  # fmt: skip
    twin = pl.col("service").replace_strict(reference()["plain_of_contrast"], default=None, return_dtype=pl.String)
    return (
        lines.with_columns(inside_other=inside.fill_null(value=False), plain=twin)
        .join(seen, on=["visit", "service"], how="left")
        .join(plain, on=["facility", "plain"], how="left")
        .with_columns(pl.col("has_result").fill_null(value=False))
    )


def ordinary(name: str) -> pl.Expr:
    """Return whether a disease is an ordinary one, no ground for emergency by itself."""
    return within(name, reference()["icd_ordinary"])
