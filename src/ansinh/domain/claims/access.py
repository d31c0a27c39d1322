"""Which access code a plain self-visit has at a facility, from its level and its tier before 2025."""

import polars as pl

# Decision 3276/QD-BYT annex 1: 1.2 narrow initial level, 1.11 other initial level, 3.3 formerly district, 1.12-1.15
# basic level, 3.1 and 3.2 formerly central and provincial at the specialised level, 1.18 outpatient there.
SELF_CODES = ("1.2", "1.11", "1.12", "1.13", "1.14", "1.15", "1.18", "3.1", "3.2", "3.3")
BASIC = ("basic", "basic_50")


def self_visit_code() -> pl.Expr:
    """Decision 3276/QD-BYT annex 1: the code of a self-visit; null where the facility is not listed."""
    level, tier, lying = pl.col("facility_level"), pl.col("tier"), pl.col("inpatient")
    basic, specialised = level.is_in(BASIC), level == "specialised"
    return (
        pl.when(pl.col("narrow")).then(pl.lit("1.2"))
        .when(level == "initial").then(pl.lit("1.11"))
        .when(tier == "district").then(pl.lit("3.3"))
        .when(basic & lying).then(pl.lit("1.15"))
        .when(basic & tier.is_in(["provincial", "central"])).then(pl.lit("1.14"))
        .when(level == "basic_50").then(pl.lit("1.13"))
        .when(basic).then(pl.lit("1.12"))
        .when(specialised & (tier == "provincial") & lying).then(pl.lit("3.2"))
        .when(specialised & (tier == "provincial")).then(pl.lit("1.18"))
        .when(specialised).then(pl.lit("3.1"))
    )  # fmt: skip


def code_fits() -> pl.Expr:
    """Decision 3276/QD-BYT annex 1: whether the access code may be used at the facility; null where it is not listed.

    Each code is held against its own conditions, since several may fit one visit (a stay at a basic hospital that was
    of a district is 1.15 as well as 3.3). Codes that do not hang on the level (registered, referral ...) always fit.
    """
    code, level, tier = pl.col("access"), pl.col("facility_level"), pl.col("tier").fill_null("")
    lying, basic, specialised = pl.col("inpatient"), level.is_in(BASIC), level == "specialised"
    higher = tier.is_in(["provincial", "central"])
    return (
        pl.when(level.is_null()).then(None)
        .when(code == "1.2").then(pl.col("narrow"))
        .when(code == "1.11").then((level == "initial") & ~pl.col("narrow"))
        .when(code == "1.12").then(basic & ~lying & ~higher & (level != "basic_50"))
        .when(code == "1.13").then((level == "basic_50") & ~lying)
        .when(code == "1.14").then(basic & ~lying & higher)
        .when(code == "1.15").then(basic & lying)
        .when(code == "1.16").then(basic)
        .when(code == "1.17").then(specialised)
        .when(code == "1.18").then(specialised & ~lying & (tier == "provincial"))
        .when(code == "3.1").then(specialised & ~tier.is_in(["provincial", "district"]))
        .when(code == "3.2").then(specialised & lying & (tier == "provincial"))
        .when(code == "3.3").then((basic | specialised) & (tier == "district"))
        .when(code == "3.6").then(specialised & lying)
        .otherwise(statement=True)
    )  # fmt: skip
