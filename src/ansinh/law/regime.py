"""Which law of social insurance speaks: chosen once, by the day of entitlement."""

import datetime as dt
from enum import StrEnum

from ansinh.law.values import Values


class Regime(StrEnum):
    """A law of social insurance by its number."""

    LAW2006 = "71/2006/QH11"
    LAW2014 = "58/2014/QH13"
    LAW2024 = "41/2024/QH15"

    @property
    def cited(self) -> str:
        """The law as citations name it."""
        return f"Law {self.value}"


def regime_on(day: dt.date, values: Values) -> Regime:
    """Return the law in force on the day of entitlement (Art. 5.7, Law 41/2024/QH15); UnknownValueError before 2007."""
    return Regime(values.get("law.social_insurance", day).text)
