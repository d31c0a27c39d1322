"""What the lines of a visit say together: which exam of the day, running bed days, surgeries of a session, packages."""

from fractions import Fraction

import numpy as np
import polars as pl

from ansinh.domain.claims.checking import like
from ansinh.domain.claims.limits import last_day
from ansinh.domain.claims.reference import family, reference
from ansinh.law.entitlement.amounts import WHOLE
from ansinh.law.entitlement.stay import bed_days
from ansinh.law.values import Values

BED_KINDS = (14, 15, 16)
SURGERY = 8
ONE = 1_000  # of anything, in thousandths
DEAREST_EXAM = 10_000_000 * ONE  # dong in thousandths: nonsense of a sender stays a number
SURGICAL_BED = "(?i)hậu phẫu|sau phẫu thuật|ngoại khoa|surgical bed"
FAMILIES = (
    "delivery", "caesarean", "ventilation", "dialysis", "phaco", "emergency", "nursing", "ct_contrast",
    "closed_suction",
)  # fmt: skip


def with_counts(lines: pl.DataFrame, visits: pl.DataFrame, values: Values) -> pl.DataFrame:
    """Return `lines` with everything the rules over several lines of one visit read."""
    lines = lines.with_columns(
        day=pl.col("ordered").dt.date(), **{name: like("service", family(name)) for name in FAMILIES}
    )
    lines = lines.with_columns(
        pl.col(name).any().over("visit").alias(f"visit_{name}")
        for name in FAMILIES if name not in {"nursing", "ct_contrast", "closed_suction"}
    ).with_columns(
        vent_today=pl.col("ventilation").any().over("visit", "day"),
        contrast_given=pl.col("drug").is_in(reference()["contrast_drugs"]).any().over("visit"),
        suction=pl.col("closed_suction"),
    )  # fmt: skip
    return _sessions(_exams(_beds(_packages(lines), visits, values), values), values)


def _exams(lines: pl.DataFrame, values: Values) -> pl.DataFrame:
    """Number the exams of a visit and of a day, and say the share each may have."""
    exam = pl.col("kind") == 13
    nth_day = exam.cum_sum().over("visit", "day", order_by="line")
    nth_stay = (exam & (pl.col("ratio_service") == WHOLE)).cum_sum().over("visit", order_by="line")
    listed = values.get("entitlement.exam.shares", last_day(lines)).listed
    shares = [int(Fraction(share) * WHOLE) for share in listed]
    whole = pl.when(exam & (pl.col("ratio_service") == WHOLE)).then(pl.col("quantity")).otherwise(0)
    return _dear_exams(lines.with_columns(
        exam=exam, exam_of_day=nth_day, exam_of_stay=nth_stay,
        exam_share=pl.when(exam).then(
            (nth_day - 1).clip(0, len(shares) - 1).replace_strict(dict(enumerate(shares)), default=0)),
        exam_right=(ONE - whole.cum_sum().over("visit", order_by="line") + whole).clip(0, None),
    ), sum(shares))  # fmt: skip


def _dear_exams(lines: pl.DataFrame, most: int) -> pl.DataFrame:
    """Say how many exams of its price a line may still have: those of a day cost `most` (shares) of the dearest."""
    price = pl.col("price_bh").clip(0, DEAREST_EXAM)
    share = pl.min_horizontal("ratio_service", "exam_share").clip(0, WHOLE) // 100
    cost = pl.when("exam").then(pl.col("quantity").clip(0, 100 * ONE) * price * share).otherwise(0)
    limit = pl.when("exam").then(price).otherwise(0).max().over("visit", "day") * ONE * most // 100
    left = limit - (cost.cum_sum().over("visit", "day", order_by="line") - cost)
    right = (left // (price * share).clip(1, None)).clip(0, None)
    return lines.with_columns(exam_right_day=pl.when("exam").then(right))


def _beds(lines: pl.DataFrame, visits: pl.DataFrame, values: Values) -> pl.DataFrame:
    """Say how many bed days each bed line may still have, in the visit and on its day (thousandths)."""
    day = last_day(lines)
    ends = visits.select("visit", "stay_from", "left", "outcome", "discharge", "inpatient")
    ends = ends.filter(pl.col("stay_from").is_not_null() & pl.col("left").is_not_null())
    more = (pl.col("outcome").is_in(["5", "8", "6"]) | pl.col("discharge").is_in(["2", "5"])
            | ((pl.col("outcome") == "4") & (pl.col("discharge") == "4"))).fill_null(value=False)  # fmt: skip
    allowed = bed_days(
        ends["stay_from"].to_numpy().astype("datetime64[m]"), ends["left"].to_numpy().astype("datetime64[m]"),
        one_more=ends.select(more).to_series().to_numpy(),
        free_hours=values.get("entitlement.bed.free_hours", day),
    )  # fmt: skip
    days = ends.select("visit", beds_allowed=pl.Series(np.maximum(allowed, 0) * 1_000, dtype=pl.Int64))
    bed = pl.col("kind").is_in(BED_KINDS)
    taken = pl.when(bed).then(pl.col("quantity")).otherwise(0)
    surgical = bed & (pl.col("title").str.contains(SURGICAL_BED) | like("service", family("surgical_bed"))).fill_null(
        value=False)  # fmt: skip
    single = bed & (pl.col("quantity") <= 1_000)
    taken_day = pl.when(single).then(pl.col("quantity")).otherwise(0)
    taken_surgical = pl.when(surgical).then(pl.col("quantity")).otherwise(0)
    lines = lines.join(days, on="visit", how="left").with_columns(
        bed_line=bed, surgical_bed=surgical, single_bed=single,
        before_stay=taken.cum_sum().over("visit", order_by="line") - taken,
        before_day=taken_day.cum_sum().over("visit", "day", order_by="line") - taken_day,
        operated=pl.when(pl.col("kind") == SURGERY).then(pl.coalesce("done", "ordered").dt.date())
        .cum_max().forward_fill().over("visit", order_by=["day", "line"]),
    ).with_columns(
        before_surgical=taken_surgical.cum_sum().over("visit", "operated", order_by="line") - taken_surgical,
    )  # fmt: skip
    most = values.whole("entitlement.bed.surgical_days", day)
    late = (pl.col("operated") - pl.col("day")).dt.total_days() + most + 1  # the last days after the operation
    return lines.with_columns(
        bed_right=(pl.col("beds_allowed") - pl.col("before_stay")).clip(0, None),
        bed_right_day=(1_000 - pl.col("before_day")).clip(0, None),
        bed_right_surgical=pl.min_horizontal(most * ONE - pl.col("before_surgical"), late * ONE).clip(0, None),
    )


def _sessions(lines: pl.DataFrame, values: Values) -> pl.DataFrame:
    """Say the largest percentage of each surgery and procedure: the dearest of a session whole, then a share."""
    shares = values.get("entitlement.surgery.shares", last_day(lines))
    same, other, procedure = (int(shares.of(name) * WHOLE) for name in ("same_team", "other_team", "procedure"))
    part = pl.col("kind").is_in([8, 18]) & pl.col("done").is_not_null() & pl.col("supply").is_null()
    surgeries = lines.filter(part).sort("visit", "done", "price_bh", descending=[False, False, True])
    place = surgeries.with_columns(
        order=(pl.col("kind") == 8).cum_sum().over("visit", "done"),
        first_doer=pl.col("doer").filter(pl.col("kind") == 8).first().over("visit", "done"),
        with_surgery=(pl.col("kind") == 8).any().over("visit", "done"),
    ).select(
        "line",
        surgery_share=pl.when((pl.col("kind") == 8) & (pl.col("order") >= 2))
        .then(pl.when(pl.col("doer") == pl.col("first_doer")).then(same).otherwise(other))
        .when((pl.col("kind") == 18) & pl.col("with_surgery")).then(procedure).otherwise(WHOLE),
    )  # fmt: skip
    return lines.join(place, on="line", how="left")


def _packages(lines: pl.DataFrame) -> pl.DataFrame:
    """Say what the supply packages of a visit cost and claim, whether a service names them, and how many stents."""
    package = pl.col("package").is_not_null() & pl.col("kind").is_in([10, 11])
    stent = pl.col("supply").str.starts_with(reference()["stents"]).fill_null(value=False)
    taken = pl.when(stent).then(pl.col("quantity")).otherwise(0)
    names = pl.col("service").filter(pl.col("supply").is_null())
    return lines.with_columns(
        in_package=package,
        package_cost=pl.when(package).then(pl.col("bh")).sum().over("visit", "package"),
        package_fund=pl.when(package).then(pl.col("fund")).sum().over("visit", "package"),
        package_named=pl.col("supply").is_null().any().over("visit", "package"),
        service_named=pl.col("service").is_in(names.implode()).over("visit"),
        stent=stent, stents_before=taken.cum_sum().over("visit", order_by="line") - taken,
        same_drug=pl.col("row").rank("ordinal").over("visit", "drug", "route", "day"),
    )  # fmt: skip
