"""What is given back when a period paid ahead is not needed any more."""

from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.law.values import Values
from ansinh.law.voluntary.income import monthly_rate
from ansinh.law.voluntary.lump import Payer, discounted
from ansinh.law.voluntary.support import monthly_support


@dataclass(frozen=True, slots=True)
class VoluntaryRefund:
    """Dong: `gross_back` of which `support_back` goes to the budget and `refund` to the person."""

    gross_back: int
    support_back: int

    @property
    def refund(self) -> int:
        """What the person gets."""
        return self.gross_back - self.support_back


def refund_of_period(
    paid: Month, *, income: int, groups: tuple[str, ...], remaining: int, values: Values
) -> VoluntaryRefund:
    """Art. 8, Decree 159/2025/ND-CP (QD 959 art. 10.4): the remaining months of a period, at the values of `paid`.

    The State's support of those months goes back to the budget. Each amount is rounded half-up once.
    """
    gross = half_up(monthly_rate(paid, values) * income * remaining)
    return VoluntaryRefund(gross, half_up(monthly_support(groups, paid, values) * remaining))


def refund_of_lump(
    paid: Month, payer: Payer, *, years: int, months_left: int, monthly_return: Fraction, values: Values
) -> VoluntaryRefund:
    """Art. 8, Decree 159/2025/ND-CP (QD 959 art. 10.4): the last months of a payment ahead, as discounted then.

    `months_left` of 12 x `years` months; `monthly_return` is the one used when it was paid. The State's support of
    those months goes back to the budget. Each amount is rounded half-up once.
    """
    count = 12 * years
    monthly = monthly_rate(paid, values) * payer.income
    gross = discounted(monthly, first=count - months_left + 1, last=count, monthly_return=monthly_return)
    return VoluntaryRefund(half_up(gross), half_up(monthly_support(payer.groups, paid, values) * months_left))
