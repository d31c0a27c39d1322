"""A quarter of claims: clean visits of several facilities and a few planted faults of every rule, with the lists."""

from collections.abc import Iterable
from pathlib import Path

from ansinh.jobs.synthetic.claims import plants_items, plants_record, plants_right
from ansinh.jobs.synthetic.claims.factory import AT, Factory
from ansinh.jobs.synthetic.claims.planting import PLANTS, Planted
from ansinh.jobs.synthetic.claims.registers import lists_of
from ansinh.jobs.synthetic.claims.visit import Visit
from ansinh.jobs.synthetic.claims.write import write_lists, write_truth, write_visits

HOUSES = ("26001", "26002", "26003", "26004", "26101")
ONCE = frozenset({"STR-03", "SRV-16", "SRV-17", "EXM-04", "BED-06", "FUN-01", "FUN-02", "DRG-06"})
__all__ = ["plants_items", "plants_record", "plants_right", "write_quarter"]


def write_quarter(folder: Path, *, clean: int = 200, each: int = 2, rules: Iterable[str] = ()) -> int:
    """Write a quarter to `folder`: `clean` visits, `each` faults of every rule (or of `rules`); how many visits."""
    factory = Factory()
    visits = [_clean(factory, place) for place in range(clean)]
    planted = [
        PLANTS[rule](factory) for rule in (rules or sorted(PLANTS)) for _ in range(1 if rule in ONCE else each)
    ]  # fmt: skip
    visits += [visit for one in planted for visit in one.visits]
    write_lists(folder / "lists", lists_of(visits, planted))
    write_truth(folder / "truth.json", _truth(planted), AT)
    return write_visits(folder / "claims", visits)


def _clean(factory: Factory, place: int) -> Visit:
    """Return a clean visit: one in eight a stay, one in three above the small cost."""
    house = HOUSES[place % len(HOUSES)]
    if place % 8 == 7 and house != "26101":
        return factory.inpatient(house).settle()
    return factory.outpatient(house, big=place % 3 == 0).settle()


def _truth(planted: Iterable[Planted]) -> dict[str, list[str]]:
    """Return what must be found: key -> rules."""
    truth: dict[str, list[str]] = {}
    for one in planted:
        for key, rule in one.expected:
            truth.setdefault(key, []).append(rule)
    return {key: sorted(set(rules)) for key, rules in truth.items()}
