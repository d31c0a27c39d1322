"""Which months of which account have to be reckoned anew: those in which what is known now differs from before."""

import numpy as np
import pytest

from ansinh.domain.ledger.changes import FactIntervals, changed_months, term_numbers

# facts told since the last run: account, terms, first month, month after the last, +1 now true or -1 no longer true
CHANGED = [
    ([(7, 1, 10, 12, 1)], [(7, 10), (7, 11)]),  # a spell that was not known
    ([(7, 1, 10, 12, 1), (7, 1, 10, 12, -1)], []),  # told and taken back between two runs
    ([(7, 1, 10, 20, -1), (7, 1, 10, 15, 1), (7, 1, 15, 20, 1)], []),  # cut in two that say the same
    ([(7, 1, 10, 20, -1), (7, 1, 10, 15, 1), (7, 2, 15, 17, 1)], [(7, m) for m in range(15, 20)]),  # a raise, an end
    ([(7, 1, 10, 12, 1), (9, 1, 11, 12, 1)], [(7, 10), (7, 11), (9, 11)]),  # two accounts, each its own months
    ([(7, 1, 10, 11, 1), (7, 2, 10, 11, 1)], [(7, 10)]),  # two people of one account: the month once
    ([(7, 1, 0, 3, 1), (7, 1, 98, 120, 1)], [(7, 2), (7, 98), (7, 99)]),  # only months the run looks at: 2 .. 99
    ([], []),
]


@pytest.mark.parametrize(("facts", "months"), CHANGED)
def test_months_whose_facts_differ(facts: list[tuple[int, ...]], months: list[tuple[int, int]]) -> None:
    account, terms, lower, upper, sign = np.array(facts, dtype=np.int64).reshape(-1, 5).T
    told = FactIntervals(account, terms, lower.astype(np.int32), upper.astype(np.int32), sign.astype(np.int8))
    accounts, found = changed_months(told, 2, 100)
    assert list(zip(accounts.tolist(), found.tolist(), strict=True)) == months


def test_rows_have_one_number_exactly_where_all_their_terms_are_equal() -> None:
    wage, region = np.array([5, 5, 5, 8, 8]), np.array([1, 1, 2, 1, 1])
    first, again, other_region, other_wage, same = term_numbers([wage, region]).tolist()
    assert first == again
    assert other_wage == same
    assert len({first, other_region, other_wage}) == 3
