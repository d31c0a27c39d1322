"""What the register, the papers and the other records of the batch say of each visit."""

import datetime as dt

import polars as pl

from ansinh.core.period import add_months
from ansinh.core.working_days import after_working_days
from ansinh.domain.claims.batch import Batch
from ansinh.domain.claims.enrich_register import with_register
from ansinh.domain.claims.frames import day, minute
from ansinh.domain.claims.lists import Lists
from ansinh.domain.claims.reference import reference
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
    newborn = batch.table("XML9").select(card="MA_THE_TAM", certified=pl.lit(value=True)).drop_nulls().unique()
    children = batch.table("XML9").group_by("visit").agg(
        children=pl.col("SO_CON").cast(pl.Int64, strict=False).max())  # fmt: skip
    visits = visits.join(births, on="visit", how="left").join(children, on="visit", how="left")
    visits = visits.join(newborn, on="card", how="left").join(_entries(batch), on=["facility", "episode"], how="left")
    return visits.with_columns(
        pl.col("births").fill_null(0), pl.col("certified").fill_null(value=False),
        checked_in_late=(pl.col("entered") > pl.col("left")).fill_null(value=False),
    )  # fmt: skip


def _entries(batch: Batch) -> pl.DataFrame:
    """Return when the check-ins of the batch were, by facility and episode; without its own code it is the sender's."""
    heads = batch.records.select("sender").with_row_index("visit").with_columns(pl.col("visit").cast(pl.Int32))
    told = batch.table("XML0").join(heads, on="visit", how="left")
    return (
        told.select(facility=pl.coalesce("MA_CSKCB", "sender"), episode="MA_LK", entered=minute("NGAY_VAO"))
        .drop_nulls(["facility", "episode"])
        .group_by("facility", "episode")
        .agg(pl.col("entered").min(), entry=pl.lit(value=True).first())
    )


def _with_known(visits: pl.DataFrame, lists: Lists, values: Values) -> pl.DataFrame:
    """Say whether facilities, the registered facility and the pair of group and level are known; closed periods."""
    known = lists.get("facilities")["facility"].unique().implode()
    there = lists.has("facilities")
    closed = lists.get("periods").select(
        "facility", year=pl.col("year").cast(pl.Int32), month=pl.col("month").cast(pl.Int32),
        period_closed=pl.lit(value=True)
    ).unique()  # fmt: skip
    days = visits["came_day"].unique().to_list()
    pairs = pl.DataFrame(
        [(on, pair) for on in days for pair in sorted(valid_pairs(on, values))],
        schema={"came_day": pl.Date, "pair": pl.String}, orient="row",
    ).with_columns(pair_known=pl.lit(value=True))  # fmt: skip
    pairs_last = pairs.rename({"pair": "pair_last", "pair_known": "pair_last_known"})
    visits = visits.join(closed, on=["facility", "year", "month"], how="left").with_columns(
        pair=pl.col("card").str.slice(0, 3), pair_last=pl.col("card_last").str.slice(0, 3)
    )
    unknown = [_no_place(name) | (~pl.col(name).is_in(known) & pl.lit(there) & ~_nowhere(name))
               for name in ("registered", "registered_last")]  # fmt: skip
    visits = visits.join(pairs, on=["came_day", "pair"], how="left")
    visits = visits.join(pairs_last, on=["came_day", "pair_last"], how="left")
    return _with_arrivals(visits, lists).with_columns(
        pl.col("pair_known", "pair_last_known", "period_closed").fill_null(value=False),
        facility_unknown=~pl.col("facility").is_in(known) & pl.lit(there),
        registered_unknown=unknown[0] | unknown[1],
    )


def _no_place(name: str) -> pl.Expr:
    """Return whether the code of a registered facility has no such shape."""
    return ~pl.col(name).str.contains(r"^\d{2}[0-9A-Z]{3}$")


def _nowhere(name: str) -> pl.Expr:
    """Return whether it is the code of people without a card: a province and 000."""
    return pl.col(name).str.ends_with("000") & pl.col(name).str.slice(0, 2).is_in(reference()["provinces"])


def _with_arrivals(visits: pl.DataFrame, lists: Lists) -> pl.DataFrame:
    """Say who did not check in: neither in the list of arrivals nor in the batch.

    Without that list only facilities are asked that sent check-ins in this very batch.
    """
    listed = lists.get("check_ins").select("facility", "episode", arrived=pl.lit(value=True)).unique()
    joined = visits.join(listed, on=["facility", "episode"], how="left")
    asked = pl.lit(value=True) if lists.has("check_ins") else pl.col("entry").any().over("facility")
    there = pl.col("entry").fill_null(value=False) | pl.col("arrived").fill_null(value=False)
    return joined.with_columns(not_checked_in=(asked & ~there).fill_null(value=False)).drop("arrived")


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
