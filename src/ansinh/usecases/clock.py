"""The day of an act: on the wall of the office, or where a told story stands (the demo lives in its own year)."""

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

HERE: Final = ZoneInfo("Asia/Ho_Chi_Minh")


def today() -> dt.date:
    """Return the day against which clocks of dossiers run; the pages hold days due against the same one."""
    return dt.date.fromisoformat(settings.TODAY) if settings.TODAY else dt.datetime.now(HERE).date()


def day_of(moment: dt.datetime) -> dt.date:
    """Return the day of a moment (with a zone) in Viet Nam: 17:00 of universal time is midnight here."""
    return moment.astimezone(HERE).date()
