"""Take in what banks and post offices answer: whole or not at all, each file once, each line answered once."""

import datetime as dt
import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from ansinh.core.finding import Finding, Place
from ansinh.core.money import format_dong
from ansinh.core.period import Month
from ansinh.domain.benefits.payments import OUTCOME_NAMES, Outcome, PayKey, Source
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.formats.camt054_values import Answer, AnswerFile
from ansinh.formats.faults import fault
from ansinh.formats.limits import read_limited
from ansinh.records.store import ledger_postings
from ansinh.records.store.benefits import payables, payments_answers, payroll_deaths, payroll_grants
from ansinh.records.store.benefits.payments_answers import Known, NewAnswer
from ansinh.records.store.ledger import months
from ansinh.records.store.ledger.months import OfficeRow
from ansinh.records.store.turns import take_turn
from ansinh.usecases.act import Act, perform

OUTCOMES = {
    "paid": Outcome.PAID, "rejected": Outcome.REJECTED, "not_collected": Outcome.NOT_COLLECTED,
    "returned": Outcome.RETURNED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file: new answers by outcome (lines, dong), answers known before, or what is wrong with it."""

    new: dict[str, tuple[int, int]] = field(default_factory=dict)
    known: int = 0
    findings: tuple[Finding, ...] = ()


def import_answers(data: bytes, *, name: str, office: str, actor: str) -> Taken:
    """Read a file of answers in a limited child and take it in for the payments of `office` and those under it."""
    read: AnswerFile = read_limited("answers", data, name=name)
    return take_in(read, name=name, digest=hashlib.sha256(data).hexdigest(), office=office, actor=actor)


def take_in(read: AnswerFile, *, name: str, digest: str, office: str, actor: str) -> Taken:
    """Take in answers that were read; with any finding that stops, nothing. The same file again changes nothing."""
    place = months.office(office)
    if any(finding.stops for finding in read.findings):
        return Taken(findings=tuple(read.findings))
    if payments_answers.taken_before(digest):
        return Taken(known=len(read.answers))

    def work() -> Taken:
        take_turn("pay answers")  # two files may say different things of one payment
        new, known, findings = _judged(read.answers, place)
        if findings:
            return Taken(findings=tuple(findings))
        file = payments_answers.keep_file(name, digest, read.layout, place.id, len(read.answers), actor)
        if file is None:
            return Taken(known=len(read.answers))
        payments_answers.keep(file, new)
        ledger_postings.post(list(_postings(new, file, place)))  # which asks for the open month first
        _set_off(new, file, place)
        _tell_dossiers(new, actor)
        return Taken(_counted(new), known)

    act = Act("payments.answers", actor, "answer_file", name, office=place.path, body={"sha256": digest})
    return perform(act, work)


def _judged(answers: tuple[Answer, ...], place: OfficeRow) -> tuple[list[NewAnswer], int, list[Finding]]:
    """Return the answers to keep, how many are known, and everything that is wrong with the others."""
    keys = {answer.reference: PayKey.parse(answer.reference) for answer in answers}
    lines = payments_answers.lines_of([key for key in keys.values() if key is not None], place.path)
    new: dict[tuple[PayKey, int], NewAnswer] = {}
    known, findings = 0, []
    for answer in answers:
        key, outcome = keys[answer.reference], OUTCOMES[answer.outcome]
        line = None if key is None else lines.get(key)
        wrong = _wrong(answer, outcome, line)
        if wrong is not None:
            findings.append(wrong)
        elif key is not None and line is not None and outcome not in line.outcomes:
            if outcome is Outcome.RETURNED and Outcome.PAID not in line.outcomes:
                # money that came back had left: the bank never said so
                new.setdefault((key, Outcome.PAID), NewAnswer(key, Outcome.PAID, answer.day, "", line))
            new[key, outcome] = NewAnswer(key, outcome, answer.day, answer.reason, line)
        else:
            known += 1
    return list(new.values()), known, findings


def _wrong(answer: Answer, outcome: Outcome, line: Known | None) -> Finding | None:
    """Return what is wrong with an answer to a line, if anything."""
    where = Place("", answer.row or None, answer.reference)
    if line is None:
        return fault("P-UNKNOWN", where, answer.reference)
    if answer.amount != line.amount:
        return fault("P-AMOUNT", where, format_dong(answer.amount), ordered=format_dong(line.amount))
    first = set(line.outcomes) - {Outcome.RETURNED}
    clash = outcome not in line.outcomes and (
        line.later or (first and (outcome is not Outcome.RETURNED or first != {Outcome.PAID}))
    )
    if clash:
        told = " / ".join(OUTCOME_NAMES[Outcome(each)].vi for each in line.outcomes)
        return fault("P-ANSWERED", where, answer.outcome, known=told)
    return None


def _postings(new: list[NewAnswer], file: uuid.UUID, place: OfficeRow) -> Iterator[ledger_postings.Entry]:
    """Yield what the answers move: paid settles what is payable, returned money is payable again."""
    sums: dict[tuple[int, int, int, dt.date, Month], int] = defaultdict(int)
    for one in new:
        if one.outcome in {Outcome.PAID, Outcome.RETURNED}:
            key = (one.known.office, one.known.fund, one.outcome, one.key.month.first_day, Month.containing(one.day))
            sums[key] += one.known.amount
    period = {month: ledger_postings.first_open(place.path, month) for *_, month in sorted(sums)}
    for (office, fund, outcome, concerns, month), amount in sorted(sums.items()):
        paid = outcome == Outcome.PAID
        yield ledger_postings.Entry(
            period=period[month].first_day, office=office, holder=0, fund=fund,
            kind=Kind.BENEFIT_PAID if paid else Kind.BENEFIT_RETURNED, concerns=concerns,
            debit=Chart.PAYABLE if paid else Chart.BANK, credit=Chart.BANK if paid else Chart.PAYABLE,
            amount=amount, cause=file,
        )  # fmt: skip


def _set_off(new: list[NewAnswer], file: uuid.UUID, place: OfficeRow) -> None:
    """Set what came back for months after a death off against the claim on those months."""
    known = {one.key: one for one in new if one.outcome != Outcome.PAID and one.key.source is Source.PENSION}
    entries = [
        ledger_postings.Entry(
            period=ledger_postings.first_open(place.path, Month.containing(known[key].day)).first_day,
            office=known[key].known.office, holder=0, fund=known[key].known.fund, kind=Kind.BENEFIT_RECOVERED,
            concerns=key.month.first_day, debit=Chart.PAYABLE, credit=Chart.OVERPAID, amount=amount, cause=file,
        )
        for key, amount in payroll_deaths.set_off(list(known))
    ]  # fmt: skip
    ledger_postings.post(entries)


def _tell_dossiers(new: list[NewAnswer], actor: str) -> None:
    """Let the dossiers know which of their lines were paid."""
    by_day: dict[tuple[Source, dt.date], list[int]] = defaultdict(list)
    for one in new:
        if one.outcome == Outcome.PAID and one.key.source is not Source.RELIEF:
            by_day[one.key.source, one.day].append(one.key.subject)
    for (source, day), subjects in sorted(by_day.items()):
        decided = payments_answers.decisions_of if source is Source.DECISION else payroll_grants.origins
        if lines := decided(subjects):
            payables.paid(lines, day, actor)


def _counted(new: list[NewAnswer]) -> dict[str, tuple[int, int]]:
    """Return lines and dong by outcome."""
    counted: dict[str, tuple[int, int]] = {}
    for one in new:
        name = Outcome(one.outcome).name.lower()
        lines, amount = counted.get(name, (0, 0))
        counted[name] = (lines + 1, amount + one.known.amount)
    return counted
