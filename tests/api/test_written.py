"""Months as callers write them: YYYY-MM, and anything else is refused with the form it takes."""

import pytest

from ansinh.api.written import month_of
from ansinh.core.errors import RefusedError
from ansinh.core.period import Month


def test_a_month_is_read_as_it_is_written() -> None:
    assert month_of("2021-10") == Month.of(2021, 10)


@pytest.mark.parametrize("text", ["", "2021", "2021-13", "2021-00", "10-2021", "2021-1", "2021-10-01", "abcd-ef"])
def test_what_is_no_month_is_refused_with_its_form(text: str) -> None:
    with pytest.raises(RefusedError) as told:
        month_of(text)
    assert "YYYY-MM" in told.value.message.vi
    assert "YYYY-MM" in told.value.message.en
