"""What the register of cards says of each visit: the card that served on its first day, and whether the person fits.

A register may hold a card several times, for spans of days one after the other; the span of the first day counts. A
person is unknown where the number, the name, the birth or the sex is not the registered one (look-up codes 05x-070); a
name that differs in accents or inside its words only (061) is no reason to send a record back.
"""

from typing import Final

import polars as pl

from ansinh.core.person_name import search_key
from ansinh.domain.claims.lists import Lists
from ansinh.domain.coverage.lookup import name_code
from ansinh.law.entitlement.card import card_rights
from ansinh.law.values import Values

UNKNOWN_PERSON: Final = ("050", "051", "052", "053", "060", "070")
ENDED, NOT_BEGUN = "010", "011"  # look-up codes of a card that no longer serves, or not yet
SAID: Final = ("000", "061")  # of a name: itself, or near enough to be the person
_SERVES, _BEFORE, _LATER = 2, 1, 0  # how a span lies to the day


def with_register(visits: pl.DataFrame, lists: Lists, values: Values) -> pl.DataFrame:
    """Return `visits` with kept_* columns (the register's own, null without it), status, not_found and other_rate."""
    joined = visits.join(_on_day(visits, lists.get("register")), on="visit", how="left")
    joined = joined.with_columns(pl.col("in_register").fill_null(value=False))
    ours = lists.get("provinces")["province"]
    own = pl.col("card").str.slice(3, 2).is_in(ours.implode()) if lists.has("provinces") else pl.lit(value=True)
    shaped = pl.col("card").str.contains(r"^[A-Z]{2}[1-5]\d{12}$")
    temporary = pl.col("registered").str.ends_with("000").fill_null(value=False)
    missing = ~pl.col("in_register") & shaped & own & ~temporary & pl.lit(lists.has("register"))
    other = pl.col("in_register") & (_other_name(joined) | _other_birth() | _other_sex())
    known = pl.col("status").is_in(UNKNOWN_PERSON).fill_null(value=False)
    joined = joined.with_columns(not_found=(missing | other | known).fill_null(value=False))
    return _with_other_rate(joined, values)


def _on_day(visits: pl.DataFrame, register: pl.DataFrame) -> pl.DataFrame:
    """Return what the register says of the card of each visit on its first day: one row a visit that is known."""
    spans = register.select(
        "card", "status", kept_name="name", kept_born="born", kept_sex="sex", kept_registered="registered",
        kept_area="area", other_group="other_group", died_on=pl.col("died_on").str.to_date(strict=False),
        kept_five_years=pl.col("five_years").str.to_date(strict=False),
        real_card_from=pl.col("real_card_from").str.to_date(strict=False), in_register=pl.lit(value=True),
        since=pl.col("valid_from").str.to_date(strict=False), until=pl.col("valid_to").str.to_date(strict=False),
    ).with_row_index("told")  # fmt: skip
    both = visits.select("visit", "card", day=pl.col("came").dt.date()).join(spans, on="card", how="inner")
    begun = (pl.col("since") <= pl.col("day")).fill_null(value=True)
    serves = begun & (pl.col("day") <= pl.col("until")).fill_null(value=True)
    lies = pl.when(serves).then(_SERVES).when(begun).then(_BEFORE).otherwise(_LATER)
    later = pl.when(pl.col("lies") == _BEFORE).then(pl.col("since").to_physical()).otherwise(0)
    chosen = (
        both.with_columns(lies=lies)
        .with_columns(later=later)
        .sort("visit", "lies", "later", "told")
        .unique("visit", keep="last", maintain_order=True)
    )
    beyond = pl.when(pl.col("lies") == _BEFORE).then(pl.lit(ENDED)).otherwise(pl.lit(NOT_BEGUN))
    status = pl.when(pl.col("lies") == _SERVES).then(pl.col("status")).otherwise(beyond)
    return chosen.with_columns(status=status).drop("card", "day", "since", "until", "told", "lies", "later")


def _folded(name: str) -> pl.Expr:
    """Return a name with single spaces in upper case."""
    return pl.col(name).str.to_uppercase().str.replace_all(r"\s+", " ").str.strip_chars()


def _other_name(visits: pl.DataFrame) -> pl.Series:
    """Return whether the name is another one (060); only names that are not the same sign by sign are looked at."""
    differs = visits.select((_folded("kept_name") != _folded("name")).fill_null(value=False)).to_series()
    pairs = visits.select("name", "kept_name").rows()
    return pl.Series(
        [
            unlike and name_code(name, kept, search_key(kept)) not in SAID
            for unlike, (name, kept) in zip(differs.to_list(), pairs, strict=True)
        ],
        dtype=pl.Boolean,
    )


def _other_birth() -> pl.Expr:
    """Return whether the birth is another one (070), as far as both say it: 1 January also stands for a year alone."""
    said, kept = pl.col("born").dt.strftime("%Y%m%d"), pl.col("kept_born")
    year_alone = said.str.ends_with("0101") | (kept.str.len_chars() <= 4) | kept.str.ends_with("0000")
    other_year = said.str.slice(0, 4) != kept.str.slice(0, 4)
    return pl.when(year_alone).then(other_year).otherwise(~said.str.starts_with(kept)).fill_null(value=False)


def _other_sex() -> pl.Expr:
    """Return whether the sex is another one, where both are told."""
    told = pl.col("sex").is_in(["1", "2"]) & pl.col("kept_sex").is_in(["1", "2"])
    return (told & (pl.col("sex") != pl.col("kept_sex"))).fill_null(value=False)


def _with_other_rate(visits: pl.DataFrame, values: Values) -> pl.DataFrame:
    """Say the rate of the best other group a person is in."""
    other = visits["other_group"]
    if other.null_count() == len(other):  # nobody, or nobody with another group
        return visits.with_columns(other_rate=pl.lit(None, dtype=pl.Int64))
    rates = card_rights(other.fill_null("").to_list(), visits["left_day"].to_list(), values).rate
    return visits.with_columns(other_rate=pl.when(pl.col("other_group").is_not_null()).then(pl.Series(rates)))
