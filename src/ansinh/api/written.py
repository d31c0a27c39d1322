"""What callers write as text, as values of the house; what cannot be read is refused with the form it takes."""

from typing import Annotated

from ninja import Query

from ansinh.core.errors import RefusedError
from ansinh.core.period import SPOKEN_YEARS, Month
from ansinh.core.text import Text

_MONTH = Text("Tháng viết dạng YYYY-MM.", "A month is written YYYY-MM.")
SpokenYear = Annotated[int, Query(ge=SPOKEN_YEARS.start, lt=SPOKEN_YEARS.stop)]


def month_of(text: str) -> Month:
    """Return the month written YYYY-MM; RefusedError where it is none, or of a year nobody means."""
    try:
        month = Month.parse(text)
    except ValueError as error:
        raise RefusedError(_MONTH) from error
    if month.year not in SPOKEN_YEARS:
        raise RefusedError(_MONTH)
    return month
