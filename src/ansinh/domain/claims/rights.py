"""The right rate of every visit and line, reckoned by the law of entitlement from what the claim and the lists say."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ansinh.core.errors import UnknownValueError
from ansinh.domain.claims.access import self_visit_code
from ansinh.domain.claims.frames import Frames
from ansinh.domain.claims.standard import DRUGS, SERVICES
from ansinh.law.entitlement.access import COMMUNE_CODE, access_factors, self_visit_factor
from ansinh.law.entitlement.amounts import WHOLE
from ansinh.law.entitlement.card import POINTS
from ansinh.law.entitlement.columns import Reason
from ansinh.law.entitlement.episode import visit_rates
from ansinh.law.entitlement.facts import threshold, visit_facts
from ansinh.law.values import Values

ACCESS_CODES_FROM = dt.date(2025, 1, 1)
LAW_FROM = dt.date(2009, 7, 1)
TIER_OF_CODE = {"3.1": "central", "3.2": "provincial", "3.3": "district"}
_NEVER = dt.date(2100, 1, 1)


def with_rights(frames: Frames, facilities: pl.DataFrame, copayments: pl.DataFrame, values: Values) -> Frames:
    """Return the frames with what the law says.

    Visits get factor, card_rate, right_rate (null where not reckonable), network, unlimited, armed, small_cost,
    ceiling, six (six base salaries) and room (both -1 where they play no part), narrow, level, tier, self_code,
    fallback_rate (as a plain self-visit). Lines get right_rate, factor and the card's freedom from limits.
    """
    visits = _with_facility(frames.visits, facilities)
    visits = visits.join(
        frames.lines.group_by("visit").agg(pl.col("bh").sum().alias("lines_bh"),
        pl.col("copay").sum().alias("paid_in")),
        on="visit", how="left",
    ).with_columns(pl.col("lines_bh", "paid_in").fill_null(0))  # fmt: skip
    visits = visits.sort("visit")
    left, came = _days(visits["left"]), _days(visits["came"])
    came = [min(a, b) for a, b in zip(came, left, strict=True)]
    inpatient = visits["inpatient"].to_list()
    codes = visits["access"].fill_null("").to_list()
    factor = _factors(codes, left, inpatient, visits["tier"].to_list(), values)
    own = visits["self_code"].fill_null("").to_list()
    fallback = _factors(own, left, inpatient, visits["tier"].to_list(), values)
    facts = visit_facts(visits["group"].fill_null("").to_list(), left, np.maximum(factor, 0), values, rights_on=came)
    narrow = visits["narrow"].to_numpy() if "narrow" in visits.columns else np.zeros(len(left), dtype=bool)
    commune = np.array([code == COMMUNE_CODE for code in codes], dtype=np.bool_) | (
        narrow & np.array([day < ACCESS_CODES_FROM for day in left], dtype=np.bool_)
    )
    facts = replace(facts, initial_level=commune)
    visits = visits.with_columns(cost=_cost(frames.lines))
    cost = visits["cost"].to_numpy()
    rights = visit_rates(facts, cost)
    plain = visit_rates(replace(facts, factor=np.maximum(fallback, 0), initial_level=commune & False), cost)
    visits = visits.with_columns(
        factor=pl.Series(factor, dtype=pl.Int64),
        card_rate=pl.Series(facts.card_rate),
        right_rate=pl.Series(np.where(factor < 0, -1, rights.rate)).replace(-1, None),
        small=pl.Series(rights.reason == Reason.UNDER_15_PERCENT),
        commune=pl.Series(commune),
        fallback_rate=pl.Series(np.where(fallback < 0, 0, plain.rate)),
        unlimited=pl.Series(facts.unlimited),
        armed=pl.Series(facts.armed),
        small_cost=pl.Series(facts.small_cost),
        package_ceiling=pl.Series(facts.ceiling),
        six=pl.Series(_six(left, visits["five_years"].to_list(), values)),
        left_day=pl.Series(left, dtype=pl.Date),
        came_day=pl.Series(came, dtype=pl.Date),
    ).with_columns(network=pl.col("factor") == WHOLE)
    visits = _with_copayments(visits, copayments)
    return replace(frames, visits=visits, lines=_lines(frames.lines, visits))


def _cost(lines: pl.DataFrame) -> pl.Expr:
    """Return what a visit cost in scope: its lines; where a table of them is missing or unread, the total it claims."""
    tables = [pl.col("visit").is_in(lines.filter(pl.col("table") == name)["visit"].unique().implode())
              for name in (DRUGS, SERVICES)]  # fmt: skip
    part = pl.col("unread_lines") | ~pl.all_horizontal(tables)
    return pl.when(part).then(pl.max_horizontal("lines_bh", "total_bh")).otherwise(pl.col("lines_bh"))


def _with_facility(visits: pl.DataFrame, facilities: pl.DataFrame) -> pl.DataFrame:
    """Join what the list says of the facility: level, tier, narrow, contract; and the code a self-visit would have."""
    known = facilities.unique("facility", keep="last").select(
        "facility", "level", "tier", "contract_kind", "drug_class", narrow=pl.col("narrow") == "1",
        contract_from=pl.col("contract_from").str.to_date(strict=False),
        contract_to=pl.col("contract_to").str.to_date(strict=False), listed=pl.lit(value=True),
    )  # fmt: skip
    renamed = known.rename({"level": "facility_level"})
    joined = visits.join(renamed, on="facility", how="left")
    return joined.with_columns(pl.col("narrow", "listed").fill_null(value=False), self_code=self_visit_code())


def _days(column: pl.Series) -> list[dt.date]:
    """Return moments as days the law can look up; a missing or impossible one as the first day of access codes."""
    days = column.dt.date().fill_null(ACCESS_CODES_FROM).to_list()
    return [day if LAW_FROM <= day < _NEVER else ACCESS_CODES_FROM for day in days]


def _factors(
    codes: Sequence[str],
    days: Sequence[dt.date],
    inpatient: Sequence[bool],
    tiers: Sequence[str | None],
    values: Values,
) -> NDArray[np.int64]:
    """Return the access factor of every visit in hundredths of a per cent; -1 where it is not established."""
    recent = np.array([day >= ACCESS_CODES_FROM for day in days], dtype=np.bool_)
    out = np.full(len(codes), -1, dtype=np.int64)
    if recent.any():
        rows = np.flatnonzero(recent).tolist()
        out[recent] = access_factors(
            [codes[row] for row in rows], [days[row] for row in rows], [inpatient[row] for row in rows], values
        )
    for row in np.flatnonzero(~recent).tolist():
        out[row] = _older_factor(codes[row], days[row], tiers[row], values, inpatient=inpatient[row])
    return out


def _older_factor(code: str, day: dt.date, tier: str | None, values: Values, *, inpatient: bool) -> int:
    """Return the factor of a visit before 2025: in network, emergency, open district, or a self-visit by tier."""
    if code in {"9", "8", ""}:
        return 0 if code else -1
    if not code.startswith("3"):
        return WHOLE
    where = TIER_OF_CODE.get(code, tier or "")
    try:
        return self_visit_factor(where, day, values, inpatient=inpatient) * POINTS
    except UnknownValueError:
        return -1


def _six(days: Sequence[dt.date], five_years: Sequence[dt.date | None], values: Values) -> NDArray[np.int64]:
    """Return six base salaries of each visit in hundredths of a dong; -1 where five years are not complete."""
    known = {day: threshold(day, values) for day in set(days)}
    return np.array(
        [
            -1 if since is None or since > day or known[day] is None else (known[day] or 0) * 100
            for day, since in zip(days, five_years, strict=True)
        ],
        dtype=np.int64,
    )


def _with_copayments(visits: pl.DataFrame, copayments: pl.DataFrame) -> pl.DataFrame:
    """Join what the person co-paid earlier in the year (dong), null where the register says nothing."""
    known = copayments.select(
        "card", year_left=pl.col("year").cast(pl.Int32, strict=False), paid_before=pl.col("paid").cast(pl.Int64),
        certificate=pl.col("certificate_from").str.to_date(strict=False),
    ).unique(["card", "year_left"], keep="last")  # fmt: skip
    visits = visits.with_columns(year_left=pl.col("left_day").dt.year())
    counted = pl.when(pl.col("network")).then(pl.col("copay").fill_null(0)).otherwise(0)
    earlier = (counted.cum_sum() - counted).over("card", "year_left", order_by=["came", "visit"])  # of this batch
    return visits.join(known, on=["card", "year_left"], how="left").with_columns(
        paid_before=pl.col("paid_before") + earlier // 100
    )


def _lines(lines: pl.DataFrame, visits: pl.DataFrame) -> pl.DataFrame:
    """Give every line its right rate: after the moment of exemption in network the whole, else that of the visit."""
    chosen = visits.select(
        "visit", "factor", "right_rate", "unlimited", "armed", "network", "exempt_from", "card", "group", "small",
        "facility_level", "drug_class", "born", "sex", "icd", "icd_more", "six", "package_ceiling", "sent_to",
        "discharge",
        "episode", "access", "outcome", "admitted", "card_rate",
    ).rename({"right_rate": "visit_rate", "episode": "visit_episode"})  # fmt: skip
    joined = lines.join(chosen, on="visit", how="left")
    this_year = pl.col("ordered").dt.year() == pl.col("exempt_from").dt.year()  # an exemption ends with its year
    free = pl.col("network") & ((pl.col("ordered") >= pl.col("exempt_from")) & this_year).fill_null(value=False)
    return joined.with_columns(right_rate=pl.when(free).then(WHOLE).otherwise(pl.col("visit_rate")))
