"""Pay: log-normal by trade, region and person in enterprises, grades of the State scale elsewhere."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.terms import Work
from ansinh.jobs.synthetic.chance import Rng, pick
from ansinh.jobs.synthetic.employers import Employers
from ansinh.jobs.synthetic.law_figures import ceiling, minimum_wage
from ansinh.jobs.synthetic.words import data

TRAINED_PER_CENT: Final = 107
HEAVY_PER_CENT: Final = 105
STEPS: Final = np.array([1, 500, 1_000, 10_000, 50_000, 100_000])  # dong: how finely contracts state the pay
STEP_WEIGHTS: Final = (34, 12, 20, 16, 8, 10)
REGION_PAY: Final = np.array([100, 112, 100, 93, 88])  # per cent by wage region 0..4
# Grades of the State scale (Decree 204/2004/ND-CP): first step and raise of each, in ten-thousandths, with a weight.
GRADES: Final = (("A1", 23_400, 3_300, 9, 60), ("A0", 21_000, 3_100, 10, 20), ("B", 18_600, 2_000, 12, 20))


def enterprise_wages(rng: Rng, employers: Employers, account: NDArray[np.int64], top_share: int) -> NDArray[np.float64]:
    """Return pay (n,) around 1, the median of an average trade and region; `top_share` per mille earn eight times."""
    pay = np.array([*(line["pay"] for line in data("employers.yaml")["trades"]), 100])[employers.trade[account]]
    wage = np.exp(rng.normal(0.0, 0.24, account.size)) * pay * REGION_PAY[employers.region[account]] / 10_000
    top = rng.random(account.size) * 1000 < top_share
    wage[top] = 7.5 * np.exp(rng.normal(0.08, 0.26, int(top.sum())))
    return np.asarray(wage)


def dong(rng: Rng, wage: NDArray[np.float64], floor: NDArray[np.int64], mean: int, month: int) -> NDArray[np.int64]:
    """Return `wage` (n,) in dong: at least `floor`, stepped as contracts are, with `mean` dong below the ceiling.

    The factor is found by a few rounds of correction; it moves the whole, not the shape.
    """
    factor, limit = float(mean), ceiling(month)
    for _ in range(8):
        factor *= mean / np.minimum(np.maximum(wage * factor, floor), limit).mean()
    step = STEPS[pick(rng, wage.size, STEP_WEIGHTS)]
    exact = np.maximum(wage * factor, floor).astype(np.int64)
    return np.asarray(np.where(step > 1, -(-exact // step) * step, exact), dtype=np.int64)


def floors(employers: Employers, account: NDArray[np.int64], work: NDArray[np.int16], month: int) -> NDArray[np.int64]:
    """Return the regional minimum wage of each job in a month, 7 % more for trained, 5 % more for heavy work (dong)."""
    lowest = np.array(minimum_wage(month))[employers.region[account]]
    trained = np.where((work & Work.TRAINED) > 0, lowest * TRAINED_PER_CENT // 100, lowest)
    return np.where((work & Work.HEAVY) > 0, -(-trained * HEAVY_PER_CENT // 100), trained)


def state_coefficients(rng: Rng, size: int) -> NDArray[np.int32]:
    """Return coefficients of the State scale (ten-thousandths): a grade, a step, sometimes a position allowance."""
    grade = pick(rng, size, [line[4] for line in GRADES])
    first, raise_, steps = (np.array([line[place] for line in GRADES])[grade] for place in (1, 2, 3))
    step = np.minimum((rng.gamma(2.2, 1.6, size)).astype(np.int64), steps - 1)
    allowance = np.array([0, 2_000, 3_000, 4_000, 5_000, 7_000])[pick(rng, size, (78, 6, 5, 5, 4, 2))]
    return np.asarray(first + raise_ * step + allowance, dtype=np.int32)
