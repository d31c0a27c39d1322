"""How likely a prospect joins, learned from the agency's own history: a logistic regression anybody can read.

Features are the reason, the size and how often somebody talked to them. Nothing about who people are (sex, age,
ethnicity, religion, health, income) goes in. Likelihoods are in ten-thousandths; no money is reckoned in floats.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM

from ansinh.domain.outreach.reasons import reasons

FEWEST: Final = 200  # ended prospects from which a regression is fitted
SHRINK: Final = 20  # weight of the assumed likelihood of a reason, in prospects
MOST_CONTACTS: Final = 5
PENALTY: Final = 0.0005
BINS: Final = 10


@dataclass(frozen=True, slots=True)
class History:
    """Ended prospects (n,): reason, people, contacts, whether they joined."""

    kind: Sequence[str]
    people: NDArray[np.int64]
    contacts: NDArray[np.int64]
    joined: NDArray[np.bool_]

    def take(self, rows: NDArray[np.intp]) -> "History":
        """Return the prospects at `rows`."""
        return History(
            [self.kind[row] for row in rows.tolist()], self.people[rows], self.contacts[rows], self.joined[rows]
        )


@dataclass(frozen=True, slots=True)
class Bin:
    """Prospects of like prediction: how many, what was said (mean) and what came (share), in ten-thousandths."""

    count: int
    said: int
    came: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """How good a model is on prospects it did not learn from: by tenths, the expected error, and Brier scores.

    Scores are in ten-thousandths; `naive` is that of saying the same share for everybody.
    """

    bins: tuple[Bin, ...]
    error: int
    brier: int
    naive: int
    rows: int


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by the name of the feature; `rates` are the shrunken shares used where no regression was fitted."""

    weights: Mapping[str, float]
    rates: Mapping[str, float]
    rows: int

    @property
    def fitted(self) -> bool:
        """Whether the regression is used."""
        return bool(self.weights)


def fit(history: History) -> Model:
    """Return the model of a history; below FEWEST ended prospects, shares drawn to the priors."""
    rates = shrunken(history)
    n = len(history.kind)
    if n < FEWEST or history.joined.all() or not history.joined.any():
        return Model({}, rates, n)
    names, matrix = _features(history)
    fitted = GLM(history.joined.astype(np.float64), matrix, family=Binomial()).fit_regularized(alpha=PENALTY, L1_wt=0.0)
    return Model(dict(zip(names, np.asarray(fitted.params).tolist(), strict=True)), rates, n)


def shrunken(history: History) -> dict[str, float]:
    """Return the share that joined by reason, drawn to the assumed one as if by SHRINK further prospects."""
    kinds = np.array(history.kind)
    made = {}
    for code, reason in reasons().items():
        mine = kinds == code
        joined, prior = int(history.joined[mine].sum()) if len(kinds) else 0, float(reason.prior)
        made[code] = (joined + SHRINK * prior) / (int(mine.sum()) + SHRINK)
    return made


def likelihoods(model: Model, history: History) -> NDArray[np.int64]:
    """Return how likely each prospect joins, in ten-thousandths (n,); `joined` is not looked at."""
    if not model.fitted:
        return np.array([round(10_000 * model.rates.get(kind, 0.0)) for kind in history.kind], dtype=np.int64)
    names, matrix = _features(history)
    weights = np.array([model.weights.get(name, 0.0) for name in names])
    chance = 1 / (1 + np.exp(-(matrix @ weights)))
    answer: NDArray[np.int64] = np.clip(np.rint(10_000 * chance), 1, 9_999).astype(np.int64)
    return answer


def _features(history: History) -> tuple[list[str], NDArray[np.float64]]:
    """Return names and columns (n, k): one of each reason, the size (log2), contacts up to MOST_CONTACTS."""
    kinds = np.array(history.kind)
    codes = list(reasons())
    size = np.log2(np.maximum(history.people, 1).astype(np.float64))
    talked = np.minimum(history.contacts, MOST_CONTACTS).astype(np.float64)
    columns = [*((kinds == code).astype(np.float64) for code in codes), size, talked]
    return [*codes, "size", "contacts"], np.stack(columns, axis=1)


def examined(history: History) -> tuple[Model, Calibration]:
    """Return the model of the whole history and how one learned on four fifths of it does on the last fifth."""
    n = len(history.kind)
    fold = np.arange(n) * 7919 % 5 == 0  # every fifth, spread over the whole
    learned = fit(history.take(np.flatnonzero(~fold)))
    return fit(history), calibration(learned, history.take(np.flatnonzero(fold)))


def calibration(model: Model, held_out: History) -> Calibration:
    """Return how what the model said compares with what came, in ten-thousandths."""
    n = len(held_out.kind)
    if not n:
        return Calibration((), 0, 0, 0, 0)
    said, came = likelihoods(model, held_out), held_out.joined.astype(np.int64) * 10_000
    order = np.argsort(said, kind="stable")
    parts = [part for part in np.array_split(order, BINS) if part.size]
    bins = tuple(Bin(part.size, int(said[part].mean()), int(came[part].mean())) for part in parts)
    error = sum(one.count * abs(one.said - one.came) for one in bins) // n
    share = int(came.mean())
    brier = int(((said - came) ** 2).mean()) // 10_000
    return Calibration(bins, error, brier, int(((share - came) ** 2).mean()) // 10_000, n)


def contributions(model: Model, kind: str, people: int, contacts: int) -> list[tuple[str, float]]:
    """Return what each feature adds for one prospect (log odds), so that the likelihood can be told; [] without fit."""
    if not model.fitted:
        return []
    one = History([kind], np.array([people]), np.array([contacts]), np.array([False]))
    names, matrix = _features(one)
    return [(name, model.weights[name] * x) for name, x in zip(names, matrix[0].tolist(), strict=True) if x]
