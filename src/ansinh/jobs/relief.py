"""Relief over a province: the lists of a cash support built for all units at once."""

import datetime as dt
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import total
from ansinh.domain.benefits.relief import measure
from ansinh.law.relief.support import NEVER, SupportColumns, support
from ansinh.law.values import Values
from ansinh.records.bulk.arrow import Column, close_doors, database_url, door_to
from ansinh.records.store.benefits import payments, relief
from ansinh.records.store.benefits.relief import NewLists, Reached
from ansinh.records.store.ledger import months
from ansinh.usecases.act import Act, perform
from ansinh.usecases.ledger.law import law_of_books


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: lists, people and dong; people looked at and refused, by reason (law.relief.support.REASONS)."""

    lists: int
    people: int
    amount: int
    refused: dict[int, int]
    seconds: float


def build_lists(code: str, office: str, day: dt.date, actor: str, values: Values | None = None) -> Built:
    """Build the lists of a cash support for the units of an office and those under it, and for people with months kept.

    Who is on a list of the measure is left out, so that building again adds newcomers only. One act, one transaction.
    """
    began = time.monotonic()
    asked, place, law = measure(code), months.office(office), law_of_books(values)
    offices = tuple(payments.offices_under(place.path))
    close_doors()
    door = door_to(database_url())
    first = asked.window[0]
    reached = Reached(
        law.get("covid116.support.snapshot", first).day, law.get("covid116.support.stopped_from", first).day, offices
    )
    staff = relief.participants(door, reached, asked.number)
    gone = relief.kept(door, reached, asked.number)
    close_doors()
    of_staff = judged(staff, stopped=None, values=(law, max(day, first)))
    of_gone = judged(gone, stopped=gone["stopped"], values=(law, max(day, first)))
    new = {"participants": _by_list(staff, of_staff, "account"), "kept": _by_list(gone, of_gone, "office")}

    def write() -> list[int]:
        return [relief.make_lists((asked.code, asked.number), kind, lists, day, actor) for kind, lists in new.items()]

    act = Act("relief.build", actor, "measure", asked.code, office=place.path, body={"day": str(day)})
    made = perform(act, write)
    reasons = np.concatenate([of_staff[1], of_gone[1]])
    return Built(
        sum(made),
        sum(int(lists.workers.sum()) for lists in new.values()),
        sum(total(lists.amount) for lists in new.values()),
        {int(reason): int((reasons == reason).sum()) for reason in np.unique(reasons) if reason},
        time.monotonic() - began,
    )


def judged(
    people: dict[str, Column], *, stopped: Column | None, values: tuple[Values, dt.date]
) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """Return what each person gets (dong) and the reason that refuses (0: none)."""
    size = people["person"].size
    none, never = np.zeros(size, dtype=np.bool_), np.full(size, NEVER, dtype="datetime64[D]")
    months_held = people["months"].astype(np.int64)
    columns = SupportColumns(
        participating=~none if stopped is None else none,
        excluded=people["excluded"] if stopped is None else none,
        stopped=never if stopped is None else stopped,
        reserved=months_held > 0,
        pension=none if stopped is None else people["pension"],
        months=months_held,
    )
    law, day = values
    return support(columns, day, law)


def _by_list(people: dict[str, Column], judged: tuple[NDArray[np.int64], NDArray[np.int8]], key: str) -> NewLists:
    """Return the lists of people who get something: one for each account, or for each office."""
    stands = np.flatnonzero(judged[1] == 0)
    owner = people[key][stands]
    first = np.flatnonzero(np.append(True, owner[1:] != owner[:-1])) if owner.size else np.zeros(0, dtype=np.intp)
    amount = judged[0][stands]
    workers = np.diff(np.append(first, owner.size))
    return NewLists(
        office=people["office"][stands][first].astype(np.int64),
        account=owner[first].astype(np.int64) if key == "account" else np.zeros(first.size, dtype=np.int64),
        workers=workers.astype(np.int64),
        amount=np.add.reduceat(amount, first) if first.size else amount,
        cases={"person": people["person"][stands], "months": people["months"][stands], "amount": amount},
    )


def build_confirmations(code: str, office: str, wanted: tuple[int, int], day: dt.date, actor: str) -> int:
    """Make lists of so many units with so many workers together, and record them as confirmed a week later.

    For lists that others pay (Decision 23/2021/QD-TTg): the agency confirms who was insured, no dong move.
    """
    asked, place, law = measure(code), months.office(office), law_of_books()
    units, workers = wanted
    offices = tuple(payments.offices_under(place.path))
    first = measure("nq116-support").window[0]
    close_doors()
    reached = Reached(
        law.get("covid116.support.snapshot", first).day, law.get("covid116.support.stopped_from", first).day, offices
    )
    people = relief.participants(door_to(database_url()), reached, asked.number)
    close_doors()
    stands = _spread_over(people["account"], units, workers)
    chosen = {name: column[stands] for name, column in people.items()}
    nothing = np.zeros(stands.size, dtype=np.int64)
    lists = _by_list(chosen, (nothing, nothing.astype(np.int8)), "account")
    act = Act("relief.build", actor, "measure", code, office=place.path, body={"day": str(day)})

    def write() -> int:
        made = relief.make_lists((asked.code, asked.number), "confirmation", lists, day, actor)
        relief.receive(relief.undecided_everywhere(code), day + dt.timedelta(days=7))
        return made

    return perform(act, write)


def _spread_over(account: NDArray[np.int64], units: int, workers: int) -> NDArray[np.intp]:
    """Return places of `workers` people in `units` accounts, about equally many from each (fewer where there are)."""
    known, first, size = np.unique(account, return_index=True, return_counts=True)
    if units == 0 or known.size == 0:
        return np.zeros(0, dtype=np.intp)
    share = -(-workers // units)
    able = np.flatnonzero(size >= share)[:units]
    places = (first[able][:, None] + np.arange(share)[None, :]).ravel()
    surplus = max(places.size - workers, 0)
    last = np.arange(surplus) * share + share - 1  # one fewer from the first units, until the sum is met
    return np.delete(places, last).astype(np.intp)
