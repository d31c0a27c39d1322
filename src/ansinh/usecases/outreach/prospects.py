"""Find who is missing in an office and all under it, anew from the lists, the register and the books."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass

import numpy as np
import polars as pl

from ansinh.core.errors import MissingError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.outreach.conversion import History, Model, likelihoods
from ansinh.domain.outreach.employers import find_employers
from ansinh.domain.outreach.found import Found, Ints
from ansinh.domain.outreach.households import find_households, find_listed
from ansinh.domain.outreach.persons import find_cards, find_leavers, find_subsidy
from ansinh.domain.outreach.reasons import reasons, settings
from ansinh.domain.outreach.retention import find_applicants, find_leaving
from ansinh.law.value_files import load
from ansinh.records.store.ledger import months
from ansinh.records.store.outreach import facts, prospects_build, retention
from ansinh.usecases.act import Act, perform
from ansinh.usecases.outreach.conversion import model_of
from ansinh.usecases.outreach.linking import link

_NO_BOOKS = Text("{code} chưa có tháng nào khóa sổ.", "{code} has no closed month yet.")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found (by reason) and changed."""

    found: dict[str, int]
    refreshed: int
    added: int
    closed: int


def build(office: str, day: dt.date, actor: str) -> Built:
    """Find the prospects of an office and all under it as of `day`; again on the same day changes nothing.

    MissingError for an unknown office or one without books.
    """
    place = months.office(office)
    act = Act("outreach.build", actor, "office", office, office, body={"day": str(day)})
    return Built(**perform(act, lambda: asdict(_build(place, day))))


def _build(place: months.OfficeRow, day: dt.date) -> Built:
    """Do it inside the transaction."""
    prospects_build.lock(place.path)
    offices = facts.office_ids(place.path)
    period = facts.last_closed(offices)
    if period is None:
        raise MissingError(_NO_BOOKS.fill(code=place.code))
    facts.prepare(offices, day)
    found = [one for one in find(offices, period, day) if len(one)]
    model = model_of(place.path)
    frames = [frame_of(one, model, offices) for one in found]
    prospects_build.stage(pl.concat(frames) if frames else _empty())
    ends = {end: [code for code, one in reasons().items() if one.vanishes == end] for end in ("joined", "kept")}
    refreshed, added, closed = prospects_build.merge(offices, day, ends)
    return Built({one.kind: len(one) for one in found}, refreshed, added, closed)


def find(offices: list[int], period: Month, day: dt.date) -> Iterable[Found]:
    """Yield the prospects of every finder; the facts must have been prepared."""
    asked, values = settings(), load()
    tax, phones, addresses = facts.taxpayers(offices)
    linked = facts.with_accounts(link(tax, list(phones), list(addresses), offices), period)
    yield from find_employers(linked, day, asked, values)
    yield from find_households(facts.homes(day), day, values)
    yield find_listed("pupil", facts.listed("school", dt.date.min), day, values)
    born = dt.date(day.year - asked.birth_years, 1, 1)
    yield find_listed("birth", facts.listed("civil", born), day, values)
    first = day - dt.timedelta(days=asked.card_past_days)
    yield from find_cards(facts.cards(first, day + dt.timedelta(days=max(asked.card_days))), day, asked, values)
    yield find_subsidy(facts.subsidies(), day, asked, values)
    yield from find_leavers(facts.leavers(day), day, asked, values)
    yield find_applicants(retention.applicants(offices), day, values)
    since = Month.containing(day).plus(-asked.leaving_months).first_day
    yield find_leaving(retention.leaving(offices, since, period), day, asked, values)


def frame_of(found: Found, model: Model, offices: list[int]) -> pl.DataFrame:
    """Return prospects as columns of the table, with how likely each joins."""
    n = len(found)
    talked = _contacts(found, offices)
    likely = likelihoods(model, History([found.kind] * n, found.people, talked, np.zeros(n, np.bool_)))
    nothing = np.zeros(n, np.int64)
    evidence = pl.DataFrame({name: pl.Series(column) for name, column in found.evidence.items()})
    frame = pl.DataFrame(
        {
            "office_id": found.office, "kind": [found.kind] * n, "subject": list(found.subject),
            "name": list(found.name) or [""] * n, "account_id": _or(found.account, nothing),
            "person_id": _or(found.person, nothing), "household_id": _or(found.household, nothing),
            "commune": list(found.commune) or [""] * n, "people": found.people, "amount": found.amount,
            "conversion": likely, "due": found.due,
        }
    )  # fmt: skip
    told = evidence.select(pl.struct(pl.all()).struct.json_encode().alias("evidence"))
    return pl.concat([frame, told], how="horizontal").unique(["kind", "subject"], keep="first", maintain_order=True)


def _or(column: Ints | None, other: Ints) -> Ints:
    return other if column is None else column


def _contacts(found: Found, offices: list[int]) -> Ints:
    """Return how often somebody talked to each prospect."""
    known = prospects_build.contacts(offices).filter(pl.col("kind") == found.kind)
    asked = pl.DataFrame({"subject": list(found.subject)})
    joined = asked.join(known, on="subject", how="left", maintain_order="left")
    counts: Ints = joined["contacts"].fill_null(0).to_numpy().astype(np.int64)
    return counts


def _empty() -> pl.DataFrame:
    return pl.DataFrame()
