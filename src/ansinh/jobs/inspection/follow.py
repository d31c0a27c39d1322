"""The night of inspections: arrears the books show to be paid are written down; what has nothing left is closed."""

import datetime as dt

from ansinh.domain.collection.inspection import rules
from ansinh.jobs.inspection import claims
from ansinh.records.store.collection import debt, inspection, inspection_books, scope
from ansinh.usecases.collection import inspection as acts
from ansinh.usecases.collection import inspection_follow

PAGE = 500


def follow(office: str, day: dt.date, actor: str) -> tuple[int, int]:
    """Return how many findings were seen paid in the books and how many cases closed; again changes nothing.

    Deaths that concluded cases of payment points found are reported, and what came back on their claims is written.

    A finding's arrears count as paid when their declaration is accepted and the last closed month has nothing open of
    their months. A case closes by itself only after its deadline day or when all is done.
    """
    place = scope.office(office)
    offices, period = scope.offices(place.path), debt.last_closed(place.path)
    seen = 0
    if period is not None:
        kinds = [one.code for one in rules().subjects["employer"].violations.values() if one.effect == "arrears"]
        for one in inspection_books.paid(offices, kinds, period.first_day):
            inspection_follow.recover(
                one.case, one.finding, one.remaining, day=day, document=f"Khóa sổ {period}", actor=actor
            )
            seen += 1
    _, back = claims.follow(offices, day, actor)
    return seen + back, _close(offices, day, actor)


def _close(offices: list[int], day: dt.date, actor: str) -> int:
    """Close the concluded cases with nothing left, page by page."""
    closed, after = 0, None
    while True:
        page = inspection.page(offices, inspection.Cut(state="concluded"), after=after, limit=PAGE)
        for one in page:
            if one.demanded == one.recovered and not one.open_requests:
                acts.close(one.id, day, actor)
                closed += 1
        if len(page) < PAGE:
            return closed
        after = (page[-1].opened_on, page[-1].id)
