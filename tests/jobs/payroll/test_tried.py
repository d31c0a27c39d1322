"""What a trial reckoned is what two people sign, and what is written: kept packed in between, gone afterwards."""

import numpy as np
import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.jobs.payroll.small_payroll import Pensions, lines, rows

from ansinh.core.errors import ConflictError, MissingError
from ansinh.jobs.payroll import run
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.records.bulk.packed import pack, unpack
from ansinh.records.store.benefits import payroll_tried
from ansinh.usecases.benefits import payments as acts

KEPT = "SELECT part FROM records_paytried ORDER BY part"


def test_the_lines_are_those_that_were_tried_and_nothing_stays_behind(
    pensions: Pensions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "PART_PEOPLE", 4)
    pensions.grant(10)
    batch = pensions.signed("2021-09")
    assert rows(KEPT) == [(0,), (1,), (2,)]
    monkeypatch.setattr("ansinh.records.store.benefits.payroll.in_payment", None)  # nobody is asked a second time
    write_batch(batch.id, "can-bo", workers=1)
    assert sum(amount for amount, *_ in lines("2021-09").values()) == batch.control["trial"]["amount"]
    assert rows(KEPT) == []


def test_a_second_trial_and_a_cancelled_batch_forget_the_first(pensions: Pensions) -> None:
    pensions.grant(3)
    batch = pensions.tried("2021-09")
    try_batch(batch.id, "can-bo", workers=1)
    assert rows(KEPT) == [(0,)]
    acts.cancel(batch.id, "can-bo", "")
    assert rows(KEPT) == []
    with pytest.raises(MissingError):
        payroll_tried.kept(batch.id, 0)


def test_a_trial_whose_lines_are_not_kept_is_not_signed_and_may_be_tried_again(pensions: Pensions) -> None:
    pensions.grant(3)
    batch = pensions.tried("2021-09")
    payroll_tried.forget(batch.id)  # as a version before 0033 left it
    with pytest.raises(ConflictError, match="try the batch again"):
        acts.sign(batch.id, "truong-phong")
    try_batch(batch.id, "can-bo", workers=1)
    assert acts.sign(batch.id, "truong-phong").state == "approved"


def test_what_waits_for_its_signatures_is_not_changed(pensions: Pensions) -> None:
    pensions.grant(3)
    pensions.tried("2021-09")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE records_paytried SET body = ''")


@given(st.lists(st.integers(-(2**63), 2**63 - 1)), st.sampled_from(["i8", "i4", "i2", "?"]))
def test_columns_come_back_as_they_were(numbers: list[int], width: str) -> None:
    columns = {"one": np.array(numbers, dtype="i8").astype(width), "other": np.array(numbers, dtype="i8")}
    back = unpack(pack(columns))
    assert [(name, column.dtype, column.tolist()) for name, column in back.items()] == [
        (name, column.dtype, column.tolist()) for name, column in columns.items()
    ]
