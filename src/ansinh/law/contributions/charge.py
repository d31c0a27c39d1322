"""The amounts of a month, account by account: bases, parts of persons, totals. Plain loops, compiled.

Everything is whole numbers: numerators over one denominator, rounded once an account and fund (settings `rounding.*`).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ansinh.core.compiled import compiled
from ansinh.core.fund import Fund
from ansinh.core.money import DongColumn
from ansinh.core.rounding import rounded, spread
from ansinh.core.terms import ALL_FUNDS
from ansinh.law.contributions.columns import Codes, Result

SI_BASE, UI_BASE, HI_BASE = range(3)
RS_ER, RS_EE, SM_ER, OAD_ER, UI_ER, UI_EE, HI_ER, HI_EE, HI_BY_SM, RELIEF68, RELIEF116, DEFERRED = range(12)
PERSON_COLUMNS = (
    "si_base", "ui_base", "hi_base", "rs_er", "rs_ee", "sm_er", "oad_er", "ui_er", "ui_ee", "hi_er", "hi_ee",
    "hi_by_sm", "relief68_forgone", "relief116_forgone", "rs_deferred",
)  # fmt: skip
RATES = (
    "rs_er", "rs_ee", "sm_er", "oad_er", "ui_er", "ui_ee", "hi_er", "hi_ee", "hi_by_sm", "relief68", "relief116",
    "rs_deferred",
)  # fmt: skip
TOTALS = (
    "rs", "sm", "oad", "ui", "hi", "hi_by_sm", "relief68_forgone", "relief116_forgone", "rs_deferred",
)  # fmt: skip
NOBODY = -1  # a part that no employee shares
# One line for each of TOTALS: (employer's rate, employee's rate, base, fund)
PARTS = (
    (RS_ER, RS_EE, SI_BASE, int(Fund.RS)),
    (SM_ER, NOBODY, SI_BASE, int(Fund.SM)),
    (OAD_ER, NOBODY, SI_BASE, int(Fund.OAD)),
    (UI_ER, UI_EE, UI_BASE, int(Fund.UI)),
    (HI_ER, HI_EE, HI_BASE, int(Fund.HI)),
    (HI_BY_SM, NOBODY, HI_BASE, int(Fund.HI)),
    (RELIEF68, NOBODY, SI_BASE, int(Fund.OAD)),
    (RELIEF116, NOBODY, UI_BASE, int(Fund.UI)),
    (DEFERRED, NOBODY, SI_BASE, int(Fund.RS)),
)
FIRST_RATE = 3  # the row of amounts where the first rate's amounts are
IN_SI, IN_UI, IN_HI = int(Result.IN_SI), int(Result.IN_UI), int(Result.IN_HI)
PAYS = IN_SI | IN_UI | IN_HI
BELOW_FLOOR, LABOUR_WARNING = int(Result.BELOW_FLOOR), int(Result.LABOUR_WARNING)
EVERYWHERE = int(ALL_FUNDS)
# What is lost by who takes part in none of some funds: (mask of the funds, Result bits). An accident-only second
# contract counts for nothing; without the health fund this account carries no card.
LOST = (
    (1 << Fund.UI, int(Result.IN_UI | Result.COUNTS_UI)),
    (1 << Fund.HI, int(Result.IN_HI | Result.CARD_ACTIVE)),
    (1 << Fund.RS | 1 << Fund.SM, int(Result.COUNTS_SI)),
    (1 << Fund.RS | 1 << Fund.SM | 1 << Fund.OAD, IN_SI),
)


class People(NamedTuple):
    """What is asked about persons and what is answered: declared (n,) dong, number of the profile, funds; amounts."""

    declared: DongColumn
    number: NDArray[np.int32]
    funds: Codes
    amounts: NDArray[np.int64]  # (15, n), PERSON_COLUMNS
    answers: Codes  # (n,) Result bits


class Accounts(NamedTuple):
    """Where each account begins, (s + 1,) with the end of the last; its totals (9, s), TOTALS."""

    edges: NDArray[np.intp]
    totals: NDArray[np.int64]


class Law(NamedTuple):
    """The month by profile (p,): ceilings (3, p), lowest pay (2, p: floor, minimum wage), answers, and the rates.

    `charged` has a bit for each of PARTS that the profile owes. `rates` (12, p) are numerators over `denominator`,
    RATES; `spread` (12, p) the same in the lowest terms of their row, over `over` (12,): small remainders are spread
    fastest.
    """

    ceilings: NDArray[np.int64]
    lowest: NDArray[np.int64]
    answers: NDArray[np.int64]
    charged: NDArray[np.int64]
    rates: NDArray[np.int64]
    spread: NDArray[np.int64]
    over: NDArray[np.int64]
    denominator: int


class Room(NamedTuple):
    """Room to work in: bases (3, m) and numerators (m,) of the largest account; `seen`, a zero for each remainder."""

    bases: NDArray[np.int64]
    numerators: NDArray[np.int64]
    seen: NDArray[np.int32]


Part = tuple[int, int, int, int]
Span = tuple[int, int]


@compiled
def charge(people: People, accounts: Accounts, law: Law, room: Room) -> None:
    """Art. 85-86, Law 58/2014/QH13; Art. 33-34, Law 41/2024/QH15: fill amounts, answers and totals of all accounts.

    Shapes and units as in the classes above; dong. All numbers given are at least 0; no errors.
    """
    for account in range(accounts.edges.size - 1):
        first = accounts.edges[account]
        span = (first, accounts.edges[account + 1] - first)
        charged = bound(people, law, room, span)
        for place, part in enumerate(PARTS):
            if charged >> place & 1:
                accounts.totals[place, account] = charge_part(people, law, room, part, span)


@compiled
def bound(people: People, law: Law, room: Room, span: Span) -> int:
    """Art. 89, Law 58/2014/QH13; Art. 31, Law 41/2024/QH15: the base of each person under its ceilings, and answers.

    Returns a bit for each of PARTS that somebody of the account owes.
    """
    first, size = span
    charged = 0
    for place in range(size):
        row = first + place
        profile, declared = people.number[row], people.declared[row]
        answers = law.answers[profile]
        charged |= law.charged[profile]
        for base, takes_part in ((SI_BASE, IN_SI), (UI_BASE, IN_UI), (HI_BASE, IN_HI)):
            bounded = min(declared, law.ceilings[base, profile])
            room.bases[base, place] = bounded
            people.amounts[base, row] = bounded if answers & takes_part else 0
        if answers & PAYS:
            if declared < law.lowest[0, profile]:
                answers |= BELOW_FLOOR
            if declared < law.lowest[1, profile]:
                answers |= LABOUR_WARNING
        if people.funds[row] != EVERYWHERE:
            for funds, lost in LOST:
                if people.funds[row] & funds == 0:
                    answers &= ~lost
        people.answers[row] = answers
    return charged


@compiled
def charge_part(people: People, law: Law, room: Room, part: Part, span: Span) -> int:
    """Art. 85-86, Law 58/2014/QH13; Art. 33-34, Law 41/2024/QH15: an account's total of one part, dong.

    The amounts of its persons are filled. The account's exact sum is rounded once; the employee's part is rounded per
    person, the employer's is the rest, spread. Who pays without an employer (relief) pays the rounded part and no
    more; it enters the total as it is.
    """
    employer, employee, base, fund = part
    first, size = span
    exact, taken, alone = 0, 0, 0
    for place in range(size):
        row = first + place
        profile = people.number[row]
        amount = room.bases[base, place] if people.funds[row] >> fund & 1 else 0
        rate = law.rates[employer, profile]
        if employee != NOBODY:
            own = rounded(amount * law.rates[employee, profile], law.denominator)
            people.amounts[FIRST_RATE + employee, row] = own
            if rate:
                taken += own
                rate += law.rates[employee, profile]
            else:
                alone += own
        exact += amount * rate
        room.numerators[place] = amount * law.spread[employer, profile]
    total = rounded(exact, law.denominator)
    parts = people.amounts[FIRST_RATE + employer, first : first + size]
    spread(room.numerators[:size], law.over[employer], total - taken, parts, room.seen)
    return total + alone
