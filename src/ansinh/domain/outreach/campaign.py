"""A campaign dealt out: the most valuable first, so many a week, each owner whole communes of the week's work."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text

GROUPS = 12  # groups in one campaign
_NONE = Text("Chiến dịch cần ít nhất một nhóm và một người phụ trách.", "A campaign needs a group and an owner.")
_DAYS = Text("Ngày kết thúc phải sau ngày bắt đầu.", "It must end after it begins.")
_MANY = Text(
    "{people} đối tượng với {target} một tuần cần {weeks} tuần, chiến dịch chỉ có {have}.",
    "{people} prospects at {target} a week take {weeks} weeks; the campaign has {have}.",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A prospect that may be handed over: its id, reason, commune and expected value (dong)."""

    id: int
    kind: str
    commune: str
    expected: int


@dataclass(frozen=True, slots=True)
class Dealt:
    """One prospect of a campaign: whose, in the week that begins on `week` (a Monday), to be done by `due`."""

    id: int
    kind: str
    owner: str
    week: dt.date
    due: dt.date


def weeks_of(first: dt.date, last: dt.date) -> list[dt.date]:
    """Return the Mondays of the weeks from `first` to `last`, both included."""
    monday = first - dt.timedelta(days=first.weekday())
    return [monday + dt.timedelta(days=7 * n) for n in range((last - monday).days // 7 + 1)]


def deal(
    candidates: Sequence[Candidate], owners: Sequence[str], first: dt.date, last: dt.date, weekly_target: int
) -> list[Dealt]:
    """Deal prospects out to weeks by value and, within a week, to owners by runs of communes.

    RefusedError without owners or prospects, for wrong days, or where the weeks do not suffice for the target.
    """
    if not owners or not candidates:
        raise RefusedError(_NONE)
    if last < first:
        raise RefusedError(_DAYS)
    weeks = weeks_of(first, last)
    needed = -(-len(candidates) // weekly_target)
    if needed > len(weeks):
        words = {"people": len(candidates), "target": weekly_target, "weeks": needed, "have": len(weeks)}
        raise RefusedError(_MANY.fill(**words))
    ordered = sorted(candidates, key=lambda one: (-one.expected, one.id))
    made: list[Dealt] = []
    for number in range(needed):
        work = sorted(
            ordered[number * weekly_target : (number + 1) * weekly_target], key=lambda one: (one.commune, one.id)
        )
        share = -(-len(work) // len(owners))
        friday = weeks[number] + dt.timedelta(days=4)
        due = min(max(friday, first), last)
        made += [Dealt(one.id, one.kind, owners[at // share], weeks[number], due) for at, one in enumerate(work)]
    return made
