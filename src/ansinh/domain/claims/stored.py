"""Rules across records against visits that were taken in before: the newcomer is the one that is marked.

Only visits of the same people around the same days are looked at; the caller reads them in one query.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from ansinh.domain.claims.across import OUTPATIENT, SAME_MONEY, across
from ansinh.domain.claims.catalogue import RuleChange
from ansinh.domain.claims.chapters import chapter_of
from ansinh.domain.claims.checking import Check, nothing, run_checks, said
from ansinh.domain.claims.frames import INPATIENT, Frames
from ansinh.domain.claims.limits import Limits, crowded, last_day, limits
from ansinh.domain.claims.lists import Lists
from ansinh.domain.claims.noted import told_lines
from ansinh.domain.claims.working import against_work, no_work
from ansinh.law.values import Values

SCHEMA: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "person": pl.String, "facility": pl.String, "episode": pl.String, "came": pl.Datetime("us"),
    "left": pl.Datetime("us"), "stay_from": pl.Datetime("us"), "care": pl.String, "icd": pl.String, "total": pl.Int64,
    "claimed": pl.Int64, "outcome": pl.String, "sent_from": pl.String, "drug_days": pl.Int64,
    "noted": pl.String, "file": pl.Int64,
}  # fmt: skip
DEATHS: Final = ("5", "8")


def nobody() -> pl.DataFrame:
    """Return stored visits of nobody."""
    return pl.DataFrame(schema=SCHEMA)


@dataclass(frozen=True, slots=True)
class Around:
    """What is known beyond a batch: visits of its people taken in before, rules the agency changed, work elsewhere.

    `account`: the facility that signed in to send it, empty where nobody did.
    """

    visits: pl.DataFrame = field(default_factory=nobody)
    changes: Sequence[RuleChange] = ()
    work: pl.DataFrame = field(default_factory=no_work)
    account: str = ""


def newest(typed: Frames) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return (visits, lines) without records that a later one of the same facility and number replaces."""
    last = pl.col("visit").last().over("facility", "episode")
    visits = typed.visits.filter((pl.col("visit") == last) | pl.col("episode").is_null())
    if visits.height == typed.visits.height:
        return typed.visits, typed.lines
    return visits, typed.lines.join(visits.select("visit"), on="visit", how="semi")


def find_across(
    frames: tuple[pl.DataFrame, pl.DataFrame], lists: Lists, beyond: Around, rules: frozenset[str], values: Values
) -> pl.DataFrame:
    """Return what the rules that read several records find in `frames` (visits, lines) and against what is `beyond`."""
    visits, lines = frames
    known = earlier(beyond.visits, visits)
    here = pl.concat([nothing(), *across(visits, lines, lists, rules, values, before=told_lines(known))])
    before = pl.concat([
        nothing(), *against_stored(visits, lines, known, rules, values),
        *against_work(visits, lines, beyond.work, rules),
    ])  # fmt: skip
    return pl.concat([here, before.join(here, on=["visit", "rule"], how="anti")])


def earlier(stored: pl.DataFrame, visits: pl.DataFrame) -> pl.DataFrame:
    """Return the stored visits that came before the last record of their person in a batch, by number of the file.

    At intake that is all of them; a month judged again must not be marked for what was taken in after it. A file that
    is only checked has no number and knows all.
    """
    last = visits.drop_nulls("card").select(
        person=pl.col("card").str.slice(5), last=pl.col("file").cast(pl.Int64, strict=False)
    ).group_by("person").agg(last=pl.col("last").max())  # fmt: skip
    kept = stored.join(last, on="person", how="left")
    return kept.filter((pl.col("file") < pl.col("last")).fill_null(value=True)).drop("last")


def against_stored(
    visits: pl.DataFrame, lines: pl.DataFrame, stored: pl.DataFrame, rules: frozenset[str], values: Values
) -> list[pl.DataFrame]:
    """Return findings on `visits` about `stored` ones (SCHEMA); a visit that is sent again must not be among them."""
    if stored.is_empty():
        return []
    fresh = visits.drop_nulls(["card", "came"]).with_columns(
        person=pl.col("card").str.slice(5), left=pl.coalesce("left", "came")
    )
    others = stored.rename({name: f"other_{name}" for name in stored.columns if name != "person"})
    pairs = fresh.join(others, on="person", how="inner")
    pairs = pairs.filter(
        (pl.col("facility") != pl.col("other_facility")) | (pl.col("episode") != pl.col("other_episode"))
    )
    pairs = pairs.filter((pl.col("other_file") < pl.col("file").cast(pl.Int64, strict=False)).fill_null(value=True))
    if pairs.is_empty():
        return []
    limit = limits(last_day(lines), values)
    found = run_checks(pairs, _pair_checks(), rules)
    found += run_checks(_supplies(pairs, limit), [_supply_check()], rules)
    crowds = Check("OVR-07", crowded(limit), "NGAY_VAO", said("places_today", "visits_month"))
    found += run_checks(_crowds(fresh, stored), [crowds], rules)
    return [part.unique(["visit", "rule"], keep="first", maintain_order=True) for part in found]


def _pair_checks() -> list[Check]:
    """Return OVR-01, OVR-02, OVR-03 and CRD-14 over pairs of a new and a stored visit of one person."""
    lying, other_lying = pl.col("care").is_in(INPATIENT), pl.col("other_care").is_in(INPATIENT)
    walking, other_walking = pl.col("care").is_in(OUTPATIENT), pl.col("other_care").is_in(OUTPATIENT)
    overlap = (pl.col("stay_from") < pl.col("other_left")) & (pl.col("other_stay_from") < pl.col("left"))
    inside = (pl.col("came") >= pl.col("other_stay_from")) & (pl.col("left") <= pl.col("other_left"))
    around = (pl.col("other_came") >= pl.col("stay_from")) & (pl.col("other_left") <= pl.col("left"))
    elsewhere = pl.col("facility") != pl.col("other_facility")
    unsent = pl.col("sent_from").is_null()
    other_unsent = pl.col("other_sent_from").fill_null("") == ""
    visiting = (walking & other_lying & inside & unsent) | (lying & other_walking & around & other_unsent)
    same = pl.all_horizontal([pl.col(name) == pl.col(f"other_{name}") for name in ("facility", "came", "left", "icd")])
    money = ((pl.col("total_bv") - pl.col("other_total")).abs() <= SAME_MONEY) & (
        (pl.col("fund") - pl.col("other_claimed")).abs() <= SAME_MONEY
    )
    died = pl.col("other_outcome").is_in(DEATHS) & (pl.col("other_left") < pl.col("came"))
    where = said("other_facility", "other_episode", "other_came", "other_left")
    return [
        Check("OVR-01", lying & other_lying & overlap, "NGAY_VAO_NOI_TRU", where),
        Check("OVR-02", visiting & elsewhere, "NGAY_VAO", where),
        Check("OVR-03", same & money, "MA_LK", said("episode", "other_episode")),
        Check("CRD-14", died, "NGAY_VAO", said("came", "other_left", "other_facility")),
    ]


def _supplies(pairs: pl.DataFrame, limit: Limits) -> pl.DataFrame:
    """Return each new visit with the stored one of the same chapter of disease whose drugs last longest."""
    before = pairs.filter(
        (pl.col("other_came") < pl.col("came")) & (chapter_of("icd") == chapter_of("other_icd"))
        & (pl.col("other_drug_days") >= limit.supply_days)
    ).with_columns(
        supplied_until=pl.col("other_came").dt.date() + pl.duration(days=pl.col("other_drug_days"))
    )  # fmt: skip
    return before.sort("visit", "supplied_until").unique("visit", keep="last", maintain_order=True)


def _supply_check() -> Check:
    """Return OVR-06."""
    early = pl.col("came").dt.date() < pl.col("supplied_until")
    return Check("OVR-06", early & pl.col("care").is_in(OUTPATIENT), "NGAY_VAO", said("came", "supplied_until"))


def _crowds(fresh: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    """Say in how many facilities a person was on a day and how often in a month, stored visits counted too."""
    known = fresh.select("visit", "person", "facility", "came", "table", "row")
    more = stored.select("person", "facility", "came").join(known.select("person").unique(), on="person", how="semi")
    every = pl.concat([known, more], how="diagonal").with_columns(
        came_day=pl.col("came").dt.date(), came_month=pl.col("came").dt.truncate("1mo")
    )
    every = every.with_columns(
        places_today=pl.col("facility").n_unique().over("person", "came_day"),
        visits_month=pl.len().over("person", "came_month"),
        last_today=pl.col("visit") == pl.col("visit").max().over("person", "came_day"),
        last_month=pl.col("visit") == pl.col("visit").max().over("person", "came_month"),
    )
    return every.filter(pl.col("visit").is_not_null())
