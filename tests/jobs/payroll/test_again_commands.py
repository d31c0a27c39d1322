"""`ansinh payroll ... --source again`: one batch that sends again what came back, found by every later command."""

from pathlib import Path

import pytest
from tests.jobs.payroll.small_payroll import rows
from tests.jobs.payroll.test_death_commands import ended, said
from tests.jobs.payroll.test_files_and_answers import csv_list, paid, references

from ansinh.usecases.benefits.payments_answers import import_answers

__all__ = ["paid"]  # the fixture
SEPTEMBER = ("2021-09", "--office", "26", "--source", "again")
BATCHES = "SELECT number, measure, state FROM records_paymentbatch ORDER BY number"


@pytest.mark.usefixtures("paid")
def test_from_opening_to_the_files_without_a_number(tmp_path: Path) -> None:
    first = rows(BATCHES)
    code, why = ended("open", *SEPTEMBER)
    assert (code, "Nothing waits" in why) == (4, True)
    assert ended("trial", *SEPTEMBER)[0] == 6  # none is open: the payroll of the month is not taken for it
    sent = references()
    answers = csv_list([(*sent[0], "từ chối"), *((*one, "đã chi") for one in sent[1:])])
    import_answers(answers, name="p.csv", office="26", actor="ke-toan")
    opened = {said("open", *SEPTEMBER, "--due", "2021-09-20") for _ in range(2)}
    assert len(opened) == 1
    assert rows(BATCHES) == [*first, (2, "again", "open")]
    assert "1 people" in said("trial", *SEPTEMBER)
    said("approve", *SEPTEMBER, "--actor", "truong-phong")
    said("open", *SEPTEMBER)
    said("approve", *SEPTEMBER, "--actor", "giam-doc")
    assert rows(BATCHES)[1][:2] == (2, "again")
    assert rows("SELECT amount FROM records_payline WHERE attempt = 2") == [(sent[0][1],)]
    assert "1 payments" in said("files", *SEPTEMBER, "--out", str(tmp_path))
    assert ended("trial", *SEPTEMBER, "--number", "1")[0] == 6
    assert ended("open", *SEPTEMBER)[0] == 4  # nothing more waits


@pytest.mark.usefixtures("paid")
@pytest.mark.parametrize(
    "typed",
    [
        ("open", "2021-10", "--office", "26", "--due", "2021-02-30"),
        ("open", "2021-13", "--office", "26"),
        ("increase", "yesterday", "--office", "26"),
        ("trial", "10/2021", "--office", "26"),
    ],
)
def test_a_day_or_month_that_is_none_is_a_sentence_in_both_languages(typed: tuple[str, ...]) -> None:
    before = rows(BATCHES)
    code, why = ended(*typed)
    assert code == 2
    assert "không phải là" in why
    assert "is no " in why
    assert rows(BATCHES) == before
