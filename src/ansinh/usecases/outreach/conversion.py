"""The model of conversion: learned from ended prospects, tested, kept; the latest of the office (or above) is used."""

import datetime as dt
from dataclasses import asdict, dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ansinh.domain.outreach.conversion import Calibration, History, Model, examined, fit
from ansinh.records.store.ledger import months
from ansinh.records.store.outreach import history
from ansinh.usecases.act import Act, perform


def learn(office: str, actor: str) -> tuple[Model, Calibration]:
    """Learn from the history of an office and all under it, keep the model with its test, and return both."""
    place = months.office(office)
    model, test = examined(read_history(place.path))
    act = Act("outreach.learn", actor, "office", office, office, body={"rows": model.rows})
    kept = {"weights": dict(model.weights), "rates": dict(model.rates)}
    perform(act, lambda: history.keep_model(place.code, actor, model.rows, (kept, asdict(test))))
    return model, test


def model_of(path: str) -> Model:
    """Return the latest model of the office or of one above it; without any, the assumed likelihoods."""
    found = history.latest_model(path)
    if found is None:
        return fit(History([], np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.bool_)))
    rows, kept = found
    return Model(kept["weights"], kept["rates"], rows)


def read_history(path: str) -> History:
    """Return the ended prospects of the offices under `path`, in the order in which they ended."""
    rows = history.ended(path)
    return History(list(rows["kind"]), rows["people"], rows["contacts"], rows["joined"])


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Ended prospects as columns (n,), as an office kept them before: each `source` counts once."""

    kind: list[str]
    office: list[str]
    people: NDArray[np.int64]
    contacts: NDArray[np.int64]
    joined: NDArray[np.bool_]
    found_on: list[dt.date]
    ended_on: list[dt.date]
    source: list[str]


def take_in(office: str, past: Outcomes, actor: str) -> int:
    """Take in how prospects of earlier years ended (a first load); again adds nothing. Returns the rows added."""
    place = months.office(office)
    act = Act("outreach.history", actor, "office", office, office, body={"rows": len(past.kind)})
    frame = pl.DataFrame(
        {
            "kind": past.kind, "office": past.office, "people": past.people, "contacts": past.contacts,
            "joined": past.joined, "found_on": past.found_on, "ended_on": past.ended_on, "source": past.source,
        }
    )  # fmt: skip
    return perform(act, lambda: history.add(place.path, frame))
