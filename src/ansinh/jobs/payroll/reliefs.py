"""Decided relief lists as a batch: every case that stands is one line; a list is taken by one batch only."""

import numpy as np
from django.db import transaction

from ansinh.domain.benefits.payments import Source
from ansinh.domain.benefits.relief import measure
from ansinh.jobs.payroll.frame import Frame, Part
from ansinh.jobs.payroll.once import figures
from ansinh.records.bulk.arrow import Column, door_to
from ansinh.records.store.benefits import payroll, relief_paying
from ansinh.records.store.benefits.payments import TRIAL
from ansinh.records.store.ledger import months


def try_part(frame: Frame, part: Part) -> int:
    """Keep the totals of the decided lists, and no line; a part tried before is left alone."""
    lists = relief_paying.decided(frame.measure, frame.offices)
    cases = _cases(frame, lists)
    with transaction.atomic():
        if not months.has_part(frame.batch, TRIAL + part.number):
            control = {**figures(cases), "lists": lists}
            months.finish_part(frame.batch, TRIAL + part.number, int(cases["case"].size), control)
    return part.people


def write_part(frame: Frame, part: Part) -> int:
    """Take the lists that were tried and write a line for each of their cases; written before, it is left alone."""
    lists = months.part_controls(frame.batch)[TRIAL + part.number]["lists"]
    cases = _cases(frame, lists)
    with transaction.atomic():
        if not months.has_part(frame.batch, part.number):
            relief_paying.take(frame.batch, lists)
            nothing = np.zeros(cases["case"].size, dtype=np.int64)
            payroll.append_lines(
                frame.month, Source.RELIEF, frame.batch,
                {
                    "subject": cases["case"], "office_id": cases["office"], "person": cases["person"],
                    "kind": cases["kind"], "fund": cases["fund"], "amount": cases["amount"],
                    "monthly": cases["amount"], "arrears": nothing, "recovered": nothing, "owing": nothing,
                    "payee": cases["payee"], "channel": cases["channel"],
                },
            )  # fmt: skip
            months.finish_part(frame.batch, part.number, int(cases["case"].size), figures(cases))
    return part.people


def _cases(frame: Frame, lists: list[int]) -> dict[str, Column]:
    """Return the cases of lists with the fund of their measure."""
    cases = relief_paying.cases(door_to(frame.url), lists)
    fund = int(measure(frame.measure).fund)
    return {**cases, "fund": np.full(cases["case"].size, fund, dtype=np.int16)}
