"""A month that is complete: rules over all of it, alerts about it as a whole, and what facilities say to them.

The rules across records judge the month again as a trial, which another person takes over; an alert changes no amount.
"""

from typing import Final

from ansinh.core.errors import ConflictError, MissingError, RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.claims.alerts import alerts
from ansinh.records.store.claims import alerts as store
from ansinh.records.store.claims.alerts import Alert
from ansinh.usecases.act import Act, perform

NO_ALERT: Final = Text("Không có cảnh báo này.", "There is no such alert.")
CLOSED: Final = Text("Cảnh báo đã khép lại.", "The alert is closed.")
NO_WORDS: Final = Text("Cần ghi lý do.", "Please give the reason.")


def look_over(facility: str, period: Month, *, actor: str) -> int:
    """Raise the alerts of a facility's month; again changes nothing. How many are new or say something else."""
    act = Act("claims.alerts", actor, "facility", facility, body={"month": str(period)})

    def work() -> int:
        found = alerts(store.visits_of(facility, period), store.compared(facility, period))
        return store.raise_all(facility, period, found, actor)

    return perform(act, work)


def answer(number: int, words: str, *, actor: str, facility: str) -> None:
    """Write what a facility says to an alert about it; MissingError for one of another, ConflictError if closed."""
    _said(words)

    def work() -> None:
        if _open(number).facility != facility:
            raise MissingError(NO_ALERT)
        store.set_answer(number, words.strip(), actor)

    perform(Act("claims.alert.answer", actor, "claim_alert", str(number), reason=words), work)


def close(number: int, reason: str, *, actor: str) -> None:
    """Close an alert with the assessor's reason."""
    _said(reason)

    def work() -> None:
        _open(number)
        store.set_closed(number, reason.strip(), actor)

    perform(Act("claims.alert.close", actor, "claim_alert", str(number), reason=reason), work)


def _open(number: int) -> Alert:
    """Return an alert that is not closed."""
    found = store.alert_by_id(number)
    if found is None:
        raise MissingError(NO_ALERT)
    if found.state == "closed":
        raise ConflictError(CLOSED)
    return found


def _said(words: str) -> None:
    """Refuse an act without words."""
    if not words.strip():
        raise RefusedError(NO_WORDS)
