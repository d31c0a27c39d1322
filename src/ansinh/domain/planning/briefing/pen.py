"""The pen of a briefing: sentences and numbers in one language, days and months as they are said."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.core.text import Language, Text
from ansinh.domain.planning.compare import Change, Comparator, Comparison
from ansinh.domain.planning.indicators import Indicator
from ansinh.domain.planning.numbers import MILLION, Number, Numerals
from ansinh.domain.planning.situation import Standing

_UNITS = {
    "person": Text("người", "people"),
    "employer": Text("đơn vị", "employers"),
    "turn": Text("lượt", "turns"),
    "dossier": Text("hồ sơ", "dossiers"),
    "card": Text("thẻ", "cards"),
    "conference": Text("hội nghị", "conferences"),
    "activity": Text("buổi", "activities"),
    "service": Text("dịch vụ", "services"),
    "office": Text("điểm", "points"),
    "household": Text("hộ", "households"),
    "vnd": Text("đồng", "dong"),
    "percent": Text("%", "%"),
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_COMPARED = {
    Comparator.LAST_MONTH: Text("tháng trước ({base})", "last month ({base})"),
    Comparator.LAST_QUARTER: Text("quý trước ({base})", "last quarter ({base})"),
    Comparator.SAME_PERIOD_LAST_YEAR: Text("cùng kỳ năm trước ({base})", "the same period last year ({base})"),
    Comparator.LAST_DECEMBER: Text("cuối năm trước ({base})", "the end of last year ({base})"),
    Comparator.LAST_YEARS_PLAN: Text(
        "tỷ lệ thực hiện kế hoạch cùng kỳ năm trước ({base})", "last year's share of plan at the same time ({base})"
    ),
}
RISE = Text("tăng {amount}", "up {amount}")
FALL = Text("giảm {amount}", "down {amount}")
LEVEL = Text("không thay đổi", "unchanged")


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes in `language`."""

    language: Language

    @property
    def numbers(self) -> Numerals:
        """Numbers in this language."""
        return Numerals(self.language)

    def say(self, text: Text, **values: object) -> str:
        """Return the sentence with its {names} filled."""
        return text.to(self.language).format(**values)

    def day(self, day: dt.date) -> str:
        """Return 31/10/2021, or 31 October 2021."""
        if self.language == "vi":
            return f"{day:%d/%m/%Y}"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def month(self, month: Month) -> str:
        """Return tháng 10/2021, or October 2021."""
        return (
            f"tháng {month.month}/{month.year}" if self.language == "vi" else f"{_MONTHS[month.month - 1]} {month.year}"
        )

    def month_label(self, month: Month) -> str:
        """Return 10/21 for the axis of a chart."""
        return f"{month.month}/{month.year % 100:02d}"

    def unit(self, indicator: Indicator) -> str:
        """Return the unit of count."""
        return self.say(indicator.said or _UNITS[indicator.unit])

    def amount(self, indicator: Indicator, value: Number) -> str:
        """Return a value with its unit: 220.596 người, 4.313,1 tỷ đồng, 92,7%."""
        if indicator.is_money:
            return self.numbers.money(value)
        if indicator.is_rate:
            return self.numbers.percent(value)
        return f"{self.numbers.decimal(value, 0)} {self.unit(indicator)}"

    def compared(self, comparison: Comparison) -> str:
        """Return the name of a comparator with its base: cùng kỳ năm trước (tháng 10/2020)."""
        first, last = comparison.base.first, comparison.base.last
        base = self.month(last)
        if first != last:
            begin = self.month_label(first) if self.language == "vi" else _MONTHS[first.month - 1]
            base = f"tháng {first.month}–{last.month}/{last.year}" if self.language == "vi" else f"{begin}–{base}"
        return self.say(_COMPARED[comparison.comparator], base=base)

    def change(self, indicator: Indicator, change: Change) -> str:
        """Return a change in words: tăng 22.029 người (2,02%), giảm 0,24 điểm phần trăm."""
        if change.amount == 0:
            return self.say(LEVEL)
        size = abs(Fraction(change.amount))
        if change.is_rate:
            amount = self.numbers.points(size)
        else:
            share = change.percent
            amount = self.amount(indicator, size) + (
                f" ({self.numbers.percent(abs(share))})" if share is not None else ""
            )
        return self.say(RISE if change.amount > 0 else FALL, amount=amount)

    def versus(self, standing: Standing, comparator: Comparator) -> str | None:
        """Return "tăng ... so với cùng kỳ năm trước (tháng 10/2020)", or None where that is not known."""
        comparison = standing.comparisons.get(comparator)
        if comparison is None:
            return None
        against = Text("{change} so với {base}", "{change} on {base}")
        change = self.change(standing.indicator, comparison.change)
        return self.say(against, change=change, base=self.compared(comparison))

    def listed(self, items: list[str]) -> str:
        """Return a, b và c (a, b and c)."""
        if len(items) < 2:
            return "".join(items)
        return ", ".join(items[:-1]) + self.say(Text(" và ", " and ")) + items[-1]


def in_millions(value: Number | None) -> Fraction | None:
    """Return dong as millions of dong, exactly; None stays None."""
    return None if value is None else Fraction(value) / MILLION


def capital(sentence: str) -> str:
    """Return the sentence with its first letter large."""
    return sentence[:1].upper() + sentence[1:]
