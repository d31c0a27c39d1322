"""Whose money is it: a table of payments as people write them, and what must hold for all of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh.domain.collection.match import match
from ansinh.domain.collection.match_columns import Directory, Lines, Payers

DIRECTORY = Directory(
    account=np.array([1, 2, 3, 4, 5, 6]),
    employer=np.array([1, 2, 2, 4, 5, 6]),
    code=["TZ0001A", "TZ0002B", "TZ0003C", "TZ0004D", "0312345673DNA03", "TB1234Z"],
    reference=["", "", "", "KH990004", "", ""],
    tax_code=["0312345673", "0101300842", "0101300842", "0100233488", "0312345673-001", "0312345670"],
    name=[
        "Công ty TNHH Hoa Mai", "Công ty CP Sao Mai", "Chi nhánh Sao Mai", "Trường Mầm non Hòa Bình",
        "Công ty TNHH Hoa Mai - Chi nhánh 2", "Hợp tác xã Đồng Tâm",
    ],
    due=np.array([100, 200, 300, 400, 500, 600]),
)  # fmt: skip
PAYERS = Payers(["111", "222", "222"], np.array([6, 2, 3]))

# text, payer, payer's account, amount -> account, rule
TABLE = [
    ("Nộp BHXH đơn vị TZ0001A tháng 10/2021", "", "", 7, 1, "code"),
    ("nop bhxh ma dv tz-0001.a T10", "", "", 7, 1, "code"),
    ("BHXHTZ0001AT10 2021", "", "", 7, 1, "code"),
    ("BHXH TZ 0001 A 102021", "", "", 7, 1, "code"),
    ("XTZ0001A9", "", "", 7, 0, ""),  # a code inside a longer word is no code
    ("KH 990004 noi dung khac", "", "", 7, 4, "reference"),
    ("MST 0100233488 dong BHXH", "", "", 7, 4, "tax_code"),
    ("so GD 99010023348812", "", "", 7, 0, ""),  # a tax code cut out of a longer number
    ("MST 0312345670", "", "", 7, 0, ""),  # wrong check digit in the register proves nothing
    ("MST 0312345673-001", "", "", 7, 5, "tax_code"),  # the branch, not the parent
    ("MST 0312345673", "", "", 7, 1, "tax_code"),
    ("0312345673DNA03 BHXH", "", "", 7, 5, "code"),  # the tax code inside the employer code is no tax code
    ("MST 0101300842", "", "", 300, 3, "tax_code"),  # two accounts of one employer: one fits the amount
    ("MST 0101300842", "", "", 7, 0, ""),  # none fits
    ("TZ0001A va MST 0100233488", "", "", 7, 0, ""),  # two employers in one text
    ("TZ0001A, TZ0004D", "", "", 500, 0, ""),  # one order for two employers: people split it
    ("TZ0002B MST 0101300842", "", "", 7, 2, "code"),  # both speak for one employer
    ("chuyen tien", "", "111", 7, 6, "payer"),
    ("chuyen tien", "", "222", 7, 0, ""),  # this payer serves two accounts
    ("chuyen tien", "", "222", 200, 2, "payer"),
    ("chuyen tien", "TRUONG MAM NON HOA BINH", "", 400, 4, "amount_name"),
    ("chuyen tien", "Nguyễn Văn A", "", 400, 0, ""),  # the amount alone is no proof
    ("chuyen tien", "Trường mầm non Hoà Bình", "", 7, 0, ""),  # nor is the name
    ("", "", "", 7, 0, ""),
]  # fmt: skip


def _lines(rows):
    texts, payers, banks, amounts = [list(column) for column in zip(*[row[:4] for row in rows], strict=True)]
    return Lines(np.array(amounts, dtype=np.int64), texts, payers, banks)


@pytest.mark.parametrize("row", TABLE, ids=[f"{n} {row[0]}" for n, row in enumerate(TABLE)])
def test_table(row):
    outcome = match(_lines([row]), DIRECTORY, PAYERS)
    assert (int(outcome.account[0]), outcome.rule[0]) == row[4:]


def test_candidates_are_ranked_with_reasons():
    outcome = match(_lines([("MST 0101300842", "Cong ty CP Sao Mai", "", 7)]), DIRECTORY, PAYERS)
    first, second = outcome.candidates[0]
    assert (first.account, first.reasons) == (2, ("tax_code", "name"))
    assert (second.account, second.reasons) == (3, ("tax_code",))


def test_nothing_to_match_and_nobody_to_match():
    nobody = Directory(*[np.array([], dtype=np.int64)] * 2, *[[]] * 4, np.array([], dtype=np.int64))
    nothing = Lines(np.array([], dtype=np.int64), [], [], [])
    assert match(nothing, DIRECTORY, PAYERS).rule == []
    assert match(_lines(TABLE), nobody, PAYERS).account.tolist() == [0] * len(TABLE)


@settings(max_examples=30, deadline=None)
@given(order=st.permutations(range(len(TABLE))), others=st.lists(st.sampled_from(TABLE), max_size=5))
def test_pure_and_order_free(order, others):
    rows = [TABLE[n] for n in order] + others
    outcome = match(_lines(rows), DIRECTORY, PAYERS)
    assert list(zip(outcome.account.tolist(), outcome.rule, strict=True)) == [row[4:] for row in rows]


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(range(6)))
def test_the_order_of_the_register_does_not_matter(order):
    places = np.array(order)
    texts = ([column[n] for n in order] for column in DIRECTORY_TEXTS)
    shuffled = Directory(DIRECTORY.account[places], DIRECTORY.employer[places], *texts, DIRECTORY.due[places])
    assert match(_lines(TABLE), shuffled, PAYERS).account.tolist() == [row[4] for row in TABLE]


DIRECTORY_TEXTS = (DIRECTORY.code, DIRECTORY.reference, DIRECTORY.tax_code, DIRECTORY.name)


@settings(max_examples=100, deadline=None)
@given(texts=st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_any_text_is_answered(texts):
    lines = Lines(np.full(len(texts), 7), texts, texts, texts)
    assert len(match(lines, DIRECTORY, PAYERS).candidates) == len(texts)
