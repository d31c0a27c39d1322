"""Targets down the tree: split a parent's figure over its children so that they add up, and check that they do.

Source: processes.md 13 of the domain pack (weights = potential list x past conversion, floor = already insured,
integers by largest remainder). Only additive indicators are split or summed; rates are set for each office.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ansinh.core.finding import Finding, Place
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
        return _largest_remainder(total, [Fraction(floor) for floor in least])
    shares = _largest_remainder(total - sum(least), [Fraction(weight) for weight in weights])
    return [floor + share for floor, share in zip(least, shares, strict=True)]


def _largest_remainder(total: int, weights: Sequence[Fraction]) -> list[int]:
    """Return whole parts of `total` in proportion to `weights`, which sum to it exactly.

    Python integers, for sums of dong times weights leave the 64 bits of a column.
    """
    whole = sum(weights)
    if whole == 0:
        message = "nothing to split by: all weights are zero"
        raise ValueError(message)
    exact = [weight * total / whole for weight in weights]
    parts = [share.numerator // share.denominator for share in exact]
    by_remainder = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in by_remainder[: total - sum(parts)]:
        parts[at] += 1
    return parts


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
