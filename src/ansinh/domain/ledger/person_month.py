"""What was assessed for one person in one account and month, as pages and explanations show it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from ansinh.core.money import Dong
from ansinh.core.period import Month

PARTS: dict[str, tuple[str, ...]] = {
    "rs": ("rs_er", "rs_ee"),
    "sm": ("sm_er",),
    "oad": ("oad_er",),
    "ui": ("ui_er", "ui_ee"),
    "hi": ("hi_er", "hi_ee"),
}


@dataclass(frozen=True, slots=True)
class PersonMonth:
    """One person-month: `posted` is the accounting month whose run `run` believed this; amounts in dong by column.

    `result` and `treatment` are law.contributions.Result bits and Treatment.
    """

    account: int
    person: int
    month: Month
    posted: Month
    run: uuid.UUID
    result: int
    treatment: int
    foreigner: bool
    amounts: Mapping[str, Dong]

    def fund(self, name: str) -> Dong:
        """Return the contribution to one fund (rs, sm, oad, ui, hi), employer and employee together."""
        return sum(self.amounts[part] for part in PARTS[name])

    @property
    def employee(self) -> Dong:
        """What the employee pays."""
        return self.amounts["rs_ee"] + self.amounts["ui_ee"] + self.amounts["hi_ee"]

    @property
    def total(self) -> Dong:
        """What is due for this person, employer and employee together."""
        return sum(self.fund(name) for name in PARTS)
