"""What forms of collection send: days, months, dong, as typed."""

import datetime as dt

from ansinh.core.money import Dong
from ansinh.core.period import Month


def day_of(text: str) -> dt.date | None:
    """Return the day a form sends, None for none or a wrong one."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def month_of(text: str) -> Month | None:
    """Return the month a form sends (YYYY-MM), None for none or a wrong one."""
    try:
        return Month.parse(text)
    except ValueError:
        return None


def dong_of(text: str) -> Dong:
    """Return the amount typed with or without separators; 0 where there is none."""
    digits = "".join(sign for sign in text if sign.isdecimal())[:15]
    return int(digits or 0)
