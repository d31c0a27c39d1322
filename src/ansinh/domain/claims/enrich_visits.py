"""What the register, the papers and the other records of the batch say of each visit."""

import datetime as dt

import polars as pl

from ansinh.core.period import add_months
from ansinh.core.working_days import after_working_days
from ansinh.domain.claims.batch import Batch
from ansinh.domain.claims.enrich_register import with_register
from ansinh.domain.claims.frames import day
from ansinh.domain.claims.lists import Lists
from ansinh.law.entitlement.card import POINTS, valid_pairs
from ansinh.law.values import Values

PAPERS = ("XML7", "XML8", "XML9", "XML13")


def with_context(visits: pl.DataFrame, batch: Batch, lists: Lists, values: Values) -> pl.DataFrame:
    """Return `visits` with everything the rules over records read."""
    visits = _with_papers(visits, batch)
    visits = with_register(visits, lists, values)
    visits = _with_known(visits, lists, values)
    visits = _with_slips(visits, batch, lists, values)
    return _with_ages(visits)


def _with_papers(visits: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Say which papers a record has, how many births it certifies, and how it checked in."""
    for name in PAPERS:
        there = batch.table(name)["visit"].unique().implode()
        visits = visits.with_columns(pl.col("visit").is_in(there).alias(f"has_{name}"))
    births = batch.table("XML9").group_by("visit").agg(births=pl.len())
    entries = batch.table("XML0").select(episode="MA_LK", entered=day("NGAY_VAO")).unique("episode")
    visits = visits.join(births, on="visit", how="left").join(entries, on="episode", how="left")
    return visits.with_columns(
        pl.col("births").fill_null(0),
        checked_in_late=(pl.col("entered") > pl.col("left").dt.date()).fill_null(value=False),
    )


def _with_known(visits: pl.DataFrame, lists: Lists, values: Values) -> pl.DataFrame:
    """Say whether facilities, the registered facility and the pair of group and level are known; closed periods."""
    known = lists.get("facilities")["facility"].unique().implode()
    there = lists.has("facilities")
    closed = lists.get("periods").select(
        "facility", year=pl.col("year").cast(pl.Int32), month=pl.col("month").cast(pl.Int32),
        period_closed=pl.lit(value=True)
    ).unique()  # fmt: skip
    days = visits["left_day"].unique().to_list()
    pairs = pl.DataFrame(
        [(on, pair) for on in days for pair in sorted(valid_pairs(on, values))],
        schema={"left_day": pl.Date, "pair": pl.String}, orient="row",
    ).with_columns(pair_known=pl.lit(value=True))  # fmt: skip
    visits = visits.join(closed, on=["facility", "year", "month"], how="left").with_columns(
        pair=pl.col("card").str.slice(0, 3)
    )
    entered = lists.get("check_ins").select(pl.col("episode")).unique()["episode"].implode()
    return visits.join(pairs, on=["left_day", "pair"], how="left").with_columns(
        pl.col("pair_known", "period_closed").fill_null(value=False),
        facility_unknown=~pl.col("facility").is_in(known) & pl.lit(there),
        registered_unknown=~pl.col("registered").str.contains(r"^\d{2}[0-9A-Z]{3}$")
        | (~pl.col("registered").is_in(known) & pl.lit(there)),
        not_checked_in=~pl.col("episode").is_in(entered) & pl.lit(lists.has("check_ins")),
    )


def _with_slips(visits: pl.DataFrame, batch: Batch, lists: Lists, values: Values) -> pl.DataFrame:
    """Say when a referral slip was issued, from the list or from the sending facility's XML13, and its last days."""
    here = batch.table("XML13").select(slip="GIAY_CHUYEN_TUYEN", issued=day("NGAY_RA"))
    listed = lists.get("slips").select("slip", issued=pl.col("issued").str.to_date(strict=False))
    slips = pl.concat([here, listed]).drop_nulls().unique("slip", keep="last")
    joined = visits.join(slips, on="slip", how="left")
    issued = joined.filter(pl.col("access") == "1.3")["issued"].drop_nulls().unique().to_list()
    ends = pl.DataFrame(
        [(on, _last_day(on, values), add_months(on, 12)) for on in issued],
        schema={"issued": pl.Date, "slip_until": pl.Date, "slip_year": pl.Date}, orient="row",
    )  # fmt: skip
    return joined.join(ends, on="issued", how="left")


def _last_day(issued: dt.date, values: Values) -> dt.date:
    """Return the last day an ordinary slip holds."""
    return after_working_days(issued, values.get("entitlement.referral_days", issued).whole)


def _with_ages(visits: pl.DataFrame) -> pl.DataFrame:
    """Say when the card of a child ends (30 September or the month of 72 months) and who is far too old for it."""
    six = pl.col("born").dt.offset_by("72mo")
    september = pl.date(six.dt.year(), 9, 30)
    month_end = six.dt.month_end()
    return visits.with_columns(
        child_end=pl.when(six <= september).then(september).otherwise(month_end),
        too_old=pl.col("came").dt.date() > pl.col("born").dt.offset_by("84mo"),
        other_rate=pl.col("other_rate") // POINTS * POINTS,
    )
