"""Fingerprints of lines, budget transfers in the text, money taken back from the funds."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.period import Month
from ansinh.domain.collection.budget_text import BudgetNotice, recognise
from ansinh.domain.collection.fingerprint import LineFacts, fingerprints
from ansinh.domain.collection.unspread import Spread, take_back

DAY = dt.date(2021, 10, 5)
PAIR = [LineFacts(DAY, 1_000_000, "", "9704", "nộp BHXH")] * 2


def test_equal_pairs_count_twice_and_again_as_the_same_two():
    first, second = fingerprints("100", PAIR)
    assert first != second
    assert fingerprints("100", PAIR) == [first, second]
    assert fingerprints("1 00", PAIR) != [first, second]


def test_encoding_and_spaces_do_not_make_a_new_line():
    line = PAIR[0]
    other = line._replace(text=unicodedata.normalize("NFD", " NỘP   bhxh\r\n"))
    assert fingerprints("100", [line]) == fingerprints("100", [other])


@given(st.lists(st.integers(1, 3), max_size=8), st.randoms(use_true_random=False))
def test_the_set_of_fingerprints_is_free_of_order(amounts, random):
    lines = [LineFacts(DAY, amount, "", "", "") for amount in amounts]
    shuffled = random.sample(lines, len(lines))
    assert set(fingerprints("1", lines)) == set(fingerprints("1", shuffled))
    assert len(set(fingerprints("1", lines))) == len(lines)


BUDGET = [
    ("Sở Tài chính", "NSNN cấp tiền BHYT nhóm TE quý III/2021", BudgetNotice("state", "hi", "TE", Month.of(2021, 7))),
    ("SO TAI CHINH VP", "NSDP ho tro BHXH tu nguyen Q3 2021", BudgetNotice("local", "vsi", "", Month.of(2021, 7))),
    ("Phòng Tài chính", "NS tỉnh: ngân sách tỉnh đóng BHYT Quý 4 năm 2021",
     BudgetNotice("local", "hi", "", Month.of(2021, 10))),
    ("Sở Tài chính", "BHYT quý III/2021", None),  # which budget is not said
    ("Sở Tài chính", "NSTW va NSDP BHYT quy 3/2021", None),  # both are said
    ("Sở Tài chính", "NSTW BHYT năm 2021", None),  # which quarter is not said
    ("Công ty A", "NSNN BHYT quý III/2021", None),  # not the finance department
]  # fmt: skip


@pytest.mark.parametrize(("payer", "text", "notice"), BUDGET)
def test_budget_transfers(payer, text, notice):
    assert recognise([payer], [text]) == [notice]


def test_the_last_spread_comes_back_first():
    spread = [
        Spread(1, 24261, interest=False, amount=30),
        Spread(5, 24260, interest=False, amount=20),
        Spread(1, 24259, interest=True, amount=10),
    ]
    assert take_back(spread, 45) == [spread[0], spread[1]._replace(amount=15)]
    assert take_back(spread, 0) == []
    with pytest.raises(ValueError, match="1 dong more"):
        take_back(spread, 61)
