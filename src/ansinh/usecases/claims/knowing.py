"""What a batch of claims asks the agency about, and what the agency knows of it: the same at the counter and after."""

import datetime as dt

import polars as pl

from ansinh.domain.claims.batch import Batch
from ansinh.domain.claims.frames import day, first_of, minute
from ansinh.domain.claims.lists import Lists
from ansinh.domain.claims.standard import SUMMARY
from ansinh.records.store.claims import lists
from ansinh.records.store.claims.card_register import Leave
from ansinh.records.store.claims.lists import About

LEAVES = "XML11"
FIRST, LAST = dt.date(2000, 1, 1), dt.date(2100, 1, 1)


def known_of(batch: Batch, *, settled: bool = True) -> Lists:
    """Return the agency's own lists about a batch; without `settled` closed periods may be judged again."""
    return lists.known_lists(about(batch), settled=settled)


def about(batch: Batch) -> About:
    """Return what a batch asks about."""
    heads = batch.table(SUMMARY).select(
        facility=pl.col("MA_CSKCB").fill_null(""), episode=pl.col("MA_LK").fill_null(""),
        cards="MA_THE_BHYT", card=first_of("MA_THE_BHYT"), exempt=day("NGAY_MIEN_CCT"), left=minute("NGAY_RA"),
    )  # fmt: skip
    free = heads.filter(pl.col("exempt").is_between(FIRST, LAST) & pl.col("card").is_not_null())
    away = batch.table(LEAVES).select(number="MA_BHXH", day=day("TU_NGAY")).drop_nulls()
    away = away.filter(pl.col("day").is_between(FIRST, LAST))
    return About(
        facilities=heads["facility"].unique().to_list(),
        cards=[card for text in heads["cards"].drop_nulls().to_list() for card in text.split(";")],
        records=heads.select("facility", "episode").rows(),
        leaves=[Leave(number, on) for number, on in away.unique("number", keep="last").iter_rows()],
        exempt=free.select("card", "exempt").rows(),
        left=heads["left"].to_list(),
    )
