"""Approved decisions of dossiers as a batch: what waits to be paid once, each line taken by one batch only."""

from django.db import transaction

from ansinh.jobs.payroll.frame import Frame, Part
from ansinh.jobs.payroll.once import figures
from ansinh.records.store.benefits import payments_decisions
from ansinh.records.store.benefits.payments import TRIAL
from ansinh.records.store.ledger import months


def try_part(frame: Frame, part: Part) -> int:
    """Keep the totals of what waits, and no line; a part tried before is left alone."""
    with transaction.atomic():
        if not months.has_part(frame.batch, TRIAL + part.number):
            waiting = payments_decisions.waiting(frame.offices)
            control = {**figures(waiting), "lines": waiting["line"].tolist()}
            months.finish_part(frame.batch, TRIAL + part.number, len(waiting["line"]), control)
    return part.people


def write_part(frame: Frame, part: Part) -> int:
    """Take what waited when the batch was tried and write its lines; a part written before is left alone."""
    with transaction.atomic():
        if not months.has_part(frame.batch, part.number):
            tried = months.part_controls(frame.batch)[TRIAL + part.number]["lines"]
            waiting = payments_decisions.chosen(tried)
            payments_decisions.take(frame.batch, frame.month, waiting)
            months.finish_part(frame.batch, part.number, len(waiting["line"]), figures(waiting))
    return part.people
