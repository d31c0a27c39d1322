"""Find whose money the lines in suspense are: by rules for all at once, by an officer for what stays ambiguous."""

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

import numpy as np
from numpy.typing import NDArray

from ansinh.core.errors import RefusedError
from ansinh.core.money import Dong, total
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.collection.match import LEARNED, match
from ansinh.domain.collection.match_columns import Outcome
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.store import ledger_postings
from ansinh.records.store.collection import bank, matches, scope
from ansinh.records.store.collection.matches import LineFacts, MatchRow, Suspense
from ansinh.usecases.act import Act, perform
from ansinh.usecases.collection.budget_lines import take_budget_lines
from ansinh.usecases.collection.unmatching import reverse_match


@dataclass(frozen=True, slots=True)
class Matched:
    """What a round of matching found: lines and dong matched, budget transfers, lines left to people; by rule."""

    lines: int
    amount: Dong
    budget: int
    left: int
    by_rule: dict[str, int] = field(default_factory=dict)


def match_suspense(*, office: str, actor: str) -> Matched:
    """Match every line in suspense of `office` (its code) and the offices below it. Again = nothing new."""
    home = scope.office(office)
    act = Act("collection.match_suspense", actor, "office", home.code, office=home.path)
    return perform(act, lambda: _match_all(home.path, actor))


def assign(line: uuid.UUID, parts: Sequence[tuple[str, Dong]], *, actor: str) -> list[uuid.UUID]:
    """Give a line, whole or in parts (employer code, dong), to employers; what is not given stays in suspense.

    Returns the ids of the matches. RefusedError if the parts are more than what is open, or not positive.
    """
    body: dict[str, object] = {"parts": [[code, amount] for code, amount in parts]}
    act = Act("collection.assign", actor, "bank_line", str(line), body=body)
    return perform(act, lambda: _assign(line, parts, actor))


def undo_match(match_id: uuid.UUID, *, actor: str, reason: str) -> None:
    """Undo a match: the money goes back to suspense, by postings of the open month; a closed month stays as it is."""
    act = Act("collection.undo_match", actor, "bank_match", str(match_id), reason=reason)
    perform(act, lambda: _undo(match_id, actor))


def _match_all(path: str, actor: str) -> Matched:
    """Match all lines in suspense under `path`, inside the open transaction."""
    waiting = matches.suspense(path)
    budget = take_budget_lines(waiting, actor)
    rest = waiting.without(budget)
    directory, paths = matches.directory(path)
    outcome = match(rest.lines, directory, matches.payers(path))
    found = np.flatnonzero(outcome.account)
    rows = _rows(rest, outcome, found, paths, actor)
    _keep(rows, [paths[row.account_id] for row in rows])
    bank.set_state((row.line_id for row in rows), "matched")
    matches.learn(row.id for row in rows if row.rule in LEARNED)
    _keep_candidates(rest, outcome)
    rules, counts = np.unique([row.rule for row in rows], return_counts=True)
    by_rule = dict(zip(rules.tolist(), counts.tolist(), strict=True))
    return Matched(len(rows), total(rest.lines.amount[found]), len(budget), len(rest.ids) - len(rows), by_rule)


def _rows(
    waiting: Suspense, outcome: Outcome, found: NDArray[np.intp], paths: dict[int, str], actor: str
) -> list[MatchRow]:
    """Return the matches of the lines at the places `found`, each in the month of its value date if still open."""
    wanted = {(paths[int(outcome.account[n])], Month.containing(waiting.value_dates[n])) for n in found}
    period = {(path, month): ledger_postings.first_open(path, month) for path, month in sorted(wanted)}
    return [
        MatchRow(
            id=uuid.uuid4(), line_id=waiting.ids[n], account_id=int(outcome.account[n]),
            amount=int(waiting.lines.amount[n]), rule=outcome.rule[n], score=int(outcome.score[n]),
            period=period[paths[int(outcome.account[n])], Month.containing(waiting.value_dates[n])].first_day,
            matched_by=actor,
        )
        for n in found
    ]  # fmt: skip


def _keep(rows: list[MatchRow], paths: list[str]) -> None:
    """Keep matches and post them: suspense to what waits to be spread for the account, in the account's own office."""
    matches.keep(rows)
    ids = scope.ids_by_path(set(paths))
    ledger_postings.post(_posting(row, ids[path]) for row, path in zip(rows, paths, strict=True))


def _posting(row: MatchRow, office: int) -> ledger_postings.Entry:
    """Return the posting of one match."""
    return ledger_postings.Entry(
        period=row.period, office=office, holder=row.account_id, fund=0, kind=Kind.MATCHED, concerns=row.period,
        debit=Chart.SUSPENSE, credit=Chart.UNSPREAD, amount=row.amount, cause=row.id,
    )  # fmt: skip


def _keep_candidates(waiting: Suspense, outcome: Outcome) -> None:
    """Keep with the lines left in suspense who may have paid them."""
    left = np.flatnonzero(outcome.account == 0)
    found = [json.dumps([asdict(candidate) for candidate in outcome.candidates[n]]) for n in left]
    matches.keep_candidates([waiting.ids[n] for n in left], found)


def _assign(line: uuid.UUID, parts: Sequence[tuple[str, Dong]], actor: str) -> list[uuid.UUID]:
    """Give a line to employers, inside the open transaction."""
    facts = matches.locked_line(line)
    _check_parts(facts, parts)
    accounts = [scope.account(code) for code, _ in parts]
    month = Month.containing(facts.value_date)
    rows = [
        MatchRow(
            id=uuid.uuid4(), line_id=line, account_id=account.id, amount=amount, rule="manual", score=100,
            period=ledger_postings.first_open(account.office.path, month).first_day, matched_by=actor,
        )
        for account, (_, amount) in zip(accounts, parts, strict=True)
    ]  # fmt: skip
    _keep(rows, [account.office.path for account in accounts])
    if sum(amount for _, amount in parts) == facts.open:
        bank.set_state([line], "matched")
    matches.learn(row.id for row in rows)
    return [row.id for row in rows]


def _check_parts(facts: LineFacts, parts: Sequence[tuple[str, Dong]]) -> None:
    """Refuse parts that are not positive, name an account twice, or are more than what is open."""
    given = sum(amount for _, amount in parts)
    codes = {code for code, _ in parts}
    whole = facts.state == "suspense" and 0 < given <= facts.open
    if not whole or len(codes) != len(parts) or any(amount <= 0 for _, amount in parts):
        raise RefusedError(
            Text(
                "Chỉ chia được dòng tiền đang chờ xác định, mỗi đơn vị một phần dương, tổng không quá {open} đồng.",
                "Only a line in suspense is given away: one positive part an employer, at most {open} dong in all.",
            ).fill(open=facts.open)
        )


def _undo(match_id: uuid.UUID, actor: str) -> None:
    """Undo a match, inside the open transaction."""
    row = matches.locked_match(match_id)
    matches.locked_line(row.line_id)
    account = scope.account_by_id(row.account_id)
    ledger_postings.lock_holder(account.id)
    period = ledger_postings.first_open(account.office.path, Month.containing(row.period))
    ledger_postings.post(reverse_match(_posting(row, account.office.id), period.first_day))
    matches.undo(match_id, actor, dt.datetime.now(dt.UTC))
    matches.unlearn(row)
    bank.set_state([row.line_id], "suspense")
