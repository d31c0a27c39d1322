"""Tell the look-up at the counter what claims say: recent visits, co-payments of the year that count."""

import datetime as dt
import zoneinfo

import polars as pl

from ansinh.domain.claims.assess import Assessment
from ansinh.domain.claims.stored import DEATHS
from ansinh.records.store.claims.place import facility_numbers
from ansinh.records.store.coverage.acts import Hold
from ansinh.records.store.coverage.periods import holds_from, people_by_card
from ansinh.records.store.coverage.visits import Visit, record_visits, withdraw_visits
from ansinh.usecases.coverage.cards import hold

HERE = zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh")
SENT_BACK = "refused"


def tell_counter(judged: Assessment) -> int:
    """Record the visits of known persons at known facilities; a record sent back is withdrawn. How many recorded."""
    states = judged.outcome.visits.select("visit", "state", "accepted")
    visits = judged.frames.visits.join(states, on="visit").drop_nulls(["card", "came", "left", "facility", "episode"])
    visits = visits.filter(pl.col("left") >= pl.col("came"))
    people = people_by_card(visits["card"].unique().to_list())
    places = facility_numbers(visits["facility"].unique().to_list())
    known = visits.filter(pl.col("card").is_in(list(people)) & pl.col("facility").is_in(list(places)))
    back = known.filter(pl.col("state") == SENT_BACK)
    withdraw_visits([f"{place}/{episode}" for place, episode in back.select("facility", "episode").iter_rows()])
    good = known.filter(pl.col("state") != SENT_BACK)
    return record_visits([_visit(row, people, places) for row in good.iter_rows(named=True)])


def hold_the_dead(judged: Assessment, actor: str) -> int:
    """Hold the cards of known people whose record ended in death, for an officer to review; how many were held.

    A card that is held on that day stays as it is.
    """
    left = pl.col("left").is_not_null() & pl.col("card").is_not_null() & pl.col("facility").is_not_null()
    dead = judged.frames.visits.filter(pl.col("outcome").is_in(DEATHS) & left).join(
        judged.outcome.visits.select("visit", "state"), on="visit"
    )  # fmt: skip
    if dead.is_empty():
        return 0
    people = people_by_card(dead["card"].unique().to_list())
    count = 0
    for row in dead.sort("left").iter_rows(named=True):
        person, day = people.get(row["card"]), row["left"].date() + dt.timedelta(days=1)
        if person is None or row["state"] == SENT_BACK or holds_from(person, day):
            continue
        hold(person, Hold("death", f"XML1 {row['facility']}/{row['episode']}", row["episode"], day, None), actor)
        count += 1
    return count


def _visit(row: dict[str, object], people: dict[str, int], places: dict[str, int]) -> Visit:
    """Return one record as the look-up keeps it; whole dong."""

    def number(name: str) -> int:
        text = str(row[name] or "0")
        return int(text) if text.isdecimal() else 0

    return Visit(
        claim=f"{row['facility']}/{row['episode']}", person_id=people[str(row["card"])],
        facility_id=places[str(row["facility"])], came_at=_local(row["came"]), left_at=_local(row["left"]),
        care=str(row["care"] or ""), access=str(row["access"] or ""), diagnosis=str(row["icd"] or ""),
        diagnosis_name="",
        outcome=number("outcome"), ending=number("discharge"), total=number("total_bv") // 100,
        fund_paid=number("accepted") // 100, copayment=number("copay") // 100, counts=bool(row["network"]),
    )  # fmt: skip


def _local(moment: object) -> dt.datetime:
    """Return a moment of a claim with the zone of the country."""
    if not isinstance(moment, dt.datetime):
        message = "a moment was expected"
        raise TypeError(message)
    return moment.replace(tzinfo=HERE)
