"""The model of conversion: learned from ended prospects, tested, kept; the latest of the office (or above) is used."""

from dataclasses import asdict

import numpy as np

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
