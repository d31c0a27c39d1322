"""Numbers of people and employers."""

import pytest

from ansinh.core.identity import (
    PROVINCES,
    Bearer,
    bearer,
    is_account_code,
    is_identity_paper,
    is_si_number,
    is_tax_code,
    known_place,
    tidy_tax_code,
)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("026093001234", Bearer("026", "male", 1993)),
        ("001199012345", Bearer("001", "female", 1999)),
        ("079205000001", Bearer("079", "male", 2005)),
        ("079312000001", Bearer("079", "female", 2012)),
        ("02609300123", None),
        ("02609300123A", None),
    ],
)
def test_what_a_personal_id_says(number, said) -> None:
    assert bearer(number) == said


def test_sixty_three_provinces_and_countries() -> None:
    assert len(PROVINCES) == 63
    assert known_place("001")
    assert known_place("234")
    assert not known_place("099")


@pytest.mark.parametrize(
    ("text", "good"),
    [("0100233488", True), ("0100233488-002", True), ("0100233489", False), ("", False), ("abc", False)],
)
def test_the_check_digit_of_a_tax_code(text, good) -> None:
    assert is_tax_code(text) is good


def test_shapes() -> None:
    assert tidy_tax_code(" 0100 233 488 ") == "0100233488"
    assert is_si_number("0123456789")
    assert not is_si_number("123456789")
    assert not is_si_number("01234５6789")
    assert is_identity_paper("026093001234")
    assert is_identity_paper("123456789")
    assert is_identity_paper("B1234567")
    assert not is_identity_paper("12 34")
    assert is_account_code("TA0001A")
    assert is_account_code("0123456789DNA03")
    assert not is_account_code("ta-1")
