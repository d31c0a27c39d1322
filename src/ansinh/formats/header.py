"""The block above a list: who sends it, for which month."""

from dataclasses import dataclass, field

from ansinh.core.period import Month


@dataclass(frozen=True, slots=True)
class UnitHeader:
    """Who declares; "" and None are not given."""

    unit_name: str = ""
    unit_code: str = ""
    tax_code: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    number: str = ""  # of the list within the month
    month: Month | None = None


@dataclass(frozen=True, slots=True)
class GroupHeader:
    """What a list of people with health insurance alone says about them all (D03-TS)."""

    group_name: str = ""
    group_code: str = ""
    base_salary: int = 0  # dong
    source: str = ""  # of the money, in words
    support_percent: str = ""  # of the State, as written: "70"
    cards: int = 0  # cards asked for


@dataclass(frozen=True, slots=True)
class Seen:
    """How the sender sees the table: the sheet, and each field with its column ("L · Hệ số/Mức lương")."""

    sheet: str = ""
    names: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def title(self, name: str) -> str:
        """Return the column of a field; "" where the table has none."""
        return self.titles[self.names.index(name)] if name in self.names else ""
