"""Give money back: proposed by one, approved by another who has not matched it, posted when approved."""

import datetime as dt
import uuid

from ansinh.core.errors import RefusedError
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.collection.refund import check_ground
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.store import ledger_postings
from ansinh.records.store.collection import matches, refunds, scope
from ansinh.records.store.collection.refunds import RefundFacts
from ansinh.usecases.act import Act, perform

ENDED_AS = {"dissolving": "dissolved", "bankrupt": "bankrupt", "closed": "closed"}  # status kept -> word of the article
SAME_PERSON = Text(
    "Người đề nghị không được tự duyệt hoàn trả.", "The person who proposed a refund may not approve it."
)
MATCHER = Text(
    "Người đã đối chiếu khoản thu này không được duyệt hoàn trả.",
    "A person who matched this receipt may not approve its refund.",
)
DECIDED = Text("Đề nghị hoàn trả này đã được quyết định.", "This refund was decided before.")


IN_SUSPENSE = Text(
    "Chỉ trả lại được dòng tiền đang chờ xác định, với căn cứ phù hợp.",
    "Only a line in suspense is sent back, and on a ground that fits.",
)
PROPOSED = Text(
    "Dòng tiền này đã có đề nghị hoàn trả chờ duyệt.",
    "A refund of this line is proposed already and waits for approval.",
)


def propose_refund(employer_code: str, amount: Dong, *, ground: str, actor: str) -> uuid.UUID:
    """Propose to pay back `amount` (dong) that an employer account has paid too much; returns the refund's id."""
    body: dict[str, object] = {"amount": amount, "ground": ground}
    act = Act("collection.propose_refund", actor, "employer_account", employer_code, body=body)
    return perform(act, lambda: _propose(employer_code, amount, ground, actor))


def propose_line_refund(line: uuid.UUID, *, ground: str, actor: str) -> uuid.UUID:
    """Propose to send back what is open of a line in suspense; returns the refund's id."""
    act = Act("collection.propose_refund", actor, "bank_line", str(line), body={"ground": ground})
    return perform(act, lambda: _propose_line(line, ground, actor))


def approve_refund(refund: uuid.UUID, *, actor: str, today: dt.date) -> None:
    """Approve a refund on `today`: the money leaves the books of the open month; the bank line settles it later."""
    act = Act("collection.approve_refund", actor, "refund", str(refund), body={"day": today.isoformat()})
    perform(act, lambda: _approve(refund, actor, today))


def refuse_refund(refund: uuid.UUID, *, actor: str, reason: str) -> None:
    """Refuse a proposed refund, saying why."""
    act = Act("collection.refuse_refund", actor, "refund", str(refund), reason=reason)
    perform(act, lambda: _refuse(refund, actor, reason))


def _propose(code: str, amount: Dong, ground: str, actor: str) -> uuid.UUID:
    """Keep a proposal for an account, inside the open transaction."""
    account = scope.account(code)
    ledger_postings.lock_holder(account.id)
    free = _free(account.id) - refunds.waiting(account.id)
    check_ground(ground, ENDED_AS.get(account.status, account.status), amount, free)
    return _keep(RefundFacts(uuid.uuid4(), account.id, None, amount, ground, "proposed", actor, ""))


def _propose_line(line: uuid.UUID, ground: str, actor: str) -> uuid.UUID:
    """Keep a proposal for a line in suspense, inside the open transaction."""
    facts = matches.locked_line(line)
    if facts.state != "suspense" or ground == "ended":
        raise RefusedError(IN_SUSPENSE)
    if refunds.proposed_for(line):
        raise RefusedError(PROPOSED)
    check_ground(ground, "", facts.open, facts.open)
    return _keep(RefundFacts(uuid.uuid4(), None, line, facts.open, ground, "proposed", actor, ""))


def _keep(facts: RefundFacts) -> uuid.UUID:
    """Keep a proposal and return its id."""
    refunds.propose(facts)
    return facts.id


def _free(account: int) -> Dong:
    """Return the money of an account that waits to be spread (dong)."""
    return -ledger_postings.balance(Chart.UNSPREAD, account)


def _approve(refund: uuid.UUID, actor: str, today: dt.date) -> None:
    """Approve and post a refund, inside the open transaction."""
    facts = _undecided(refund)
    if actor == facts.proposed_by:
        raise RefusedError(SAME_PERSON)
    if actor in refunds.matchers(facts):
        raise RefusedError(MATCHER)
    ledger_postings.post([_of_account(facts, today) if facts.account else _of_line(facts, today)])
    refunds.decide(refund, state="approved", actor=actor, reason="", at=dt.datetime.now(dt.UTC))


def _of_account(facts: RefundFacts, today: dt.date) -> ledger_postings.Entry:
    """Return the posting of a refund of an over-payment; refused where the money was spread meanwhile."""
    account = scope.account_by_id(int(facts.account or 0))
    ledger_postings.lock_holder(account.id)
    status = ENDED_AS.get(account.status, account.status)
    check_ground(facts.ground, status, facts.amount, _free(account.id))
    return _posting(facts, today, (account.office, account.id, Chart.UNSPREAD))


def _of_line(facts: RefundFacts, today: dt.date) -> ledger_postings.Entry:
    """Return the posting of a line that is sent back; refused where the line was matched meanwhile."""
    if facts.line is None:
        message = f"refund {facts.id} is of nothing"
        raise ValueError(message)
    line = matches.locked_line(facts.line)
    if line.state != "suspense" or line.open != facts.amount:  # matched, sent back or given elsewhere meanwhile
        raise RefusedError(IN_SUSPENSE)
    check_ground(facts.ground, "", facts.amount, line.open)
    office = scope.OfficeFacts(line.office, "", "", line.office_path)
    matches.set_returned(facts.line)
    return _posting(facts, today, (office, 0, Chart.SUSPENSE))


def _posting(facts: RefundFacts, today: dt.date, source: tuple[scope.OfficeFacts, int, Chart]) -> ledger_postings.Entry:
    """Return the posting of a refund out of `source` (office, holder, account of the books)."""
    office, holder, chart = source
    month = Month.containing(today)
    return ledger_postings.Entry(
        period=ledger_postings.first_open(office.path, month).first_day, office=office.id, holder=holder, fund=0,
        kind=Kind.REFUND, concerns=month.first_day, debit=chart, credit=Chart.BANK, amount=facts.amount,
        cause=facts.id,
    )  # fmt: skip


def _refuse(refund: uuid.UUID, actor: str, reason: str) -> None:
    """Refuse a refund, inside the open transaction."""
    facts = _undecided(refund)
    if actor == facts.proposed_by:
        raise RefusedError(SAME_PERSON)
    refunds.decide(refund, state="refused", actor=actor, reason=reason, at=dt.datetime.now(dt.UTC))


def _undecided(refund: uuid.UUID) -> RefundFacts:
    """Return a refund that waits for its decision, locked."""
    facts = refunds.locked(refund)
    if facts.state != "proposed":
        raise RefusedError(DECIDED)
    return facts
