"""What came back, sent again: another attempt of the same line, to where its payee is to be paid now."""

import numpy as np
from django.db import transaction

from ansinh.jobs.payroll.frame import Frame, Part
from ansinh.jobs.payroll.once import figures
from ansinh.records.store.benefits import payments_again
from ansinh.records.store.benefits.payments import TRIAL
from ansinh.records.store.ledger import months


def try_part(frame: Frame, part: Part) -> int:
    """Keep the totals of what came back and would be sent again, and no line."""
    with transaction.atomic():
        if not months.has_part(frame.batch, TRIAL + part.number):
            found = payments_again.came_back(frame.source, frame.offices, frame.month)
            control = {**figures(found), "keys": np.stack(found["key"], axis=1).tolist()}
            months.finish_part(frame.batch, TRIAL + part.number, int(found["amount"].size), control)
    return part.people


def write_part(frame: Frame, part: Part) -> int:
    """Write the next attempt of the lines that were tried; the database refuses one that did not come back."""
    with transaction.atomic():
        if not months.has_part(frame.batch, part.number):
            keys = months.part_controls(frame.batch)[TRIAL + part.number]["keys"]
            found = payments_again.send_again(frame.batch, frame.source, keys)
            months.finish_part(frame.batch, part.number, int(found["amount"].size), figures(found))
    return part.people
