"""The day on the wall of the office, or the day a told story stands at (the demo lives in its own year)."""

import datetime as dt

from django.conf import settings
from django.utils import timezone


def today() -> dt.date:
    """Return the day against which days due are held."""
    return dt.date.fromisoformat(settings.TODAY) if settings.TODAY else timezone.localdate()
