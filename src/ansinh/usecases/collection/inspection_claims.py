"""What an inspected point itself owes enters the books: a claim when concluded, money in the bank as it comes back.

Money paid into other hands was no benefit of the fund; cash that is not there is no money of the fund. Both are owed by
the point from then on (account POINT_CLAIM), until what came back makes it nothing.
"""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from ansinh.core.errors import RefusedError
from ansinh.core.money import Dong, format_dong
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.collection.inspection import rules
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.store import ledger_postings
from ansinh.records.store.collection import inspection as store
from ansinh.records.store.collection import inspection_write as write
from ansinh.records.store.ledger_postings import Entry
from ansinh.usecases.act import Act, perform

CLAIM = "claim"
FROM: Mapping[str, Chart] = {"expense": Chart.BENEFITS, "money": Chart.BANK}
_EARLY = Text("Chỉ ghi sổ phải thu khi đã kết luận.", "A claim enters the books once the case is concluded.")
UNPOSTED = Text(
    "Khoản điểm chi trả phải nộp lại chưa vào sổ: ghi sổ phải thu (hoặc đợi chạy đêm) rồi mới kết thúc.",
    "What the point had to pay back is not in the books yet: enter the claim (or wait for the night), then close.",
)


def owing(case: UUID) -> list[store.FindingRow]:
    """Return the violations of a case that its subject itself pays back."""
    found = store.case(case)
    violations = rules().subjects[found.subject_kind].violations
    return [row for row in store.findings(case) if violations[row.kind].claimed_from and row.amount]


def claim(case: UUID, funds: Mapping[int, int], day: dt.date, actor: str) -> Dong:
    """Post what a concluded case claims from its subject, each violation in its fund (by id); return the dong posted.

    Again posts nothing. What came back before is posted with it. RefusedError before the conclusion.
    """
    found, posted = store.case(case), [0]

    def work() -> None:
        if store.locked(case).state not in ("concluded", "closed"):
            raise RefusedError(_EARLY)
        rows = owing(case)
        if not rows or posted_on(case) is not None:
            return
        entries = [_claimed(found, row, funds[row.id], day) for row in rows]
        entries += [_back(found, row.recovered, funds[row.id], day) for row in rows if row.recovered]
        ledger_postings.post(entries)
        posted[0] = sum(row.amount for row in rows)
        write.move(case, move=CLAIM, before=found.state, after=found.state, day=day, actor=actor,
                   document=format_dong(posted[0]))  # fmt: skip

    perform(Act("inspection.claim", actor, "inspection", str(case), found.office, body={"day": str(day)}), work)
    return posted[0]


def posted_on(case: UUID) -> dt.date | None:
    """Return the day on which the claim of a case entered the books; None before."""
    return next((day for move, _, _, day, _, _ in store.moves(case) if move == CLAIM), None)


def came_back(case: UUID, finding: int, amount: Dong, day: dt.date) -> None:
    """Post money that came back on a violation, inside the act that wrote it down; nothing before the claim."""
    since = posted_on(case)
    row = next((one for one in owing(case) if one.id == finding), None)
    if since is None or row is None:
        return
    found = store.case(case)
    claimed = ledger_postings.of_cause(case, Kind.POINT_CLAIMED, Month.containing(since))
    fund = next(one.fund for one in claimed if one.credit is _source(found, row))
    ledger_postings.post([_back(found, amount, fund, day)])


def _source(found: store.Case, row: store.FindingRow) -> Chart:
    """Return the account a claim is taken from."""
    return FROM[rules().subjects[found.subject_kind].violations[row.kind].claimed_from]


def _claimed(found: store.Case, row: store.FindingRow, fund: int, day: dt.date) -> Entry:
    """Return the posting of a claim, in the first open month from `day` on."""
    return _entry(found, fund, day, row.amount, kind=Kind.POINT_CLAIMED, pair=(Chart.POINT_CLAIM, _source(found, row)))


def _back(found: store.Case, amount: Dong, fund: int, day: dt.date) -> Entry:
    """Return the posting of money that came back."""
    return _entry(found, fund, day, amount, kind=Kind.POINT_PAID_BACK, pair=(Chart.BANK, Chart.POINT_CLAIM))


def _entry(found: store.Case, fund: int, day: dt.date, amount: Dong, *, kind: Kind, pair: tuple[Chart, Chart]) -> Entry:
    """Return a posting of a case: its cause is the case, what it concerns the last month inspected."""
    period = ledger_postings.first_open(found.office_path, Month.containing(day)).first_day
    concerns = found.period_to.replace(day=1)
    return Entry(period, found.office_id, 0, fund, kind, concerns, *pair, amount, found.id)
