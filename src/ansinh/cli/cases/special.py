"""Cases of State pay whose last years are not the best: hard work left behind, the forces left for civil work."""

import numpy as np

from ansinh.cli.cases.answer import Answer, said
from ansinh.cli.cases.averages import LIFE, MOST_SALARY
from ansinh.cli.cases.given import Call
from ansinh.cli.cases.names_long_term import NAMES
from ansinh.core.text import Text
from ansinh.law.explain import dong
from ansinh.law.pension.average import Averages, better
from ansinh.law.pension.special import before_change_average, hard_work_average
from ansinh.law.values import Values

SPECIAL = "Circular 59/2015/TT-BLDTBXH art. 20; Decree 158/2025/ND-CP art. 15(2)"
SOME = Text("ít nhất một dòng", "at least one row")
WAYS = ("average_last", "average_hard", "average_before_change")


def special_window(call: Call, values: Values) -> Answer:
    """The best of the last years, the best years of hard work, and the last years before leaving the forces."""
    given, rows = call.given, call.given.rows("rows")
    if not rows:
        raise given.refuse("rows", SOME)
    window = given.between("window_months", 1, LIFE)
    counts = [row.between("months", 1, LIFE) for row in rows]
    worth = np.repeat(np.array([row.between("salary", 0, MOST_SALARY) for row in rows], dtype=np.int64), counts)
    hard, before = (
        np.repeat(np.array([row.yes(key) for row in rows], dtype=np.bool_), counts) for key in ("hard", "before_change")
    )
    last = worth[-window:]
    usual = Averages(last.sum(keepdims=True), np.array([last.size], dtype=np.int64))
    hardest = hard_work_average(worth, hard, window, call.day, values)
    earlier = before_change_average(worth, int(np.flatnonzero(before).max(initial=-1)) + 1, window)
    found = dict(zip(WAYS, (usual, hardest, earlier), strict=True))
    best = usual
    for one in (hardest, earlier):
        best = best if one is None else better(best, one)
    outputs = {name: None if one is None else int(one.dong[0]) for name, one in found.items()}
    steps = [
        said(NAMES[name].vi, NAMES[name].en, dong(amount), f"{window}", SPECIAL)
        for name, amount in outputs.items()
        if amount is not None
    ]
    steps.append(said("Lấy mức cao hơn", "The higher one counts", dong(int(best.dong[0])), "", SPECIAL))
    return Answer(outputs | {"average": int(best.dong[0])}, steps=tuple(steps))
