"""The law of a run: the packaged values with the agency's announced ones on top, and whether it reads differently."""

from collections.abc import Iterable, Mapping

import numpy as np

from ansinh.core.errors import UnknownValueError
from ansinh.core.period import Month
from ansinh.jobs.month.frame import Frame
from ansinh.jobs.month.interest import missing_rate, overdue
from ansinh.jobs.month.opening import read_opening
from ansinh.law.values import Values
from ansinh.records.bulk.arrow import door_to
from ansinh.records.bulk.spells import AccountRange
from ansinh.records.store.ledger.control import EVERYONE
from ansinh.records.store.ledger.facts import read_facts

ASSESSING = frozenset({"wages", "contributions", "relief", "suspension", "settings"})  # topics an assessment reads


def fingerprints(law: Values, over: Iterable[Month]) -> dict[str, str]:
    """Return the fingerprint of what assessments read, by month written YYYY-MM."""
    assessing = Values({key: each for key, each in law.parameters.items() if each.topic in ASSESSING})
    return {str(month): assessing.fingerprint(month.first_day) for month in over}


def reads_differently(law: Values, told: Mapping[str, str], over: Iterable[Month]) -> frozenset[int]:
    """Return the months (numbers) of `over` whose fingerprint is not the one `told` by the run before."""
    now = fingerprints(law, over)
    return frozenset(Month.parse(name).number for name, print_ in now.items() if told.get(name, print_) != print_)


def refuse_missing_rate(frame: Frame) -> None:
    """Refuse by name, before anything is written, a late rate that is not established and that somebody needs."""
    error = missing_rate(frame)
    if error is None:
        return
    everyone = AccountRange(frame.path, 0, EVERYONE)
    door = door_to(frame.url)
    known = read_facts(door, everyone, frame.known_at)
    late = overdue(door, frame, everyone, (known, read_opening(door, frame, everyone, known)))
    if bool(np.any(late)):
        raise UnknownValueError(error.message)
