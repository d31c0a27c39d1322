"""From what somebody typed or scanned to a question; what cannot be asked is told as a code."""

import datetime as dt
from typing import Final

from ansinh.core.finding import Finding
from ansinh.domain.coverage.card_number import asked
from ansinh.domain.coverage.lookup import Facts, birth_is_written
from ansinh.formats.card_qr import scan
from ansinh.usecases.coverage.lookup import Question

FARTHEST: Final = dt.timedelta(days=366 * 2)  # how far from today a question may reach


def typed(number: str, birth: str, name: str, day: dt.date, purpose: str) -> Question | str:
    """Return the question of a typed number, or the code of what is wrong with it."""
    found = asked(number)
    if found is None:
        return "051" if number.strip() else "205"
    if not birth_is_written(birth.strip()):
        return "205"
    return Question(found, Facts(birth.strip(), name.strip(), day), found.kind, purpose)


def scanned(text: str, day: dt.date, purpose: str) -> Question | Finding:
    """Return the question of a scanned code, or the finding that says why it is none. The code has all second facts."""
    read = scan(text)
    if isinstance(read, Finding):
        return read
    found = asked(read.number)
    if found is None:  # a code is only read where its number is one
        message = f"a scan without a number: {read.kind}"
        raise ValueError(message)
    return Question(found, Facts(read.birth, read.name, day), read.kind, purpose)


def reachable(day: dt.date, today: dt.date) -> bool:
    """Return whether a counter may ask about `day`."""
    return abs(day - today) <= FARTHEST
