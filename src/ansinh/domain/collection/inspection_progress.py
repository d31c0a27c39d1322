"""Done against plan: each case counted once under its one kind; traits are parts of the total, never added to it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ansinh.domain.collection.inspection_states import DONE


@dataclass(frozen=True, slots=True)
class Counted:
    """One case or item as it is counted: kind, traits, subject; its state ("" for an item), how many it is."""

    kind: str
    traits: tuple[str, ...]
    subject_kind: str
    subject: str
    state: str = ""
    planned: bool = False
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """Planned, of these done, done besides the plan; `share` done in per cent of planned."""

    planned: int
    done: int
    unplanned: int

    @property
    def share(self) -> Fraction | None:
        """Done of the plan in per cent, exact; None without a plan."""
        return Fraction(100 * self.done, self.planned) if self.planned else None

    def values(self) -> dict[str, object]:
        """Return the line as JSON tells it, the share as text so that it stays exact; null without a plan."""
        share = None if self.share is None else str(self.share)
        return {"planned": self.planned, "done": self.done, "unplanned": self.unplanned, "share_percent": share}


@dataclass(frozen=True, slots=True)
class Progress:
    """Done against plan in all, by kind and by what is inspected; by trait (parts, they overlap); subjects inspected.

    `subjects` counts every inspected subject once however often it was inspected.
    """

    total: Line
    by_kind: dict[str, Line]
    by_subject: dict[str, Line]
    by_trait: dict[str, Line]
    subjects: int


def progress(items: Iterable[Counted], cases: Iterable[Counted]) -> Progress:
    """Return done against plan from the items of the plan and the cases of the year; cancelled cases do not count."""
    planned, held = list(items), [case for case in cases if case.state in DONE]
    kinds = dict.fromkeys(one.kind for one in (*planned, *held))
    subjects = dict.fromkeys(one.subject_kind for one in (*planned, *held))
    traits = dict.fromkeys(trait for one in (*planned, *held) for trait in one.traits)
    return Progress(
        _line(planned, held),
        {kind: _line([i for i in planned if i.kind == kind], [c for c in held if c.kind == kind]) for kind in kinds},
        {
            kind: _line([i for i in planned if i.subject_kind == kind], [c for c in held if c.subject_kind == kind])
            for kind in subjects
        },
        {t: _line([i for i in planned if t in i.traits], [c for c in held if t in c.traits]) for t in traits},
        len(Counter((case.subject_kind, case.subject) for case in held)),
    )


def _line(items: list[Counted], cases: list[Counted]) -> Line:
    """Return one line; no more cases are done of the plan than it has."""
    planned = sum(one.quantity for one in items)
    of_plan = sum(case.planned for case in cases)
    return Line(planned, min(of_plan, planned), len(cases) - min(of_plan, planned))
