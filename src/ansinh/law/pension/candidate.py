"""What the law asks about one person who wants to retire."""

from dataclasses import dataclass

from ansinh.core.period import Month
from ansinh.core.terms import Sex


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person; months are whole months of contribution.

    `birth` is January where only the year is known. `hard_months`: hard or dangerous work and special area together;
    `special_hard_months`: specially hard or dangerous work; `loss_pct` and `assessed`: loss of capacity and the month
    of the conclusion; `top_up_paid`: the month in which the missing months were paid at once.
    """

    sex: Sex
    birth: Month
    compulsory_months: int
    voluntary_months: int = 0
    birth_year_only: bool = False
    hard_months: int = 0
    special_hard_months: int = 0
    coal_months: int = 0
    loss_pct: int | None = None
    assessed: Month | None = None
    hiv_at_work: bool = False
    commune_woman: bool = False
    voluntary_before_2021: bool = False
    top_up_paid: Month | None = None

    @property
    def months(self) -> int:
        """Compulsory and voluntary time together."""
        return self.compulsory_months + self.voluntary_months
