"""Rules over lines: sums, scope and rate, packages, transport."""

from typing import Final

import polars as pl

from ansinh.domain.claims.checking import Check, said
from ansinh.law.entitlement.amounts import WHOLE

TOLERANCE: Final = 100  # one dong, in hundredths
NEAR: Final = 99  # less than a dong: whole dong stand for hundredths
EXACT: Final = 1  # a hundredth of a dong
PART: Final = 1_000 * 1_000 // 100
MOST: Final = 2**62  # nonsense of a sender stays a number


def times(*columns: pl.Expr) -> pl.Expr:
    """Return the product in exact whole numbers wider than 64 bits."""
    product = columns[0].cast(pl.Int128)
    for column in columns[1:]:
        product = product * column.cast(pl.Int128)
    return product


def rounded(numerator: pl.Expr, denominator: int) -> pl.Expr:
    """Return numerator / denominator rounded half-up, as int64 (cut off at MOST)."""
    whole = (2 * numerator + denominator) // (2 * denominator)
    return whole.clip(-MOST, MOST).cast(pl.Int64)


def amount(price: str, *ratios: str) -> pl.Expr:
    """Return r2(quantity x price x ratios) in hundredths of a dong."""
    numerator = times(pl.col("quantity"), pl.col(price), *(pl.col(ratio) for ratio in ratios))
    return rounded(numerator, PART * WHOLE ** len(ratios))


def with_amounts(lines: pl.DataFrame) -> pl.DataFrame:
    """Return `lines` with the amounts the formulas give: right_bv, right_bh, right_fund and the checks of the split."""
    bare = pl.col("wound") | pl.col("unlimited")
    out_of_scope = (pl.col("scope") == 2) | ((pl.col("scope") == 3) & ~pl.col("armed"))
    lines = lines.with_columns(
        right_bv=amount("price_bv", "ratio_service"), listed=amount("price_bh", "ratio_service", "ratio_list"),
        unratioed=amount("price_bh", "ratio_service"),
        given=rounded(times((pl.col("bv") - pl.col("other")).clip(0, None), pl.col("ratio_list")), WHOLE),
        first_fund=rounded(times(pl.col("bh"), pl.col("rate")), WHOLE), other=pl.col("other").fill_null(0),
        out_of_scope=out_of_scope,
    )  # fmt: skip
    near = [(pl.col("bh") - pl.col(name)).abs() <= NEAR for name in ("listed", "given")]
    fits = near[0] | ((pl.col("other") > 0) & near[1]) | (bare & ((pl.col("bh") - pl.col("unratioed")).abs() <= NEAR))
    fits = fits | ((out_of_scope | (pl.col("factor") == 0)) & (pl.col("bh") == 0))
    return lines.with_columns(bh_fits=fits, split_fits=_split_fits())


def _split_fits() -> pl.Expr:
    """Return whether own part, co-payment, fund and other sources follow one of the ways the standard knows."""
    bv, bh, other = pl.col("bv"), pl.col("bh"), pl.col("other")
    fund0 = pl.when(pl.col("kind") == 12).then(bh).otherwise(pl.col("first_fund"))
    copay0, own0 = bh - fund0, bv - bh
    rest = (other - own0).clip(0, None)
    after = (rest - copay0).clip(0, None)
    plain = _three((own0 - other).clip(0, None), (copay0 - rest).clip(0, None), fund0 - after)
    item = _three(bv - other - bh, copay0, fund0)
    programme = _three(own0, pl.lit(0), fund0) & ((other - copay0).abs() <= NEAR)
    whole = (bv - other - pl.col("own") - pl.col("copay") - pl.col("fund")).abs() <= NEAR
    outside = (pl.col("factor") < WHOLE) & whole & ((pl.col("fund") - fund0).abs() <= NEAR)
    above = pl.col("fund") >= fund0 - NEAR
    lifted = whole & above & ((pl.col("six") >= 0) | pl.col("exempt_from").is_not_null()) & (pl.col("copay") <= copay0)
    packaged = whole & pl.col("in_package")
    donated = (other > 0) & (item | programme)
    return plain | donated | outside | lifted | packaged


def _three(own: pl.Expr, copay: pl.Expr, fund: pl.Expr) -> pl.Expr:
    """Return whether the three parts are these, to the dong."""
    parts = (("own", own), ("copay", copay), ("fund", fund))
    return pl.all_horizontal([(pl.col(name) - right).abs() <= NEAR for name, right in parts])


def sum_checks() -> list[Check]:
    """Return SUM-01, 02, 06, 07, 09 and ENT-22 over lines."""
    others = pl.sum_horizontal("other1", "other2", "other3", "other4")
    named = pl.any_horizontal(pl.col("other1", "other2", "other3", "other4").is_not_null())
    negative = pl.min_horizontal("other", "other1", "other2", "other3", "other4") < 0
    near = pl.when("older").then(TOLERANCE).otherwise(EXACT)  # Decision 4210 compared to the dong
    parts = said("own", "copay", "fund", "other")
    unsplit = ~pl.col("split_fits") & pl.col("bh_fits")
    return [
        Check("SUM-01", (pl.col("bv") - pl.col("right_bv")).abs() > near, "THANH_TIEN_BV", said("bv")),
        Check("SUM-02", ~pl.col("bh_fits"), "THANH_TIEN_BH", said("bh")),
        Check("SUM-06", unsplit & (pl.col("other") == 0), "T_BHTT", parts),
        Check("ENT-22", unsplit & (pl.col("other") > 0), "T_NGUONKHAC", parts),
        Check("SUM-07", (named & ((others - pl.col("other")).abs() > NEAR)) | negative
              | (pl.col("other") > pl.col("bv") + NEAR), "T_NGUONKHAC", said("other")),
        Check("SUM-09", pl.col("bh") > pl.col("bv") + near, "THANH_TIEN_BH", said("bh")),
    ]  # fmt: skip


def entitlement_checks() -> list[Check]:
    """Return the rules of right that are decided line by line."""
    paid = (pl.col("bh") > 0) & (pl.col("kind") != 12) & ~pl.col("out_of_scope")
    wrong = (pl.col("rate") != pl.col("right_rate")) & paid
    after_end = pl.col("card_until").is_not_null() & (pl.col("ordered").dt.date() > pl.col("card_until"))
    transport = pl.col("kind") == 12
    denied = ~pl.col("transport_group") | ~pl.col("discharge").is_in(["2", "5"])
    capped = (
        pl.col("in_package") & ~pl.col("unlimited") & (pl.col("package_fund") > pl.col("package_right") + TOLERANCE)
    )
    share = times(pl.col("fund"), pl.col("package_right")) // times(pl.col("package_fund").clip(1, None))
    return [
        Check("ENT-01", wrong, "MUC_HUONG", said("rate", "right_rate"), "rate",
              pl.min_horizontal("rate", "right_rate")),
        Check("ENT-14", (pl.col("scope") == 3) & ~pl.col("armed") & (pl.col("fund") > 0), "PHAM_VI", said("fund"),
              "fund", pl.lit(0)),
        Check("ENT-15", (pl.col("scope") == 2) & (pl.col("fund") > 0), "PHAM_VI", said("fund"), "fund", pl.lit(0)),
        Check("ENT-19", capped, "T_BHTT", said("package_fund"), "fund",
              share.cast(pl.Int64)),
        Check("ENT-20", pl.col("stent") & ~pl.col("unlimited") & (pl.col("stent_billed") > pl.col("stent_right")),
              "SO_LUONG", said("quantity"), "quantity",
              pl.col("stent_right") * WHOLE**2 // (pl.col("ratio_list") * pl.col("ratio_service")).clip(1, None)),
        Check("ENT-21", transport & (denied | pl.col("fuel").is_null()) & (pl.col("fund") > 0), "MA_XANG_DAU",
              said("group", "discharge"), "fund", pl.lit(0)),
        Check("CRD-07", after_end & (pl.col("fund") > 0), "NGAY_YL", said("ordered", "card_until"), "quantity",
              pl.lit(0)),
    ]  # fmt: skip


def line_dates() -> list[Check]:
    """Return DAT-04, 05, 06, 07 over lines."""
    outside = (pl.col("ordered") < pl.col("came")) | (pl.col("ordered") > pl.col("left"))
    early = (pl.col("result") < pl.col("ordered")) | (pl.col("result") < pl.col("done"))
    moments = said("ordered", "done", "result")
    return [
        Check("DAT-04", outside, "NGAY_YL", said("ordered", "came", "left")),
        Check("DAT-05", pl.col("done") < pl.col("ordered"), "NGAY_TH_YL", moments),
        Check("DAT-06", early, "NGAY_KQ", moments),
        Check("DAT-07", pl.col("result") > pl.col("left").dt.offset_by("60d"), "NGAY_KQ", moments),
    ]


def with_rights_of_lines(
    lines: pl.DataFrame, visits: pl.DataFrame, groups: tuple[str, ...], days_after: int
) -> pl.DataFrame:
    """Return `lines` with package_right, stent_right, transport_group and the last day the card pays for."""
    until = visits.select(
        "visit",
        card_until=pl.when((pl.col("left").dt.date() > pl.col("valid_to"))
        & (pl.col("came").dt.date() <= pl.col("valid_to"))).then(
            pl.col("valid_to").dt.offset_by(f"{days_after}d")),
    )  # fmt: skip
    limit = pl.min_horizontal("package_cost", "package_ceiling")
    rate = pl.col("right_rate")
    base = rounded(times(limit, rate), WHOLE)
    lifted = pl.when((pl.col("six") >= 0) & (rate < WHOLE) & pl.col("network")).then(
        pl.max_horizontal(base, limit - pl.col("six"))).otherwise(base)  # fmt: skip
    first, second = pl.col("stents_before"), pl.col("stents_before") + pl.col("quantity")
    whole = (second.clip(0, 1_000) - first.clip(0, 1_000)).clip(0, None)
    half = (second.clip(1_000, 2_000) - first.clip(1_000, 2_000)).clip(0, None)
    return lines.join(until, on="visit", how="left").with_columns(
        package_right=lifted, stent_right=whole + half // 2,
        stent_billed=pl.col("quantity") * pl.col("ratio_list") * pl.col("ratio_service") // WHOLE**2,
        transport_group=pl.col("group").is_in(groups).fill_null(value=False),
    )  # fmt: skip
