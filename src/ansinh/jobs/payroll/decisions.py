"""Approved decisions of dossiers as a batch: what waits to be paid once, each line taken by one batch only."""

from django.db import transaction

from ansinh.jobs.payroll.frame import Frame, Part
from ansinh.jobs.payroll.once import figures
from ansinh.records.bulk.arrow import Column
from ansinh.records.store.benefits import payable_recoveries, payments_decisions
from ansinh.records.store.benefits.payments import TRIAL
from ansinh.records.store.ledger import months


def try_part(frame: Frame, part: Part) -> int:
    """Keep the totals of what waits, and no line; a part tried before is left alone."""
    with transaction.atomic():
        if not months.has_part(frame.batch, TRIAL + part.number):
            waiting = _deducted(payments_decisions.waiting(frame.offices), frame)
            control = {**figures(waiting), "lines": waiting["line"].tolist()}
            months.finish_part(frame.batch, TRIAL + part.number, len(waiting["line"]), control)
    return part.people


def _deducted(lines: dict[str, Column], frame: Frame) -> dict[str, Column]:
    """Return lines with what is deducted from each: what its payee was overpaid by an earlier decision."""
    taken = payable_recoveries.deductions(lines["person"], lines["fund"], lines["amount"], frame.most)
    return {**lines, "recovered": taken}


def write_part(frame: Frame, part: Part) -> int:
    """Take what waited when the batch was tried and write its lines; a part written before is left alone."""
    with transaction.atomic():
        if not months.has_part(frame.batch, part.number):
            tried = months.part_controls(frame.batch)[TRIAL + part.number]["lines"]
            waiting = _deducted(payments_decisions.chosen(tried), frame)
            payments_decisions.take(frame.batch, frame.month, waiting)
            months.finish_part(frame.batch, part.number, len(waiting["line"]), figures(waiting))
    return part.people
