"""What the law says of the base in the first month of each row."""

import numpy as np

from ansinh.core.terms import PayRegime
from ansinh.domain.declarations.declared import Bounds, Ints, Rows
from ansinh.domain.declarations.timeline import Cells, Col


def bounds_of(rows: Rows, terms: Cells, region: int) -> Bounds:
    """Return base, floor and ceiling of each row in dong; -1 where the law does not establish them."""
    unknown: Ints = np.full(len(rows), -1, dtype=np.int64)
    base = np.where(terms[:, Col.REGIME] == PayRegime.NONE, 0, terms[:, Col.BASE])
    return Bounds(base=base, floor=unknown, labour_floor=unknown, ceiling=unknown)
