"""Targets down the tree: split a parent's figure over its children so that they add up, and check that they do.

Source: processes.md 13 of the domain pack (weights = potential list x past conversion, floor = already insured,
integers by largest remainder). Only additive indicators are split or summed; rates are set for each office.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from ansinh.core.finding import Finding, Place
from ansinh.core.rounding import largest_remainder
from ansinh.core.segments import Segments
from ansinh.core.text import Text


def split(total: int, weights: Sequence[int | Fraction], floors: Sequence[int] | None = None) -> list[int]:
    """Return whole parts that sum to `total`: each its floor, the rest by weight with largest remainders.

    Weights are not negative and not all zero; of equal remainders the earlier part gets the unit. If the floors alone
    exceed the total they cannot all be kept, and the total is split in proportion to them. ValueError otherwise.
    """
    least = list(floors) if floors is not None else [0] * len(weights)
    if len(least) != len(weights) or total < 0 or min([*weights, *least], default=0) < 0:
        message = "parts need as many floors as weights, nothing negative"
        raise ValueError(message)
    if sum(least) > total:
        return _in_proportion(total, [Fraction(floor) for floor in least])
    shares = _in_proportion(total - sum(least), [Fraction(weight) for weight in weights])
    return [floor + share for floor, share in zip(least, shares, strict=True)]


def split_keeping(
    total: int, weights: Sequence[int | Fraction], floors: Sequence[int], kept: Mapping[int, int]
) -> list[int]:
    """Return whole parts that sum to `total`, those at the places of `kept` as chosen by hand, the rest as `split`.

    ValueError where what is kept exceeds the total, or leaves something over and nobody to carry it.
    """
    rest = [at for at in range(len(weights)) if at not in kept]
    left = total - sum(kept.values())
    if left < 0 or (left > 0 and not rest) or min(kept.values(), default=0) < 0:
        message = "the parts chosen by hand do not fit the total"
        raise ValueError(message)
    shares = [weights[at] for at in rest]
    shared = split(left, shares if any(shares) else [1] * len(rest), [floors[at] for at in rest]) if rest else []
    by_place = dict(zip(rest, shared, strict=True)) | dict(kept)
    return [by_place[at] for at in range(len(weights))]


def _in_proportion(total: int, weights: Sequence[Fraction]) -> list[int]:
    """Return whole parts of `total` in proportion to `weights`, which sum to it exactly.

    Whole shares are reckoned in Python integers, for sums of dong times weights leave the 64 bits of a column; what is
    left over is dealt out by the one rule of largest remainders (core/rounding), which needs only their order.
    """
    whole = sum(weights)
    if whole == 0:
        message = "nothing to split by: all weights are zero"
        raise ValueError(message)
    exact = [weight * total / whole for weight in weights]
    parts = [share.numerator // share.denominator for share in exact]
    rests = [share - part for share, part in zip(exact, parts, strict=True)]
    order = {rest: rank for rank, rest in enumerate(sorted({Fraction(0), *rests}))}
    ranks = np.array([order[rest] for rest in rests], dtype=np.int64)
    left = np.array([total - sum(parts)], dtype=np.int64)
    more = largest_remainder(ranks, len(order), Segments.of(np.zeros(1, dtype=np.intp), ranks.size), left)
    return [part + one for part, one in zip(parts, more.tolist(), strict=True)]


def check_sum(indicator: str, parent: int | Fraction, children: Mapping[str, int | Fraction]) -> Finding | None:
    """Return the finding that `children` (by office) do not sum to `parent`, or None if they do."""
    difference = parent - sum(children.values())
    if difference == 0:
        return None
    message = Text(
        "Tổng chỉ tiêu giao cho các đơn vị trực thuộc không bằng chỉ tiêu của đơn vị cấp trên.",
        "The targets of the subordinate offices do not add up to the target of the parent office.",
    )
    mend = Text("Còn chênh {left}: phân bổ lại cho khớp.", "The difference is {left}: distribute it.").fill(
        left=difference
    )
    return Finding("targets.sum", Place(column=indicator), str(sum(children.values())), message, mend)
