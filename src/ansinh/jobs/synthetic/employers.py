"""Employers and their accounts as columns: kinds, trades, sizes with a heavy tail, states, habits."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from ansinh.core.terms import UnitKind
from ansinh.jobs.synthetic.chance import Rng, apportion, chance, pick
from ansinh.jobs.synthetic.numbers import tax_codes
from ansinh.jobs.synthetic.profile import Profile
from ansinh.jobs.synthetic.words import Words, data, weighted

LETTERS = {UnitKind.ENTERPRISE: "YN", UnitKind.STATE_AGENCY: "HC", UnitKind.PUBLIC_UNIT_STATE_PAID: "HS"}
STOPPED = ("suspended", "dissolving", "owner_fled", "not_at_address", "bankrupt")


LARGEST_NEW = 40  # people of an account that opens within the history
LARGEST_STOPPED = 20  # people of an account that stopped
SHARES = (513, 430, 30, 22, 5)  # per mille of the staff of enterprises, by Habit


class Habit(IntEnum):
    """How an account pays."""

    AHEAD = 0  # what it owes and the estimate of the running month: nothing is left at its end
    BEHIND = 1  # what it owed at the end of last month
    SLOW = 2  # every second month
    PART = 3  # a part of what it owes, so that debt grows
    NEVER = 4  # stopped paying


@dataclass(frozen=True, slots=True)
class Employers:
    """One row an account, (u,). `places` are numbers of rows; months are Month.number.

    trade is a place in employers.yaml (-1 outside enterprises); size is the staff at the end of the last month;
    opened is the first month (the first of history for those already there); stops is the month from which a stopped
    account has no staff (0: goes on); status what it is since then; ui whether it pays unemployment insurance.
    """

    code: list[str]
    tax_code: list[str]
    name: Words
    kind: NDArray[np.int16]
    trade: NDArray[np.int64]
    foreign_invested: NDArray[np.bool_]
    district: NDArray[np.int64]
    commune: NDArray[np.int64]
    region: NDArray[np.int16]
    size: NDArray[np.int64]
    opened: NDArray[np.int64]
    stops: NDArray[np.int64]
    status: Words
    ui: NDArray[np.bool_]
    habit: NDArray[np.int64]
    electronic: NDArray[np.bool_]
    payer_account: list[str]

    def __len__(self) -> int:
        """Return the number of accounts."""
        return len(self.code)


@dataclass(frozen=True, slots=True)
class Place:
    """What the name of an employer is made of, (u,): trade, foreign money, district and commune."""

    trade: NDArray[np.int64]
    foreign: NDArray[np.bool_]
    district: NDArray[np.int64]
    commune: NDArray[np.int64]


def make_employers(profile: Profile, seed: int) -> Employers:
    """Return the accounts of a province: enterprises, State agencies, public units, then those that stopped."""
    rng = chance(seed, "employers")
    kinds = (UnitKind.ENTERPRISE, UnitKind.STATE_AGENCY, UnitKind.PUBLIC_UNIT_STATE_PAID, UnitKind.ENTERPRISE)
    counts = (profile.units_enterprise, profile.units_state, profile.units_public, profile.units_stopped)
    kind = np.repeat(np.array(kinds, dtype=np.int16), counts)
    stopped = np.arange(kind.size) >= kind.size - profile.units_stopped
    trade, foreign = _trades(rng, kind)
    district = pick(rng, kind.size, [line.weight for line in profile.districts])
    region = np.array([line.region for line in profile.districts], dtype=np.int16)[district]
    communes = np.array([len(line.communes) for line in profile.districts])[district]
    commune = (rng.random(kind.size) * communes).astype(np.int64)
    ui = np.ones(kind.size, dtype=np.bool_)
    ui[profile.units_enterprise - profile.units_without_ui : profile.units_enterprise] = False
    size = _sizes(rng, profile, trade, ui, stopped)
    return Employers(
        code=_codes(kind),
        tax_code=tax_codes(kind.size),
        name=_names(rng, profile, kind, Place(trade, foreign, district, commune)),
        kind=kind,
        trade=trade,
        foreign_invested=foreign,
        district=district,
        commune=commune,
        region=region,
        size=size,
        opened=_opened(rng, profile, (kind == UnitKind.ENTERPRISE) & ~stopped & ui & (size <= LARGEST_NEW)),
        stops=np.where(stopped, rng.integers(profile.first.number + 4, profile.month.number - 4, kind.size), 0),
        status=np.where(stopped, np.array(STOPPED, dtype=object)[pick(rng, kind.size, (45, 25, 12, 13, 5))], "active"),
        ui=ui,
        habit=_habits(rng, kind, stopped, size),
        electronic=rng.random(kind.size) < 0.985,
        payer_account=[f"9990{place:08d}" for place in range(kind.size)],
    )


def _trades(rng: Rng, kind: NDArray[np.int16]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the trade of enterprises (-1 for others) and whether foreign money is in it."""
    lines = data("employers.yaml")["trades"]
    trade = np.where(kind == UnitKind.ENTERPRISE, pick(rng, kind.size, [line["weight"] for line in lines]), -1)
    share = np.array([*(line["foreign"] for line in lines), 0])[trade]
    return trade, rng.random(kind.size) * 100 < share


def _sizes(
    rng: Rng, profile: Profile, trade: NDArray[np.int64], ui: NDArray[np.bool_], stopped: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return staff sizes that sum to the profile's parts; every account has at least one.

    A log-normal around the usual staff of the trade, the largest cut at a twentieth of the whole (a seventh in small
    provinces); accounts without unemployment insurance are small.
    """
    staff = np.array([*(line["staff"] for line in data("employers.yaml")["trades"]), 12])[trade]
    weight = np.exp(rng.normal(0.0, 1.25, trade.size)) * staff
    limit = weight.sum() / (20 if trade.size > 1000 else 7)
    weight = np.where(ui, np.minimum(weight, limit), np.minimum(weight, 3.0)) * 1000
    size = np.ones(trade.size, dtype=np.int64)
    family = np.repeat(np.arange(3), (profile.units_enterprise, profile.units_state, profile.units_public))
    wholes = (
        profile.csi - profile.commune - profile.civil - profile.public,
        profile.commune + profile.civil,
        profile.public,
    )
    for place, whole in enumerate(wholes):
        rows = np.flatnonzero(family == place)
        size[rows] += apportion(max(0, whole - rows.size), weight[rows].astype(np.int64) + 1)
    size[stopped] += np.minimum(weight[stopped] // 3000, LARGEST_STOPPED).astype(np.int64)
    return size


def _opened(rng: Rng, profile: Profile, may: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the month of opening: three in a hundred enterprises register during the history."""
    fresh = may & (rng.random(may.size) < 0.03)
    fresh[0] = False  # the first enterprise is always there, so that the smallest province has an old one
    return np.where(
        fresh, rng.integers(profile.first.number + 2, profile.month.number - 4, may.size), profile.first.number
    )


def _habits(
    rng: Rng, kind: NDArray[np.int16], stopped: NDArray[np.bool_], size: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return how accounts pay: the State ahead, stopped ones hardly, enterprises so that staff meet SHARES.

    Enterprises are dealt out from the largest: each to the habit that lacks most, so that a small province owes as
    much for its size as a large one.
    """
    habit = np.where(stopped, np.where(rng.random(kind.size) < 0.7, Habit.NEVER, Habit.PART), Habit.AHEAD)
    rows = np.flatnonzero((kind == UnitKind.ENTERPRISE) & ~stopped)
    rows = rows[np.argsort(-size[rows], kind="stable")]
    lacking = [share * int(size[rows].sum()) // 1000 for share in SHARES]
    for row in rows.tolist():
        chosen = max(range(len(SHARES)), key=lacking.__getitem__)
        lacking[chosen] -= int(size[row])
        habit[row] = chosen
    return habit


def _codes(kind: NDArray[np.int16]) -> list[str]:
    """Return account codes of 7 signs: letters of the kind, a running number, a letter."""
    serial = np.empty(kind.size, dtype=np.int64)
    for value in LETTERS:
        rows = np.flatnonzero(kind == value)
        serial[rows] = np.arange(1, rows.size + 1)
    return [
        f"{LETTERS[UnitKind(value)]}{number % 10_000:04d}{'ZYXWVU'[number // 10_000]}"
        for value, number in zip(kind.tolist(), serial.tolist(), strict=True)
    ]


def _names(rng: Rng, profile: Profile, kind: NDArray[np.int16], place: Place) -> Words:
    """Return names of accounts; a running number tells equal names of offices and schools apart."""
    words = data("employers.yaml")
    form = weighted(rng, kind.size, words["forms"])
    first, second, abroad, agency, school = (
        rng.choice(np.array(words[key], dtype=object), kind.size)
        for key in ("first", "second", "foreign", "agencies", "public")
    )
    trades = np.array([*(" " + line["vi"] for line in words["trades"]), ""], dtype=object)[place.trade]
    local = form + trades + " " + first + " " + second
    firm = np.where(place.foreign, "Công ty TNHH " + abroad + trades + " Việt Nam", local)
    home = [
        profile.districts[d].communes[c] for d, c in zip(place.district.tolist(), place.commune.tolist(), strict=True)
    ]
    number = np.array([f" số {n}" for n in range(1, kind.size + 1)], dtype=object)
    office = np.where(kind == UnitKind.STATE_AGENCY, agency, school) + " " + np.array(home, dtype=object) + number
    name: Words = np.where(kind == UnitKind.ENTERPRISE, firm, office)
    return name
