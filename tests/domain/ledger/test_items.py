"""What is still owed, by account, fund and month: summed by key, in order, without what cancels out."""

import numpy as np
import pytest

from ansinh.domain.ledger.items import Items, merge

Row = tuple[int, int, int, int]


def items(rows: list[Row]) -> Items:
    account, fund, concerns, amount = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return Items(account, fund.astype(np.int16), concerns.astype(np.int32), amount)


def rows(found: Items) -> list[Row]:
    return list(
        zip(*(column.tolist() for column in (found.account, found.fund, found.concerns, found.amount)), strict=True)
    )


# parts, each a list of (account, fund, month, dong); what stands afterwards
MERGED: list[tuple[list[list[Row]], list[Row]]] = [
    ([[(1, 1, 24_261, 100)], [(1, 1, 24_261, -40)]], [(1, 1, 24_261, 60)]),  # paid in part
    ([[(1, 1, 24_261, 100)], [(1, 1, 24_261, -100)]], []),  # paid
    ([[(1, 1, 24_261, 100)], [(1, 1, 24_261, -130)]], [(1, 1, 24_261, -30)]),  # reckoned down below what was paid
    ([[(2, 1, 24_261, 5), (1, 5, 24_260, 7)], [(1, 1, 24_262, 3)]],
     [(1, 1, 24_262, 3), (1, 5, 24_260, 7), (2, 1, 24_261, 5)]),  # by account, then fund, then month
    ([[(1, 1, 24_261, 4)], [(1, 2, 24_261, 4)], [(1, 1, 24_262, 4)]],
     [(1, 1, 24_261, 4), (1, 1, 24_262, 4), (1, 2, 24_261, 4)]),  # neither funds nor months are mixed
    ([[(2**36, 6, 1_000_000, 9)], [(2**36, 6, 1_000_000, 9)]], [(2**36, 6, 1_000_000, 18)]),  # keys at their bounds
    ([[], []], []),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "stands"), MERGED)
def test_what_is_owed_after_all_parts(parts: list[list[Row]], stands: list[Row]) -> None:
    assert rows(merge([items(part) for part in parts])) == stands
