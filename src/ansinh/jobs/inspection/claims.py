"""What an inspection of a payment point finds becomes a claim: a death is reported, other money is owed by the point.

Inspection and benefits do not know each other; this job reads the one and calls the other.
"""

import datetime as dt
from uuid import UUID

from ansinh.records.store.benefits import pay_points
from ansinh.records.store.collection import inspection
from ansinh.usecases.benefits import payroll
from ansinh.usecases.collection import inspection_claims, inspection_follow

DEAD = "dead_payee"
PAGE = 500


def claim(case: UUID, day: dt.date, actor: str) -> list[str]:
    """Report the deaths a concluded case found and nobody recorded; return the files stopped. Again does nothing.

    What the point itself owes (money in other hands, cash that is not there) is posted as a claim on it.

    The day of death is not known on the spot: it is taken as the last of the month before the first wrong payment, so
    that the claim is what the finding says; a death paper that comes later is entered at the counter.
    """
    found = inspection.case(case)
    if found.subject_kind != "payment_point" or found.state not in ("concluded", "closed"):
        return []
    _post(found, day, actor)
    rows = {row.person: row for row in inspection.findings(case) if row.kind == DEAD and row.person and row.first}
    stopped: list[str] = []
    for one in pay_points.files([person for person in rows if person]):
        row = rows[one.person]
        if one.died_on is None and row.first is not None and one.file_no not in stopped:
            paper = f"{found.conclusion}; {row.document}"
            stopped += payroll.report_death(one.file_no, row.first - dt.timedelta(days=1), paper, actor, noticed=day)
    return stopped


def _post(found: inspection.Case, day: dt.date, actor: str) -> None:
    """Post what the point itself owes, each violation in the fund whose money it was; nothing where it owes nothing."""
    owing = inspection_claims.owing(found.id)
    if owing and inspection_claims.posted_on(found.id) is None:
        months = (found.period_from, found.period_to)
        funds = {row.id: pay_points.fund(found.subject, *months, row.person) for row in owing}
        inspection_claims.claim(found.id, funds, day, actor)


def follow(offices: list[int], day: dt.date, actor: str) -> tuple[int, int]:
    """Claim what concluded cases found and write down what came back on the claims; return (files, findings)."""
    files = back = 0
    for case in _concluded(offices):
        files += len(claim(case, day, actor))
        rows = [row for row in inspection.findings(case) if row.kind == DEAD and row.person and row.remaining]
        came = pay_points.back_after_death([row.person for row in rows if row.person])
        for row in rows:
            amount = min(row.remaining, came.get(row.person or 0, 0) - row.recovered)
            if amount > 0:
                inspection_follow.recover(
                    case, row.id, amount, day=day, document=f"Thu hồi chi sai {day:%d/%m/%Y}", actor=actor
                )
                back += 1
    return files, back


def _concluded(offices: list[int]) -> list[UUID]:
    """Return the concluded cases of payment points, page by page."""
    cases: list[UUID] = []
    after = None
    cut = inspection.Cut(state="concluded", subject_kind="payment_point")
    while True:
        page = inspection.page(offices, cut, after=after, limit=PAGE)
        cases += [one.id for one in page]
        if len(page) < PAGE:
            return cases
        after = (page[-1].opened_on, page[-1].id)
