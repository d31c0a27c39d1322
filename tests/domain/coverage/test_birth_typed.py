"""A birth date as nurses type it, in a hurry: read as the date it is; what is none stays as it was typed."""

import pytest

from ansinh.domain.coverage.lookup import birth_is_written, birth_typed


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("05/09/1960", "05/09/1960"),
        ("5/9/1960", "5/9/1960"),
        ("05091960", "05/09/1960"),
        ("5.9.1960", "5/9/1960"),
        (" 05-09-1960 ", "05/09/1960"),
        ("05 09 1960", "05/09/1960"),
        ("05 / 09 / 1960", "05/09/1960"),
        ("1960-09-05", "05/09/1960"),
        ("9/1960", "9/1960"),
        ("9-1960", "9/1960"),
        ("1960", "1960"),
    ],
)
def test_a_typed_birth_is_read(typed: str, read: str) -> None:
    assert birth_typed(typed) == read
    assert birth_is_written(read)


@pytest.mark.parametrize("typed", ["", "sinh năm 60", "5/9/60", "0509196", "1960/9", "٠٥/٠٩/١٩٦٠"])
def test_what_is_no_birth_is_not_made_one(typed: str) -> None:
    assert not birth_is_written(birth_typed(typed))
