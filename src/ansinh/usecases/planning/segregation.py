"""Nobody edits an actual they are measured by: who may report a value of an office, dispute, answer, sign.

Source: processes.md, segregation of duties (plan assignee / edit actuals). Measured by an office's figures are its
leaders and the officers who do its work, also those of the offices above, whose figures are the sum. Planners, who
assign and count, are measured only by a target of their own.
"""

import datetime as dt
from collections.abc import Iterable

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.registry.rights import within
from ansinh.records.store.planning import assignees, officers, offices

MEASURED = frozenset({"leader", "collection", "benefits", "assessment", "intake", "accounting"})
_OWN = Text(
    "{actor} được chấm điểm theo {code} của {office} nên không được sửa số thực hiện này.",
    "{actor} is measured by {code} of {office} and may not edit this actual.",
)


def measured_by(actor: str, office_path: str, day: dt.date) -> bool:
    """Return whether `actor` works for the office at `path`, or for one above it, in a function its figures measure."""
    return any(function in MEASURED and within(office_path, path) for function, path in officers.functions(actor, day))


def refuse_own_actuals(actor: str, edited: Iterable[tuple[str, str]], day: dt.date) -> None:
    """Refuse where `actor` would edit an actual (office code, indicator) that they are measured by.

    Somebody with no rights in the register (a command, the night) is nobody's assignee.
    """
    pairs = sorted(set(edited))
    known = offices.by_code({office for office, _ in pairs})
    own = assignees.indicators_of(actor)
    for office, code in pairs:
        if code in own or (office in known and measured_by(actor, known[office].path, day)):
            raise RefusedError(_OWN.fill(actor=actor, code=code, office=office))
