"""The letter to the heirs: the death, what was paid beyond it and came back, what relatives may ask for."""

import datetime as dt

import pytest
from tests.jobs.payroll.small_payroll import Pensions, rows
from tests.jobs.payroll.test_deaths import autumn, dies

from ansinh.core.errors import RefusedError
from ansinh.core.money import format_dong
from ansinh.core.text import Language
from ansinh.formats.benefits_letter import Letter
from ansinh.records.store.benefits import payments_shown, payroll_facts, payroll_files
from ansinh.records.store.benefits.overpayments import Receipt
from ansinh.usecases.benefits import heirs, overpayments

__all__ = ["autumn"]  # the fixture
Autumn = tuple[Pensions, str, int]
TODAY = dt.date(2021, 11, 22)


def letter_of(file: str, language: Language = "en") -> Letter:
    seen = payroll_files.one(payroll_facts.pension(file).id, TODAY)
    assert seen is not None
    return heirs.letter(seen, payments_shown.claims_of(seen.id), language, TODAY)


def test_the_letter_tells_what_comes_back_and_what_relatives_may_ask_for(autumn: Autumn) -> None:
    _, file, monthly = autumn
    dies(file)
    told = letter_of(file)
    assert "died on 30/09/2021" in told.lead
    assert "ends with 10/2021" in told.lead
    assert [amount for _, amount in told.amounts] == [format_dong(2 * monthly, unit=True)]
    assert told.steps[0].result == "14.900.000 đ"
    assert "by 29/12/2021" in told.steps[0].note
    claim = rows("SELECT id FROM records_overpayment")[0][0]
    overpayments.take_in(Receipt(claim, TODAY, monthly, "Con trai", "PT 1", "ke-toan"))
    assert letter_of(file).total == format_dong(monthly, unit=True)
    overpayments.take_in(Receipt(claim, TODAY, monthly, "Con trai", "PT 2", "ke-toan"))
    settled = letter_of(file, "vi")
    assert "không phải nộp lại khoản nào" in settled.lead
    assert (settled.amounts, settled.payment) == ([], "")
    seen = payroll_files.one(payroll_facts.pension(file).id, TODAY)
    assert seen is not None
    assert heirs.letter_pdf(seen, "vi", TODAY)[:5] == b"%PDF-"


def test_no_letter_about_somebody_who_lives(autumn: Autumn) -> None:
    with pytest.raises(RefusedError, match="No death"):
        letter_of(autumn[1])
